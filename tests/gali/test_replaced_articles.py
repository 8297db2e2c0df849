"""Articles that were replaced are told apart from copies, wherever they are shown."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.connection import connect
from corpus.identity import make_article
from corpus.migrations import MIGRATIONS, migrate
from corpus.schema import SCHEMA_VERSION, open_corpus
from corpus.versions import find_replacement, replace_articles
from corpus.writer import write_articles

if TYPE_CHECKING:
    from conftest import Run

OLD = make_article(title="Loket", text="Loket lama dibuka.", url="https://kabar.example/1")
NEW = make_article(title="Loket", text="Loket baru dibuka.", url="https://kabar.example/1")
COPY = make_article(title="Loket", text="Loket baru dibuka.", url="https://warta.example/9")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    with closing(open_corpus(path)) as conn:
        write_articles(conn, [OLD, NEW, COPY])
        replace_articles(conn, [OLD.id], NEW.id)
    return path


def test_what_took_the_place_of_an_article_is_found(db: Path) -> None:
    with closing(open_corpus(db, read_only=True)) as conn:
        assert find_replacement(conn, OLD.id) == NEW.id
        assert find_replacement(conn, NEW.id) is None
        assert find_replacement(conn, "nobody") is None


def test_its_card_says_so(db: Path, run_gali: Run) -> None:
    shown = run_gali("show", OLD.id, "--db", db, "--format", "table").stdout
    assert "Replaced by" in shown
    assert NEW.id in shown
    assert "Copy of" not in shown


def test_a_copy_is_still_a_copy(db: Path, run_gali: Run) -> None:
    with closing(open_corpus(db, read_only=True)) as conn:
        rows = conn.execute("SELECT id FROM articles WHERE duplicate_of IS NOT NULL").fetchall()
    (copy,) = {row["id"] for row in rows} - {OLD.id}
    shown = run_gali("show", copy, "--db", db, "--format", "table").stdout
    assert "Copy of" in shown
    assert "Replaced by" not in shown


def test_statistics_count_them_by_themselves(db: Path, run_gali: Run) -> None:
    counted = json.loads(run_gali("stats", "--db", db).stdout)
    assert (counted["n_articles"], counted["n_copies"], counted["n_replaced"]) == (1, 1, 1)
    shown = run_gali("stats", "--db", db, "--format", "table").stdout
    assert "1 article (1 copy and 1 replaced left out)" in shown


def test_a_run_without_files_brings_an_older_corpus_to_the_newest_schema(
    tmp_path: Path, run_gali: Run
) -> None:
    db = tmp_path / "old.db"
    with closing(connect(db, read_only=False)) as conn:
        migrate(conn, MIGRATIONS[:1])
    result = run_gali("run", "--db", db)
    assert result.exit_code == 0, result.output
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert (tmp_path / "old.db.bak-v1").exists()
