"""``Retry-After``: how long a server asks to be left alone, within reason."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from harvest.fetching.limits import MAX_RETRY_AFTER

_MOST_DIGITS = 12


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds to wait, from 0 to `MAX_RETRY_AFTER`.

    Args:
        value: The header: seconds, or a date of HTTP; None if there was none.
        now: The time of the answer.

    Returns:
        None if there was no header or it makes no sense.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        # A number of a hundred digits would take long to read, and means for ever anyway.
        seconds = float(text) if len(text) <= _MOST_DIGITS else MAX_RETRY_AFTER
        return min(seconds, MAX_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text[:64])
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    except (ValueError, OverflowError, TypeError):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER)
