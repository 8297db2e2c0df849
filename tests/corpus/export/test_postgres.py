"""A real PostgreSQL takes the export, and says that it holds what the corpus holds."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres_server import missing_programs, psql, running_postgres

from corpus.export.dataset import ExportRequest
from corpus.export.postgres import export_postgres
from corpus.export.scope import scope_of_innovations
from corpus.export.tables import EXPORTED
from corpus.filters import SearchFilters

RequestOf = Callable[..., ExportRequest]
needs_postgres = pytest.mark.skipif(
    bool(missing_programs()),
    reason=f"PostgreSQL is not installed (Debian: apt install postgresql): {missing_programs()}",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    with running_postgres() as socket:
        yield socket


@pytest.fixture
def empty(server: Path, tmp_path: Path) -> Path:
    """The server, with nothing in it."""
    script = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    assert psql(server, tmp_path, "-c", script).returncode == 0
    return server


def ask(socket: Path, folder: Path, query: str) -> list[str]:
    done = psql(socket, folder, "-c", query)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def load(socket: Path, folder: Path) -> None:
    for script in ("load.sql", "verify.sql"):
        done = psql(socket, folder, "-f", script)
        assert done.returncode == 0, done.stderr


@needs_postgres
@pytest.mark.parametrize("without_text", [False, True], ids=["whole", "without-text"])
def test_it_loads_and_verifies(
    empty: Path,
    rich: sqlite3.Connection,
    tmp_path: Path,
    request_of: RequestOf,
    without_text: bool,
) -> None:
    folder = tmp_path / "out"
    facts = export_postgres(rich, folder, request_of(without_text=without_text))
    load(empty, folder)
    tables = ask(empty, folder, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert sorted(tables) == sorted(EXPORTED)
    for name in EXPORTED:
        assert ask(empty, folder, f"SELECT count(*) FROM {name}") == [str(facts.n_rows(name))]


@needs_postgres
def test_values_types_and_full_text_are_there(
    empty: Path, rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    export_postgres(rich, tmp_path / "out", request_of())
    load(empty, tmp_path / "out")
    found = ask(
        empty,
        tmp_path,
        "SELECT region, other_names->>0, year FROM innovations WHERE name = 'Sapa Warga'",
    )
    assert found == ['33.10|Sapa "W", [1]|2023']
    # The stemmer of the configuration: another form of the word finds it.
    query = "SELECT name FROM innovations WHERE search @@ to_tsquery('indonesian', 'disisir')"
    assert ask(empty, tmp_path, query) == ["Gesit"]
    query = (
        "SELECT count(*) FROM articles WHERE search @@ plainto_tsquery('indonesian', 'stunting')"
    )
    assert ask(empty, tmp_path, query) == ["1"]
    types = ask(
        empty,
        tmp_path,
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
        "'articles'::regclass AND attname IN ('published', 'fetched_at', 'text') ORDER BY attname",
    )
    assert types == ["timestamp with time zone", "date", "text"]
    comment = "SELECT obj_description('evidence'::regclass)"
    assert ask(empty, tmp_path, comment)[0].startswith("Stretches of an article that prove")


@needs_postgres
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET title = title || ' ' WHERE id = (SELECT min(id) FROM articles)",
        "DELETE FROM counts",
        "UPDATE articles SET published = published + 1 WHERE published IS NOT NULL",
        "UPDATE awards SET prize = NULL WHERE prize IS NOT NULL",
    ],
)
def test_verification_notices_what_was_changed(
    empty: Path,
    rich: sqlite3.Connection,
    tmp_path: Path,
    request_of: RequestOf,
    change: str,
) -> None:
    folder = tmp_path / "out"
    export_postgres(rich, folder, request_of())
    load(empty, folder)
    ask(empty, folder, change)
    done = psql(empty, folder, "-f", "verify.sql")
    assert done.returncode != 0
    assert "the tables are not as they were exported" in done.stderr


@needs_postgres
def test_rules_of_the_corpus_hold_in_postgres(
    empty: Path, rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    export_postgres(rich, tmp_path / "out", request_of())
    load(empty, tmp_path / "out")
    for change, rule in {
        "UPDATE innovations SET region = '99.99'": "foreign key",
        "UPDATE innovations SET status = 'entah'": "check constraint",
        "UPDATE mentions SET confidence = 2": "check constraint",
        "UPDATE articles SET title = NULL": "not-null constraint",
        "UPDATE evidence SET quote = quote || 'x'": "check constraint",
        "INSERT INTO sectors SELECT * FROM sectors": "unique constraint",
    }.items():
        done = psql(empty, tmp_path, "-c", change)
        assert done.returncode != 0, change
        assert rule in done.stderr, change


@needs_postgres
def test_a_selection_loads_and_a_broken_load_leaves_nothing(
    empty: Path, rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    chosen = scope_of_innovations(rich, "sapa", SearchFilters())
    folder = tmp_path / "out"
    export_postgres(rich, folder, request_of(scope=chosen))
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "data" / "mentions.tsv").write_text("too few\n")
    assert psql(empty, broken, "-f", "load.sql").returncode != 0
    assert ask(empty, folder, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == ["0"]
    load(empty, folder)
    assert ask(empty, folder, "SELECT name FROM innovations") == ["Sapa Warga"]
