"""Opens a corpus: creates it, brings it to the newest schema, or says why it is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.connection import (
    MEMORY,
    connect,
    is_refusal,
    refusal,
    set_journal_mode,
    transaction,
)
from corpus.errors import DatabaseRefusedError
from corpus.migrations import (
    APPLICATION_ID,
    MIGRATIONS,
    load_vocabularies,
    migrate,
    schema_version,
)

__all__ = ["SCHEMA_VERSION", "open_corpus", "transaction"]

SCHEMA_VERSION = len(MIGRATIONS)
_MAGIC = b"SQLite format 3\0"


def open_corpus(
    path: Path | str, *, read_only: bool = False, older: bool = False
) -> sqlite3.Connection:
    """Open the database of a corpus.

    A file that is absent or empty becomes a new corpus, an older one is migrated after a backup
    (``<file>.bak-v<version>``) — neither if ``read_only``. The connection is in autocommit mode:
    write inside ``transaction``.

    Args:
        path: The file, or ``:memory:`` for a corpus that vanishes when it is closed.
        read_only: Whether nothing may be written through this connection.
        older: Whether a corpus of an older version may be opened to read, as one must to copy it.

    Raises:
        DatabaseRefusedError: If the file is absent or outdated and ``read_only``, is no SQLite
            database, belongs to another program, is newer than this program, is damaged, locked,
            or cannot be written.
    """
    where = str(path)
    _refuse_other_files(path, read_only=read_only)
    try:
        conn = connect_after_recovery(path) if read_only else connect(path, read_only=False)
    except sqlite3.Error as error:
        raise refusal(error, where=where) from error
    try:
        _refuse_other_databases(conn, where, read_only=read_only, older=older)
        if not read_only:
            set_journal_mode(conn)
            migrate(conn)
            load_vocabularies(conn)
    except sqlite3.Error as error:
        conn.close()
        if is_refusal(error):
            raise refusal(error, where=where) from error
        raise
    except BaseException:
        conn.close()
        raise
    return conn


def _refuse_other_files(path: Path | str, *, read_only: bool) -> None:
    """Refuse what can be seen without SQLite: no file, a folder, another format."""
    file = Path(path)
    if str(path) == MEMORY:
        return
    if read_only and not file.exists():
        raise DatabaseRefusedError(
            "there is no such database",
            where=str(path),
            mend="Import articles first (`gali run FILES`), or name another file with --db.",
        )
    if file.is_dir():
        raise DatabaseRefusedError(
            "it is a folder, not a database", where=str(path), mend="Name a file in it."
        )
    if file.exists() and _magic(file) not in {_MAGIC, b""}:
        raise DatabaseRefusedError(
            "it is no SQLite database", where=str(path), mend="Name another file with --db."
        )


def _magic(file: Path) -> bytes:
    """Return the first bytes of a file; none if it is empty."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(_MAGIC))
    except OSError as error:
        raise DatabaseRefusedError(
            f"it cannot be read: {error.strerror}",
            where=str(file),
            mend="Check the permissions of the file.",
        ) from error


def connect_after_recovery(path: Path | str) -> sqlite3.Connection:
    """Connect read-only; first undo what a program that was killed had half written.

    SQLite undoes an unfinished transaction when the file is next opened, but cannot do so
    through a read-only connection.
    """
    try:
        return connect(path, read_only=True)
    except sqlite3.OperationalError as error:
        if "READONLY" not in error.sqlite_errorname:
            raise
    connect(path, read_only=False).close()
    return connect(path, read_only=True)


def _refuse_other_databases(
    conn: sqlite3.Connection, where: str, *, read_only: bool, older: bool
) -> None:
    """Refuse databases of other programs, of a newer gali, and, to read only, of an older one."""
    application_id = conn.execute("PRAGMA application_id").fetchone()[0]
    version = schema_version(conn)
    n_tables = conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    is_empty = application_id == 0 and version == 0 and n_tables == 0
    if is_empty and read_only:
        raise DatabaseRefusedError(
            "it is empty: what was to fill it was stopped before its first article was kept",
            where=where,
            mend="Import articles into it (`gali run FILES`), or name another file with --db.",
        )
    if application_id != APPLICATION_ID and not is_empty:
        raise DatabaseRefusedError(
            "it is not a corpus of gali, but some other SQLite database",
            where=where,
            mend="Name another file with --db; this one is left as it is.",
        )
    if version > SCHEMA_VERSION:
        raise DatabaseRefusedError(
            f"its schema is version {version}; this gali knows versions up to {SCHEMA_VERSION}",
            where=where,
            mend="Install a newer gali; this file is left as it is.",
        )
    if read_only and version < SCHEMA_VERSION and not older:
        raise DatabaseRefusedError(
            f"its schema is version {version}; this gali needs version {SCHEMA_VERSION}",
            where=where,
            mend="Run any command that writes, such as `gali run`: it migrates after a backup.",
        )
