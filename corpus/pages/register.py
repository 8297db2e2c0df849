"""All innovations by name, as a book's index lists them: letters, and the names under each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

OTHER_LETTER = "#"
# Names that begin with a digit or a sign stand together.
_LETTER = f"""
CASE WHEN upper(substr(name, 1, 1)) BETWEEN 'A' AND 'Z' THEN upper(substr(name, 1, 1))
  ELSE '{OTHER_LETTER}' END
"""
_PAGE = f"""
SELECT id, name, expansion, region, sector, status FROM innovations
WHERE status <> 'ditolak' AND {_LETTER} = ? ORDER BY name COLLATE NOCASE, id LIMIT ? OFFSET ?
"""  # noqa: S608 -- our own text


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """An innovation as a line of the register."""

    id: str
    name: str
    expansion: str | None
    region: str | None
    sector: str | None
    status: str


def count_letters(conn: sqlite3.Connection) -> dict[str, int]:
    """Return how many names begin with each letter; ``#`` stands for all other signs."""
    rows = conn.execute(
        f"SELECT {_LETTER} AS letter, count(*) AS n FROM innovations "  # noqa: S608
        "WHERE status <> 'ditolak' GROUP BY 1 ORDER BY 1"
    )
    return {row["letter"]: row["n"] for row in rows}


def read_register(
    conn: sqlite3.Connection, letter: str, limit: int, offset: int
) -> tuple[RegisterEntry, ...]:
    """Return some names that begin with a letter, in order.

    Args:
        conn: A corpus.
        letter: ``A`` to ``Z``, or ``OTHER_LETTER`` for names that begin with a digit or a sign.
        limit: Names at most.
        offset: Names to pass over.
    """
    rows = conn.execute(_PAGE, (letter, limit, offset))
    return tuple(RegisterEntry(**dict(row)) for row in rows)
