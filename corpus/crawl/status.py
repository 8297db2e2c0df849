"""How a crawl stands, for people: what is queued and done, how hosts fare, who crawls."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.crawl.records import TargetKind, TargetState

_HOUR_SECONDS = 3600.0
_UNCLAIMED = "crawler IS NULL AND due_at IS NOT NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTally:
    """Targets that have these three things in common.

    Attributes:
        source: Slug of the outlet; None if unknown.
        kind: Article, or which kind of document.
        state: What became of them.
        n: At least 1.
    """

    source: str | None
    kind: TargetKind
    state: TargetState
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HostStatus:
    """How one host fares. Times are Unix seconds; 0 where there is none.

    Attributes:
        host: Name or address.
        asked_at: Latest beginning or end of a request.
        next_at: When the next request may begin, holds and quarantine included.
        crawl_delay: Seconds that its robots.txt asks for; None if it does not.
        held_until: Until when it asked to be left alone.
        quarantined_until: Until when it rests because of failures.
        failures: Failures of the host in a row.
        last_error: Kind of the last of them; None if the last request succeeded.
        is_asked: Whether a request is under way.
        n_queued: Targets that wait to be fetched, now or later.
        errors: How many targets failed last time, by kind of failure.
    """

    host: str
    asked_at: float
    next_at: float
    crawl_delay: float | None
    held_until: float
    quarantined_until: float
    failures: int
    last_error: str | None
    is_asked: bool
    n_queued: int
    errors: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlerStatus:
    """One crawler that is alive, or died without anybody noticing yet.

    Attributes:
        machine: Name of the computer.
        pid: Number of the process.
        started_at: When it was first heard of.
        seen_at: When it was last heard of.
        n_claimed: Targets that it works on.
    """

    machine: str
    pid: int
    started_at: float
    seen_at: float
    n_claimed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlStatus:
    """How a crawl stands.

    Attributes:
        targets: What became of the targets, by source, kind and state.
        hosts: All hosts by name.
        crawlers: Who crawls, in the order in which they began.
        n_due: Targets that may be fetched now, if their hosts let us.
        n_claimed: Targets that crawlers work on.
        articles_last_hour: Articles that were fetched in the last hour.
    """

    targets: tuple[TargetTally, ...]
    hosts: tuple[HostStatus, ...]
    crawlers: tuple[CrawlerStatus, ...]
    n_due: int
    n_claimed: int
    articles_last_hour: int


def read_crawl_status(conn: sqlite3.Connection, *, now: float) -> CrawlStatus:
    """Count everything once; takes some tenths of a second at a million targets.

    Args:
        conn: A corpus; it may be open for reading only.
        now: Unix seconds.
    """
    crawlers = _crawlers(conn)
    return CrawlStatus(
        targets=_tallies(conn),
        hosts=_hosts(conn),
        crawlers=crawlers,
        n_due=_count(conn, f"{_UNCLAIMED} AND due_at <= ?", now),
        n_claimed=sum(crawler.n_claimed for crawler in crawlers),
        articles_last_hour=_count(
            conn, "kind = 'article' AND state = 'done' AND asked_at > ?", now - _HOUR_SECONDS
        ),
    )


def _count(conn: sqlite3.Connection, condition: str, value: float) -> int:
    """Return how many targets fulfil a condition."""
    query = f"SELECT count(*) FROM crawl_targets WHERE {condition}"  # noqa: S608 -- our own words
    return int(conn.execute(query, (value,)).fetchone()[0])


def _tallies(conn: sqlite3.Connection) -> tuple[TargetTally, ...]:
    """Return the targets counted by source, kind and state."""
    rows = conn.execute(
        "SELECT source, kind, state, count(*) AS n FROM crawl_targets "
        "GROUP BY source, kind, state ORDER BY source, kind, state"
    ).fetchall()
    return tuple(TargetTally(**dict(row)) for row in rows)


def _hosts(conn: sqlite3.Connection) -> tuple[HostStatus, ...]:
    """Return how all hosts fare."""
    queued = dict(
        conn.execute(
            f"SELECT host, count(*) FROM crawl_targets WHERE {_UNCLAIMED} GROUP BY host"  # noqa: S608
        ).fetchall()
    )
    errors: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for host, kind, n in conn.execute(
        "SELECT host, error_kind, count(*) FROM crawl_targets WHERE error_kind IS NOT NULL "
        "GROUP BY host, error_kind"
    ).fetchall():
        errors[host][kind] = n
    rows = conn.execute(
        "SELECT host, asked_at, max(next_at, held_until, quarantined_until) AS next_at, "
        "crawl_delay, held_until, quarantined_until, failures, last_error, "
        "EXISTS (SELECT 1 FROM crawl_turns AS t WHERE t.host = h.host) AS is_asked "
        "FROM crawl_hosts AS h ORDER BY host"
    ).fetchall()
    return tuple(
        HostStatus(
            n_queued=queued.get(row["host"], 0),
            errors=errors.get(row["host"], {}),
            **{**dict(row), "is_asked": bool(row["is_asked"])},
        )
        for row in rows
    )


def _crawlers(conn: sqlite3.Connection) -> tuple[CrawlerStatus, ...]:
    """Return who crawls."""
    rows = conn.execute(
        "SELECT machine, pid, started_at, seen_at, "
        "(SELECT count(*) FROM crawl_targets AS t WHERE t.crawler = c.id) AS n_claimed "
        "FROM crawlers AS c ORDER BY started_at, id"
    ).fetchall()
    return tuple(CrawlerStatus(**dict(row)) for row in rows)
