"""Which targets can be claimed now, and when the next one can. Only reads.

Made for a million targets on some thousands of hosts: each host is asked of the indexes by
itself, so that a hundred thousand targets of a host that must wait cost nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Set
from dataclasses import fields

from corpus.crawl.records import ClaimRules, Target

_UNDER_WAY_SECONDS = 1.0
_READ = [
    field.name for field in fields(Target) if field.name not in ("key", "crawler", "claimed_at")
]
# Both counts are of rows that are under way, so they are small whatever the queue holds.
_N_BUSY = (
    "max((SELECT count(*) FROM crawl_turns AS t WHERE t.host = h.host), "
    "(SELECT count(*) FROM crawl_targets AS c INDEXED BY crawl_targets_claimed "
    "WHERE c.host = h.host AND c.crawler IS NOT NULL))"
)
_MOST_BUSY = "coalesce((SELECT value FROM json_each(:per_host_of) WHERE key = h.host), :per_host)"
_WANTED_HOST = (
    "(:only_hosts IS NULL OR h.host IN (SELECT value FROM json_each(:only_hosts))) "
    "AND h.host NOT IN (SELECT value FROM json_each(:exclude_hosts))"
)
_OPEN_HOSTS = (
    f"SELECT h.host, {_MOST_BUSY} - {_N_BUSY} AS room FROM crawl_hosts AS h "  # noqa: S608
    "INDEXED BY crawl_hosts_next_at "
    "WHERE h.next_at <= :now AND h.held_until <= :now AND h.quarantined_until <= :now "
    f"AND {_WANTED_HOST} AND room > 0 "
    "AND EXISTS (SELECT 1 FROM crawl_targets AS d INDEXED BY crawl_targets_due "
    "WHERE d.host = h.host AND d.kind IN (SELECT value FROM json_each(:kinds)) "
    "AND d.crawler IS NULL AND d.due_at <= :now) "
    "ORDER BY h.next_at LIMIT :limit"
)
_BEST = (
    f"SELECT target_key AS key, {', '.join(_READ)} FROM crawl_targets "  # noqa: S608
    "INDEXED BY crawl_targets_best WHERE host = ? AND kind = ? AND crawler IS NULL AND due_at <= ? "
    "ORDER BY priority DESC, due_at LIMIT ?"
)
_EARLIEST_DUE = (
    "(SELECT min((SELECT d.due_at FROM crawl_targets AS d INDEXED BY crawl_targets_due "
    "WHERE d.host = h.host AND d.kind = k.value AND d.crawler IS NULL AND d.due_at IS NOT NULL "
    "ORDER BY d.due_at LIMIT 1)) FROM json_each(:kinds) AS k)"
)
_NEXT = (
    "SELECT min(max(due_at, next_at, held_until, quarantined_until, under_way_until)) FROM ("  # noqa: S608
    "SELECT h.next_at, h.held_until, h.quarantined_until, "
    f"CASE WHEN {_N_BUSY} < {_MOST_BUSY} THEN 0 ELSE :now + :under_way END AS under_way_until, "
    f"{_EARLIEST_DUE} AS due_at FROM crawl_hosts AS h WHERE {_WANTED_HOST}) "
    "WHERE due_at IS NOT NULL"
)


def choose_targets(
    conn: sqlite3.Connection, limit: int, rules: ClaimRules, now: float
) -> list[sqlite3.Row]:
    """Return the rows of the targets to claim, those of hosts that have waited longest first.

    Args:
        conn: A corpus, in the transaction that will claim them.
        limit: Targets at most.
        rules: Of which hosts and kinds, and how many of a host at once.
        now: Unix seconds.
    """
    if limit <= 0:
        return []
    chosen: list[sqlite3.Row] = []
    hosts = conn.execute(_OPEN_HOSTS, _parameters(rules, now) | {"limit": limit}).fetchall()
    for row in hosts:
        room = min(row["room"], limit - len(chosen))
        if room > 0:
            chosen += _best_of_host(conn, row["host"], room, rules, now)
    return chosen


def target_of(row: sqlite3.Row, crawler_id: str, claimed_at: float) -> Target:
    """Return the target of a row that a crawler claimed."""
    values = {**dict(row), "is_next": bool(row["is_next"])}
    return Target(crawler=crawler_id, claimed_at=claimed_at, **values)


def seconds_until_due(conn: sqlite3.Connection, rules: ClaimRules, now: float) -> float | None:
    """Return the seconds until a target can be claimed; see ``Frontier.seconds_until_next``."""
    parameters = _parameters(rules, now) | {"under_way": _UNDER_WAY_SECONDS}
    earliest = conn.execute(_NEXT, parameters).fetchone()[0]
    if earliest is not None:
        return max(0.0, float(earliest) - now)
    claimed = conn.execute("SELECT 1 FROM crawl_targets WHERE crawler IS NOT NULL LIMIT 1")
    return _UNDER_WAY_SECONDS if claimed.fetchone() else None


def _best_of_host(
    conn: sqlite3.Connection, host: str, n: int, rules: ClaimRules, now: float
) -> list[sqlite3.Row]:
    """Return the best due targets of a host, best first."""
    rows = [
        row for kind in rules.kinds for row in conn.execute(_BEST, (host, kind, now, n)).fetchall()
    ]
    rows.sort(key=lambda row: (-row["priority"], row["due_at"], row["key"]))
    return rows[:n]


def _parameters(rules: ClaimRules, now: float) -> dict[str, str | float | None]:
    """Return the values of the rules as the statements name them."""
    return {
        "now": now,
        "kinds": _listed(rules.kinds),
        "per_host": rules.per_host,
        "per_host_of": json.dumps(dict(rules.per_host_of)),
        "only_hosts": None if rules.only_hosts is None else _listed(rules.only_hosts),
        "exclude_hosts": _listed(rules.exclude_hosts),
    }


def _listed(names: Set[str]) -> str:
    """Return names as the list that ``json_each`` reads."""
    return json.dumps(sorted(names))
