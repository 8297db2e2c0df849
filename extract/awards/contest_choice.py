"""Which contest a claim of a result is about, and on which level it was judged.

The nearest name in the sentence decides, then the name told last; the claim's own words may tell
that the province's or the national round of it is meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import AwardLevel
from extract.awards.contest_levels import level_of_sentence, level_told
from extract.awards.contests import ContestMention, at_level, group_of, unnamed_contest
from extract.awards.ranks import RankMention
from extract.reading import Reading
from extract.sentences import Sentence

# Sets of these sizes are the national competition's, unless a local contest is named.
_NATIONAL_SETS = frozenset({99, 45, 40, 35, 33})
_CONTEST_REACH = 70


def choose_contest(
    reading: Reading,
    sentence: Sentence,
    contests: Sequence[ContestMention],
    rank: RankMention | None,
    position: int,
) -> ContestMention:
    """Return the contest that a claim is about, on the level that its words tell.

    Args:
        reading: The article.
        sentence: The sentence of the claim.
        contests: The contests of the article, in order.
        rank: The rank that is claimed; None if none is.
        position: Where the claim stands in the sentence's field.
    """
    inside = contests_in(sentence, contests)
    near = min(inside, key=lambda c: abs(c.start - position)) if inside else None
    if near and near.implied:
        near = _meant(near, inside, contests)
    base = near or _told_last(contests, sentence, position) or next(iter(contests), None)
    level = None if near and near.told else _level_of(sentence, rank, base)
    foreign = base and not near and level == "nasional" and rank and rank.number in _NATIONAL_SETS
    if base is None or (foreign and not base.scheme.startswith("kipp-")):
        contest = unnamed_contest(reading, sentence, level)
    else:
        contest = at_level(base, level, reading) if level else base
    return group_of(_around(sentence, position), contest)


def _meant(
    implied: ContestMention, inside: Sequence[ContestMention], contests: Sequence[ContestMention]
) -> ContestMention:
    """Return the contest that words such as ``Kabupaten Terinovatif`` are about.

    Contests of provinces give the same titles; one that the sentence or the headline names wins.
    """
    named = [contest for contest in inside if not contest.implied]
    if any(contest.scheme == implied.scheme for contest in named):
        return implied
    titled = [contest for contest in contests if contest.field == "title"]
    return next((c for c in (*named, *titled) if c.level != implied.level), implied)


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


def contests_in(sentence: Sentence, contests: Sequence[ContestMention]) -> list[ContestMention]:
    """Return the contests that a sentence names."""
    return [
        contest
        for contest in contests
        if contest.field == sentence.field and sentence.start <= contest.start < sentence.end
    ]


def _told_last(
    contests: Sequence[ContestMention], sentence: Sentence, position: int
) -> ContestMention | None:
    """Return the contest that a sentence without one is about.

    This is the last one before it; but where the headline names a contest for innovations, an
    award for regions that is told of on the way is not meant.
    """
    last = _before(contests, sentence, position)
    titled = [contest for contest in contests if contest.field == "title"]
    if last and last.for_region and titled and not titled[-1].for_region:
        return titled[-1]
    return last


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
