"""What the queue knows of the past: what was listed when, and what of it was new."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.connection import transaction
from corpus.crawl.found import add_target
from corpus.crawl.records import NewTarget, Target, TargetKind
from corpus.identity import canonical_url
from corpus.rows import insisting_on_records

_GIVEN = (
    "UPDATE crawl_targets SET state = 'done', due_at = NULL, asked_at = :now, attempts = 0, "
    "error_kind = NULL, error_words = NULL"
)
_RECALLED = (
    "UPDATE crawl_targets SET state = 'queued', due_at = min(:now, coalesce(due_at, :now)), "
    "attempts = 0, priority = :priority"
)
_UNCLAIMED = "WHERE canonical_url = :canonical AND crawler IS NULL"
_AMONG = "canonical_url IN (SELECT value FROM json_each(?))"


def found_since(conn: sqlite3.Connection, canonical_urls: Iterable[str], since: float) -> set[str]:
    """Return those of the addresses that were first found at or after a time.

    Args:
        conn: A corpus.
        canonical_urls: Addresses in canonical form.
        since: Unix seconds.
    """
    query = f"SELECT canonical_url FROM crawl_targets WHERE {_AMONG} AND found_at >= ?"  # noqa: S608
    rows = conn.execute(query, (json.dumps(sorted(set(canonical_urls))), since))
    return {row["canonical_url"] for row in rows}


def read_asked(conn: sqlite3.Connection, canonical_urls: Iterable[str]) -> dict[str, float]:
    """Return when each of the addresses was last fetched with success, by canonical address."""
    query = (
        f"SELECT canonical_url, asked_at FROM crawl_targets WHERE {_AMONG} "  # noqa: S608
        "AND state = 'done' AND asked_at IS NOT NULL"
    )
    listed = json.dumps(sorted(set(canonical_urls)))
    return {row["canonical_url"]: row["asked_at"] for row in conn.execute(query, (listed,))}


def note_given(conn: sqlite3.Connection, targets: Iterable[NewTarget], now: float) -> int:
    """Note addresses whose content another document has given; return how many were new.

    They need not be fetched. What another crawler is just fetching is left to it.

    Raises:
        InvalidRecordError: If a value breaks a rule of the database.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    return _add_and_update(conn, targets, _GIVEN, now)


def count_recent_news(conn: sqlite3.Connection, target: Target, n_documents: int) -> int:
    """Return how much was new in the documents that led to one, the nearest first.

    Args:
        conn: A corpus.
        target: The document; it does not count itself.
        n_documents: How many steps to go back.

    Returns:
        The sum over those of them that were read as parts of one long list.
    """
    n_new, key, is_next = 0, target.found_in, target.is_next
    for _ in range(n_documents):
        if key is None or not is_next:
            break
        row = conn.execute(
            "SELECT found_in, is_next, n_new FROM crawl_targets WHERE target_key = ?", (key,)
        ).fetchone()
        n_new += row["n_new"] or 0
        key, is_next = row["found_in"], bool(row["is_next"])
    return n_new


def last_listed_at(conn: sqlite3.Connection, source: str, kind: TargetKind) -> float | None:
    """Return when an outlet was last listed to the end by documents of a kind; None if never.

    Args:
        conn: A corpus.
        source: Slug of the outlet.
        kind: Kind of documents.

    Returns:
        When the latest list was begun (Unix seconds), if nothing of the kind is still to be
        fetched for the first time.
    """
    row = conn.execute(
        "SELECT max(CASE WHEN NOT is_next AND status = 200 THEN asked_at END) AS begun_at, "
        "sum(asked_at IS NULL) AS n_open FROM crawl_targets WHERE source = ? AND kind = ?",
        (source, kind),
    ).fetchone()
    return None if row["n_open"] else row["begun_at"]


def recall(conn: sqlite3.Connection, targets: Iterable[NewTarget], now: float) -> int:
    """Put documents into the queue to be read now, also if they were read before.

    Returns:
        How many were not known.

    Raises:
        InvalidRecordError: If a value breaks a rule of the database.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    return _add_and_update(conn, targets, _RECALLED, now)


def _add_and_update(
    conn: sqlite3.Connection, targets: Iterable[NewTarget], update: str, now: float
) -> int:
    """Add targets and set something, unless a crawler has them; return how many are new."""
    n_new = 0
    with transaction(conn):
        for target in targets:
            canonical = canonical_url(target.url)
            values = {"now": now, "priority": target.priority, "canonical": canonical}
            with insisting_on_records(target.url):
                n_new += add_target(conn, target, canonical, now)
                conn.execute(
                    f"{update} WHERE canonical_url = :canonical AND crawler IS NULL", values
                )
    return n_new


def read_hosts(conn: sqlite3.Connection, sources: Iterable[str]) -> dict[str, str]:
    """Return the hosts on which outlets have targets, each with the slug of its outlet."""
    query = (
        "SELECT DISTINCT host, source FROM crawl_targets "
        "WHERE source IN (SELECT value FROM json_each(?))"
    )
    listed = json.dumps(sorted(sources))
    return {row["host"]: row["source"] for row in conn.execute(query, (listed,))}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlError:
    """A failure that targets of one host share.

    Attributes:
        source: Slug of the outlet; None if unknown.
        host: Name or address.
        kind: Kind of failure.
        words: The failure in words.
        n: Targets whose last attempt failed so.
        n_given_up: Those of them that are not tried again.
        example_url: One of them.
    """

    source: str | None
    host: str
    kind: str
    words: str
    n: int
    n_given_up: int
    example_url: str


def read_errors(conn: sqlite3.Connection, *, limit: int = 200) -> list[CrawlError]:
    """Return the failures of all targets, the most frequent first."""
    rows = conn.execute(
        "SELECT source, host, error_kind AS kind, error_words AS words, count(*) AS n, "
        "sum(state <> 'queued') AS n_given_up, min(url) AS example_url FROM crawl_targets "
        "WHERE error_kind IS NOT NULL GROUP BY source, host, error_kind, error_words "
        "ORDER BY n DESC, host LIMIT ?",
        (limit,),
    )
    return [CrawlError(**dict(row)) for row in rows]
