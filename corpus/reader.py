"""Reads the corpus back as records, lazily and in a stable order; it never writes.

Iterators fetch some hundred rows at a time and hold no lock between them, so that one may write
to the same corpus while going through it. What the user searches for is ``corpus.search``.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dossier import InnovationDossier, read_innovation_dossier
from corpus.errors import InvalidQueryError
from corpus.extraction_reader import read_extractions, read_predictions
from corpus.identity import squeeze
from corpus.records import Article, Extraction, Innovation, Mention, MentionRef, Page, Source
from corpus.rows import article_from_row, day_from_sql, innovation_from_row, time_from_sql

__all__ = [
    "InnovationDossier",
    "MentionRow",
    "count_pending",
    "find_article",
    "find_innovation",
    "find_page",
    "find_source",
    "iter_articles",
    "iter_innovations",
    "iter_mentions",
    "iter_sources",
    "read_extraction",
    "read_extractions",
    "read_innovation_dossier",
    "read_innovations",
    "read_predictions",
]

_ROWS_AT_A_TIME = 200
_PENDING = (
    "duplicate_of IS NULL AND NOT EXISTS (SELECT 1 FROM extractions AS e"
    " WHERE e.article_id = articles.id AND e.extractor = :extractor)"
)
_LAST_CHARACTER = "\U0010ffff"
_MAX_CANDIDATES = 10
_MIN_PREFIX = 4  # shorter ones are rather names


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A mention with what linkage needs to know of its article.

    Attributes:
        article_id: The article.
        published: Day of publication; None if unknown.
        mention: The mention, with its evidence.
    """

    article_id: str
    published: date | None
    mention: Mention


def iter_articles(conn: sqlite3.Connection, *, pending_for: str | None = None) -> Iterator[Article]:
    """Yield articles in the order in which they came into the corpus.

    Args:
        conn: A corpus.
        pending_for: Name and version of an extractor: only originals that it has not read yet.
            None: all articles, copies included.
    """
    condition = "article_key > :last"
    if pending_for is not None:
        condition += f" AND {_PENDING}"
    query = f"SELECT * FROM articles WHERE {condition} ORDER BY article_key LIMIT :limit"  # noqa: S608
    values = {"last": -1, "limit": _ROWS_AT_A_TIME, "extractor": pending_for}
    while rows := conn.execute(query, values).fetchall():
        yield from (article_from_row(row) for row in rows)
        values["last"] = rows[-1]["article_key"]


def count_pending(conn: sqlite3.Connection, extractor: str | None) -> int:
    """Return how many originals an extractor has not read yet; None: how many there are."""
    condition = "duplicate_of IS NULL" if extractor is None else _PENDING
    query = f"SELECT count(*) FROM articles WHERE {condition}"  # noqa: S608 -- our own text
    return int(conn.execute(query, {"extractor": extractor}).fetchone()[0])


def pending_ids(conn: sqlite3.Connection, extractor: str, ids: Sequence[str]) -> set[str]:
    """Return which of some articles are originals that an extractor has not read yet."""
    rows = conn.execute(
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) "
        "AND duplicate_of IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM extractions AS e WHERE e.article_id = articles.id AND e.extractor = ?)",
        (json.dumps(list(ids)), extractor),
    )
    return {row["id"] for row in rows}


def iter_mentions(conn: sqlite3.Connection) -> Iterator[MentionRow]:
    """Yield the mentions of all originals, by article id and in order of appearance.

    Copies are left out, so that a text printed twice does not count twice.
    """
    last = ""
    query = (
        "SELECT a.id, a.published FROM extractions AS e JOIN articles AS a ON a.id = e.article_id "
        "WHERE a.duplicate_of IS NULL AND a.id > ? ORDER BY a.id LIMIT ?"
    )
    while rows := conn.execute(query, (last, _ROWS_AT_A_TIME)).fetchall():
        extractions = read_extractions(conn, [row["id"] for row in rows])
        for row in rows:
            for mention in extractions[row["id"]].innovations:
                published = day_from_sql(row["published"])
                yield MentionRow(article_id=row["id"], published=published, mention=mention)
        last = rows[-1]["id"]


def iter_innovations(conn: sqlite3.Connection) -> Iterator[Innovation]:
    """Yield all innovations by id."""
    last = ""
    query = "SELECT id FROM innovations WHERE id > ? ORDER BY id LIMIT ?"
    while ids := [row["id"] for row in conn.execute(query, (last, _ROWS_AT_A_TIME))]:
        yield from read_innovations(conn, ids)
        last = ids[-1]


def iter_sources(conn: sqlite3.Connection) -> Iterator[Source]:
    """Yield all outlets by slug."""
    query = "SELECT slug, name, domain, region FROM sources ORDER BY slug"
    for row in conn.execute(query).fetchall():
        yield Source(**dict(row))


def find_source(conn: sqlite3.Connection, domain: str | None) -> Source | None:
    """Return the outlet of a domain; None if the corpus knows none."""
    row = conn.execute(
        "SELECT slug, name, domain, region FROM sources WHERE domain = ? ORDER BY slug LIMIT 1",
        (domain,),
    ).fetchone()
    return Source(**dict(row)) if row is not None else None


def find_page(conn: sqlite3.Connection, origin: str) -> Page | None:
    """Return the page that was last fetched from an origin; None if there is none."""
    row = conn.execute(
        "SELECT * FROM pages WHERE origin = ? ORDER BY fetched_at DESC, page_key DESC LIMIT 1",
        (origin,),
    ).fetchone()
    return page_from_row(row) if row is not None else None


def page_from_row(row: sqlite3.Row) -> Page:
    """Return the page of a row.

    Raises:
        zlib.error: If the stored body is damaged.
    """
    fetched_at = time_from_sql(row["fetched_at"])
    assert fetched_at is not None
    # The limit keeps a forged body from filling the memory; 0 would mean no limit.
    body = zlib.decompressobj().decompress(row["body"], max(row["body_bytes"], 1))
    return Page(
        origin=row["origin"],
        body=body,
        digest=row["digest"],
        fetched_at=fetched_at,
        url=row["url"],
        content_type=row["content_type"],
    )


def find_article(conn: sqlite3.Connection, id_prefix_or_external_id: str) -> Article | None:
    """Return the one article of an id, of the beginning of an id, or of the user's own id.

    An exact id goes before an external id, and that before a prefix.

    Returns:
        The article; None if there is none, or nothing was asked for.

    Raises:
        InvalidQueryError: If several articles fit.
    """
    key = id_prefix_or_external_id
    if not key:
        return None
    for condition in (
        "id = :key",
        "external_id = :key",
        "id >= :key AND id < :key || :last_character",
    ):
        rows = conn.execute(
            f"SELECT * FROM articles WHERE {condition} ORDER BY id LIMIT :limit",  # noqa: S608
            {"key": key, "last_character": _LAST_CHARACTER, "limit": _MAX_CANDIDATES},
        ).fetchall()
        if len(rows) == 1:
            return article_from_row(rows[0])
        if rows:
            candidates = "; ".join(f"{row['id']} {row['title'][:60]}" for row in rows)
            raise InvalidQueryError(
                f"several articles fit {key!r}: {candidates}", mend="Give more of the id."
            )
    return None


def read_extraction(conn: sqlite3.Connection, article_id: str) -> Extraction | None:
    """Return what was found in an article; None if it has not been read by an extractor."""
    return read_extractions(conn, [article_id]).get(article_id)


def find_innovation(conn: sqlite3.Connection, id_or_unique_prefix_or_name: str) -> list[Innovation]:
    """Return the innovations that a user may mean.

    Args:
        conn: A corpus.
        id_or_unique_prefix_or_name: An id, also one that redirects; the beginning of an id; or a
            name, compared without case, spaces and punctuation.

    Returns:
        The one of that id; else those whose id begins so; else those that bear the name, those
        whose preferred name it is first; empty if there is none.
    """
    key = id_or_unique_prefix_or_name.strip()
    ids = _find_ids(conn, key) if key else []
    return read_innovations(conn, ids or _find_ids_by_name(conn, key))


def read_innovations(conn: sqlite3.Connection, ids: Sequence[str]) -> list[Innovation]:
    """Return innovations in the order of the ids asked for; unknown ids are left out."""
    wanted = (json.dumps(list(ids)),)
    refs: dict[str, list[MentionRef]] = defaultdict(list)
    for article_id, local_id, innovation_id in conn.execute(
        "SELECT article_id, local_id, innovation_id FROM mentions "
        "WHERE innovation_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, local_id",
        wanted,
    ):
        refs[innovation_id].append(MentionRef(article_id=article_id, local_id=local_id))
    rows = conn.execute(
        "SELECT * FROM innovations WHERE id IN (SELECT value FROM json_each(?))", wanted
    )
    found = {row["id"]: innovation_from_row(row, refs[row["id"]]) for row in rows}
    return [found[innovation_id] for innovation_id in ids if innovation_id in found]


def _find_ids(conn: sqlite3.Connection, key: str) -> list[str]:
    """Return the id that is exactly this, or that it redirects to, or those that begin so."""
    rows = conn.execute(
        "SELECT id FROM innovations WHERE id = :key OR id = "
        "(SELECT new_id FROM innovation_redirects WHERE old_id = :key)",
        {"key": key},
    ).fetchall()
    if not rows and len(key) >= _MIN_PREFIX:
        rows = conn.execute(
            "SELECT id FROM innovations WHERE id >= :key AND id < :key || :last "
            "ORDER BY id LIMIT :limit",
            {"key": key, "last": _LAST_CHARACTER, "limit": _MAX_CANDIDATES},
        ).fetchall()
    return [row["id"] for row in rows]


def _find_ids_by_name(conn: sqlite3.Connection, name: str) -> list[str]:
    """Return the ids of innovations that bear a name, preferred names first."""
    wanted = squeeze(name)
    if not wanted:
        return []
    preferred, other = [], []
    for row in conn.execute("SELECT id, name, other_names, expansion FROM innovations ORDER BY id"):
        if squeeze(row["name"]) == wanted:
            preferred.append(row["id"])
        elif wanted in map(squeeze, [*json.loads(row["other_names"]), row["expansion"] or ""]):
            other.append(row["id"])
    return preferred + other
