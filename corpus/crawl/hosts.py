"""How hosts fare: failures in a row, and the rest that a failing host is given.

Which failures are the host's own, and how long it rests after how many, the caller decides.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

from corpus.connection import transaction


def note_failure(
    conn: sqlite3.Connection,
    host: str,
    kind: str,
    *,
    rest_seconds: Callable[[int], float],
    clock: Callable[[], float] = time.time,
) -> float:
    """Count a failure of a host; return the seconds for which it is quarantined from now.

    Args:
        conn: A corpus that can be written.
        host: Name or address.
        kind: Kind of failure.
        rest_seconds: How long a host rests after so many failures in a row; 0 if not at all.
        clock: Unix seconds.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        (failures,) = conn.execute(
            "INSERT INTO crawl_hosts (host, failures, last_error) VALUES (?, 1, ?) "
            "ON CONFLICT (host) DO UPDATE SET failures = failures + 1, "
            "last_error = excluded.last_error RETURNING failures",
            (host.lower(), kind),
        ).fetchone()
        rest = rest_seconds(failures)
        if rest > 0:
            conn.execute(
                "UPDATE crawl_hosts SET quarantined_until = ? WHERE host = ?",
                (clock() + rest, host.lower()),
            )
    return rest


def note_success(conn: sqlite3.Connection, host: str) -> None:
    """Forget the failures of a host, and end its quarantine.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        conn.execute(
            "UPDATE crawl_hosts SET failures = 0, quarantined_until = 0, last_error = NULL "
            "WHERE host = ? AND (failures > 0 OR last_error IS NOT NULL)",
            (host.lower(),),
        )
