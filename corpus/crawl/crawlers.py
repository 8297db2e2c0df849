"""Which crawlers are alive, and what becomes of the claims and turns of those that are not.

A crawler that is killed says nothing, so each is heard of with all that it does; one that was
silent for some seconds is dead. If it was only asleep (a laptop that was closed), it finds its
claims void and goes on with new ones.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable

from corpus.connection import transaction
from corpus.crawl.clock import follow_clock
from corpus.crawl.records import Crawler

DEAD_AFTER_SECONDS = 15.0
"""Silence after which a crawler is dead."""


def check_in(
    conn: sqlite3.Connection,
    crawler: Crawler,
    clock: Callable[[], float],
    dead_after_seconds: float,
) -> float:
    """Note that a crawler is alive and bury those that are not; return the time.

    Called first in every transaction that claims or takes a turn. The clock is read here, under
    the write lock, because a time that was read before waiting for the lock is older than what
    others wrote meanwhile.

    Args:
        conn: A corpus, in the transaction.
        crawler: Who is alive.
        clock: Gives Unix seconds.
        dead_after_seconds: Seconds of silence after which another crawler is dead.
    """
    now = clock()
    follow_clock(conn, now)
    conn.execute(
        "INSERT INTO crawlers (id, machine, pid, started_at, seen_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
        (crawler.id, crawler.machine, crawler.pid, now, now),
    )
    dead = conn.execute(
        "SELECT id FROM crawlers WHERE seen_at < ?", (now - dead_after_seconds,)
    ).fetchall()
    bury(conn, [row["id"] for row in dead], now)
    return now


def heartbeat(
    conn: sqlite3.Connection,
    crawler: Crawler,
    *,
    clock: Callable[[], float] = time.time,
    dead_after_seconds: float = DEAD_AFTER_SECONDS,
) -> None:
    """Let others know that a crawler is alive; needed only while it does nothing else here.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        check_in(conn, crawler, clock, dead_after_seconds)


def retire(
    conn: sqlite3.Connection, crawler: Crawler, *, clock: Callable[[], float] = time.time
) -> None:
    """End a crawler: what it had claimed and not finished can be claimed by others at once.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        bury(conn, [crawler.id], clock())


def bury(conn: sqlite3.Connection, crawler_ids: Iterable[str], now: float) -> int:
    """Void the claims and turns of crawlers, inside a transaction; return how many claims.

    When their requests ended nobody knows, so they end now.
    """
    n_claims = 0
    for crawler_id in crawler_ids:
        n_claims += conn.execute(
            "UPDATE crawl_targets SET crawler = NULL, claimed_at = NULL WHERE crawler = ?",
            (crawler_id,),
        ).rowcount
        for turn in conn.execute(
            "SELECT turn_key, host, delay FROM crawl_turns WHERE crawler = ?", (crawler_id,)
        ).fetchall():
            end_turn_of(conn, turn, now)
        conn.execute("DELETE FROM crawlers WHERE id = ?", (crawler_id,))
    return n_claims


def end_turn_of(conn: sqlite3.Connection, turn: sqlite3.Row, now: float) -> None:
    """End one turn, inside a transaction: its host may be asked again after the turn's delay."""
    conn.execute(
        "UPDATE crawl_hosts SET asked_at = :now, next_at = max(next_at, :now + :delay) "
        "WHERE host = :host",
        {"now": now, "delay": turn["delay"], "host": turn["host"]},
    )
    conn.execute("DELETE FROM crawl_turns WHERE turn_key = ?", (turn["turn_key"],))
