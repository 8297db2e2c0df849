"""What a clock that is set back would do to a crawl, undone.

Waits must outlive the process, so they are kept by the time of day; that can be corrected. When
it goes forwards, waits end early and that is that. When it goes back, a host would rest for
as long as the clock was wrong, perhaps for years.
"""

from __future__ import annotations

import sqlite3

_LAST_NOTED = (
    "SELECT max(seconds) FROM (SELECT max(seen_at) AS seconds FROM crawlers "
    "UNION ALL SELECT max(asked_at) FROM crawl_hosts)"
)
# Times of the past that are only told to people (found_at, asked_at of targets) stay as they are,
# and so does claimed_at, by which a claim is known again.
_MOVED = (
    "UPDATE crawlers SET started_at = started_at - :back, seen_at = seen_at - :back",
    "UPDATE crawl_turns SET since = since - :back",
    "UPDATE crawl_hosts SET asked_at = max(0, asked_at - :back), "
    "next_at = max(0, next_at - :back), held_until = max(0, held_until - :back), "
    "quarantined_until = max(0, quarantined_until - :back)",
    "UPDATE crawl_targets SET due_at = max(:now, due_at - :back) "
    "WHERE due_at > :now AND due_at IS NOT NULL",
)


def follow_clock(conn: sqlite3.Connection, now: float) -> None:
    """Move all waits back with a clock that was set back; inside a transaction.

    That it was set back shows when something was noted after ``now``. By how much is known up to
    the time that passed since: waits may become longer by that, never shorter.
    """
    last = conn.execute(_LAST_NOTED).fetchone()[0]
    if last is None or last <= now:
        return
    for statement in _MOVED:
        conn.execute(statement, {"back": last - now, "now": now})
