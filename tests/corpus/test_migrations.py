"""Files are brought forward only, after a backup, wholly or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.errors import DatabaseRefusedError
from corpus.migrations import MIGRATIONS, Migration, back_up, migrate, schema_version
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
