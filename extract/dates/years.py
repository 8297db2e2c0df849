"""Which year a fact belongs to, and the dates of a text that tell it.

A contest carries its year in its name, which need not be the year of the article; a number or
a prize told beside it belongs to that year. How dates are read off a text is in
``mentions``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, takewhile

from corpus.records import Field
from corpus.vocabulary import award_schemes
from extract.dates.mentions import DateMention, find_dates
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
    told = _facts_of(reading, sentence)
    found = _in_clause(sentence, told, at) or _in_sentence(sentence, told, at)
    if found is None and _THIS_YEAR.search(sentence.text):
        found = _present_year(reading)
    if found is None:
        found = _year_of_contest_told(reading, sentence)
    return _present_year(reading) if found is None and fallback else found


def _dates_in(reading: Reading, field: Field) -> list[DateMention]:
    """Return the dates of the title or the text."""
    return find_dates(reading.text_of(field), reading.article.published)


def _facts_of(reading: Reading, sentence: Sentence) -> list[DateMention]:
    """Return the dates in a sentence that tell a year, without the ends of periods."""
    text = reading.text_of(sentence.field)
    dates = _dates_in(reading, sentence.field)
    first = bisect_left(dates, sentence.start, key=lambda mention: mention.start)
    return [
        mention
        for mention in takewhile(lambda m: m.start < sentence.end, islice(dates, first, None))
        if mention.year
        and not _PERIOD_BEFORE.search(text, max(0, mention.start - 40), mention.start)
        and not _PERIOD_AFTER.match(text, mention.end)
    ]


def _in_clause(sentence: Sentence, told: Sequence[DateMention], at: int | None) -> int | None:
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


def _in_sentence(sentence: Sentence, told: Sequence[DateMention], at: int | None) -> int | None:
    """Return the year of a contest in the sentence, or else the nearest or latest year."""
    contests = [mention for mention in told if _names_contest(sentence, mention, told)]
    candidates = contests or told
    if at is not None:
        return _nearest(candidates, at)
    return max((mention.year for mention in candidates if mention.year), default=None)


def _nearest(told: Sequence[DateMention], at: int) -> int | None:
    """Return the year told nearest to a code point; of two as near, the one before it."""
    nearest = min(told, key=lambda m: (abs(m.start - at), m.start > at), default=None)
    return nearest.year if nearest else None


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


def _contest_years(reading: Reading) -> list[tuple[Field, int, int]]:
    """Return field, position and year of each contest that an article names with its year."""
    return [
        (sentence.field, mention.start, mention.year)
        for sentence in reading.sentences
        for told in [_facts_of(reading, sentence)]
        for mention in told
        if mention.year and _names_contest(sentence, mention, told)
    ]


def _year_of_contest_told(reading: Reading, sentence: Sentence) -> int | None:
    """Return the year of the contest last told before a sentence, or the only one told."""
    told = _contest_years(reading)
    before = [year for field, at, year in told if field == "title" or at < sentence.start]
    if before and sentence.field == "text":
        return before[-1]
    years = {year for _, _, year in told}
    return years.pop() if len(years) == 1 else None


def _present_year(reading: Reading) -> int | None:
    """Return the year in which an article was written, as far as it tells."""
    if reading.article.published:
        return reading.article.published.year
    days = [m.day.year for m in _dates_in(reading, "text") if m.day]
    return max(days, default=None) or max((y for _, _, y in _contest_years(reading)), default=None)
