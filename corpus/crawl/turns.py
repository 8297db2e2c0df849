"""Whose turn it is to ask a host: one request at a time, and a pause after each.

It holds for all crawlers on a corpus together, and over the end of any of them.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future

from corpus.connection import transaction
from corpus.crawl.connection import SharedConnection
from corpus.crawl.crawlers import DEAD_AFTER_SECONDS, check_in, end_turn_of, heartbeat
from corpus.crawl.records import Crawler

LONGEST_DELAY_SECONDS = 86_400.0
"""What is asked for beyond a day is not believed; the host is asked again tomorrow."""

_LEAST_POLL_SECONDS = 0.1


class HostTurns:
    """Takes and ends the turns of one crawler; may be used by many threads.

    Args:
        shared: The connection of these threads.
        crawler: Who asks.
        dead_after_seconds: Seconds of silence after which another crawler is dead.
        clock: Unix seconds.
    """

    def __init__(
        self,
        shared: SharedConnection,
        crawler: Crawler,
        *,
        dead_after_seconds: float = DEAD_AFTER_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._shared = shared
        self._crawler = crawler
        self._dead_after_seconds = dead_after_seconds
        self._clock = clock

    def try_take(
        self, host: str, delay: float, crawl_delay: float | None = None, *, at_once: int = 1
    ) -> float:
        """Take a turn if the host may be asked now; return 0.0, or the seconds to wait.

        A turn that is taken must be ended. If the host is being asked, nobody knows for how long;
        then the seconds are those after which it is worth trying again.

        Args:
            host: Name or address.
            delay: Seconds between requests; at most a day is believed.
            crawl_delay: Seconds that its robots.txt asks for; None if it does not.
            at_once: Requests to the host at a time, by all crawlers together.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        return self._shared.run(self._try_take, host.lower(), delay, crawl_delay, at_once)

    def end(self, host: str) -> Future[None]:
        """End a turn that was taken: the request is over, whether it succeeded or not.

        Returns:
            Done when that is kept. Nobody need wait for it: if it never is, the turn ends when
            this crawler is found dead, which is later.
        """
        return self._shared.submit(self._end, host.lower())

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds, because it said so; a longer hold stays.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        self._shared.run(self._hold, host.lower(), seconds)

    def heartbeat(self) -> None:
        """Let others know that the crawler is alive.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        self._shared.run(
            heartbeat, self._crawler, clock=self._clock, dead_after_seconds=self._dead_after_seconds
        )

    def _try_take(
        self,
        conn: sqlite3.Connection,
        host: str,
        delay: float,
        crawl_delay: float | None,
        at_once: int,
    ) -> float:
        """Do what `try_take` says."""
        crawl_delay = None if crawl_delay is None else _bounded(crawl_delay)
        pause = max(_bounded(delay), crawl_delay or 0.0)
        with transaction(conn):
            now = check_in(conn, self._crawler, self._clock, self._dead_after_seconds)
            wait = _seconds_until(conn, host, pause, at_once, now)
            if wait == 0:
                self._begin(conn, host, pause, crawl_delay, now)
        return wait

    def _begin(
        self,
        conn: sqlite3.Connection,
        host: str,
        pause: float,
        crawl_delay: float | None,
        now: float,
    ) -> None:
        """Note that a request begins."""
        conn.execute(
            "INSERT INTO crawl_hosts (host, asked_at, next_at, crawl_delay) "
            "VALUES (:host, :now, :now + :pause, :crawl_delay) ON CONFLICT (host) DO UPDATE SET "
            "asked_at = excluded.asked_at, next_at = excluded.next_at, "
            "crawl_delay = coalesce(excluded.crawl_delay, crawl_delay)",
            {"host": host, "now": now, "pause": pause, "crawl_delay": crawl_delay},
        )
        conn.execute(
            "INSERT INTO crawl_turns (host, crawler, since, delay) VALUES (?, ?, ?, ?)",
            (host, self._crawler.id, now, pause),
        )

    def _end(self, conn: sqlite3.Connection, host: str) -> None:
        """Do what `end` says; a turn that was void meanwhile still ended only now."""
        with transaction(conn):
            now = check_in(conn, self._crawler, self._clock, self._dead_after_seconds)
            turn = conn.execute(
                "SELECT turn_key, host, delay FROM crawl_turns WHERE host = ? AND crawler = ? "
                "ORDER BY turn_key LIMIT 1",
                (host, self._crawler.id),
            ).fetchone()
            if turn is not None:
                end_turn_of(conn, turn, now)
            else:
                conn.execute("UPDATE crawl_hosts SET asked_at = ? WHERE host = ?", (now, host))

    def _hold(self, conn: sqlite3.Connection, host: str, seconds: float) -> None:
        """Do what `hold` says."""
        with transaction(conn):
            now = check_in(conn, self._crawler, self._clock, self._dead_after_seconds)
            conn.execute(
                "INSERT INTO crawl_hosts (host, held_until) VALUES (?, ?) ON CONFLICT (host) "
                "DO UPDATE SET held_until = max(held_until, excluded.held_until)",
                (host, now + _bounded(seconds)),
            )


def _seconds_until(
    conn: sqlite3.Connection, host: str, pause: float, at_once: int, now: float
) -> float:
    """Return the seconds until a request may begin; 0.0 if it may now."""
    row = conn.execute(
        "SELECT max(next_at, asked_at + :pause, held_until, quarantined_until) AS earliest, "
        "(SELECT count(*) FROM crawl_turns AS t WHERE t.host = h.host) AS n_turns "
        "FROM crawl_hosts AS h WHERE host = :host",
        {"host": host, "pause": pause},
    ).fetchone()
    if row is None:
        return 0.0
    wait = max(0.0, float(row["earliest"]) - now)
    is_full = row["n_turns"] >= at_once
    return max(wait, pause, _LEAST_POLL_SECONDS) if is_full else wait


def _bounded(seconds: float) -> float:
    """Return a wait that a server or a user named, from 0 to a day; no number is a day."""
    return max(0.0, seconds) if seconds < LONGEST_DELAY_SECONDS else LONGEST_DELAY_SECONDS
