"""What becomes of targets whose visit failed: tried again later, or given up."""

from __future__ import annotations

import random
import sqlite3

from corpus.crawl.frontier import Frontier
from corpus.crawl.hosts import note_failure
from corpus.crawl.records import Target
from harvest.crawling.failing import ending_of, is_host_failure
from harvest.crawling.policy import quarantine_seconds, retry_seconds
from harvest.fetching.failures import FetchError

_CHANCE = random.SystemRandom()


def settle_failure(
    conn: sqlite3.Connection, frontier: Frontier, target: Target, failure: FetchError
) -> None:
    """Put a target off, or end it, and count the failure against its host.

    A host that only asks to wait is no failure: the target is given back as it was.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    if failure.kind == "must_wait":
        frontier.unclaim(target)
        return
    if is_host_failure(failure):
        note_failure(conn, target.host, failure.kind, rest_seconds=quarantine_seconds)
    frontier.fail(
        target,
        failure.kind,
        failure.what,
        status=failure.status,
        retry_seconds=_retry_seconds(target, failure),
        ending=ending_of(failure),
    )


def _retry_seconds(target: Target, failure: FetchError) -> float | None:
    """Return how long to wait before another attempt; None if there is to be none."""
    if not failure.is_passing:
        return None
    return retry_seconds(
        target.attempts + 1, chance=_CHANCE.random(), retry_after=failure.retry_after
    )
