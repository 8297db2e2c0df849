"""Takes an article out for good: its text, its pages, and all that was found in it.

What is deleted is overwritten in the file. Copies of the text that other newspapers printed under
other addresses are theirs, and stay; so do the log of reviews, backups and exports, which are files
of their own.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from corpus.connection import transaction
from corpus.forgotten import ForgottenAddress, note_forgotten
from corpus.identity import canonical_url
from corpus.writer import mark_copies

_IDS = "(SELECT value FROM json_each(:ids))"
_OF_INNOVATIONS = (
    "SELECT DISTINCT article_id FROM mentions WHERE innovation_id IN "  # noqa: S608 -- our own text
    f"(SELECT innovation_id FROM mentions WHERE article_id IN {_IDS})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgettable:
    """What belongs to an address.

    Attributes:
        address: Canonical address; the id of an article that has none.
        article_ids: The article, and earlier readings of its page, by id.
        page_keys: Row numbers of its pages: further pages of the article, and answers in which it
            stood among other articles, are among them.
        n_copies: Articles at other addresses that say the same; they are not forgotten with it.
    """

    address: str
    article_ids: tuple[str, ...]
    page_keys: tuple[int, ...]
    n_copies: int


def find_forgettable(conn: sqlite3.Connection, address: str) -> Forgettable:
    """Return what a corpus holds of an address; nothing of it is changed.

    Args:
        conn: A corpus.
        address: An address in any spelling, or the whole id of an article.
    """
    row = conn.execute("SELECT canonical_url FROM articles WHERE id = ?", (address,)).fetchone()
    known = (row["canonical_url"] or address) if row else canonical_url(address)
    articles = conn.execute(
        "SELECT id, origin, content_hash FROM articles "
        "WHERE canonical_url = :address OR id = :address ORDER BY id",
        {"address": known},
    ).fetchall()
    ids = tuple(row["id"] for row in articles)
    (n_copies,) = conn.execute(
        "SELECT count(*) FROM articles AS a WHERE a.content_hash IN "  # noqa: S608
        f"(SELECT content_hash FROM articles WHERE id IN {_IDS}) AND a.id NOT IN {_IDS}",
        {"ids": json.dumps(ids)},
    ).fetchone()
    return Forgettable(
        address=known,
        article_ids=ids,
        page_keys=_find_pages(conn, known, {row["origin"] for row in articles} - {None}),
        n_copies=n_copies,
    )


def forget(
    conn: sqlite3.Connection, found: Forgettable, *, reason: str | None, now: datetime
) -> None:
    """Delete what belongs to an address and put it on the list, all of it or nothing.

    Innovations that no article tells of any more go too; others are to be gathered anew, which
    `gali run` and `gali forget` do.

    Args:
        conn: A corpus that can be written.
        found: What `find_forgettable` gave.
        reason: Why; None if nothing is to be told.
        now: The time, UTC.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    conn.execute("PRAGMA secure_delete = ON")
    with transaction(conn):
        _delete_articles(conn, found.article_ids)
        _delete_pages(conn, found.page_keys)
        conn.execute(
            "UPDATE crawl_targets SET title = '', state = 'refused', due_at = NULL, "
            "crawler = NULL, claimed_at = NULL WHERE canonical_url = ?",
            (found.address,),
        )
        entry = ForgottenAddress(
            address=found.address,
            reason=reason,
            forgotten_at=now,
            n_articles=len(found.article_ids),
            n_pages=len(found.page_keys),
        )
        note_forgotten(conn, entry)


def _find_pages(conn: sqlite3.Connection, address: str, origins: set[str]) -> tuple[int, ...]:
    """Return the pages of an address, further pages of its article, and lists that hold its text.

    Interfaces of sites answer with many articles at once; such an answer goes as a whole.
    """
    pages = conn.execute("SELECT page_key, origin, url FROM pages ORDER BY page_key").fetchall()
    first = origins | {row["origin"] for row in pages if _is_at(row, address)}
    parts = conn.execute("SELECT origin, part_of FROM page_readings WHERE part_of IS NOT NULL")
    wanted = first | {row["origin"] for row in parts if row["part_of"] in first}
    lists = set(_iter_lists_with(conn, urlsplit(address).path.rpartition("/")[2]))
    return tuple(r["page_key"] for r in pages if r["origin"] in wanted or r["page_key"] in lists)


def _iter_lists_with(conn: sqlite3.Connection, name: str) -> Iterator[int]:
    """Yield the stored answers of interfaces in which an article is named by its address."""
    rows = conn.execute("SELECT page_key, body FROM pages WHERE content_type LIKE '%json%'")
    for page_key, body in rows:
        if name and name.encode() in zlib.decompress(body):
            yield page_key


def _is_at(page: sqlite3.Row, address: str) -> bool:
    """Return whether a page was asked for, or answered, at an address."""
    return any(place and canonical_url(place) == address for place in (page["url"], page["origin"]))


def _delete_articles(conn: sqlite3.Connection, article_ids: tuple[str, ...]) -> None:
    """Delete articles with all that was found in them; settle anew what hung on them."""
    ids = {"ids": json.dumps(article_ids)}
    conn.execute(
        f"UPDATE extractions SET linked = 0 WHERE article_id IN ({_OF_INNOVATIONS})",  # noqa: S608
        ids,
    )
    deserted = conn.execute(
        f"SELECT DISTINCT innovation_id FROM mentions WHERE article_id IN {_IDS}",  # noqa: S608
        ids,
    ).fetchall()
    copies = conn.execute(
        f"SELECT DISTINCT content_hash FROM articles WHERE id IN {_IDS} OR duplicate_of IN {_IDS}",  # noqa: S608
        ids,
    ).fetchall()
    for statement in (
        "DELETE FROM replaced_articles WHERE id IN {0} OR replaced_by IN {0}",
        "UPDATE articles SET duplicate_of = NULL WHERE duplicate_of IN {0}",
        "DELETE FROM articles WHERE id IN {0}",
    ):
        conn.execute(statement.format(_IDS), ids)
    # Row numbers are given again, and words of a new article are to be stemmed.
    conn.execute(
        "UPDATE stemming SET article_key = "
        "min(article_key, (SELECT coalesce(max(article_key), 0) FROM articles))"
    )
    for (content_hash,) in copies:
        mark_copies(conn, content_hash)
    conn.executemany(
        "DELETE FROM innovations WHERE id = :id "
        "AND NOT EXISTS (SELECT 1 FROM mentions WHERE innovation_id = :id)",
        [{"id": row["innovation_id"]} for row in deserted],
    )


def _delete_pages(conn: sqlite3.Connection, page_keys: tuple[int, ...]) -> None:
    """Delete pages, and what is known of how they were read."""
    conn.executemany("DELETE FROM pages WHERE page_key = ?", [(key,) for key in page_keys])
    conn.execute("DELETE FROM page_readings WHERE origin NOT IN (SELECT origin FROM pages)")
