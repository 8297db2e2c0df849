"""The year of the contest that a claim of a result is about, with the words that tell it.

A contest's name with its year comes first, then the sentence, then a day that it tells; where
nothing does, the result is of the year in which the article was published.
"""

from __future__ import annotations

import re

from extract.awards.contests import ContestMention
from extract.awards.ranks import RankMention
from extract.dates import ToldYear, find_year
from extract.reading import Reading
from extract.sentences import Sentence

_YEAR_TOLD = re.compile(r"\b20\d\d\b|\btahun\s+(?:ini|lalu)\b", re.IGNORECASE)
_YEAR_REACH = 60


def find_award_year(
    reading: Reading,
    sentence: Sentence,
    rank: RankMention | None,
    contest: ContestMention,
    position: int,
) -> ToldYear | None:
    """Return the year of the contest that a claim is about; None if it cannot be told.

    Args:
        reading: The article.
        sentence: The sentence of the claim.
        rank: The rank that is claimed; None if none is.
        contest: The contest.
        position: Where the claim stands in the sentence's field.
    """
    if rank and rank.year:
        start = sentence.start + rank.start
        return ToldYear(rank.year, "contest", sentence.field, start, sentence.start + rank.end)
    named = _year_of_name(reading, contest)
    is_inside = contest.field == sentence.field and sentence.start <= contest.start < sentence.end
    if named and is_inside:
        return named
    told = _YEAR_TOLD.search(sentence.text)
    # What "once" happened has no year of its own, and not that of the article.
    if not told and "pernah" in sentence.text.casefold().split():
        return None
    near = find_year(reading, sentence, at=position)
    return (near if told else named or near) or _year_of_publication(reading)


def _year_of_name(reading: Reading, contest: ContestMention) -> ToldYear | None:
    """Return the year that stands in a contest's name or beside it; None if none does."""
    if contest.year is None:
        return None
    text, field = reading.text_of(contest.field), contest.field
    for first, last in (
        (contest.start, contest.end + _YEAR_REACH),
        (contest.start - _YEAR_REACH, contest.start),
    ):
        start = text.find(str(contest.year), max(0, first), last)
        if start >= 0:
            return ToldYear(contest.year, "contest", field, start, start + 4)
    return ToldYear(contest.year, "contest", field, contest.start, contest.end)


def _year_of_publication(reading: Reading) -> ToldYear | None:
    """Return the year in which the article was published; None if that is unknown."""
    published = reading.article.published
    return ToldYear(published.year, "publication") if published else None
