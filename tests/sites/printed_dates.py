"""Moments as Indonesian websites print them, one function for each habit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
).split()
SHORT_MONTHS = "Jan Feb Mar Apr Mei Jun Jul Ags Sep Okt Nov Des".split()
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu"]
MARKET_DAYS = "Legi Pahing Pon Wage Kliwon".split()
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

Habit = Callable[[date], str]
"""A way to print a day."""

_A_FRIDAY_LEGI = date(1945, 8, 17)
_STEPS = ((60, "menit"), (3600, "jam"), (86400, "hari"), (7 * 86400, "minggu"))


def day(moment: date) -> str:
    """Return ``12 Juni 2026``."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def weekday_and_day(moment: date, *, apostrophe: str = "'") -> str:
    """Return ``Jum'at, 12 Juni 2026``."""
    return f"{WEEKDAYS[moment.weekday()].replace(chr(39), apostrophe)}, {day(moment)}"


def curly_weekday_and_day(moment: date) -> str:
    """Return ``Jum’at, 12 Juni 2026``."""
    return weekday_and_day(moment, apostrophe="’")


def capitals(moment: date) -> str:
    """Return ``JUMAT, 12 JUNI 2026``."""
    return weekday_and_day(moment, apostrophe="").upper()


def market_day_and_day(moment: date) -> str:
    """Return ``Kamis Wage, 11 Juni 2026``, as Javanese outlets do."""
    on = moment.date() if isinstance(moment, datetime) else moment
    market_day = MARKET_DAYS[(on - _A_FRIDAY_LEGI).days % len(MARKET_DAYS)]
    return f"{WEEKDAYS[moment.weekday()]} {market_day}, {day(moment)}"


def short(moment: date) -> str:
    """Return ``28 Ags 2026``."""
    return f"{moment.day:02} {SHORT_MONTHS[moment.month - 1]} {moment.year}"


def numeric(moment: date) -> str:
    """Return ``12-06-2026``."""
    return f"{moment.day:02}-{moment.month:02}-{moment.year}"


def english(moment: date) -> str:
    """Return ``Juni 12, 2026``, as templates from abroad do."""
    return f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


def clock(moment: datetime, joint: str = ":") -> str:
    """Return ``14:05 WIB``."""
    return f"{moment.hour:02}{joint}{moment.minute:02} {zone_name(moment.tzinfo)}"


def zone_name(zone: tzinfo | None) -> str:
    """Return ``WIB``, ``WITA`` or ``WIT``."""
    return ZONE_NAMES[zone.key] if isinstance(zone, ZoneInfo) else "WIB"


def ago(moment: datetime, now: datetime) -> str:
    """Return ``3 jam yang lalu``."""
    seconds = max(60, int((now - moment).total_seconds()))
    length, unit = next(step for step in reversed(_STEPS) if seconds >= step[0])
    return f"{seconds // length} {unit} yang lalu"
