"""A user's SQL reads, and nothing else, for as long as it may."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import InvalidQueryError
from corpus.free_sql import run_sql
from corpus.schema import open_corpus


@pytest.fixture
def reading(filled_path: Path) -> Iterator[sqlite3.Connection]:
    conn = open_corpus(filled_path, read_only=True)
    yield conn
    conn.close()


def test_rows_have_columns_of_different_names(reading: sqlite3.Connection) -> None:
    found = run_sql(reading, "SELECT 1 AS a, 2 AS a, 3 AS a_2, NULL, x'00'")
    assert found.columns == ("a", "a_2", "a_2_2", "NULL", "x'00'")
    assert found.rows == ((1, 2, 3, None, b"\0"),)
    assert not found.is_cut


@pytest.mark.parametrize(
    "view", ["v_innovations", "v_mentions", "v_awards", "v_replications", "v_counts"]
)
def test_views_can_be_read(reading: sqlite3.Connection, view: str) -> None:
    assert run_sql(reading, f"SELECT * FROM {view}").rows


def test_full_text_can_be_asked(reading: sqlite3.Connection) -> None:
    query = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'stunting'"
    assert len(run_sql(reading, query).rows) == 1
    words = "SELECT doc FROM articles_fts_words WHERE term = 'stunting'"
    assert run_sql(reading, words).rows == ((1,),)


def test_rows_are_cut(reading: sqlite3.Connection) -> None:
    values = "VALUES (1), (2), (3)"
    cut = run_sql(reading, values, 2)
    assert (cut.rows, cut.is_cut) == (((1,), (2,)), True)
    assert not run_sql(reading, values, 3).is_cut
    assert len(run_sql(reading, values, None).rows) == 3


REFUSED = [
    "DELETE FROM articles",
    "UPDATE sqlite_master SET sql = ''",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)",
    "DROP TABLE articles",
    "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')",
    "PRAGMA writable_schema = 1",
    "PRAGMA query_only = 0",
    "PRAGMA journal_mode = WAL",
    "ATTACH ':memory:' AS x",
    "VACUUM INTO 'copy.db'",
    "BEGIN",
    "SAVEPOINT x",
    "SELECT load_extension('x')",
    "SELECT 1; SELECT 2",
    "SELECT * FROM nowhere",
    "SELECT randomblob(1000000000)",
    "SELEKT",
    "SELECT '\0'",
    "SELECT '\ud800'",
    "",
    "-- nothing",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_no_reading_is_refused(
    reading: sqlite3.Connection, filled_path: Path, statement: str
) -> None:
    before = filled_path.read_bytes()
    with pytest.raises(InvalidQueryError):
        run_sql(reading, statement)
    assert filled_path.read_bytes() == before
    assert len(list(filled_path.parent.iterdir())) == 1


def test_what_takes_too_long_is_given_up(reading: sqlite3.Connection) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(InvalidQueryError, match=r"longer than 0\.05 seconds"):
        run_sql(reading, endless, seconds=0.05)
    assert run_sql(reading, "SELECT 1").rows == ((1,),)


PIECES = [
    *"()*'\";,1x\0é",
    *("SELECT", "FROM", "WHERE", "articles", "--", "id", "max", "UNION", "DELETE", "PRAGMA"),
]


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_any_statement_is_run_or_refused(reading: sqlite3.Connection, statement: str) -> None:
    with suppress(InvalidQueryError):
        run_sql(reading, statement, seconds=1)
