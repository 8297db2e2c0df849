"""The versions of the database, forward only, and how a file is brought to the newest.

Our own forty lines rather than sqlite-utils' migrations: ``user_version`` has to be kept anyway
to refuse newer files, one number cannot disagree with itself, and importing sqlite-utils takes
0.3 s. To change the schema, add a migration at the end; never alter one that was released.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from corpus import vocabulary
from corpus.connection import MEMORY, copy_into, database_path, transaction

APPLICATION_ID = int.from_bytes(b"gali")
Migration = Callable[[sqlite3.Connection], None]


def create_tables(conn: sqlite3.Connection) -> None:
    """Version 1: all tables, both full-text indexes, and the views."""
    for name in ("v1_tables.sql", "v1_search.sql", "v1_views.sql"):
        _run_script(conn, name)


def add_crawl(conn: sqlite3.Connection) -> None:
    """Version 2: what a crawl remembers."""
    _run_script(conn, "v2_crawl.sql")


def add_near_copies(conn: sqlite3.Connection) -> None:
    """Version 3: articles that say nearly the same."""
    _run_script(conn, "v3_copies.sql")


def add_readings(conn: sqlite3.Connection) -> None:
    """Version 4: which rules read a page, and which articles took the place of others."""
    _run_script(conn, "v4_readings.sql")


def add_search(conn: sqlite3.Connection) -> None:
    """Version 5: stems of words, trigrams of names, what the full text knows of its words."""
    _run_script(conn, "v5_search.sql")


def add_relations(conn: sqlite3.Connection) -> None:
    """Version 6: how innovations stand to each other, and where their articles disagree."""
    _run_script(conn, "v6_relations.sql")


def add_relevance(conn: sqlite3.Connection) -> None:
    """Version 7: how likely an article tells of innovations."""
    _run_script(conn, "v7_relevance.sql")


def add_references(conn: sqlite3.Connection) -> None:
    """Version 8: official lists of innovations, and what of them the press covers."""
    _run_script(conn, "v8_references.sql")


def add_reviews(conn: sqlite3.Connection) -> None:
    """Version 9: what people confirmed or corrected."""
    _run_script(conn, "v9_reviews.sql")


def add_forgotten(conn: sqlite3.Connection) -> None:
    """Version 10: addresses that are never fetched nor imported again."""
    _run_script(conn, "v10_forgotten.sql")


MIGRATIONS: tuple[Migration, ...] = (
    create_tables,
    add_crawl,
    add_near_copies,
    add_readings,
    add_search,
    add_relations,
    add_relevance,
    add_references,
    add_reviews,
    add_forgotten,
)


def schema_version(conn: sqlite3.Connection) -> int:
    """Return the version of the file's schema; 0 for an empty file."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(conn: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a file to the newest version in one transaction; a current file is not touched.

    Before a file that holds something is altered, a copy is put beside it, named
    ``<file>.bak-v<version>``. If a migration fails, the file stays as it was.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
        sqlite3.Error: If a migration is at fault.
    """
    version = schema_version(conn)
    if version >= len(migrations):
        return
    path = database_path(conn)
    if version > 0 and path != MEMORY:
        back_up(conn, Path(f"{path}.bak-v{version}"))
    # Rebuilding a table needs foreign keys off, which works outside of a transaction only.
    conn.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(conn):
            # Another process may have been quicker, so the version is read again under the lock.
            for migration in migrations[schema_version(conn) :]:
                migration(conn)
            if conn.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError("the migration left a reference that leads nowhere")
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {len(migrations)}")
    finally:
        conn.execute("PRAGMA foreign_keys = ON")


def back_up(conn: sqlite3.Connection, target: Path) -> None:
    """Write a copy of the database, whole or not at all; an older copy is replaced.

    Raises:
        sqlite3.Error: If the copy cannot be written.
    """
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    copy_into(conn, unfinished)
    unfinished.replace(target)


def load_vocabularies(conn: sqlite3.Connection) -> None:
    """Bring the reference tables in step with ``corpus.vocabulary``; usually nothing is to do.

    Rows that a vocabulary no longer has are kept, because facts may refer to them.
    """
    missing = {
        table: rows - {tuple(row) for row in conn.execute(f"SELECT * FROM {table}")}  # noqa: S608
        for table, rows in _reference_rows().items()
    }
    if not any(missing.values()):
        return
    with transaction(conn):
        for table, rows in missing.items():
            _upsert_reference_rows(conn, table, sorted(rows, key=repr))


def _upsert_reference_rows(
    conn: sqlite3.Connection, table: str, rows: Sequence[tuple[str | None, ...]]
) -> None:
    """Insert rows of a reference table, or correct those of the same code."""
    columns = [row["name"] for row in conn.execute(f"PRAGMA table_info({table})")]
    values = ", ".join("?" * len(columns))
    corrections = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    conn.executemany(
        f"INSERT INTO {table} VALUES ({values}) "  # noqa: S608 -- names of our own schema
        f"ON CONFLICT ({columns[0]}) DO UPDATE SET {corrections}",
        rows,
    )


def _reference_rows() -> dict[str, set[tuple[str | None, ...]]]:
    """Return the rows of each reference table, referenced tables first."""
    return {
        "regions": {
            (r.code, r.type, r.official_name, r.plain_name, r.province_code)
            for r in vocabulary.regions().values()
        },
        "sectors": {
            (s.code, s.name_id, s.name_en, s.definition_en) for s in vocabulary.sectors().values()
        },
        "body_types": {
            (b.canonical_id, b.name, b.body_class, b.sector)
            for b in vocabulary.body_types().values()
        },
        "award_schemes": {
            (a.scheme_id, a.name, a.organiser, a.level) for a in vocabulary.award_schemes().values()
        },
    }


def _run_script(conn: sqlite3.Connection, name: str) -> None:
    """Run a script of the schema inside the transaction of its migration."""
    script = files("corpus").joinpath("data", "schema", name).read_text(encoding="utf-8")
    for statement in iter_statements(script):
        conn.execute(statement)


def iter_statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; ``executescript`` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
