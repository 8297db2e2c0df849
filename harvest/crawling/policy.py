"""How long a crawl waits: after a failure, before the next visit, while a host does not answer.

Pure functions; what they return is kept by whoever keeps the queue.
"""

from __future__ import annotations

MAX_ATTEMPTS = 6
"""Failures in a row after which an address is given up."""

LEAST_RETRY_SECONDS = 60.0
MOST_RETRY_SECONDS = 86_400.0
_RETRY_FACTOR = 4.0

FIRST_REVISIT_SECONDS = 21_600.0
"""Pause after the first visit of a listing, in which everything is new."""

LEAST_REVISIT_SECONDS = 3_600.0
MOST_REVISIT_SECONDS = 604_800.0

QUARANTINE_AFTER = 5
"""Failures in a row after which a host is left alone."""

FIRST_QUARANTINE_SECONDS = 600.0
MOST_QUARANTINE_SECONDS = 86_400.0

_MOST_DOUBLINGS = 30


def retry_seconds(
    attempts: int, *, chance: float, retry_after: float | None = None
) -> float | None:
    """Return how long to wait before an address that failed is tried again; None for never.

    Exponential back-off with full jitter, so that addresses that failed together do not all come
    back together: 1 to 4 minutes after the first failure, at most a day after later ones.

    Args:
        attempts: Failures in a row, this one included.
        chance: A random number from 0 to 1.
        retry_after: Seconds that the server asked for; None if it did not.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    most = min(
        LEAST_RETRY_SECONDS * _RETRY_FACTOR ** min(attempts, _MOST_DOUBLINGS), MOST_RETRY_SECONDS
    )
    wait = LEAST_RETRY_SECONDS + chance * (most - LEAST_RETRY_SECONDS)
    return min(max(wait, retry_after or 0.0), MOST_RETRY_SECONDS)


def revisit_seconds(previous: float | None, *, has_new: bool) -> float:
    """Return how long to wait before a document that lists articles is read again.

    Args:
        previous: The pause before this visit; None if it was the first one.
        has_new: Whether it listed something that nobody knew.

    Returns:
        Half the pause if there was something new, else twice as much; an hour to a week.
    """
    if previous is None:
        return FIRST_REVISIT_SECONDS
    pause = previous / 2 if has_new else previous * 2
    return min(max(pause, LEAST_REVISIT_SECONDS), MOST_REVISIT_SECONDS)


def quarantine_seconds(failures: int) -> float:
    """Return how long a host rests after so many failures in a row; 0.0 if not at all.

    Ten minutes from the fifth failure, doubling up to a day.
    """
    if failures < QUARANTINE_AFTER:
        return 0.0
    doublings = min(failures - QUARANTINE_AFTER, _MOST_DOUBLINGS)
    return min(FIRST_QUARANTINE_SECONDS * 2.0**doublings, MOST_QUARANTINE_SECONDS)
