"""The file in which near-copies over shards are worked out, so that a run can be interrupted.

Each step is one transaction: done and marked as done, or not begun.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.connection import connect, refusal, transaction
from corpus.shards.records import ShardText

_TABLES = (
    "steps (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "candidates (article_id TEXT, leader TEXT, PRIMARY KEY (article_id, leader)) "
    "STRICT, WITHOUT ROWID",
    "leaders (article_id TEXT PRIMARY KEY, text TEXT) STRICT",
    "links (article_id TEXT PRIMARY KEY, near_copy_of TEXT NOT NULL, jaccard REAL NOT NULL) "
    "STRICT, WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCopy:
    """An article that says nearly the same as another one.

    Attributes:
        article_id: The article.
        near_copy_of: The one that stands for its group.
        jaccard: Share of five-word sequences that both have, 0 to 1.
    """

    article_id: str
    near_copy_of: str
    jaccard: float


def open_copies_file(path: Path) -> sqlite3.Connection:
    """Open the file, made if it is not there.

    Raises:
        DatabaseRefusedError: If it cannot be written, or is something else.
    """
    try:
        conn = connect(path, read_only=False)
        for table in _TABLES:
            conn.execute(f"CREATE TABLE IF NOT EXISTS {table}")
    except sqlite3.Error as error:
        raise refusal(error, where=str(path)) from error
    return conn


@contextmanager
def step(conn: sqlite3.Connection, name: str) -> Iterator[bool]:
    """Run a step in a transaction that marks it as done; give False if it was done before.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        marked = conn.execute("INSERT OR IGNORE INTO steps (name) VALUES (?)", (name,))
        yield marked.rowcount > 0


def write_candidates(conn: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Keep articles with one that leads a band of theirs."""
    conn.executemany("INSERT OR IGNORE INTO candidates (article_id, leader) VALUES (?, ?)", pairs)


def list_leaders(conn: sqlite3.Connection) -> None:
    """Set down which articles lead others, when all candidates are known."""
    conn.execute("INSERT INTO leaders (article_id) SELECT DISTINCT leader FROM candidates")


def write_leader_texts(conn: sqlite3.Connection, articles: Iterable[ShardText]) -> None:
    """Keep the bodies of those of some articles that lead others."""
    conn.executemany(
        "UPDATE leaders SET text = ? WHERE article_id = ?", ((one.text, one.id) for one in articles)
    )


def read_leader_text(conn: sqlite3.Connection, article_id: str) -> str:
    """Return the body of an article that leads others; empty if no shard has it."""
    row = conn.execute("SELECT text FROM leaders WHERE article_id = ?", (article_id,)).fetchone()
    return row["text"] or ""


def read_leaders(conn: sqlite3.Connection, article_id: str) -> list[str]:
    """Return those who lead the bands of an article; empty if it leads all itself."""
    query = "SELECT leader FROM candidates WHERE article_id = ?"
    return [row["leader"] for row in conn.execute(query, (article_id,))]


def write_near_copy(conn: sqlite3.Connection, found: NearCopy) -> None:
    """Keep a near-copy; one that stands in two shards is kept once."""
    conn.execute(
        "INSERT OR IGNORE INTO links (article_id, near_copy_of, jaccard) VALUES (?, ?, ?)",
        (found.article_id, found.near_copy_of, found.jaccard),
    )


def iter_near_copies(conn: sqlite3.Connection) -> Iterator[NearCopy]:
    """Yield the near-copies by id."""
    query = "SELECT article_id, near_copy_of, jaccard FROM links ORDER BY article_id"
    for row in conn.execute(query):
        yield NearCopy(**dict(row))
