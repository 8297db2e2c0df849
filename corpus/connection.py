"""SQLite connections as gali uses them: settings, transactions, and SQLite's errors in words.

Which tables there are is the business of ``corpus.migrations``; whether a file may be opened at
all, of ``corpus.schema``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.errors import DatabaseRefusedError

MEMORY = ":memory:"
# SQLite 3.7.0 to 3.51.2 can damage a WAL database on which two connections write and checkpoint
# at once; 3.51.3 mended it.
WAL_SAFE_SINCE = (3, 51, 3)
# Four writers of 200 transactions each waited up to 15 s for their turn with a rollback journal.
BUSY_SECONDS = 30.0
_CAUSES = {
    sqlite3.SQLITE_NOTADB: ("it is no SQLite database", "Name another file."),
    sqlite3.SQLITE_CORRUPT: (
        "the database is damaged",
        "Restore a backup, or import the articles into a new file.",
    ),
    sqlite3.SQLITE_BUSY: (
        "another program keeps the database locked",
        "Wait until it has finished, or close it.",
    ),
    sqlite3.SQLITE_FULL: (
        "there is no room left on the disk; what was written before is safe",
        "Make room and run the same command again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "the database cannot be written",
        "Check the permissions of the file and of its folder.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened",
        "Check that the folder exists, and that you may read and write in it.",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk failed while the database was read or written",
        "Check the disk; what was written before is safe.",
    ),
}


def connect(path: Path | str, *, read_only: bool, any_thread: bool = False) -> sqlite3.Connection:
    """Return a connection in autocommit mode, with rows that know their column names.

    Args:
        path: The file, or ``:memory:``. It is created if absent, unless ``read_only``.
        read_only: Whether nothing may be written through this connection.
        any_thread: Whether threads may use it in turn; never two at once.

    Raises:
        sqlite3.Error: If SQLite cannot open the file.
    """
    mode = "ro" if read_only else "rwc"
    address = MEMORY if str(path) == MEMORY else f"{Path(path).absolute().as_uri()}?mode={mode}"
    conn = sqlite3.connect(
        address,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=not any_thread,
    )
    conn.row_factory = sqlite3.Row
    try:
        _configure(conn, read_only=read_only)
    except sqlite3.Error:
        conn.close()
        raise
    return conn


def journal_mode_for(sqlite_version: tuple[int, ...]) -> str:
    """Return ``wal`` where that version of SQLite is safe with it, else ``delete``."""
    return "wal" if sqlite_version >= WAL_SAFE_SINCE else "delete"


def set_journal_mode(conn: sqlite3.Connection) -> None:
    """Give the file the journal mode that is safe with this version of SQLite.

    A file that a newer SQLite left in WAL mode is turned back.

    Raises:
        sqlite3.OperationalError: If another connection has the file open in the other mode.
    """
    wanted = journal_mode_for(sqlite3.sqlite_version_info)
    if conn.execute("PRAGMA journal_mode").fetchone()[0] not in {wanted, "memory"}:
        conn.execute(f"PRAGMA journal_mode = {wanted}")


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """Run a block in one transaction: all of it is kept, or after any exception none of it.

    It takes the write lock at once (``BEGIN IMMEDIATE``), because a transaction that begins by
    reading fails when two of them want to write. Inside another transaction it is a part of that
    one: what the outer undoes goes as well, what fails inside is undone alone.

    Raises:
        DatabaseRefusedError: If the file is locked, full, read-only or damaged.
    """
    if _is_in_transaction(conn):
        with _savepoint(conn):
            yield
        return
    try:
        conn.execute("BEGIN IMMEDIATE")
        yield
        conn.execute("COMMIT")
    except BaseException as error:
        if _is_in_transaction(conn):
            conn.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error) and is_refusal(error):
            raise refusal(error, where=database_path(conn)) from error
        raise


@contextmanager
def _savepoint(conn: sqlite3.Connection) -> Iterator[None]:
    """Run a block as a part of a transaction that can be undone alone."""
    conn.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        # Some errors (disk full, …) have made SQLite end the whole transaction already.
        if _is_in_transaction(conn):
            conn.execute("ROLLBACK TO part")
            conn.execute("RELEASE part")
        raise
    conn.execute("RELEASE part")


def _is_in_transaction(conn: sqlite3.Connection) -> bool:
    """Return whether a transaction is open; asked anew, because SQLite ends some by itself."""
    return conn.in_transaction


def copy_into(conn: sqlite3.Connection, target: Path) -> None:
    """Write a copy of the database, as it is now, and wait until it is on the disk.

    Page by page, so that a damaged database can be copied too. (``VACUUM INTO`` would be compact,
    but with SQLite 3.40 fails on generated columns where the database is open to read only.)

    Args:
        conn: The database; others may write to it meanwhile, and wait until it is copied.
        target: A file that does not exist.

    Raises:
        sqlite3.Error: If the copy cannot be written; half of it may be there then.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # the whole file is flushed at the end
        conn.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def is_refusal(error: sqlite3.Error) -> bool:
    """Return whether the file or the disk is to blame, not the statement or its values."""
    return _primary_code(error) in _CAUSES


def refusal(error: sqlite3.Error, *, where: str) -> DatabaseRefusedError:
    """Return an error of SQLite in words: what happened to the file, and how to mend it."""
    what, mend = _CAUSES.get(
        _primary_code(error), (f"SQLite cannot use it: {error}", "Name another file.")
    )
    return DatabaseRefusedError(what, where=where, mend=mend)


def database_path(conn: sqlite3.Connection) -> str:
    """Return the path of a connection's file; ``:memory:`` if it has none."""
    return conn.execute("PRAGMA database_list").fetchone()[2] or MEMORY


def _configure(conn: sqlite3.Connection, *, read_only: bool) -> None:
    """Set what every connection needs, and read the file for the first time."""
    conn.execute("PRAGMA recursive_triggers = ON")  # else REPLACE leaves the full text out of step
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")  # costs under 7 % in batches
    conn.execute("PRAGMA cell_size_check = ON")
    conn.execute("PRAGMA cache_size = -64000")  # 64 MB: three times as fast as the default's 2 MB
    if read_only:
        conn.execute("PRAGMA query_only = ON")
    # SQLite opens the file only now; thus a damaged or half-written one is noticed here.
    conn.execute("PRAGMA schema_version").fetchone()


def _primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code; -1 for errors that Python itself raised."""
    code = getattr(error, "sqlite_errorcode", None)
    return -1 if code is None else int(code) & 0xFF
