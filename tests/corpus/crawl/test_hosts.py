"""Failures of hosts are counted, rests are kept, and a success forgives."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from corpus.crawl.hosts import note_failure, note_success
from harvest.crawling.policy import quarantine_seconds

if TYPE_CHECKING:
    from own_clock import Clock

HOST = "kabar.example"


def _host(conn: sqlite3.Connection) -> dict[str, Any]:
    return dict(conn.execute("SELECT * FROM crawl_hosts WHERE host = ?", (HOST,)).fetchone())


def _fail(conn: sqlite3.Connection, clock: Clock) -> float:
    return note_failure(conn, "Kabar.example", "dns", rest_seconds=quarantine_seconds, clock=clock)


def test_a_host_rests_after_failures_in_a_row(conn: sqlite3.Connection, clock: Clock) -> None:
    assert [_fail(conn, clock) for _ in range(7)] == [0, 0, 0, 0, 600, 1200, 2400]
    host = _host(conn)
    assert (host["failures"], host["last_error"]) == (7, "dns")
    assert host["quarantined_until"] == clock.now + 2400


def test_a_success_forgets_the_failures(conn: sqlite3.Connection, clock: Clock) -> None:
    for _ in range(5):
        _fail(conn, clock)
    note_success(conn, HOST.upper())
    host = _host(conn)
    assert (host["failures"], host["last_error"], host["quarantined_until"]) == (0, None, 0)
    assert _fail(conn, clock) == 0


def test_a_success_of_an_unknown_host_says_nothing(conn: sqlite3.Connection) -> None:
    note_success(conn, HOST)
    assert conn.execute("SELECT count(*) FROM crawl_hosts").fetchone()[0] == 0
