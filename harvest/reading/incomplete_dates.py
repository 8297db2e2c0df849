"""Dates that only another date completes: "3 jam yang lalu", "Kemarin", "Minggu (26/11)".

Where the other date is not known, or leaves two days possible, none is found.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo

from harvest.written_dates import DATE, WEEKDAY, parse_date, read_match

_LONGEST = 90
_LABEL = (
    r"(?:(?:di ?)?(?:posting|publikasi|terbit|unggah|posted|published)(?:kan)?\s{1,2}(?:pada\s)?)?"
)
_AGO = re.compile(
    rf"{_LABEL}(?:sekitar\s)?(?P<n>\d{{1,2}}|satu|se)\s?(?P<unit>detik|menit|mnt|jam|min(?:ute)?s?|"
    r"hours?|seconds?)\s(?:yang\s)?(?:lalu|ago)",
    re.IGNORECASE | re.ASCII,
)
_CALENDAR = re.compile(
    rf"{_LABEL}(?P<word>hari ini|kemarin|baru saja|today|yesterday)"
    r"(?:\s?[,|-]?\s?(?:pukul\s|jam\s)?\d{1,2}[:.]\d\d(?:\s?(?:wib|wita|wit))?)?",
    re.IGNORECASE | re.ASCII,
)
_LENGTHS = {"d": timedelta(seconds=1), "s": timedelta(seconds=1), "m": timedelta(minutes=1)}
_DAYS_BACK = {"hari ini": 0, "today": 0, "baru saja": 0, "kemarin": 1, "yesterday": 1}
_YEARLESS = re.compile(
    rf"(?P<weekday>{WEEKDAY})[ \t]{{0,2}},?[ \t]{{0,2}}"
    r"\((?P<day>\d{1,2})[/-](?P<month>\d{1,2})\)",
    re.IGNORECASE | re.ASCII,
)
_PLACE_BEFORE = re.compile(r"[A-Z][\w .'’/,()-]{1,60}[,)]\s{0,2}")
_DASH_AFTER = re.compile(r"\s{0,2}(?:[–—-]|--)\s{0,2}[^\s\d]")


def parse_relative(text: str, *, fetched_at: datetime | None, zone: tzinfo) -> date | None:
    """Return the day that a phrase like ``3 jam yang lalu`` or ``Kemarin, 10:15`` means.

    Args:
        text: The phrase with nothing else beside it but a label or a time.
        fetched_at: When the page was fetched, with a time zone; None finds nothing.
        zone: The time that the outlet keeps.

    Returns:
        The day; None for phrases that leave two days possible: ``3 jam yang lalu`` read at
        half past three in the morning, and all that count days (``2 hari lalu`` may mean full
        days or dates, by website).
    """
    text = text.strip()
    if fetched_at is None or len(text) > _LONGEST:
        return None
    now = fetched_at.astimezone(zone)
    if found := _CALENDAR.fullmatch(text):
        return now.date() - timedelta(days=_DAYS_BACK[found["word"].lower()])
    found = _AGO.fullmatch(text)
    if found is None:
        return None
    count = int(found["n"]) if found["n"].isdigit() else 1
    unit = _LENGTHS.get(found["unit"][0].lower(), timedelta(hours=1))
    earliest, latest = now - (count + 1) * unit, now - count * unit
    return latest.date() if earliest.date() == latest.date() else None


def find_yearless_dateline(text: str, *, year: int) -> date | None:
    """Return the day of a dateline like ``KLATEN, Minggu (26/11) –`` in a known year.

    Args:
        text: The first lines of an article's body.
        year: The year that the page itself tells elsewhere.

    Returns:
        The day; None where there is no such dateline, or its weekday is not that of the day.
    """
    for line in text.split("\n", 3)[:3]:
        found = _YEARLESS.search(line, 0, 120)
        if (
            found is None
            or not _PLACE_BEFORE.fullmatch(line[: found.start()])
            or not _DASH_AFTER.match(line[found.end() :])
        ):
            continue
        written = f"{found['weekday']}, {found['day']}/{found['month']}/{year}"
        full = parse_date(written)
        return full.day if full else None
    return None


def find_days(text: str) -> set[date]:
    """Return all the days that are written out in a text, whatever they tell of."""
    found = (read_match(match) for match in DATE.finditer(text))
    return {one.day for one in found if one is not None}
