"""Dates and years that a news text tells, resolved against its day of publication.

Day and month are always in this order. Where a text contradicts the calendar, the day stays
unresolved: a date that cannot be told is better than a wrong one. When an article was
published is decided elsewhere; which year a fact belongs to, in ``dates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus.records import DatePrecision
from extract.dates.calendar_words import (
    alternation,
    calendar_words,
    day_near_publication,
    day_near_years,
    make_day,
    parse_month,
    parse_weekday,
)
from extract.numerals import parse_numeral

# White space is bounded in all expressions, so that no text can make them slow.
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_WEEKDAY = rf"(?P<weekday>{alternation('weekday')})"
_TIME_OF_DAY = r"(?:\s+(?:dini hari|pagi|siang|sore|petang|malam|lalu|kemarin))?"
_GAP = r"\s{0,3}"
_RANGE = rf"(?P<range>{_GAP}(?:[-–]|s/d|s\.d\.?|sampai|hingga){_GAP}\d{{1,2}})?"
_WRITTEN = re.compile(
    rf"(?:\b{_WEEKDAY}{_TIME_OF_DAY}{_GAP},?{_GAP}\(?{_GAP})?"
    rf"(?<![\w/.,])(?P<day>\d{{1,2}}){_RANGE}"
    rf"\s+(?P<month>{alternation('month')})\b\.?(?:[ \t,]+(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"(?:\b{_WEEKDAY}{_TIME_OF_DAY}{_GAP},?{_GAP})?(?P<open>\({_GAP})?(?<![\w/.,-])"
    rf"(?P<day>\d{{1,2}})(?P<range>{_GAP}[-–]{_GAP}\d{{1,2}})?"
    r"\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})"
    rf"(?:\s?(?P=mark)\s?(?P<year>\d{{4}}|\d{{2}}))?(?![\w/])(?P<close>{_GAP}\))?",
    re.IGNORECASE,
)
_MONTH_OF_YEAR = re.compile(
    rf"\b(?P<month>{alternation('month')})\b\.?\s+(?:tahun\s+)?(?P<year>\d{{4}})\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?<![\w.,])(?:(?<=\d{4}[-–/])|(?<![-/]))(?P<year>(?:19|20)\d{2})(?![\w%]|[.,]\d)"
)
_LAW = re.compile(r"\b(?:nomor|no\.?)\s*\d+\w*\s*(?:tahun\s*|/)$", re.IGNORECASE)
_TELLS_YEAR = re.compile(r"\b(?:tahun|pada|sejak|di|hingga|sampai)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:inovasi|proposal|peserta|orang|warga|jiwa|unit|desa|buah|pendaftar)\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<number>[a-z]+|\d{{1,2}})\s+)?(?P<unit>{alternation('unit')})\s+"
    rf"(?P<shift>{alternation('shift')})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or a year in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        text: The words as written.
        day: The day that is meant; None if the words mean a month or a year, or cannot be
            resolved.
        year: The year that is meant; None if it cannot be told.
        precision: How exact the words are.
        how: What told the year: ``written``, ``weekday_disagrees`` (written, but on another
            weekday than the text says), ``publication``, ``years_in_text``, ``relative``
            (such as ``tahun lalu``), or ``unresolved``.
    """

    start: int
    end: int
    text: str
    day: date | None
    year: int | None
    precision: DatePrecision
    how: str


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Return the dates and years that a text names, in order, without overlaps.

    Args:
        text: Title or body.
        published: Day of publication; None leaves days without a year to the weekday and the
            other years in the text.
    """
    is_plausible = published is not None and _FIRST_YEAR <= published.year <= _LAST_YEAR
    return list(_find_dates(text, published if is_plausible else None))


@lru_cache(maxsize=32)
def _find_dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Find the dates once for all who ask about one article."""
    named = tuple(mention.year for mention in _years(text) if mention.year)
    found: list[DateMention] = []
    taken = bytearray(len(text))
    for mentions in (
        _days(text, published, named),
        _months(text),
        _relative(text, published),
        _years(text),
    ):
        for mention in mentions:
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _days(text: str, published: date | None, named: tuple[int, ...]) -> Iterator[DateMention]:
    """Yield the days that are written with a name or a number for the month."""
    end = 0
    matches = [*_WRITTEN.finditer(text), *filter(_is_numeric_day, _NUMERIC.finditer(text))]
    for match in sorted(matches, key=re.Match.start):
        mention = _resolved_day(match, published, named)
        if mention and match.start() >= end:
            end = match.end()
            yield mention


def _is_numeric_day(match: re.Match[str]) -> bool:
    """Return whether digits look like a day and not like a fraction, a score or a decimal."""
    year, enclosed = match["year"], match["open"] and match["close"]
    if match["mark"] == "/":
        return bool(match["weekday"] or enclosed or (year and len(year) == 4))
    return bool(year and (len(year) == 4 or match["weekday"]))


def _resolved_day(
    match: re.Match[str], published: date | None, named: tuple[int, ...]
) -> DateMention | None:
    """Return the day that a match means; None if no calendar has such a day and month."""
    month, number = parse_month(match["month"]), int(match["day"])
    if make_day(2000, month, number) is None:
        return None
    # "Senin-Rabu (25-27/10)": the weekday belongs to the last day of a range.
    weekday = None if match["range"] else parse_weekday(match["weekday"])
    if match["year"]:
        day, how = _written_day(match["year"], month, number, weekday)
    elif published:
        day, how = day_near_publication(published, month, number, weekday), "publication"
    else:
        day, how = day_near_years(named, month, number, weekday), "years_in_text"
    return _mention(match, day, day.year if day else None, "day", how if day else "unresolved")


def _written_day(
    digits: str, month: int, number: int, weekday: int | None
) -> tuple[date | None, str]:
    """Return a day with its year, and whether the weekday agrees; papers err in weekdays."""
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    day = make_day(year, month, number) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    agrees = day is None or weekday in (None, day.isoweekday())
    return day, "written" if agrees else "weekday_disagrees"


def _months(text: str) -> Iterator[DateMention]:
    """Yield months with a year."""
    for match in _MONTH_OF_YEAR.finditer(text):
        year = int(match["year"])
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            yield _mention(match, None, year, "month", "written")


def _years(text: str) -> Iterator[DateMention]:
    """Yield years that stand alone, not those of laws nor numbers of things."""
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        is_number = _COUNTED.match(text, match.end()) and not _TELLS_YEAR.search(before)
        if not is_number and not _LAW.search(before):
            yield _mention(match, None, int(match["year"]), "year", "written")


def _relative(text: str, published: date | None) -> Iterator[DateMention]:
    """Yield ``tahun ini``, ``dua tahun lalu``, ``bulan depan`` and their like."""
    for match in _RELATIVE.finditer(text):
        unit = calendar_words("unit")[match["unit"].lower()]
        shift = int(calendar_words("shift")[match["shift"].lower()])
        number = parse_numeral(match["number"]) if match["number"] else None
        precision: DatePrecision = "year" if unit == "year" else "month"
        year = _shifted_year(published, unit, shift * (number or 1)) if published else None
        yield _mention(match, None, year, precision, "relative" if year else "unresolved")


def _shifted_year(published: date, unit: str, shift: int) -> int:
    """Return the year that lies some years, months or weeks from publication."""
    if unit == "year":
        return published.year + shift
    if unit == "week":
        return (published + timedelta(weeks=shift)).year
    return published.year + (published.month - 1 + shift) // 12


def _mention(
    match: re.Match[str], day: date | None, year: int | None, precision: DatePrecision, how: str
) -> DateMention:
    """Return a match as a mention."""
    return DateMention(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        day=day,
        year=year,
        precision=precision,
        how=how,
    )
