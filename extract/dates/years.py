"""Which year a fact belongs to, and the dates of a text that tell it.

A contest carries its year in its name, which need not be the year of the article; a number or
a prize told beside it belongs to that year. How dates are read off a text is in
``mentions``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from typing import Literal

from corpus.records import Field
from corpus.vocabulary import award_schemes
from extract.dates.mentions import DateMention, dates_of
from extract.reading import Reading
from extract.sentences import Sentence

_CONTEST_WORDS = (
    r"kompetisi|lomba|awards?|anugerah|penghargaan|penjurian|festival|krenova|kontes|"
    r"top\s+\d{1,3}|besar|juara|terbaik|finalis"
)
_SCHEME_ABBREVIATION = re.compile(r"\(([A-Z][A-Z ]{2,})\)|\b([A-Z]{3,})\b")
_CONTEST_REACH = 90  # code points between a contest and its year
_CLAUSE = 300  # code points at most on either side of a fact
_PERIOD_BEFORE = re.compile(
    r"(?:\bsejak|\bmulai|\bakhir|\bawal|\bRPJMD|(?:19|20)\d{2}\s*(?:[-–/]|hingga|sampai(?:\s+dengan)?|s/d))"
    r"\s*(?:tahun\s*|dari\s*)?$",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(r"\s*(?:[-–/]|hingga|sampai(?:\s+dengan)?|s/d)\s*(?:19|20)\d{2}\b")
_CLAUSE_END = re.compile(r"[,;:](?!\d)|\b(?:dan|serta|sedangkan|sementara|lalu)\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\btahun\s+ini\b", re.IGNORECASE)


YearFrom = Literal["contest", "sentence", "date", "publication"]


@dataclass(frozen=True, slots=True)
class ToldYear:
    """A year with the words that tell it.

    Attributes:
        year: The year.
        how: The words stand beside a contest's name, or only in the sentence, or they are a day;
            ``publication`` if no words but the article's own date tell it.
        field: Which text of the article the words stand in.
        start: First code point of the words; 0 if there are none.
        end: One past the last; 0 if there are none.
    """

    year: int
    how: YearFrom
    field: Field = "text"
    start: int = 0
    end: int = 0


def year_near(
    reading: Reading, sentence: Sentence, *, at: int | None = None, fallback: bool = False
) -> int | None:
    """Return the year that a fact told in a sentence belongs to.

    In this order: a year in the same clause, the year of a contest named in the sentence,
    another year or resolved date in the sentence, the year of a contest told before it, in
    the title or anywhere if all contests of the article agree.

    Args:
        reading: The article.
        sentence: The sentence that tells the fact.
        at: Code point of the fact in the sentence's field, to choose among several years;
            None takes the sentence as a whole.
        fallback: Whether the year of publication, or else of the latest day told, stands in
            where nothing else tells one; prizes are mostly of that year, numbers often are not.

    Returns:
        The year, or None if the article does not tell it.
    """
    found = find_year(reading, sentence, at=at)
    if found is None:
        return _present_year(reading) if fallback else None
    return found.year


def find_year(reading: Reading, sentence: Sentence, *, at: int | None = None) -> ToldYear | None:
    """Return the year that a fact told in a sentence belongs to, with what tells it.

    The order is that of ``year_near``; None if the article does not tell it.

    Args:
        reading: The article.
        sentence: The sentence that tells the fact.
        at: Code point of the fact in the sentence's field, to choose among several years;
            None takes the sentence as a whole.
    """
    told = _facts_of(reading, sentence)
    mention = _in_clause(sentence, told, at) or _in_sentence(sentence, told, at)
    if mention and mention.year:
        how: YearFrom = "contest" if _names_contest(sentence, mention, told) else "sentence"
        how = "date" if mention.precision == "day" else how
        return ToldYear(mention.year, how, sentence.field, mention.start, mention.end)
    this_year, present = _THIS_YEAR.search(sentence.text), _present_year(reading)
    if this_year and present:
        start, end = (sentence.start + offset for offset in this_year.span())
        return ToldYear(present, "sentence", sentence.field, start, end)
    return _year_of_contest_told(reading, sentence)


def _dates_in(reading: Reading, field: Field) -> tuple[DateMention, ...]:
    """Return the dates of the title or the text."""
    return dates_of(reading.text_of(field), reading.article.published)


def _facts_of(reading: Reading, sentence: Sentence) -> list[DateMention]:
    """Return the dates in a sentence that tell a year, without the ends of periods."""
    text = reading.text_of(sentence.field)
    dates = _dates_in(reading, sentence.field)
    first = bisect_left(dates, sentence.start, key=lambda mention: mention.start)
    return [
        mention
        for mention in takewhile(lambda m: m.start < sentence.end, islice(dates, first, None))
        if mention.year
        and mention.how != "weekday"
        and not _PERIOD_BEFORE.search(text, max(0, mention.start - 40), mention.start)
        and not _PERIOD_AFTER.match(text, mention.end)
    ]


def _in_clause(
    sentence: Sentence, told: Sequence[DateMention], at: int | None
) -> DateMention | None:
    """Return the nearest year in the clause around ``at``."""
    if at is None:
        return None
    first, last = max(0, at - sentence.start - _CLAUSE), at - sentence.start + _CLAUSE
    start, end = sentence.start + first, min(sentence.end, sentence.start + last)
    for match in _CLAUSE_END.finditer(sentence.text, first, last):
        position = sentence.start + match.start()
        if position < at:
            start = position
        elif position > at:
            end = position
            break
    return _nearest([mention for mention in told if start <= mention.start < end], at)


def _in_sentence(
    sentence: Sentence, told: Sequence[DateMention], at: int | None
) -> DateMention | None:
    """Return the year of a contest in the sentence, or else the nearest or latest year."""
    contests = [mention for mention in told if _names_contest(sentence, mention, told)]
    candidates = contests or told
    if at is not None:
        return _nearest(candidates, at)
    return max(candidates, key=lambda mention: mention.year or 0, default=None)


def _nearest(told: Sequence[DateMention], at: int) -> DateMention | None:
    """Return the year told nearest to a code point; of two as near, the one before it."""
    return min(told, key=lambda m: (abs(m.start - at), m.start > at), default=None)


def _names_contest(sentence: Sentence, mention: DateMention, told: Sequence[DateMention]) -> bool:
    """Return whether a contest stands before a year, with no other year between."""
    if mention.precision == "day" or mention.how != "written":
        return False
    start = max(sentence.start, mention.start - _CONTEST_REACH)
    start = max([start, *(other.end for other in told if other.end <= mention.start)])
    between = sentence.text[start - sentence.start : mention.start - sentence.start]
    return bool(_contest_pattern().search(between))


@lru_cache(maxsize=1)
def _contest_pattern() -> re.Pattern[str]:
    """Return an expression for contests: general words and the schemes' abbreviations."""
    names = (scheme.name for scheme in award_schemes().values())
    short = {a or b for name in names for a, b in _SCHEME_ABBREVIATION.findall(name)}
    words = "|".join(re.escape(word) for word in sorted(short, key=len, reverse=True))
    return re.compile(rf"\b(?:{words}|(?i:{_CONTEST_WORDS}))\b")


@lru_cache(maxsize=1)
def _contest_years(reading: Reading) -> list[ToldYear]:
    """Return the years of the contests that an article names with their year."""
    return [
        ToldYear(mention.year, "contest", sentence.field, mention.start, mention.end)
        for sentence in _dated_sentences(reading)
        for told in [_facts_of(reading, sentence)]
        for mention in told
        if mention.year and _names_contest(sentence, mention, told)
    ]


def _dated_sentences(reading: Reading) -> list[Sentence]:
    """Return the sentences in which a date begins, in order."""
    fields: tuple[Field, ...] = ("title", "text")
    places = ((field, mention.start) for field in fields for mention in _dates_in(reading, field))
    found = (reading.sentence_at(field, start) for field, start in places)
    return list(dict.fromkeys(sentence for sentence in found if sentence is not None))


def _year_of_contest_told(reading: Reading, sentence: Sentence) -> ToldYear | None:
    """Return the year of the contest last told before a sentence, or the only one told."""
    contests = _contest_years(reading)
    before = [told for told in contests if told.field == "title" or told.start < sentence.start]
    if before and sentence.field == "text":
        return before[-1]
    return contests[0] if len({told.year for told in contests}) == 1 else None


def _present_year(reading: Reading) -> int | None:
    """Return the year in which an article was written, as far as it tells."""
    if reading.article.published:
        return reading.article.published.year
    dates = _dates_in(reading, "text")
    days = [mention.day.year for mention in dates if mention.day]
    contests = (told.year for told in _contest_years(reading))
    return max(days, default=None) or max(contests, default=None)
