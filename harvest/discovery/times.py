"""Moments as documents for programs write them: ISO 8601, RFC 822, and in Indonesian.

Where only a day is written, the moment is its beginning. How dates are written in print is the
business of ``harvest.written_dates``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from harvest.outlets.zones import TIME_ZONES, clock_of
from harvest.written_dates import DATE, TIME, WESTERN_TIME, read_match

_FIRST_YEAR = 1995
"""Before it no outlet was online; such dates are zeros or defaults of programs."""

_LONGEST = 80
_LATEST = timedelta(days=1)
_GAP_BEFORE_OFFSET = re.compile(r"\s{1,3}(?=(?:[+-]\d\d:?\d\d|Z)$)", re.ASCII)
_HOURS = {"WIB": 7, "WITA": 8, "WIT": 9, "UTC": 0, "GMT": 0, "Z": 0}
_INDONESIAN_OFFSETS = frozenset(clock_of(name).utcoffset(None) for name in TIME_ZONES)


def parse_moment(text: str, *, now: datetime, zone: tzinfo = WESTERN_TIME) -> datetime | None:
    """Return the moment that a text consists of.

    Args:
        text: ``2026-08-28``, ``2026-08-28T10:00:00+07:00``, ``Fri, 28 Aug 2026 03:00:00 GMT``,
            ``Jum'at, 28 Agustus 2026 10:00 WIB``; surrounding spaces do not matter.
        now: The time of day, with a time zone.
        zone: The time that is meant where none is written.

    Returns:
        The moment with its time zone; None if the text is none, tells no day (``2026-08``),
        names an unknown zone, contradicts its weekday, lies more than a day ahead or before 1995.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    moment = _from_iso(text) or _from_written(text, now.date())
    if moment is None or moment.year < _FIRST_YEAR:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    return moment if moment <= now + _LATEST else None


def local_day(moment: datetime, zone: tzinfo = WESTERN_TIME) -> date:
    """Return the Indonesian day of a moment: by its own clock if that is Indonesian, else by ours.

    Args:
        moment: With a time zone.
        zone: The time that the outlet keeps.
    """
    is_indonesian = moment.utcoffset() in _INDONESIAN_OFFSETS
    return (moment if is_indonesian else moment.astimezone(zone)).date()


def is_older(moment: datetime | None, since: datetime | None) -> bool:
    """Return whether a moment is surely before another; midnight stands for the whole day.

    Args:
        moment: None if it is not known, then it may be any.
        since: None if there is no such limit.
    """
    if moment is None or since is None:
        return False
    end = moment + timedelta(days=1) if moment.time() == time() else moment
    return end < since


def _from_iso(text: str) -> datetime | None:
    """Return a moment in ISO 8601; without a time zone if none is written."""
    try:
        return datetime.fromisoformat(_GAP_BEFORE_OFFSET.sub("", text))
    except ValueError:
        return None


def _from_written(text: str, today: date) -> datetime | None:
    """Return a moment that is written with names of months, or day first."""
    match = DATE.match(text)
    written = read_match(match, today=today) if match is not None else None
    if match is None or written is None:
        return None
    rest = text[match.end() :].strip()
    if not rest:
        return datetime.combine(written.day, time())
    clock = TIME.fullmatch(rest)
    if clock is None:
        return None
    try:
        return datetime.combine(written.day, _time_of(clock), _zone_of(clock["zone"]))
    except ValueError:
        return None


def _time_of(clock: re.Match[str]) -> time:
    """Return the time of day of a match of ``TIME``; may raise ValueError."""
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    return time(hour, int(clock["minute"]), int(clock["second"] or 0))


def _zone_of(name: str | None) -> tzinfo | None:
    """Return the time zone of a name or an offset; None where none is written."""
    if not name:
        return None
    if name[0] in "+-":
        minutes = 60 * int(name[1:3]) + int(name[-2:])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    return timezone(timedelta(hours=_HOURS[name.upper()]))
