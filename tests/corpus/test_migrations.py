"""Files are brought forward only, after a backup, wholly or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.check import check_corpus
from corpus.connection import connect
from corpus.errors import DatabaseRefusedError
from corpus.migrations import (
    MIGRATIONS,
    Migration,
    back_up,
    migrate,
    schema_version,
)
from corpus.reader import iter_articles
from corpus.schema import SCHEMA_VERSION, open_corpus


def _add_column(conn: sqlite3.Connection) -> None:
    conn.execute("ALTER TABLE sources ADD COLUMN language TEXT")


def _fail_half_way(conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM articles WHERE duplicate_of IS NOT NULL")
    conn.execute("ALTER TABLE sources ADD COLUMN language TEXT")
    conn.execute("ALTER TABLE nowhere ADD COLUMN language TEXT")


def _break_references(conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM articles")


def test_migrates_after_a_backup(filled_path: Path) -> None:
    before = filled_path.read_bytes()
    conn = open_corpus(filled_path)
    n_articles = len(list(iter_articles(conn)))
    migrate(conn, (*MIGRATIONS, _add_column))
    assert schema_version(conn) == SCHEMA_VERSION + 1
    assert "language" in {row["name"] for row in conn.execute("PRAGMA table_info(sources)")}
    assert conn.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    conn.close()
    assert filled_path.read_bytes() != before
    copy = open_corpus(filled_path.with_name(f"corpus.db.bak-v{SCHEMA_VERSION}"), read_only=True)
    assert schema_version(copy) == SCHEMA_VERSION
    assert len(list(iter_articles(copy))) == n_articles
    copy.close()
    with pytest.raises(DatabaseRefusedError, match="newer gali"):
        open_corpus(filled_path)


@pytest.mark.parametrize("migration", [_fail_half_way, _break_references])
def test_a_failing_migration_changes_nothing(filled_path: Path, migration: Migration) -> None:
    before = filled_path.read_bytes()
    conn = open_corpus(filled_path)
    with pytest.raises(sqlite3.Error):
        migrate(conn, (*MIGRATIONS, migration))
    conn.close()
    assert filled_path.read_bytes() == before


def _rows(conn: sqlite3.Connection, tables: dict[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of tables, of each the columns that are named."""
    return {
        name: [tuple(row) for row in conn.execute(f"SELECT {columns} FROM {name}")]
        for name, columns in tables.items()
    }


@pytest.fixture
def version_1(tmp_path: Path, filled: sqlite3.Connection) -> tuple[Path, dict[str, str]]:
    """A filled corpus of version 1, and its tables with their columns."""
    path = tmp_path / "corpus.db"
    conn = connect(path, read_only=False)
    migrate(conn, MIGRATIONS[:1])
    names = conn.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        "AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    ).fetchall()
    tables = {
        name: ", ".join(f'"{row["name"]}"' for row in conn.execute(f"PRAGMA table_info({name})"))
        for (name,) in names
    }
    conn.execute("PRAGMA foreign_keys = OFF")
    for name, rows in _rows(filled, tables).items():
        places = ", ".join("?" * (tables[name].count(",") + 1))
        conn.executemany(f"INSERT INTO {name} ({tables[name]}) VALUES ({places})", rows)
    conn.close()
    return path, tables


def test_a_file_of_version_1_gets_the_crawl_and_keeps_everything(
    version_1: tuple[Path, dict[str, str]], filled: sqlite3.Connection
) -> None:
    path, tables = version_1
    assert "crawl_targets" not in tables
    conn = open_corpus(path)
    assert schema_version(conn) == SCHEMA_VERSION
    assert _rows(conn, tables) == _rows(filled, tables)
    assert conn.execute("SELECT count(*) FROM crawl_targets").fetchone()[0] == 0
    assert check_corpus(conn) == []
    conn.close()
    copy = connect(path.with_name("corpus.db.bak-v1"), read_only=True)
    assert schema_version(copy) == 1
    assert _rows(copy, tables) == _rows(filled, tables)
    copy.close()


def test_a_current_file_is_not_backed_up(filled_path: Path) -> None:
    open_corpus(filled_path).close()
    assert [file.name for file in filled_path.parent.iterdir()] == ["corpus.db"]


def test_an_older_file_is_not_migrated_to_read(filled_path: Path) -> None:
    conn = sqlite3.connect(filled_path)
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    conn.close()
    before = filled_path.read_bytes()
    with pytest.raises(DatabaseRefusedError, match=f"needs version {SCHEMA_VERSION}"):
        open_corpus(filled_path, read_only=True)
    assert filled_path.read_bytes() == before


def test_two_backups_are_equal_and_replace_each_other(filled_path: Path, tmp_path: Path) -> None:
    conn = open_corpus(filled_path)
    back_up(conn, tmp_path / "copy.db")
    first = (tmp_path / "copy.db").read_bytes()
    back_up(conn, tmp_path / "copy.db")
    conn.close()
    assert (tmp_path / "copy.db").read_bytes() == first
    assert not list(tmp_path.glob("*.part"))
