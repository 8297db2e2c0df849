"""The list of what must not come back: addresses that somebody asked to be taken out.

All that writes articles, pages or the queue of a crawl asks here first. How something is taken out
is told in ``corpus.forgetting``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from corpus.identity import canonical_url
from corpus.records import Article
from corpus.rows import to_sql


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenAddress:
    """An address on the list.

    Attributes:
        address: Canonical address; the id of an article that had none.
        reason: Why it was taken out; None if nothing was told.
        forgotten_at: When that was first asked for, UTC.
        n_articles: Articles that were deleted.
        n_pages: Stored pages that were deleted.
    """

    address: str
    reason: str | None
    forgotten_at: datetime
    n_articles: int
    n_pages: int


def is_forgotten(conn: sqlite3.Connection, address: str) -> bool:
    """Return whether a canonical address, or the id of an article without one, is on the list."""
    query = "SELECT 1 FROM forgotten_addresses WHERE address = ?"
    return conn.execute(query, (address,)).fetchone() is not None


def is_article_forgotten(conn: sqlite3.Connection, article: Article) -> bool:
    """Return whether an article must not be written."""
    return is_forgotten(conn, article.canonical_url or article.id)


def is_page_forgotten(conn: sqlite3.Connection, url: str | None) -> bool:
    """Return whether a page that answered under an address must not be kept."""
    return url is not None and is_forgotten(conn, canonical_url(url))


def iter_forgotten(conn: sqlite3.Connection) -> Iterator[ForgottenAddress]:
    """Yield the whole list, the oldest first."""
    rows = conn.execute("SELECT * FROM forgotten_addresses ORDER BY forgotten_at, address")
    for row in rows.fetchall():
        forgotten_at = datetime.fromisoformat(row["forgotten_at"])
        yield ForgottenAddress(**{**dict(row), "forgotten_at": forgotten_at})


def note_forgotten(conn: sqlite3.Connection, entry: ForgottenAddress) -> None:
    """Put an address on the list; of one that is there the first time and reason are kept."""
    conn.execute(
        "INSERT INTO forgotten_addresses (address, reason, forgotten_at, n_articles, n_pages) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE SET "
        "reason = coalesce(reason, excluded.reason), "
        "n_articles = n_articles + excluded.n_articles, n_pages = n_pages + excluded.n_pages",
        (
            *(entry.address, entry.reason, to_sql(entry.forgotten_at)),
            *(entry.n_articles, entry.n_pages),
        ),
    )
