"""Connections that pages ask through: in time, whole, and of the file that is there now."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from corpus.errors import GaliError
from gali.web.door import CorpusDoor, TooSlowError

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def door(web_db: Path, tmp_path: Path) -> CorpusDoor:
    return CorpusDoor(Path(shutil.copy(web_db, tmp_path / "corpus.db")), seconds=0.2)


def _n_articles(door: CorpusDoor) -> int:
    with door.reading() as conn:
        (n_articles,) = conn.execute("SELECT count(*) FROM articles").fetchone()
    return int(n_articles)


def test_a_question_without_end_is_ended_and_the_next_one_is_answered(door: CorpusDoor) -> None:
    with pytest.raises(TooSlowError), door.reading() as conn:
        conn.execute(ENDLESS).fetchone()
    assert _n_articles(door) > 0


def test_a_question_that_is_wrong_is_our_fault_and_told_as_it_is(door: CorpusDoor) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), door.reading() as conn:
        conn.execute("SELECT * FROM nowhere")
    assert _n_articles(door) > 0


def test_nothing_can_be_written_through_it(door: CorpusDoor) -> None:
    with pytest.raises(GaliError), door.reading() as conn:
        conn.execute("DELETE FROM articles")
    assert _n_articles(door) > 0


def test_a_file_that_is_gone_is_refused_and_one_put_in_its_place_is_read(
    door: CorpusDoor, tmp_path: Path
) -> None:
    n_before = _n_articles(door)
    moved = door.path.rename(tmp_path / "moved.db")
    with pytest.raises(GaliError), door.reading():
        pass
    moved.rename(door.path)
    assert _n_articles(door) == n_before
