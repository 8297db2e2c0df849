"""What Indonesian calendar words mean, and which year a day without one belongs to.

Words and their values are in ``data/calendar_words.csv``; here is arithmetic on them alone.
Where such words stand in a text is the business of ``dates``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

# Papers err in weekdays, but seldom this near to the day.
_DAYS_SURE = 21
# An event without a year is told of at most this long before or after it happens.
_DAYS_BEFORE = 330
_DAYS_AHEAD = 45


@lru_cache(maxsize=8)
def calendar_words(kind: str) -> dict[str, str]:
    """Return the words of one kind and their values.

    The kinds are ``weekday`` (1 for Monday to 7), ``month`` (1 to 12), ``unit``, ``shift`` (in
    units from now) and ``day_shift`` (in days from now).
    """
    text = files("extract").joinpath("data", "calendar_words.csv").read_text(encoding="utf-8")
    return {
        row["word"]: row["value"]
        for row in csv.DictReader(text.splitlines())
        if row["kind"] == kind
    }


def alternation(kind: str) -> str:
    """Return the words of one kind as alternatives of a regular expression, longest first."""
    return "|".join(sorted(calendar_words(kind), key=len, reverse=True))


def parse_weekday(word: str | None) -> int | None:
    """Return 1 (Monday) to 7 for the name of a weekday; None for None."""
    return int(calendar_words("weekday")[word.lower()]) if word else None


def parse_month(word: str) -> int:
    """Return 1 to 12 for the name of a month or for digits; any number that the digits tell."""
    return int(word) if word.isdigit() else int(calendar_words("month")[word.lower()])


def make_day(year: int, month: int, day: int) -> date | None:
    """Return a date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_weekday(published: date, weekday: int) -> date:
    """Return the last day up to publication that is a weekday (1 for Monday to 7)."""
    return published - timedelta(days=(published.isoweekday() - weekday) % 7)


def shifted_month(published: date, unit: str, shift: int) -> tuple[int, int | None]:
    """Return the year and month that lie some years, months or weeks from publication.

    The month is None where a year is meant.
    """
    if unit == "year":
        return published.year + shift, None
    if unit == "week":
        day = date.fromordinal(max(1, published.toordinal() + 7 * shift))
        return day.year, day.month
    years, month = divmod(published.month - 1 + shift, 12)
    return published.year + years, month + 1


def day_near_publication(published: date, month: int, day: int, weekday: int | None) -> date | None:
    """Return the day which an article of a known date means by a day and month without a year.

    Args:
        published: Day of publication.
        month: 1 to 12.
        day: 1 to 31.
        weekday: 1 to 7 where the text names it; None if it does not.

    Returns:
        The nearest day within eleven months before and six weeks after publication that falls
        on the weekday; None if there is none, that is, if the text contradicts the calendar.
    """
    found = [
        candidate
        for year in (published.year - 1, published.year, published.year + 1)
        if (candidate := make_day(year, month, day))
        and -_DAYS_BEFORE <= (candidate - published).days <= _DAYS_AHEAD
        and weekday in (None, candidate.isoweekday())
    ]
    return min(found, key=lambda candidate: abs((candidate - published).days), default=None)


def day_in_spite_of_weekday(published: date, month: int, day: int) -> date | None:
    """Return a day and month near publication whatever its weekday; None if it is not near."""
    found = day_near_publication(published, month, day, None)
    return found if found and abs((found - published).days) <= _DAYS_SURE else None


def day_near_years(years: Iterable[int], month: int, day: int, weekday: int | None) -> date | None:
    """Return the day that a weekday, day and month mean beside the years that a text names.

    The same weekday and day recur after 5, 6 or 11 years, so that the years from the first one
    named to the one after the last one named mostly leave a single candidate.

    Returns:
        The only day in that range that agrees, or the only one whose year the text names; None
        without a weekday, without years, or if several days remain.
    """
    named = set(years)
    if weekday is None or not named:
        return None
    found = [
        candidate
        for year in range(min(named), max(named) + 2)
        if (candidate := make_day(year, month, day)) and candidate.isoweekday() == weekday
    ]
    if len(found) > 1:
        found = [candidate for candidate in found if candidate.year in named]
    return found[0] if len(found) == 1 else None
