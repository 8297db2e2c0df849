r"""Snippets: some words of a row around those that a query found, marked.

They are made in a small full-text index in memory that holds the rows of one page alone. In the
index of the corpus, SQLite would look all words of the query up once more, which takes as long as
the search itself where the beginning of a word stands for thousands of words.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from corpus.connection import MEMORY
from corpus.rows import iter_batches
from corpus.subjects import Subject

# Control characters, never HTML, so that whoever shows a snippet can escape the text first.
MARK_START = "\x02"
MARK_END = "\x03"
_N_WORDS = 24
_ROWS_AT_A_TIME = 500


def make_snippets(
    conn: sqlite3.Connection, subject: Subject, keys: Sequence[int], match: str
) -> dict[int, str]:
    """Return the snippets of some rows by their keys.

    Args:
        conn: A corpus.
        subject: What was searched.
        keys: Rows that the expression finds.
        match: Expression for MATCH.

    Returns:
        The snippets; a row in which the expression finds nothing has none.
    """
    snippets: dict[int, str] = {}
    for batch in iter_batches(keys, _ROWS_AT_A_TIME):
        snippets.update(_iter_snippets(_read_texts(conn, subject, batch), subject, match))
    return snippets


def _read_texts(conn: sqlite3.Connection, subject: Subject, keys: Sequence[int]) -> sqlite3.Cursor:
    """Return keys and texts of some rows, the columns in the order of the full text."""
    columns = ", ".join((subject.key, *subject.fts_columns))
    return conn.execute(
        f"SELECT {columns} FROM {subject.table} "  # noqa: S608 -- names of our own schema
        f"WHERE {subject.key} IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )


def _iter_snippets(
    texts: sqlite3.Cursor, subject: Subject, match: str
) -> Iterator[tuple[int, str]]:
    """Yield the key and the snippet of each row."""
    columns = ", ".join(subject.fts_columns)
    places = ", ".join("?" * (len(subject.fts_columns) + 1))
    with closing(sqlite3.connect(MEMORY, isolation_level=None)) as page:
        # Words must be split as the corpus splits them (data/schema/v8_references.sql).
        page.execute(
            f"CREATE VIRTUAL TABLE page USING fts5({columns}, "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        page.execute("BEGIN")  # else each row would be a transaction of its own
        page.executemany(f"INSERT INTO page (rowid, {columns}) VALUES ({places})", texts)  # noqa: S608
        query = "SELECT rowid, snippet(page, -1, ?, ?, '…', ?) FROM page WHERE page MATCH ?"
        yield from page.execute(query, (MARK_START, MARK_END, _N_WORDS, match)).fetchall()
