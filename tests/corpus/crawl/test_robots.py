"""robots.txt as it was fetched, whatever bytes it has."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from corpus.crawl.robots import StoredRobots, find_robots, write_robots

ORIGIN = "https://kabar.example"
WHEN = datetime(2026, 9, 4, 1, 2, 3, 456_789, tzinfo=UTC)


@pytest.mark.parametrize("body", [None, b"", b"User-agent: *\n", bytes(range(256)) * 2000])
def test_what_was_kept_comes_back(conn: sqlite3.Connection, body: bytes | None) -> None:
    robots = StoredRobots(body=body, fetched_at=WHEN)
    write_robots(conn, ORIGIN, robots)
    assert find_robots(conn, ORIGIN) == robots
    assert find_robots(conn, f"{ORIGIN}:8443") is None


def test_the_last_one_counts(conn: sqlite3.Connection) -> None:
    write_robots(conn, ORIGIN, StoredRobots(body=b"Disallow: /", fetched_at=WHEN))
    last = StoredRobots(body=None, fetched_at=WHEN + timedelta(days=1))
    write_robots(conn, ORIGIN, last)
    assert find_robots(conn, ORIGIN) == last
