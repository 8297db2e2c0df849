"""Pages that are read again: which rules read them, and which articles take the place of others.

An article's title and text never change under its id, so a page that reads otherwise gives a new
article. The one read before is not deleted: its id stays citable and leads to the new one.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.connection import transaction
from corpus.errors import InvalidRecordError
from corpus.identity import page_digest
from corpus.reader import page_from_row
from corpus.records import Article, Page
from corpus.rows import ARTICLE_COLUMNS, article_from_row, article_values
from corpus.writer import mark_copies

_UNREAD = (
    "FROM pages AS p LEFT JOIN page_readings AS r ON r.origin = p.origin "
    "WHERE p.page_key > :last AND (r.rules IS NOT :rules OR p.page_key > r.page_key)"
)
_READ_ANEW = ("published", "published_precision", "published_from", "author")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadOrigin:
    """An origin that has a page which certain rules have not read.

    Attributes:
        page_key: Row number of that page.
        origin: Where it came from.
        part_of: Origin of the first page of the article of which it was a further page when it
            was last read; None if it stands by itself.
    """

    page_key: int
    origin: str
    part_of: str | None


def count_unread(conn: sqlite3.Connection, rules: str) -> int:
    """Return how many origins have a page that the rules have not read."""
    query = f"SELECT count(DISTINCT p.origin) {_UNREAD}"
    return int(conn.execute(query, {"rules": rules, "last": -1}).fetchone()[0])


def iter_unread(conn: sqlite3.Connection, rules: str) -> Iterator[UnreadOrigin]:
    """Yield the origins that have a page which the rules have not read, as they came in.

    What is noted as read meanwhile is left out. No lock is held between two of them.
    """
    query = f"SELECT p.page_key, p.origin, r.part_of {_UNREAD} ORDER BY p.page_key LIMIT 1"
    last = -1
    while row := conn.execute(query, {"rules": rules, "last": last}).fetchone():
        yield UnreadOrigin(**dict(row))
        last = row["page_key"]


def iter_versions(conn: sqlite3.Connection, origin: str) -> Iterator[Page]:
    """Yield the pages of an origin, the one that was fetched last first.

    Raises:
        InvalidRecordError: If the corpus holds one of them damaged.
    """
    query = "SELECT page_key FROM pages WHERE origin = ? ORDER BY fetched_at DESC, page_key DESC"
    for (page_key,) in conn.execute(query, (origin,)).fetchall():
        row = conn.execute("SELECT * FROM pages WHERE page_key = ?", (page_key,)).fetchone()
        yield _sound_page(row)


def note_reading(
    conn: sqlite3.Connection, origin: str, rules: str, *, parts: Iterable[str] = ()
) -> None:
    """Note that all pages of an origin were read by certain rules.

    Args:
        conn: A corpus that can be written.
        origin: Where the pages came from.
        rules: Name of the rules.
        parts: Origins of the further pages of its article.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        rows = [(origin, None), *((part, origin) for part in parts)]
        conn.executemany(
            "INSERT INTO page_readings (origin, rules, page_key, part_of) "
            "SELECT :origin, :rules, max(page_key), :part_of FROM pages WHERE origin = :origin "
            "HAVING count(*) > 0 "
            "ON CONFLICT (origin) DO UPDATE SET rules = excluded.rules, "
            "page_key = excluded.page_key, part_of = excluded.part_of",
            [{"origin": place, "rules": rules, "part_of": first} for place, first in rows],
        )


def forget_readings(conn: sqlite3.Connection, origins: Iterable[str] | None = None) -> None:
    """Take pages for unread again: those of some origins, or all of them.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    query = "UPDATE page_readings SET rules = ''"
    with transaction(conn):
        if origins is None:
            conn.execute(query)
        else:
            conn.executemany(f"{query} WHERE origin = ?", [(origin,) for origin in origins])


def iter_origins(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield where pages came from, each origin once, in the order of their names."""
    query = "SELECT min(origin) AS origin FROM pages WHERE origin > ?"
    last = ""
    while (last := conn.execute(query, (last,)).fetchone()["origin"]) is not None:
        yield last


def has_article(conn: sqlite3.Connection, article_id: str) -> bool:
    """Return whether the corpus has an article, replaced or not."""
    query = "SELECT 1 FROM articles WHERE id = ?"
    return conn.execute(query, (article_id,)).fetchone() is not None


def find_replacement(conn: sqlite3.Connection, article_id: str) -> str | None:
    """Return the id of the article that took the place of another; None if none has."""
    query = "SELECT replaced_by FROM replaced_articles WHERE id = ?"
    row = conn.execute(query, (article_id,)).fetchone()
    return None if row is None else row["replaced_by"]


def read_articles_of(conn: sqlite3.Connection, origin: str) -> list[Article]:
    """Return the articles that were read from an origin, without those that were replaced."""
    rows = conn.execute(
        "SELECT * FROM articles WHERE origin = ? "
        "AND id NOT IN (SELECT id FROM replaced_articles) ORDER BY article_key",
        (origin,),
    )
    return [article_from_row(row) for row in rows.fetchall()]


def find_older_readings(conn: sqlite3.Connection, article: Article) -> list[str]:
    """Return the ids of other articles that stored pages of the same address once gave.

    Those that were replaced, and those that a user imported beside them, are left out.
    """
    if article.canonical_url is None:
        return []
    rows = conn.execute(
        "SELECT id FROM articles WHERE canonical_url = ? AND id <> ? "
        "AND EXISTS (SELECT 1 FROM pages AS p WHERE p.origin = articles.origin) "
        "AND id NOT IN (SELECT id FROM replaced_articles) ORDER BY article_key",
        (article.canonical_url, article.id),
    )
    return [row["id"] for row in rows.fetchall()]


def replace_articles(conn: sqlite3.Connection, old_ids: Iterable[str], new_id: str) -> None:
    """Let an article take the place of others, in one transaction.

    They and what they had replaced lead to it from now on (``duplicate_of``): they are neither
    searched nor extracted nor linked. If one of them had taken its place before, it takes it back.

    Args:
        conn: A corpus that can be written.
        old_ids: Articles of the same page, read otherwise; what is not in the corpus is left out.
        new_id: The article as the page is read now.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        for old_id in old_ids:
            if old_id != new_id:
                _replace(conn, old_id, new_id)


def correct_article(conn: sqlite3.Connection, article: Article) -> bool:
    """Give a known article the date and author that its page is read to tell now.

    Only if it came from that page: what was imported elsewhere, or whose date was given with it,
    stays as it is. Title, text and id are not touched.

    Returns:
        Whether anything changed.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        row = conn.execute(
            "SELECT * FROM articles WHERE id = ? AND origin IS ? AND published_from IS NOT 'given'",
            (article.id, article.origin),
        ).fetchone()
        told = {name: getattr(article, name) for name in _READ_ANEW}
        known = article_from_row(row) if row is not None else None
        if known is None or all(getattr(known, name) == told[name] for name in _READ_ANEW):
            return False
        values = dict(zip(ARTICLE_COLUMNS, article_values(article), strict=True))
        conn.execute(
            f"UPDATE articles SET {', '.join(f'{name} = :{name}' for name in _READ_ANEW)} "  # noqa: S608
            "WHERE id = :id",
            {name: values[name] for name in ("id", *_READ_ANEW)},
        )
        conn.execute("UPDATE extractions SET linked = 0 WHERE article_id = ?", (article.id,))
        mark_copies(conn, article.content_hash)
    return True


def _sound_page(row: sqlite3.Row) -> Page:
    """Return the page of a row, whose bytes must be those that were fetched."""
    try:
        page = page_from_row(row)
    except zlib.error:
        page = None
    if page is None or page_digest(page.body) != page.digest:
        raise InvalidRecordError("the stored page is damaged", where=row["origin"])
    return page


def _replace(conn: sqlite3.Connection, old_id: str, new_id: str) -> None:
    """Let one article, or what has taken its own place by now, take the place of another."""
    later = conn.execute(
        "SELECT replaced_by FROM replaced_articles WHERE id = ? AND replaced_by <> ?",
        (new_id, old_id),
    ).fetchone()
    new_id = later["replaced_by"] if later is not None else new_id
    known = {
        row["id"]: row["content_hash"]
        for row in conn.execute(
            "SELECT id, content_hash FROM articles WHERE id IN (?, ?)", (old_id, new_id)
        )
    }
    if len(known) < 2:
        return
    conn.execute("DELETE FROM replaced_articles WHERE id IN (?, ?)", (old_id, new_id))
    conn.execute(
        "UPDATE replaced_articles SET replaced_by = ? WHERE replaced_by = ?", (new_id, old_id)
    )
    conn.execute("INSERT INTO replaced_articles VALUES (?, ?)", (old_id, new_id))
    mark_copies(conn, known[old_id])
    mark_copies(conn, known[new_id])
