"""A user's own SQL: it can only read, and ends in time.

Four locks: the file is open for reading alone, ``query_only`` is set, SQLite asks our authorizer
before each kind of action, and a progress handler ends what takes too long.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass

from corpus.errors import InvalidQueryError
from corpus.rows import SqlValue

MAX_SECONDS = 600.0
MAX_VALUE_BYTES = 64 * 2**20
_INSTRUCTIONS_BETWEEN_LOOKS = 10_000
_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
# Full-text tables ask for the data version, and declare their columns as if they were altered.
_PRAGMAS = {"data_version", "table_info", "table_xinfo", "table_list", "index_list", "index_info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlResult:
    """What a statement gave.

    Attributes:
        columns: Names, each different.
        rows: Values in the order of the columns.
        is_cut: Whether there are more rows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[SqlValue, ...], ...]
    is_cut: bool


def run_sql(
    conn: sqlite3.Connection, statement: str, limit: int | None = 1000, *, seconds: float = 10.0
) -> SqlResult:
    """Run one statement that reads.

    Args:
        conn: A corpus that was opened for reading alone; it serves for nothing else afterwards.
        statement: One SELECT, WITH, VALUES or EXPLAIN.
        limit: Rows that are returned at most; None for all.
        seconds: When it is given up, at most ``MAX_SECONDS``.

    Raises:
        InvalidQueryError: If it is no SQL, would write or open other files, names what does not
            exist, or takes too long.
    """
    end = time.monotonic() + min(seconds, MAX_SECONDS)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    conn.set_authorizer(_authorize)
    conn.set_progress_handler(lambda: time.monotonic() > end, _INSTRUCTIONS_BETWEEN_LOOKS)
    try:
        cursor = conn.execute(statement)
        wanted = None if limit is None else max(limit, 0)
        found = cursor.fetchall() if wanted is None else cursor.fetchmany(wanted + 1)
    except (sqlite3.Error, sqlite3.Warning, ValueError, UnicodeError) as error:
        raise _refusal(error, seconds) from error
    finally:
        conn.set_progress_handler(None, 0)
        conn.set_authorizer(None)
    if cursor.description is None:
        raise InvalidQueryError("the statement gives no rows", mend="Write a SELECT.")
    rows = tuple(tuple(row) for row in found[:wanted])
    return SqlResult(
        columns=_different([column[0] for column in cursor.description]),
        rows=rows,
        is_cut=len(found) > len(rows),
    )


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _by: str | None
) -> int:
    """Return whether SQLite may take an action."""
    if action in _READING:
        is_allowed = not (action == sqlite3.SQLITE_FUNCTION and second == "load_extension")
    elif action == sqlite3.SQLITE_PRAGMA:
        is_allowed = first in _PRAGMAS
    else:
        is_allowed = action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def _different(names: list[str]) -> tuple[str, ...]:
    """Return names with a number behind those that occurred before."""
    seen: set[str] = set()
    for position, name in enumerate(names):
        candidate, n = name, 1
        while candidate in seen:
            n += 1
            candidate = f"{name}_{n}"
        names[position] = candidate
        seen.add(candidate)
    return tuple(names)


def _refusal(error: Exception, seconds: float) -> InvalidQueryError:
    """Return in words why a statement failed."""
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        return InvalidQueryError(
            f"the statement took longer than {seconds:g} seconds",
            mend="Ask for less, or give it more time with --seconds.",
        )
    if code == sqlite3.SQLITE_AUTH:
        return InvalidQueryError(
            "the statement would do more than read", mend="Only SELECT and its like are run."
        )
    return InvalidQueryError(
        f"SQLite cannot run it: {error}",
        mend="`gali codebook` lists the tables, the views and their columns.",
    )
