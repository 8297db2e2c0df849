"""What becomes of an address that was found: a new target, or more about a known one."""

from __future__ import annotations

import sqlite3

from corpus.crawl.records import NewTarget
from corpus.forgotten import is_forgotten
from corpus.identity import normalise_text
from corpus.rows import SqlValue, insert_statement

_LONGEST_TITLE = 300
# Sitemaps of some sites say of everything that it changed just now.
_REFETCH_SECONDS = {"article": 86_400.0}
_REREAD_SECONDS = 3_600.0
_COLUMNS = (
    "url canonical_url kind source host title priority depth found_in found_at modified_at is_next "
    "state due_at"
).split()
_INSERT = f"{insert_statement('crawl_targets', _COLUMNS)} ON CONFLICT (canonical_url) DO NOTHING"
_ADD_HOST = "INSERT INTO crawl_hosts (host) VALUES (?) ON CONFLICT (host) DO NOTHING"
_KNOWN = (
    "SELECT target_key, kind, source, title, priority, modified_at, asked_at, due_at "
    "FROM crawl_targets WHERE canonical_url = ?"
)
_UPDATE = (
    "UPDATE crawl_targets SET source = :source, title = :title, priority = :priority, "
    "modified_at = :modified_at WHERE target_key = :key"
)
_QUEUE_AGAIN = (
    "UPDATE crawl_targets SET state = 'queued', due_at = ?, attempts = 0 WHERE target_key = ?"
)


def add_target(conn: sqlite3.Connection, target: NewTarget, canonical: str, now: float) -> bool:
    """Insert a target, or add what is told of a known one; return whether it is new.

    An address that is to be forgotten (``corpus.forgotten``) is left out.

    Args:
        conn: Inside a transaction.
        target: What was found.
        canonical: Its canonical address.
        now: Unix seconds.
    """
    if is_forgotten(conn, canonical):
        return False
    title = " ".join(normalise_text(target.title).split())[:_LONGEST_TITLE]
    modified_at = _of_the_past(target.modified_at, now)
    values: tuple[SqlValue, ...] = (
        *(target.url.strip(), canonical, target.kind, target.source, target.host, title),
        *(target.priority, target.depth, target.found_in, now, modified_at, target.is_next),
        *("queued", now),
    )
    if conn.execute(_INSERT, values).rowcount == 1:
        conn.execute(_ADD_HOST, (target.host,))
        return True
    known = conn.execute(_KNOWN, (canonical,)).fetchone()
    told = {
        "source": known["source"] or target.source,
        "title": known["title"] or title,
        "priority": max(known["priority"], target.priority),
        "modified_at": _later(known["modified_at"], modified_at),
    }
    if any(known[name] != value for name, value in told.items()):
        conn.execute(_UPDATE, {**told, "key": known["target_key"]})
    due_at = _due_again(known, modified_at, now)
    if due_at is not None:
        conn.execute(_QUEUE_AGAIN, (due_at, known["target_key"]))
    return False


def _due_again(known: sqlite3.Row, modified_at: float | None, now: float) -> float | None:
    """Return when a known target is due because it changed; None if it stays as it is."""
    asked_at = known["asked_at"]
    if modified_at is None or asked_at is None or modified_at <= asked_at:
        return None
    due_at = max(now, asked_at + _REFETCH_SECONDS.get(known["kind"], _REREAD_SECONDS))
    return due_at if known["due_at"] is None or due_at < known["due_at"] else None


def _of_the_past(modified_at: float | None, now: float) -> float | None:
    """Return when something changed; None if that is said to be in the future."""
    return modified_at if modified_at is not None and modified_at <= now else None


def _later(known: float | None, told: float | None) -> float | None:
    """Return the later of two times."""
    return max((time for time in (known, told) if time is not None), default=None)
