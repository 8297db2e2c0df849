"""Dates and years that a news text tells, resolved against its day of publication.

Day and month are always in this order. Where a text contradicts the calendar, the date is
preferred to the weekday and the contradiction is told; a day that cannot be told stays unresolved,
which is better than a wrong one. When an article was published is decided elsewhere; which year a
fact belongs to, in ``years``; on which day it happened, in ``events``.
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
    day_in_spite_of_weekday,
    day_near_publication,
    day_near_years,
    last_weekday,
    make_day,
    parse_month,
    parse_weekday,
    shifted_month,
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


_TOLD_AS_PAST = re.compile(r"\)?\s(?:yang\s)?(?:lalu|silam|kemarin)\b", re.IGNORECASE)
# "Minggu" alone is mostly a week; capital letters part weekdays from other words.
_BARE_DAY = re.compile(
    r"\b(?:(?i:pada\shari\s|hari\s|pada\s)?(?P<weekday>Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu"
    r"|(?<=[Hh]ari )Minggu|(?<=, )Minggu|Ahad)"
    r"(?:\s(?:dini\shari|pagi|siang|sore|petang|malam|lalu|kemarin|ini))?"
    rf"|(?P<shift>(?i:{alternation('day_shift')})))\b(?!\s?[,(]?\s?\d|-)"
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
        how: What told the year: ``written``, ``weekday_disagrees`` (it falls on another weekday
            than the text says), ``after_publication`` (told as past, but later than the article),
            ``publication``, ``years_in_text``, ``relative`` (such as ``tahun lalu``), ``weekday``
            (a weekday or ``kemarin`` alone), or ``unresolved``.
        month: The month that is meant, 1 to 12; None if the words mean a year or it cannot be told.
    """

    start: int
    end: int
    text: str
    day: date | None
    year: int | None
    precision: DatePrecision
    how: str
    month: int | None = None

    @property
    def iso(self) -> str | None:
        """The date by ISO 8601, as exact as it can be told (``2020-08-26``, ``2020-08``, ``2020``).

        None if not even the year can be told.
        """
        if self.day:
            return self.day.isoformat()
        if self.year and self.month:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}" if self.year else None

    @property
    def is_contradicted(self) -> bool:
        """Whether the text contradicts itself or the calendar."""
        return self.how in {"weekday_disagrees", "after_publication"}


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """Return the dates and years that a text names, in order, without overlaps.

    Args:
        text: Title or body.
        published: Day of publication; None leaves days without a year to the weekday and the
            other years in the text.
    """
    return list(dates_of(text, published))


@lru_cache(maxsize=32)
def dates_of(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Return what ``find_dates`` does, found once for all who ask about one article."""
    if published and not _FIRST_YEAR <= published.year <= _LAST_YEAR:
        published = None
    named = tuple(mention.year for mention in _years(text) if mention.year)
    found: list[DateMention] = []
    taken = bytearray(len(text))
    for mentions in (
        _days(text, published, named),
        _months(text),
        _relative(text, published),
        _bare_days(text, published),
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
        if day and published and day > published and _TOLD_AS_PAST.match(match.string, match.end()):
            how = "after_publication"
    elif published:
        day, how = _day_without_year(published, month, number, weekday)
    else:
        day, how = day_near_years(named, month, number, weekday), "years_in_text"
    return _mention(match, "day", how if day else "unresolved", day=day)


def _day_without_year(
    published: date, month: int, number: int, weekday: int | None
) -> tuple[date | None, str]:
    """Return a day without its year, and whether its weekday agrees."""
    day = day_near_publication(published, month, number, weekday)
    if day:
        return day, "publication"
    return day_in_spite_of_weekday(published, month, number), "weekday_disagrees"


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
            month = parse_month(match["month"])
            yield _mention(match, "month", "written", year=year, month=month)


def _years(text: str) -> Iterator[DateMention]:
    """Yield years that stand alone, not those of laws nor numbers of things."""
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        is_number = _COUNTED.match(text, match.end()) and not _TELLS_YEAR.search(before)
        if not is_number and not _LAW.search(before):
            yield _mention(match, "year", "written", year=int(match["year"]))


def _relative(text: str, published: date | None) -> Iterator[DateMention]:
    """Yield ``tahun ini``, ``dua tahun lalu``, ``bulan depan`` and their like."""
    for match in _RELATIVE.finditer(text):
        unit = calendar_words("unit")[match["unit"].lower()]
        shift = int(calendar_words("shift")[match["shift"].lower()])
        number = parse_numeral(match["number"]) if match["number"] else None
        precision: DatePrecision = "year" if unit == "year" else "month"
        year, month = None, None
        if published:
            year, month = shifted_month(published, unit, shift * (number or 1))
        how = "relative" if year else "unresolved"
        yield _mention(match, precision, how, year=year, month=month)


def _bare_days(text: str, published: date | None) -> Iterator[DateMention]:
    """Yield ``Senin malam``, ``hari ini`` and ``kemarin`` where no date stands with them."""
    if published is None:
        return
    for match in _BARE_DAY.finditer(text):
        weekday = parse_weekday(match["weekday"])
        if weekday:
            day = last_weekday(published, weekday)
        else:
            shift = int(calendar_words("day_shift")[" ".join(match["shift"].lower().split())])
            day = published + timedelta(days=shift)
        yield _mention(match, "day", "weekday", day=day)


def _mention(
    match: re.Match[str],
    precision: DatePrecision,
    how: str,
    *,
    day: date | None = None,
    year: int | None = None,
    month: int | None = None,
) -> DateMention:
    """Return a match as a mention; a day brings its own year and month."""
    return DateMention(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        day=day,
        year=day.year if day else year,
        precision=precision,
        how=how,
        month=day.month if day else month,
    )
