"""Signatures of articles, and links between those that say nearly the same.

How signatures are made and texts compared is not known here; ``gali.near_copies`` brings both
together. All that is kept is derived and can be made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.connection import transaction

_ROWS_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class UnsignedArticle:
    """An article that has no signature yet.

    Attributes:
        id: Its id.
        text: Its body.
    """

    id: str
    text: str


def count_unsigned(conn: sqlite3.Connection) -> int:
    """Return how many articles have no signature."""
    query = "SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM copy_signatures)"
    return int(conn.execute(query).fetchone()[0])


def count_near_copies(conn: sqlite3.Connection) -> int:
    """Return how many articles are linked to another one that stands for their group."""
    return int(conn.execute("SELECT count(*) FROM near_copies").fetchone()[0])


def iter_unsigned(conn: sqlite3.Connection) -> Iterator[UnsignedArticle]:
    """Yield the articles that have no signature, in the order in which they came.

    No lock is held between them, so that signatures may be written meanwhile.
    """
    last = -1
    query = (
        "SELECT article_key, id, text FROM articles AS a WHERE article_key > ? AND NOT EXISTS "
        "(SELECT 1 FROM copy_signatures AS s WHERE s.article_id = a.id) "
        "ORDER BY article_key LIMIT ?"
    )
    while rows := conn.execute(query, (last, _ROWS_AT_A_TIME)).fetchall():
        yield from (UnsignedArticle(row["id"], row["text"]) for row in rows)
        last = rows[-1]["article_key"]


def find_unsigned(conn: sqlite3.Connection, article_ids: Sequence[str]) -> set[str]:
    """Return those of some articles that the corpus has and that have no signature yet."""
    query = (
        "SELECT id FROM articles WHERE id = ? AND NOT EXISTS "
        "(SELECT 1 FROM copy_signatures WHERE article_id = id)"
    )
    return {one for one in article_ids if conn.execute(query, (one,)).fetchone()}


def forget_other_methods(conn: sqlite3.Connection, method: str) -> bool:
    """Delete all signatures and links if some were made by another method.

    Returns:
        Whether that was so.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        query = "SELECT 1 FROM copy_signatures WHERE method <> ? LIMIT 1"
        if conn.execute(query, (method,)).fetchone() is None:
            return False
        for table in ("near_copies", "copy_bands", "copy_signatures"):
            conn.execute(f"DELETE FROM {table}")  # noqa: S608 -- names of our own schema
        return True


def write_signatures(
    conn: sqlite3.Connection,
    signatures: Mapping[str, bytes | None],
    places: Sequence[tuple[int, str]],
    *,
    method: str,
) -> None:
    """Keep the signatures of articles that have none.

    Args:
        conn: A corpus that can be written.
        signatures: By the id of the article; None for texts too short for one.
        places: Each band of a signature with the id of its article, sorted: bands are spread over
            the whole table, and in order each of its pages is written once.
        method: How the signatures were made.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        conn.executemany(
            "INSERT INTO copy_signatures (article_id, method, signature) VALUES (?, ?, ?)",
            [(article_id, method, signature) for article_id, signature in signatures.items()],
        )
        conn.executemany(
            "INSERT OR IGNORE INTO copy_bands (band, article_id) VALUES (?, ?)", places
        )


def find_leaders(conn: sqlite3.Connection, bands: Sequence[int]) -> dict[int, str]:
    """Return the article of the smallest id in each band; bands that nobody has are left out.

    Comparing with leaders alone keeps a text that thousands print from being compared millions
    of times.
    """
    rows = conn.execute(
        "SELECT value, (SELECT min(article_id) FROM copy_bands WHERE band = value) AS leader "
        "FROM json_each(?) WHERE leader IS NOT NULL",
        (json.dumps(list(bands)),),
    )
    return dict(rows.fetchall())


def find_members(conn: sqlite3.Connection, bands: Sequence[int]) -> list[str]:
    """Return the articles that are in any of some bands, smallest id first."""
    query = "SELECT article_id FROM copy_bands WHERE band = ?"
    return sorted({row["article_id"] for band in bands for row in conn.execute(query, (band,))})


def find_near_copy_of(conn: sqlite3.Connection, article_id: str) -> str | None:
    """Return the article that one is linked to as its near-copy; None if there is none."""
    query = "SELECT near_copy_of FROM near_copies WHERE article_id = ?"
    row = conn.execute(query, (article_id,)).fetchone()
    return row["near_copy_of"] if row is not None else None


def read_signature(conn: sqlite3.Connection, article_id: str) -> bytes | None:
    """Return the signature of an article; None if it has none or is too short for one."""
    query = "SELECT signature FROM copy_signatures WHERE article_id = ?"
    row = conn.execute(query, (article_id,)).fetchone()
    return row["signature"] if row is not None else None


def write_link(
    conn: sqlite3.Connection, article_id: str, *, near_copy_of: str, jaccard: float
) -> None:
    """Link an article to the one that stands for its group, in place of any other.

    Args:
        conn: A corpus that can be written.
        article_id: The article.
        near_copy_of: The other, whose id is smaller.
        jaccard: How near it is, 0 to 1.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        conn.execute(
            "INSERT INTO near_copies (article_id, near_copy_of, jaccard) VALUES (?, ?, ?) "
            "ON CONFLICT (article_id) DO UPDATE SET near_copy_of = excluded.near_copy_of, "
            "jaccard = excluded.jaccard",
            (article_id, near_copy_of, jaccard),
        )


def delete_link(conn: sqlite3.Connection, article_id: str) -> None:
    """Take away the link of an article, if it has one.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        conn.execute("DELETE FROM near_copies WHERE article_id = ?", (article_id,))


def read_text(conn: sqlite3.Connection, article_id: str) -> str:
    """Return the body of an article.

    Raises:
        KeyError: If the corpus has no such article.
    """
    row = conn.execute("SELECT text FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise KeyError(article_id)
    return str(row["text"])
