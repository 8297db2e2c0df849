"""Contests for innovations that an article names: KIPP, KOVABLIK, IGA, an award of a regency.

Says which scheme of ``award_schemes.csv`` each is, on which level and of which year. Results and
winners are the business of ``award_claims`` and ``awards``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from corpus.identity import fold
from corpus.records import AwardLevel, Field
from corpus.vocabulary import AwardScheme, award_schemes, regions
from extract.awards.contest_levels import (
    level_behind,
    level_entered,
    level_of_article,
    level_of_place_within,
    level_of_sentence,
    level_told,
    level_within,
    place_behind,
)
from extract.awards.contest_names import (
    OWN_NAME,
    ContestName,
    Family,
    families,
    find_contest_names,
    find_unnamed_contests,
)
from extract.awards.cues import is_next_contest, is_tool
from extract.link_lines import is_link_line
from extract.reading import Reading
from extract.sentences import Sentence

_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
_YEAR_REACH = 48
_ABBREVIATION = re.compile(r"\(([A-Z]{3,9})\)")
# No article names more contests; what does is no article, and must not take long to read.
_MOST_IN_SENTENCE = 12
_MOST_IN_ARTICLE = 120
_LOCAL: dict[AwardLevel, str] = {"kabupaten": "kipp-kabupaten", "provinsi": "kipp-provinsi"}
# Groups of the national competition, each with a set of its own.
_GROUPS = {
    "replikasi": "kipp-replikasi",
    "khusus": "kipp-khusus",
    "umum": "kipp-umum",
}
_GROUP = re.compile(r"\b(?:kelompok|kategori)\s+(replikasi|khusus|umum)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestMention:
    """A contest named in an article.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        text: The words as written.
        scheme: ``scheme_id`` of ``award_schemes.csv``, or a slug of the contest's name.
        level: On which level it is held.
        year: Year that the text gives it; None if it gives none near by.
        told: Whether the level follows from the name or the words right behind it.
        named: Whether the words are a name, and not only ``lomba … inovasi``.
        for_region: Whether regions win it, not innovations.
        implied: Whether the words are only what the contest gives, not its name.
    """

    field: Field
    start: int
    end: int
    text: str
    scheme: str
    level: AwardLevel
    year: int | None
    told: bool = False
    named: bool = True
    for_region: bool = False
    implied: bool = False


def find_contests(reading: Reading) -> list[ContestMention]:
    """Return the contests for innovations that an article names, title first, in order.

    Words such as ``lomba … inovasi`` count where nothing has a name.
    """
    named = _under_abbreviations(reading, _contests(reading, find_contest_names))
    unnamed = [] if named else _contests(reading, find_unnamed_contests)
    return named or [
        replace(contest, named=False) for contest in _under_abbreviations(reading, unnamed)
    ]


def _contests(reading: Reading, find: Callable[[str], list[ContestName]]) -> list[ContestMention]:
    """Return the contests that a finder of names sees in the sentences of an article."""
    found: list[ContestMention] = []
    levels: dict[Family, AwardLevel] = {}
    for sentence in reading.sentences:
        if is_link_line(sentence.text):
            continue
        for name in find(sentence.text)[:_MOST_IN_SENTENCE]:
            if is_next_contest(sentence.text, name.start) or is_tool(sentence.text, name.start):
                continue
            contest = _mention(reading, sentence, name, levels.get(name.family))
            levels[name.family] = contest.level
            found.append(contest)
            if len(found) == _MOST_IN_ARTICLE:
                return found
    return found


def _under_abbreviations(
    reading: Reading, contests: Sequence[ContestMention]
) -> list[ContestMention]:
    """Return the contests with the places where an abbreviation told in brackets stands for one.

    ``Lomba Innovation Major Award (IMA)`` is called ``IMA`` further down.
    """
    defined: dict[str, ContestMention] = {}
    for contest in contests:
        short = _ABBREVIATION.search(contest.text)
        if short:
            defined.setdefault(short[1], contest)
    if not defined:
        return list(contests)
    called = re.compile(rf"(?<![\w(])(?:{'|'.join(map(re.escape, defined))})(?!\w)")
    taken = {(c.field, position) for c in contests for position in range(c.start, c.end)}
    found = list(contests)
    for sentence in reading.sentences:
        for match in islice(called.finditer(sentence.text), _MOST_IN_SENTENCE):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if (sentence.field, start) not in taken and len(found) < _MOST_IN_ARTICLE:
                year = _year_beside(sentence.text, match.start(), match.end())
                contest = replace(defined[match.group()], text=match.group(), year=year)
                found.append(replace(contest, field=sentence.field, start=start, end=end))
    return sorted(found, key=lambda c: (c.field == "text", c.start))


def unnamed_contest(
    reading: Reading, sentence: Sentence, level: AwardLevel | None = None
) -> ContestMention:
    """Return the contest for public services that a sentence means without naming it."""
    family = families()[0]
    level = level or level_of_sentence(sentence.text) or level_of_article(reading)
    return ContestMention(
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        text="",
        scheme=_scheme(family, level, reading.home.code, ""),
        level=level,
        year=None,
        named=False,
    )


def at_level(contest: ContestMention, level: AwardLevel, reading: Reading) -> ContestMention:
    """Return a contest on another level: a regency's own, that of the province, the national."""
    if contest.level == level:
        return contest
    scheme = _scheme(families()[0], level, reading.home.code, contest.text)
    return replace(contest, scheme=scheme, level=level, for_region=False)


def group_of(words: str, contest: ContestMention) -> ContestMention:
    """Return the group of the national competition that the words name; else the contest."""
    match = _GROUP.search(words)
    if contest.scheme != "kipp-nasional" or not match:
        return contest
    return replace(contest, scheme=_GROUPS[match[1].lower()])


def _mention(
    reading: Reading, sentence: Sentence, name: ContestName, last: AwardLevel | None
) -> ContestMention:
    """Return a name as a contest with its scheme, level and year.

    Args:
        reading: The article.
        sentence: The sentence that names the contest.
        name: The name in it.
        last: The level on which a contest of this kind was last told of; None if none was.
    """
    start, end = sentence.start + name.start, sentence.start + name.end
    words = sentence.text[name.start : name.end]
    for_region = name.family.for_region
    behind = level_behind(reading, sentence.field, end)
    if name.family.for_region and behind in _LOCAL and level_told(sentence.text) == behind:
        # "Innovative Government Award Tingkat Provinsi X" is a contest of the province's own.
        name = replace(name, family=families()[0])
    own = level_within(words) or level_of_place_within(reading, sentence.field, start, end)
    told = name.family.level or behind or own
    level = told or level_of_sentence(sentence.text) or last or level_entered(sentence.text)
    level = level or level_of_article(reading)
    place = place_behind(reading, sentence.field, end) or reading.home.code
    return ContestMention(
        field=sentence.field,
        start=start,
        end=end,
        text=words,
        scheme=_scheme(name.family, level, place, words),
        level=level,
        year=_year_beside(sentence.text, name.start, name.end),
        told=told is not None,
        for_region=for_region,
        implied=name.family.implied,
    )


def _scheme(family: Family, level: AwardLevel, place: str | None, words: str) -> str:
    """Return the scheme of a contest of one kind, on a level, held in a place."""
    if family.scheme:
        return family.scheme
    if level in _LOCAL:
        code = place[:2] if place and level == "provinsi" else place
        return _listed(family, level, code) or _LOCAL[level]
    return family.nasional or _slug(words) or "kipp-nasional"


def _listed(family: Family, level: AwardLevel, code: str | None) -> str | None:
    """Return the listed scheme of a region, or the only one of its kind if no region is known."""
    if family is OWN_NAME:
        return None
    schemes = _listed_schemes()
    if code is not None:
        return schemes.get((family.prefix or "kipp", code))
    width = 2 if level == "provinsi" else 5
    same = [s for (p, c), s in schemes.items() if p == family.prefix and len(c) == width]
    return same[0] if len(same) == 1 else None


def _slug(words: str) -> str:
    """Return a contest's own name as an id."""
    return fold(re.sub(r"\([^()]*\)", "", words)).replace(" ", "-")


def _year_beside(sentence: str, start: int, end: int) -> int | None:
    """Return the year in a name, else the first one behind it, else the last one before it."""
    behind = _YEAR.search(sentence, end, min(len(sentence), end + _YEAR_REACH))
    inside = _YEAR.search(sentence, start, end)
    before = list(_YEAR.finditer(sentence, max(0, start - _YEAR_REACH), start))
    match = inside or behind or (before[-1] if before else None)
    return int(match.group()) if match else None


@lru_cache(maxsize=1)
def _listed_schemes() -> dict[tuple[str, str], str]:
    """Return the listed regional schemes by kind of contest and code of the region."""
    listed: dict[tuple[str, str], str] = {}
    for scheme in award_schemes().values():
        prefix, _, rest = scheme.scheme_id.partition("-")
        code = _region_of(scheme) if rest else None
        if code and scheme.is_innovation_award:
            listed.setdefault((prefix, code), scheme.scheme_id)
    return listed


def _region_of(scheme: AwardScheme) -> str | None:
    """Return the code of the region whose name a scheme bears; None for national schemes."""
    words = f" {fold(scheme.name)} {fold(scheme.organiser)} "
    kind = "kota" if re.search(r" (?:kota|pemkot) ", words) else "kabupaten"
    kind = scheme.level if scheme.level != "kabupaten" else kind
    named = [
        region
        for region in regions().values()
        if region.type == kind and f" {fold(region.plain_name)} " in words
    ]
    return max(named, key=lambda region: len(region.plain_name)).code if named else None
