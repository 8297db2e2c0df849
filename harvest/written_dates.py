"""Dates as people write them in Indonesia, turned into days; what is doubtful is no date.

Holds the shapes of one written date (`DATE`), their reading, and the times that follow them.
Where in an article a date stands, and what it says about it, is the business of ``dates``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from importlib.resources import files

from corpus.records import DatePrecision

EARLIEST_YEAR = 1990
"""Years before it are taken for misprints: no outlet of interest was online then."""

WESTERN_TIME = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian Time, which most outlets keep."""

_APOSTROPHES = "'’‘ʼ`´"
_LONGEST = 80
_INDONESIAN_OFFSETS = frozenset({timedelta(hours=hours) for hours in (7, 8, 9)})


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date that was written down.

    Attributes:
        day: The day; the first of the month or year where no more is known.
        precision: How much of ``day`` was written: ``day``, ``month`` or ``year``.
    """

    day: date
    precision: DatePrecision = "day"


def _spellings(table: str) -> dict[str, int]:
    """Return the number of each spelling in a table of the calendar, counted from 1."""
    text = files("harvest").joinpath("data", "calendar.toml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)[table]
    return {name: n for n, names in enumerate(rows.values(), start=1) for name in names}


def _any_of(names: dict[str, int]) -> str:
    """Return a pattern for any of the names, longest first, with any apostrophe."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(n).replace("'", f"[{_APOSTROPHES}]") for n in longest_first)


_MONTHS = _spellings("months")
_WEEKDAYS = _spellings("weekdays")
_MARKET_DAYS = _spellings("market_days")

MONTH_NAME = rf"(?:{_any_of(_MONTHS)})"
WEEKDAY = rf"(?:{_any_of(_WEEKDAYS)})(?!\w)\.?(?:\s(?:{_any_of(_MARKET_DAYS)})(?!\w))?"
_GAP = r"[ \t]{0,3}[-./]?[ \t]{0,3}"
_DATE = rf"""
    (?<![\w/.-])
    (?:(?P<weekday>{WEEKDAY})[ \t]{{0,2}}[,.]?[ \t]{{0,3}}(?:tanggal[ \t]{{1,2}})?)?
    (?P<open>\()?
    (?:
        (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}
        (?P<m1>{_any_of(_MONTHS)})(?![^\W\d_])\.?,?{_GAP}(?P<y1>\d{{4}}|\d\d)
      | (?P<m2>{_any_of(_MONTHS)})(?!\w)\.?[ \t]{{1,2}}
        (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ \t]{{1,2}}(?P<y2>\d{{4}})
      | (?P<y3>\d{{4}})(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})
      | (?P<d4>\d{{1,2}})[ ]?(?P<s4>[-/.])[ ]?(?P<m4>\d{{1,2}})[ ]?(?P=s4)[ ]?
        (?P<y4>\d{{4}}|(?<=/)\d\d|(?<=/[ ])\d\d)
    )
    (?![\w/]|-\w|[:.]\d|,\d)(?(open)\))
"""
DATE = re.compile(_DATE, re.VERBOSE | re.IGNORECASE | re.ASCII)
TIME = re.compile(
    r"""
    [ \t,|/–—·•(-]{0,4}(?:pukul|jam|pkl\.?|at)?[ \t]{0,2}
    (?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:\.\d{1,9})?)?(?![\d:])
    (?:[ \t]?(?P<half>[ap]\.?m\b\.?))?
    (?:[ \t]{0,2}\(?(?P<zone>WIB|WITA|WIT|UTC|GMT|Z|[+-]\d\d:?\d\d)(?!\w)\)?)?\)?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S{0,22}", re.ASCII)
_MONTH_ONLY = re.compile(
    rf"(?:(?P<month>{_any_of(_MONTHS)})\.?[ \t,/-]{{1,3}}(?P<year>\d{{4}})"
    r"|(?P<year2>\d{4})-(?P<month2>\d\d)|(?P<month3>\d{1,2})/(?P<year3>\d{4}))",
    re.IGNORECASE | re.ASCII,
)
_YEAR_ONLY = re.compile(r"\d{4}", re.ASCII)


def parse_date(
    text: str, *, today: date | None = None, zone: tzinfo = WESTERN_TIME
) -> WrittenDate | None:
    """Return the date that a text consists of, with nothing else beside it but a time.

    Numbers are day, month, year (or year, month, day), never month first. Times with a zone
    outside Indonesia are moved to the outlet's before the day is taken.

    Args:
        text: ``Kamis, 19 November 2020``, ``28 Agt 2020``, ``12/3/2021``, ``2020-08-25T23:30Z``,
            ``Agustus 2020``, ``2020``; case and surrounding spaces do not matter.
        today: The latest believable day, plus one for time zones; None takes the clock's.
        zone: The time that the outlet keeps.

    Returns:
        The date; None where it does not exist, is in the future, lies before
        `EARLIEST_YEAR`, or contradicts the weekday that is printed with it.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if _TIMESTAMP.fullmatch(text):
        return _believable(_from_timestamp(text, zone), "day", today)
    match = DATE.match(text)
    if match is not None:
        return _with_time(text, match, today, zone)
    return _coarse(text, today)


def read_match(match: re.Match[str], *, today: date | None = None) -> WrittenDate | None:
    """Return the day that a match of `DATE` means; None where it cannot be right."""
    day = _day_of(match, (today or date.today()).year)
    if day is None or not _weekday_agrees(match["weekday"], day):
        return None
    return _believable(day, "day", today)


def _with_time(
    text: str, match: re.Match[str], today: date | None, zone: tzinfo
) -> WrittenDate | None:
    """Return the day of a date that may be followed by a time and must then end."""
    found = read_match(match, today=today)
    rest = text[match.end() :].strip()
    if found is None or not rest:
        return found
    time = TIME.fullmatch(rest) or TIME.fullmatch(rest.removeprefix("T"))
    if time is None or int(time["hour"]) > 24:
        return None
    if (time["zone"] or "").upper() in {"", "WIB", "WITA", "WIT"}:
        return found
    offset = "+00:00" if time["zone"][0] not in "+-" else time["zone"]
    moment = f"{found.day.isoformat()}T{int(time['hour']):02}:{time['minute']}{offset}"
    return _believable(_from_timestamp(moment, zone), "day", today)


def _coarse(text: str, today: date | None) -> WrittenDate | None:
    """Return the month or the year that a text consists of."""
    if month := _MONTH_ONLY.fullmatch(text):
        name, number = month["month"], month["month2"] or month["month3"]
        n = _MONTHS[name.lower()] if name else int(number)
        year = int(month["year"] or month["year2"] or month["year3"])
        return _believable(_day(year, n, 1), "month", today)
    if _YEAR_ONLY.fullmatch(text):
        return _believable(_day(int(text), 1, 1), "year", today)
    return None


def _day_of(match: re.Match[str], this_year: int) -> date | None:
    """Return the calendar day of a match of `DATE`; None if there is no such day."""
    if match["m1"]:
        day, month, year = match["d1"], _MONTHS[match["m1"].lower()], match["y1"]
    elif match["m2"]:
        day, month, year = match["d2"], _MONTHS[match["m2"].lower()], match["y2"]
    elif match["y3"]:
        day, month, year = match["d3"], int(match["m3"]), match["y3"]
    else:
        day, month, year = match["d4"], int(match["m4"]), match["y4"]
    return _day(_full_year(year, this_year), month, int(day))


def _full_year(digits: str, this_year: int) -> int:
    """Return a year of four digits; two digits mean the latest such year that has begun."""
    if len(digits) == 4:
        return int(digits)
    year = this_year - this_year % 100 + int(digits)
    return year if year <= this_year else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_timestamp(text: str, zone: tzinfo) -> date | None:
    """Return the Indonesian day of an ISO 8601 timestamp; without a zone it is taken as local."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None and moment.utcoffset() not in _INDONESIAN_OFFSETS:
            moment = moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None
    return moment.date()


def _weekday_agrees(printed: str | None, day: date) -> bool:
    """Return whether a printed weekday, if any, is that of the day."""
    if printed is None:
        return True
    name = printed.split()[0].rstrip(".").lower()
    for apostrophe in _APOSTROPHES:
        name = name.replace(apostrophe, "'")
    return _WEEKDAYS[name] == day.isoweekday()


def _believable(
    day: date | None, precision: DatePrecision, today: date | None
) -> WrittenDate | None:
    """Return the date, unless it lies in the future or too far back."""
    latest = (today or date.today()) + timedelta(days=1)
    if day is None or day > latest or day.year < EARLIEST_YEAR:
        return None
    return WrittenDate(day, precision)
