"""The robots.txt of each site as it was fetched, so that it is not asked for again too soon.

What it means, and how long it is believed, is decided where it is fetched.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.connection import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRobots:
    """A robots.txt.

    Attributes:
        body: The bytes; None if the site has none.
        fetched_at: When it was fetched, UTC.
    """

    body: bytes | None
    fetched_at: datetime


def find_robots(conn: sqlite3.Connection, origin: str) -> StoredRobots | None:
    """Return the robots.txt of a site; None if it was never fetched.

    Args:
        conn: A corpus.
        origin: Scheme, host and port.
    """
    query = "SELECT body, fetched_at FROM crawl_robots WHERE origin = ?"
    row = conn.execute(query, (origin,)).fetchone()
    if row is None:
        return None
    fetched_at = datetime.fromtimestamp(row["fetched_at"], UTC)
    return StoredRobots(body=row["body"], fetched_at=fetched_at)


def write_robots(conn: sqlite3.Connection, origin: str, robots: StoredRobots) -> None:
    """Keep the robots.txt of a site instead of an earlier one.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        conn.execute(
            "INSERT INTO crawl_robots (origin, fetched_at, body) VALUES (?, ?, ?) "
            "ON CONFLICT (origin) DO UPDATE SET fetched_at = excluded.fetched_at, "
            "body = excluded.body",
            (origin, robots.fetched_at.timestamp(), robots.body),
        )
