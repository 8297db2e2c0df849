"""What Datasette is told of a corpus fits the corpus."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.schema import open_corpus
from gali.cli.app import app
from gali.datasette import describe_for_datasette, metadata_path


@pytest.fixture
def conn(corpus_db: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_corpus(corpus_db, read_only=True)) as opened:
        yield opened


def test_facets_labels_and_columns_are_those_of_the_corpus(conn: sqlite3.Connection) -> None:
    tables = describe_for_datasette(conn, "corpus")["databases"]["corpus"]["tables"]
    assert {"facets", "label_column"} <= tables["v_innovations"].keys()
    for name, told in tables.items():
        columns = {row[1] for row in conn.execute(f"PRAGMA table_xinfo({name})")}
        assert told["columns"].keys() <= columns, name
        assert {*told.get("facets", ()), told.get("label_column", "")} - {""} <= columns, name
        assert told["description"]


def test_every_ready_question_can_be_asked(conn: sqlite3.Connection) -> None:
    queries = describe_for_datasette(conn, "corpus")["databases"]["corpus"]["queries"]
    given = {"name": "a", "rank": "Top 45", "year": "2019", "sector": ""}
    for query in queries.values():
        assert query["title"]
        conn.execute(query["sql"], given).fetchall()


def test_without_datasette_it_is_said_how_to_get_it(
    corpus_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "corpus.db"
    db.write_bytes(corpus_db.read_bytes())
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(app, ["serve", "--datasette", "--db", str(db)])
    assert done.exit_code == 1
    assert "pipx install datasette" in done.output
    assert "databases" in json.loads(metadata_path(db).read_text("utf-8"))


def test_where_it_is_installed_it_is_started(
    corpus_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "corpus.db"
    db.write_bytes(corpus_db.read_bytes())
    program = tmp_path / "datasette"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/asked\nexit 7\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    done = CliRunner().invoke(app, ["serve", "--datasette", "--db", str(db), "--port", "8009"])
    assert done.exit_code == 7
    asked = (tmp_path / "asked").read_text().split("\n")
    assert asked[:2] == ["serve", str(db)]
    assert "8009" in asked
