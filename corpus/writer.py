"""Writes what was collected: sources, pages and articles; the same again changes nothing.

What was extracted is written by ``corpus.extraction_writer``, what was linked by
``corpus.innovation_writer``; both are handed on here, so that all writing has one address.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.connection import transaction
from corpus.errors import InvalidRecordError
from corpus.extraction_writer import write_extractions
from corpus.forgotten import is_article_forgotten, is_page_forgotten
from corpus.identity import make_article, page_digest
from corpus.innovation_writer import write_innovations
from corpus.records import Article, Page, Source
from corpus.rows import (
    ARTICLE_COLUMNS,
    article_from_row,
    article_values,
    insert_statement,
    insisting_on_records,
    iter_batches,
    to_sql,
)

__all__ = [
    "WriteReport",
    "write_articles",
    "write_extractions",
    "write_innovations",
    "write_page",
    "write_pages",
    "write_sources",
]

_INSERT_ARTICLE = insert_statement("articles", ARTICLE_COLUMNS)
_INSERT_PAGE = insert_statement(
    "pages", ("origin", "digest", "url", "content_type", "fetched_at", "body_bytes", "body")
)
# Which articles of a content, or replaced by one of it, are to be marked otherwise, and as what.
_MARKS = """
WITH live AS (
  SELECT id, published, duplicate_of FROM articles
  WHERE content_hash = :hash AND id NOT IN (SELECT id FROM replaced_articles)
), original AS (
  SELECT id FROM live ORDER BY published IS NULL, published, id LIMIT 1
), led AS (
  SELECT id, duplicate_of FROM live
  UNION ALL
  SELECT a.id, a.duplicate_of FROM live AS l
  JOIN replaced_articles AS r ON r.replaced_by = l.id JOIN articles AS a ON a.id = r.id
)
SELECT nullif(o.id, led.id) AS mark, led.id FROM led JOIN original AS o
WHERE led.duplicate_of IS NOT mark
"""
# What a later import may add to an article; text and identity never change.
_FILLED_LATER = ("url", "outlet", "external_id", "author", "origin")


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What writing articles did.

    Attributes:
        n_new: Articles that the corpus did not have, copies among them.
        n_known: Articles that it had already.
        n_duplicates: New articles of which the corpus had a copy; whichever of the two is the
            original, one of them is now marked.
        n_forgotten: Articles that were left out because their address is to be forgotten.
    """

    n_new: int
    n_known: int
    n_duplicates: int
    n_forgotten: int = 0


def write_articles(
    conn: sqlite3.Connection, articles: Iterable[Article], *, batch_size: int = 500
) -> WriteReport:
    """Add articles to the corpus, each batch in one transaction.

    An article that is known already keeps its metadata; gaps are filled, and the earlier
    ``fetched_at`` is kept. Articles of equal ``content_hash`` are copies: all but the earliest
    published (then the smallest id) get ``duplicate_of``, in whichever order they arrive. What
    the records themselves say in ``duplicate_of`` is ignored. What is to be forgotten
    (``corpus.forgotten``) is left out.

    Args:
        conn: A corpus that can be written.
        articles: Made by ``corpus.identity.make_article``; read lazily.
        batch_size: Articles in a transaction; if one of them is refused, its batch is undone,
            and the batches before it stay.

    Raises:
        InvalidRecordError: If an article's id does not fit its address, title and text, or a
            value breaks a rule of the database.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    n_new = n_known = n_duplicates = n_forgotten = 0
    for batch in iter_batches(articles, batch_size):
        with transaction(conn):
            for article in batch:
                insist_on_identity(article)
                if is_article_forgotten(conn, article):
                    n_forgotten += 1
                    continue
                is_copy = _has_copy(conn, article)
                with insisting_on_records(_place(article)):
                    is_new = _write_article(conn, article, is_copy=is_copy)
                n_new += is_new
                n_known += not is_new
                n_duplicates += is_new and is_copy
    return WriteReport(n_new, n_known, n_duplicates, n_forgotten)


def write_pages(conn: sqlite3.Connection, pages: Iterable[Page], *, batch_size: int = 100) -> int:
    """Keep pages as they were fetched, each batch in one transaction; return how many were new.

    The same bytes from the same origin are kept once, with the earliest ``fetched_at``. Pages of
    addresses that are to be forgotten (``corpus.forgotten``) are left out.

    Raises:
        InvalidRecordError: If a digest does not fit its body.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    n_new = 0
    for batch in iter_batches(pages, batch_size):
        with transaction(conn):
            for page in batch:
                with insisting_on_records(page.origin):
                    n_new += _write_page(conn, page)
    return n_new


def write_page(conn: sqlite3.Connection, page: Page) -> bool:
    """Keep one page; return whether it was new."""
    return write_pages(conn, [page]) == 1


def write_sources(conn: sqlite3.Connection, sources: Iterable[Source]) -> None:
    """Add outlets, or correct those of the same slug.

    Raises:
        InvalidRecordError: If a region code is unknown.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        for source in sources:
            with insisting_on_records(source.slug):
                conn.execute(
                    "INSERT INTO sources (slug, name, domain, region) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (slug) DO UPDATE SET name = excluded.name, "
                    "domain = excluded.domain, region = excluded.region",
                    (source.slug, source.name, source.domain, source.region),
                )


def insist_on_identity(article: Article) -> None:
    """Check that texts are normalised, and that ids and hash belong to them.

    Raises:
        InvalidRecordError: If they do not, so that offsets or ids would mislead.
    """
    try:
        rebuilt = make_article(title=article.title, text=article.text, url=article.url)
    except ValueError as error:
        raise InvalidRecordError(str(error), where=_place(article)) from error
    for name in ("title", "text", "id", "content_hash", "canonical_url"):
        if getattr(article, name) != getattr(rebuilt, name):
            raise InvalidRecordError(
                f"the article's {name} does not fit its address, title and text",
                where=_place(article),
                mend="Make articles with corpus.identity.make_article; a changed text is a new "
                "article.",
            )


def _write_article(conn: sqlite3.Connection, article: Article, *, is_copy: bool) -> bool:
    """Insert an article or fill the gaps of the known one; return whether it is new."""
    row = conn.execute("SELECT * FROM articles WHERE id = ?", (article.id,)).fetchone()
    if row is None:
        original = replace(article, duplicate_of=None) if article.duplicate_of else article
        conn.execute(_INSERT_ARTICLE, article_values(original))
        if is_copy:
            mark_copies(conn, article.content_hash)
        return True
    known = article_from_row(row)
    if (known.title, known.text) != (article.title, article.text):
        raise InvalidRecordError(
            "the corpus has another text under the article's id", where=_place(article)
        )
    completed = _completed(known, article)
    if completed != known:
        assignments = ", ".join(f"{name} = ?" for name in ARTICLE_COLUMNS)
        conn.execute(
            f"UPDATE articles SET {assignments} WHERE id = ?",  # noqa: S608 -- our own columns
            (*article_values(completed), article.id),
        )
        mark_copies(conn, article.content_hash)
    return False


def _completed(known: Article, again: Article) -> Article:
    """Return a known article with its gaps filled, and the earlier of both times."""
    gaps = {name: getattr(again, name) for name in _FILLED_LATER if getattr(known, name) is None}
    if known.published is None:
        gaps |= {
            name: getattr(again, name)
            for name in ("published", "published_precision", "published_from")
        }
    times = [time for time in (known.fetched_at, again.fetched_at) if time is not None]
    return replace(known, **gaps, fetched_at=min(times, default=None))


def _has_copy(conn: sqlite3.Connection, article: Article) -> bool:
    """Return whether the corpus has an article of the same content."""
    query = "SELECT 1 FROM articles WHERE content_hash = ? LIMIT 1"
    return conn.execute(query, (article.content_hash,)).fetchone() is not None


def mark_copies(conn: sqlite3.Connection, content_hash: str) -> None:
    """Point all articles of one content to their original; what changes is to be linked anew.

    Articles that were replaced (see ``corpus.versions``) are no copies of it, but lead to the
    original of what took their place.
    """
    changed = conn.execute(_MARKS, {"hash": content_hash}).fetchall()
    conn.executemany("UPDATE articles SET duplicate_of = ? WHERE id = ?", changed)
    conn.executemany(
        "UPDATE extractions SET linked = 0 WHERE article_id = ?",
        [(article_id,) for _, article_id in changed],
    )


def _write_page(conn: sqlite3.Connection, page: Page) -> bool:
    """Insert a page, or keep the earlier time of the known one; return whether it is new."""
    if page_digest(page.body) != page.digest:
        raise InvalidRecordError("the page's digest does not fit its body", where=page.origin)
    if is_page_forgotten(conn, page.url) or is_page_forgotten(conn, page.origin):
        return False
    fetched_at = to_sql(page.fetched_at)
    key = (page.origin, page.digest)
    query = "SELECT fetched_at FROM pages WHERE origin = ? AND digest = ?"
    known = conn.execute(query, key).fetchone()
    if known is None:
        body = zlib.compress(page.body)
        values = (*key, page.url, page.content_type, fetched_at, len(page.body), body)
        conn.execute(_INSERT_PAGE, values)
        return True
    conn.execute(
        "UPDATE pages SET fetched_at = ? WHERE origin = ? AND digest = ? AND fetched_at > ?",
        (fetched_at, *key, fetched_at),
    )
    return False


def _place(article: Article) -> str:
    """Return where an article came from, to name it in an error."""
    return article.origin or article.url or article.id
