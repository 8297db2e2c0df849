"""Claims of a result in an article: which rank, in which contest, of which year, won or hoped for.

A claim is a place in the text that tells of a result. Who the winner is stands in ``awards``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.records import AwardLevel, AwardStatus, Field
from extract.awards.contest_levels import level_of_sentence, level_told
from extract.awards.contests import ContestMention, at_level, group_of, unnamed_contest
from extract.awards.cues import (
    has_cue,
    is_hoped,
    is_other_award,
    says_running,
    status_of_rank,
    status_without_rank,
)
from extract.awards.ranks import RankMention, find_ranks
from extract.dates import year_near
from extract.reading import Reading
from extract.sentences import Sentence

# Sets of these sizes are the national competition's, unless a local contest is named.
_NATIONAL_SETS = frozenset({99, 45, 40, 35, 33})
_CONTEST_REACH = 70
_GRADE_REACH = 30
# No article tells of more results; what does is no article, and must not take long to read.
_MOST_IN_SENTENCE = 40
_MOST_IN_ARTICLE = 250
_YEAR_TOLD = re.compile(r"\b20\d\d\b|\btahun\s+(?:ini|lalu)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardClaim:
    """A result that a sentence tells of.

    Attributes:
        sentence: The sentence.
        start: Where in its field the rank, or the word that stands for the result, begins.
        end: One past the end of it.
        rank: The rank; None if the sentence names none.
        status: What became of the entry.
        contest: The contest, on the level that was judged.
        year: Year of the contest; None if it cannot be told.
        explains: Whether the sentence only tells how the jury works.
    """

    sentence: Sentence
    start: int
    end: int
    rank: RankMention | None
    status: AwardStatus
    contest: ContestMention
    year: int | None
    explains: bool

    @property
    def field(self) -> Field:
        """Which text of the article the claim stands in."""
        return self.sentence.field

    @property
    def for_region(self) -> bool:
        """Whether a region wins it, not an innovation."""
        return self.contest.for_region or (self.rank is not None and self.rank.for_region)


def find_claims(reading: Reading, contests: Sequence[ContestMention]) -> list[AwardClaim]:
    """Return the claims of an article in order, title first.

    Args:
        reading: The article.
        contests: The contests that it names (``find_contests``).

    Returns:
        Nothing where the article tells of no contest for innovations.
    """
    if not contests and not _tells_of_ranked_innovations(reading):
        return []
    running = is_running(reading)
    found = (
        claim
        for sentence in reading.sentences
        for claim in islice(_claims_of(reading, sentence, contests, running), _MOST_IN_SENTENCE)
    )
    claims = list(islice(found, _MOST_IN_ARTICLE))
    return [_under_one_label(claim, claims) for claim in claims]


def _under_one_label(claim: AwardClaim, claims: Sequence[AwardClaim]) -> AwardClaim:
    """Return a claim with the label that the article uses first for the same rank.

    ``40 Terbaik`` becomes ``Top 40`` where the article also calls it so, and ``Juara Pertama``
    the ``Juara I`` of the headline.
    """
    rank = claim.rank
    if rank is None or rank.kind not in {"set", "place"}:
        return claim
    same = [c.rank for c in claims if c.rank and c.rank.identity == rank.identity]
    if rank.kind == "place":
        same = [other for other in same if other.label.split()[0] == rank.label.split()[0]]
    label = next((r.label for r in same if r.label.startswith("Top ")), same[0].label)
    return replace(claim, rank=replace(rank, label=label))


def is_running(reading: Reading) -> bool:
    """Return whether the contest still runs: stages lie ahead and nothing was handed over."""
    texts = [s.text for s in reading.sentences if not has_cue("selection", s.text)]
    if any(has_cue("handed_over", text) for text in texts):
        return False
    return any(says_running(text) for text in texts)


def _tells_of_ranked_innovations(reading: Reading) -> bool:
    """Return whether a sentence names a rank together with the word innovation."""
    return any(
        "inova" in sentence.text.casefold() and find_ranks(sentence.text)
        for sentence in reading.sentences
    )


def _claims_of(
    reading: Reading, sentence: Sentence, contests: Sequence[ContestMention], running: bool
) -> Iterator[AwardClaim]:
    """Yield the claims of one sentence."""
    ranks = _without_weaker(find_ranks(sentence.text))
    for rank in ranks:
        if _counts(sentence.text, rank, contests):
            stage = running or rank.label.endswith("Besar")
            status = status_of_rank(sentence.text, rank.start, rank.end, running=stage)
            yield _claim(reading, sentence, contests, rank, (rank.start, rank.end), status)
    in_contest = bool(_inside(sentence, contests))
    told = None if ranks else status_without_rank(sentence.text, in_contest=in_contest)
    if told is None or is_other_award(sentence.text, *told[1].span()):
        return
    entered = told[0] == "submitted" and not any(contest.named for contest in contests)
    if in_contest or ("inova" in sentence.text.casefold() and not entered):
        yield _claim(reading, sentence, contests, None, told[1].span(), told[0])


def _without_weaker(ranks: Sequence[RankMention]) -> list[RankMention]:
    """Return the ranks of a sentence, without finalists beside a set and grades right after one."""
    sets = [rank for rank in ranks if rank.kind == "set"]
    return [
        rank
        for rank in ranks
        if not (rank.kind == "stage" and sets)
        and not (
            rank.kind == "grade" and any(0 <= rank.start - s.end <= _GRADE_REACH for s in sets)
        )
    ]


def _counts(sentence: str, rank: RankMention, contests: Sequence[ContestMention]) -> bool:
    """Return whether a rank is a result in a contest for innovations."""
    if rank.kind == "grade" and not any(contest.for_region for contest in contests):
        return False
    return not is_hoped(sentence, rank.start) and not is_other_award(sentence, rank.start, rank.end)


def _claim(
    reading: Reading,
    sentence: Sentence,
    contests: Sequence[ContestMention],
    rank: RankMention | None,
    span: tuple[int, int],
    status: AwardStatus,
) -> AwardClaim:
    """Return the claim that a rank, or the words for a result without one, make."""
    start, end = sentence.start + span[0], sentence.start + span[1]
    contest = _contest_of(reading, sentence, contests, rank, start)
    return AwardClaim(
        sentence=sentence,
        start=start,
        end=end,
        rank=rank,
        status=status,
        contest=contest,
        year=_year_of(reading, sentence, rank, contest, start),
        explains=has_cue("selection", sentence.text),
    )


def _contest_of(
    reading: Reading,
    sentence: Sentence,
    contests: Sequence[ContestMention],
    rank: RankMention | None,
    position: int,
) -> ContestMention:
    """Return the contest that a claim is about, on the level that its words tell."""
    inside = _inside(sentence, contests)
    near = min(inside, key=lambda c: abs(c.start - position)) if inside else None
    base = near or _before(contests, sentence, position) or next(iter(contests), None)
    level = None if near and near.told else _level_of(sentence, rank, base)
    foreign = base and not near and level == "nasional" and rank and rank.number in _NATIONAL_SETS
    if base is None or (foreign and not base.scheme.startswith("kipp-")):
        contest = unnamed_contest(reading, sentence, level)
    else:
        contest = at_level(base, level, reading) if level else base
    return group_of(_around(sentence, position), contest)


def _level_of(
    sentence: Sentence, rank: RankMention | None, base: ContestMention | None
) -> AwardLevel | None:
    """Return the level that a claim's own words tell; None if they do not."""
    level = level_told(sentence.text)
    if level is not None or rank is None:
        return level
    if "nasional" in sentence.text[rank.start : rank.end + 30].casefold():
        return "nasional"
    if rank.kind != "set" or rank.number not in _NATIONAL_SETS:
        return None if base else level_of_sentence(sentence.text)
    return (
        "nasional" if rank.number == max(_NATIONAL_SETS) or base is None or not base.told else None
    )


def _inside(sentence: Sentence, contests: Sequence[ContestMention]) -> list[ContestMention]:
    """Return the contests that a sentence names."""
    return [
        contest
        for contest in contests
        if contest.field == sentence.field and sentence.start <= contest.start < sentence.end
    ]


def _before(
    contests: Sequence[ContestMention], sentence: Sentence, position: int
) -> ContestMention | None:
    """Return the contest that was named last before a position; the title comes first."""
    before = [
        contest
        for contest in contests
        if (contest.field == "title" and sentence.field == "text")
        or (contest.field == sentence.field and contest.start < position)
    ]
    return before[-1] if before else None


def _around(sentence: Sentence, position: int) -> str:
    """Return the words around a position of a sentence."""
    middle = position - sentence.start
    return sentence.text[max(0, middle - _CONTEST_REACH) : middle + _CONTEST_REACH]


def _year_of(
    reading: Reading,
    sentence: Sentence,
    rank: RankMention | None,
    contest: ContestMention,
    position: int,
) -> int | None:
    """Return the year of the contest that a claim is about."""
    if rank and rank.year:
        return rank.year
    if contest.year and _inside(sentence, [contest]):
        return contest.year
    told = _YEAR_TOLD.search(sentence.text)
    # What "once" happened has no year of its own, and not that of the article.
    if not told and "pernah" in sentence.text.casefold().split():
        return None
    near = year_near(reading, sentence, at=position)
    year = near if told else contest.year or near
    return year or (reading.article.published.year if reading.article.published else None)
