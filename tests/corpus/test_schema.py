"""Which files are opened, how, and which are refused with what words."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.connection import journal_mode_for
from corpus.errors import DatabaseRefusedError
from corpus.records import Source
from corpus.schema import SCHEMA_VERSION, open_corpus, transaction
from corpus.vocabulary import award_schemes, body_types, regions, sectors
from corpus.writer import write_sources


def _foreign(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE notes (body TEXT)")
    conn.commit()
    conn.close()


def _newer(path: Path) -> None:
    open_corpus(path).close()
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    conn.close()


def _cut(path: Path) -> None:
    open_corpus(path).close()
    path.write_bytes(path.read_bytes()[: 4096 * 3])


def _scrambled(path: Path) -> None:
    open_corpus(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "text file": (lambda path: path.write_text("Bukan basis data, hanya berita."), "no SQLite"),
    "short file": (lambda path: path.write_bytes(b"SQL"), "no SQLite"),
    "folder": (lambda path: path.mkdir(), "a folder"),
    "database of another program": (_foreign, "some other SQLite database"),
    "newer schema": (_newer, f"version {SCHEMA_VERSION + 1}"),
    "cut off": (_cut, "damaged"),
    "scrambled": (_scrambled, "damaged"),
}


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("kind", REFUSED)
def test_refuses(tmp_path: Path, kind: str, read_only: bool) -> None:
    path = tmp_path / "corpus.db"
    make, what = REFUSED[kind]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseRefusedError, match=what) as caught:
        open_corpus(path, read_only=read_only)
    assert caught.value.where == str(path)
    assert caught.value.mend
    assert (path.read_bytes() if path.is_file() else None) == before


def test_refuses_to_read_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with pytest.raises(DatabaseRefusedError, match="no such database"):
        open_corpus(path, read_only=True)
    assert not path.exists()


def test_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefusedError, match="cannot be opened"):
        open_corpus(tmp_path / "nowhere" / "corpus.db")


def test_an_empty_file_becomes_a_corpus_only_when_writing(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.touch()
    with pytest.raises(DatabaseRefusedError, match="it is empty"):
        open_corpus(path, read_only=True)
    open_corpus(path).close()
    open_corpus(path, read_only=True).close()


def test_opens_paths_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "kabar #1 100%?.db"
    open_corpus(str(path)).close()
    assert path.exists()
    open_corpus(path, read_only=True).close()


def test_opening_again_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    open_corpus(path).close()
    before = path.read_bytes()
    open_corpus(path).close()
    open_corpus(path, read_only=True).close()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["corpus.db"]


def test_read_only_connections_cannot_write(filled_path: Path) -> None:
    conn = open_corpus(filled_path, read_only=True)
    with pytest.raises(DatabaseRefusedError, match="cannot be written"), transaction(conn):
        conn.execute("DELETE FROM articles")
    conn.close()


def test_settings_of_a_connection(conn: sqlite3.Connection) -> None:
    wanted = {"foreign_keys": 1, "recursive_triggers": 1, "synchronous": 2}
    assert {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert conn.execute("SELECT 1 AS one").fetchone()["one"] == 1


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 54, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
    ids=str,
)
def test_journal_mode_rule(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode_for(version) == mode


def test_journal_mode_of_new_and_of_foreign_files(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    wanted = journal_mode_for(sqlite3.sqlite_version_info)
    other = {"wal": "delete", "delete": "wal"}[wanted]
    open_corpus(path).close()
    conn = sqlite3.connect(path)
    assert conn.execute("PRAGMA journal_mode").fetchone()[0] == wanted
    conn.execute(f"PRAGMA journal_mode = {other}")
    conn.close()
    conn = open_corpus(path)
    assert conn.execute("PRAGMA journal_mode").fetchone()[0] == wanted
    conn.close()


def test_transaction_keeps_all_or_nothing(conn: sqlite3.Connection) -> None:
    insert = "INSERT INTO sources (slug, name) VALUES (?, ?)"

    def write_and_stop() -> None:
        with transaction(conn):
            conn.execute(insert, ("kabar", "Kabar"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_stop()
    assert not conn.in_transaction
    with transaction(conn):
        conn.execute(insert, ("koran", "Koran"))
    assert [row["slug"] for row in conn.execute("SELECT slug FROM sources")] == ["koran"]


def test_transaction_takes_the_write_lock_at_once(tmp_path: Path) -> None:
    first, second = open_corpus(tmp_path / "corpus.db"), open_corpus(tmp_path / "corpus.db")
    second.execute("PRAGMA busy_timeout = 0")
    with (
        transaction(first),
        pytest.raises(DatabaseRefusedError, match="locked"),
        transaction(second),
    ):
        pass
    with transaction(second):
        pass
    first.close()
    second.close()


def test_full_disk_is_told_and_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    conn = open_corpus(path)
    write_sources(conn, [Source(slug="kabar", name="Kabar")])
    n_pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {n_pages + 2}")  # SQLite then says: disk is full
    many = [Source(slug=f"kabar-{number}", name="Kabar " * 500) for number in range(200)]
    with pytest.raises(DatabaseRefusedError, match="no room left"):
        write_sources(conn, many)
    assert not conn.in_transaction
    assert conn.execute("SELECT count(*) FROM sources").fetchone()[0] == 1
    assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    conn.close()


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_what_a_killed_writer_left_is_undone(tmp_path: Path, read_only: bool) -> None:
    path, left = tmp_path / "corpus.db", tmp_path / "left.db"
    conn = open_corpus(path)
    write_sources(conn, [Source(slug="kabar", name="Kabar")])
    conn.execute("PRAGMA cache_size = 10")  # so that half of the transaction reaches the file
    with transaction(conn):
        for number in range(500):
            row = (f"kabar-{number:03}", "Kabar " * 200)
            conn.execute("INSERT INTO sources (slug, name) VALUES (?, ?)", row)
        for file in tmp_path.glob("corpus.db*"):  # as the disk is when the program is killed now
            shutil.copy(file, tmp_path / file.name.replace("corpus", "left"))
    conn.close()
    assert (tmp_path / "left.db-journal").exists() or (tmp_path / "left.db-wal").exists()
    conn = open_corpus(left, read_only=read_only)
    assert conn.execute("SELECT count(*) FROM sources").fetchone()[0] == 1
    assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    conn.close()


def test_reference_tables_hold_the_vocabularies(conn: sqlite3.Connection) -> None:
    for table, records in {
        "regions": regions(),
        "sectors": sectors(),
        "body_types": body_types(),
        "award_schemes": award_schemes(),
    }.items():
        stored = conn.execute(f"SELECT * FROM {table}").fetchall()
        assert {row[0] for row in stored} == set(records)
    name = conn.execute("SELECT official_name FROM regions WHERE code = '33.10'").fetchone()[0]
    assert name == regions()["33.10"].official_name


def test_reference_tables_follow_a_newer_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    conn = open_corpus(path)
    conn.execute("UPDATE regions SET plain_name = 'Nama Lama' WHERE code = '33.02'")
    conn.execute("DELETE FROM regions WHERE code = '33.10'")
    conn.execute("INSERT INTO regions VALUES ('99', 'provinsi', 'Provinsi Lama', 'Lama', '99')")
    conn.close()
    conn = open_corpus(path)
    names = dict(conn.execute("SELECT code, plain_name FROM regions").fetchall())
    assert names.pop("99") == "Lama"
    assert names == {code: region.plain_name for code, region in regions().items()}
    conn.close()


def test_every_table_and_column_is_described_in_the_file(conn: sqlite3.Connection) -> None:
    rows = conn.execute(
        "SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view') "
        "AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    ).fetchall()
    assert len(rows) > 15
    for name, _type, sql in rows:
        first_line = sql.splitlines()[0]
        assert re.search(r"-- .+\.$", first_line), f"{name} has no description"
        for column in conn.execute(f"PRAGMA table_info({name})"):
            described = rf'(?m)^(.*\W)?"?{column["name"]}"?(\W.*)?-- .+[.…]$'
            assert re.search(described, sql), f"{name}.{column['name']} has no description"


def test_tables_are_strict(conn: sqlite3.Connection) -> None:
    for row in conn.execute("PRAGMA table_list"):
        if row["type"] == "table" and not row["name"].startswith("sqlite_"):
            assert row["strict"], row["name"]


VIEWS = {
    "v_innovations": {"region_name": "Kabupaten Banyumas", "n_articles": 1},
    "v_mentions": {"name": "Gesit", "owners": "Dinas Kesehatan", "outlet": "kabar.example"},
    "v_awards": {"winner": "Gesit", "rank": "Top 99", "quote": "Gesit masuk Top 99 KIPP 2022."},
    "v_replications": {"from_name": "Kabupaten Banyumas", "to_name": "Kabupaten Cilacap"},
    "v_counts": {"value": 40, "region_name": "Kabupaten Banyumas", "quote": "40 inovasi"},
}


@pytest.mark.parametrize("view", VIEWS)
def test_views_tell_names_and_quotes(filled: sqlite3.Connection, view: str) -> None:
    rows = [dict(row) for row in filled.execute(f"SELECT * FROM {view}")]
    assert any(VIEWS[view].items() <= row.items() for row in rows), rows
