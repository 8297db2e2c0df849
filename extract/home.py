"""The region that an article is about: how strongly it speaks of each that it names.

Pure functions of the mentions; the words that name places are in ``regions``. Weights are
judged by hand on annotated articles: governments and titled names before plain ones, titles and
openings before the rest, datelines last.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Article
from corpus.vocabulary import regions as known_regions
from extract.bodies import BodyMention
from extract.gazetteer import split_words
from extract.regions import RegionMention
from extract.regions.places import Title, learning_words, titles

_WEIGHTS = {
    "government": 4.0,
    "titled": 3.0,
    "body": 3.0,
    "plain": 2.0,
    "abbreviation": 2.0,
    "capital": 1.5,
    "district": 2.0,
    "province": 1.0,
    "dateline": 0.5,
}
_REASONS = {
    "government": "its government is named",
    "titled": "it is named with its title",
    "body": "a public body of it is named",
    "plain": "it is named",
    "abbreviation": "it is named by its short form",
    "capital": "its capital is named",
    "district": "a district of it is named",
    "province": "it is named",
    "dateline": "the dateline names it",
}
_PROVINCE_SHARE = 0.35
_PROVINCE_AS_ACTOR = 1.0
_PROVINCE_DIGITS = 2
_PROVINCIAL = Title("government", "provinsi")
_TITLE_FACTOR = 3.0
_OPENING = 350
_OPENING_FACTOR = 1.5
_MOST_ALIKE = 4
_LEARNER_SHARE = 0.2
_SEAT_OF_GOVERNMENT = "31"
_SCATTERED_REGIONS = 5
_SCATTERED_SHARE = 0.3
_LEVEL_WORDS = {
    "kabupaten": re.compile(r"\b(?:bupati|wabup|pemkab)\b|kab\.go\.id", re.IGNORECASE),
    "kota": re.compile(r"\b(?:wali\s?kota|wawali|pemkot|pemko)\b|kota\w*\.go\.id", re.IGNORECASE),
    "provinsi": re.compile(r"\b(?:gubernur|wagub|pemprov)\b|prov\.go\.id", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionChoice:
    """The region that an article is about.

    Attributes:
        code: Kemendagri code; None if it cannot be told or is national.
        candidates: Codes in question, best first.
        why: The cue that decided, for people to read.
    """

    code: str | None
    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Cue:
    """One place at which an article points to regions.

    Attributes:
        field: ``title`` or ``text``.
        start: First code point.
        codes: What is meant, one or several.
        how: As in ``RegionMention.how``, or ``body``.
    """

    field: str
    start: int
    codes: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Score:
    """How strongly a region is spoken of.

    Attributes:
        code: Kemendagri code.
        points: Only their order and ratios mean something.
        why: The strongest cue in words.
    """

    code: str
    points: float
    why: str


def choose_region(
    article: Article,
    regions: tuple[RegionMention, ...],
    bodies: tuple[BodyMention, ...],
) -> RegionChoice:
    """Return the region that an article is about: a regency or city, else a province."""
    ranked = rank_regions(article, regions, bodies)
    if not ranked:
        return RegionChoice(code=None, candidates=(), why="no region is named")
    best = ranked[0]
    candidates = tuple(entry.code for entry in ranked)
    if is_scattered(ranked):
        return RegionChoice(code=None, candidates=candidates, why="many regions alike")
    alike = [score for score in ranked if score.points == best.points]
    if len(alike) > 1 and _share_name(alike):
        return _choose_by_level(article, [score.code for score in alike], candidates)
    return RegionChoice(code=best.code, candidates=candidates, why=best.why)


def rank_regions(
    article: Article, regions: tuple[RegionMention, ...], bodies: tuple[BodyMention, ...]
) -> list[Score]:
    """Return the regions that an article names, the one that it is about first."""
    cues = _resolved(_cues(regions, bodies))
    share = _PROVINCE_AS_ACTOR if _is_provincial(article.title, cues) else _PROVINCE_SHARE
    points: dict[str, float] = defaultdict(float)
    strongest: dict[str, tuple[float, str]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for cue in cues:
        for code in cue.codes:
            seen[code, cue.how] += 1
            weight = _weight(cue, code, share) / len(cue.codes)
            if seen[code, cue.how] > _MOST_ALIKE and cue.field == "text":
                continue
            points[code] += weight
            strongest[code] = max(strongest.get(code, (0.0, "")), (weight, cue.how))
    for code in _learners(article, cues):
        points[code] *= _LEARNER_SHARE
    _drop_seat_of_government(points, cues)
    order = sorted(points, key=lambda code: (-points[code], code))
    return [Score(code, points[code], _REASONS[strongest[code][1]]) for code in order]


def _share_name(scores: Sequence[Score]) -> bool:
    """Return whether some regions have the same name but for their titles."""
    return len({known_regions()[score.code].plain_name for score in scores}) == 1


def _choose_by_level(
    article: Article, codes: Sequence[str], candidates: tuple[str, ...]
) -> RegionChoice:
    """Return the one of several regions of a name whose level the article speaks of.

    The name told nothing more (``Bogor``), but its head alone may (``kata Bupati``), or the
    address of the outlet (``bogorkab.go.id``).
    """
    for text, why in (
        (f"{article.title}\n{article.text}", "only a head of that kind is named"),
        (f"{article.outlet or ''} {article.url or ''}", "the outlet is that government's"),
    ):
        spoken = {level for level, words in _LEVEL_WORDS.items() if words.search(text)}
        fitting = [code for code in codes if known_regions()[code].type.split()[0] in spoken]
        if len(fitting) == 1:
            return RegionChoice(code=fitting[0], candidates=candidates, why=why)
    return RegionChoice(code=None, candidates=candidates, why="several regions of that name")


def is_scattered(ranked: list[Score]) -> bool:
    """Return whether an article names many regions of several provinces and none above all."""
    if len(ranked) < _SCATTERED_REGIONS:
        return False
    total = sum(score.points for score in ranked)
    provinces = {score.code[:2] for score in ranked}
    return ranked[0].points < _SCATTERED_SHARE * total and len(provinces) >= _SCATTERED_REGIONS - 1


def _cues(regions: tuple[RegionMention, ...], bodies: tuple[BodyMention, ...]) -> list[Cue]:
    """Return region mentions and bodies with a region as cues."""
    cues = [Cue(m.field, m.start, m.candidates, m.how) for m in regions]
    for body in bodies:
        codes = (body.region,) if body.region is not None else body.regions
        if codes:
            cues.append(Cue(body.field, body.start, codes, "body"))
    return cues


def _resolved(cues: list[Cue]) -> list[Cue]:
    """Return cues with several meanings narrowed to what clear cues name, if any does."""
    clear: Counter[str] = Counter()
    for cue in cues:
        if len(cue.codes) == 1:
            clear[cue.codes[0]] += 2
            clear[cue.codes[0][:2] + ".*"] += 1
    return [cue if len(cue.codes) == 1 else _narrowed(cue, clear) for cue in cues]


def _narrowed(cue: Cue, clear: Counter[str]) -> Cue:
    """Return a cue with the meanings that clear cues support most; as it is if none do."""
    support = {code: clear[code] * 10 + clear[code[:2] + ".*"] for code in cue.codes}
    best = max(support.values())
    if best == 0:
        return cue
    codes = tuple(code for code in cue.codes if support[code] == best)
    return Cue(cue.field, cue.start, codes, cue.how)


def _is_provincial(title: str, cues: list[Cue]) -> bool:
    """Return whether a title speaks of a provincial government and of no regency."""
    if any(
        cue.field == "title" and len(code) > _PROVINCE_DIGITS for cue in cues for code in cue.codes
    ):
        return False
    words = split_words(title)
    found = (titles().longest(words, index) for index in range(len(words)))
    return any(match is not None and _PROVINCIAL in match[1] for match in found)


def _weight(cue: Cue, code: str, province_share: float) -> float:
    """Return what a cue is worth for one of its meanings."""
    weight = _WEIGHTS[cue.how]
    if len(code) == _PROVINCE_DIGITS:
        weight *= province_share
    if cue.field == "title":
        return weight * _TITLE_FACTOR
    return weight * (_OPENING_FACTOR if cue.start < _OPENING else 1.0)


def _learners(article: Article, cues: list[Cue]) -> set[str]:
    """Return the regions that the title shows to learn from another."""
    title = [cue for cue in cues if cue.field == "title"]
    words = split_words(article.title)
    for index, offset in enumerate(words.starts):
        found = learning_words().longest(words, index)
        if found is None:
            continue
        before = {code for cue in title if cue.start < offset for code in cue.codes}
        after = {code for cue in title if cue.start > offset for code in cue.codes}
        learners = (before - after) if found[1][0] else (after - before)
        if learners:
            return learners
    return set()


def _drop_seat_of_government(points: dict[str, float], cues: list[Cue]) -> None:
    """Drop Jakarta where only its plain name is found: national events take place there."""
    weak = {"province", "plain", "dateline"}
    if all(cue.how in weak for cue in cues if _SEAT_OF_GOVERNMENT in cue.codes):
        points.pop(_SEAT_OF_GOVERNMENT, None)
