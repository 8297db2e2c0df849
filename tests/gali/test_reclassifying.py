"""Classifying anew: sectors and relevance change, what was extracted stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from corpus.classification import read_relevance, write_classifications
from corpus.identity import make_article
from corpus.reader import read_extraction
from corpus.schema import open_corpus
from gali.classifying import PASSED_BY
from gali.pipeline import run
from gali.reclassifying import classify_corpus
from models.relevance import JOINT
from models.sector import MODEL, UNSURE, shipped_model

Run = Callable[..., Result]
TEXT = (
    "Puskesmas Melati meluncurkan inovasi Kapas (Kapal Imunisasi Balita) pada Senin. Lewat inovasi "
    "itu bidan memberi vaksin kepada balita di pulau."
)


@pytest.fixture
def corpus_file(tmp_path: Path) -> Path:
    """A corpus with one article about an innovation and one about something else."""
    path = tmp_path / "corpus.db"
    articles = [
        make_article(title="Puskesmas Luncurkan Inovasi Kapas", text=TEXT),
        make_article(title="Truk Terguling", text="Sebuah truk terguling. Sopir luka ringan."),
    ]
    with closing(open_corpus(path)) as conn:
        run(conn, articles)
    return path


@pytest.fixture
def conn(corpus_file: Path) -> Iterator[sqlite3.Connection]:
    """The corpus, open for writing."""
    with closing(open_corpus(corpus_file)) as conn:
        yield conn


def rows(conn: sqlite3.Connection, query: str) -> list[tuple]:
    return [tuple(row) for row in conn.execute(query)]


def test_a_run_keeps_sector_and_relevance(conn: sqlite3.Connection) -> None:
    assert rows(conn, "SELECT name, sector, sector_model FROM mentions") == [
        ("Kapas", "kesehatan", MODEL)
    ]
    found = rows(
        conn,
        "SELECT e.relevant, r.probability >= 0.5, r.model FROM article_relevance AS r "
        "JOIN extractions AS e USING (article_id) ORDER BY e.relevant",
    )
    assert found == [(0, 0, PASSED_BY.model), (1, 1, JOINT)]


def test_classifying_again_changes_nothing(conn: sqlite3.Connection) -> None:
    before = list(conn.iterdump())
    report = classify_corpus(conn)
    assert (report.n_articles, report.n_changed) == (2, 0)
    assert list(conn.iterdump()) == before


def test_what_another_classifier_said_is_written_over(conn: sqlite3.Connection) -> None:
    article_id = rows(conn, "SELECT article_id FROM mentions")[0][0]
    with conn:
        conn.execute("UPDATE mentions SET sector = 'sosial', sector_model = 'old@0'")
        conn.execute("DELETE FROM article_relevance")
    extraction = read_extraction(conn, article_id)
    report = classify_corpus(conn)
    assert report.n_changed == 2
    again = read_extraction(conn, article_id)
    assert extraction is not None
    assert again is not None
    assert again.innovations[0].sector == "kesehatan"
    assert [replace(m, sector=None) for m in again.innovations] == [
        replace(m, sector=None) for m in extraction.innovations
    ]
    assert read_relevance(conn, article_id) is not None


def test_the_verb_gives_innovations_their_new_sector(run_gali: Run, corpus_file: Path) -> None:
    with closing(open_corpus(corpus_file)) as conn, conn:
        conn.execute("UPDATE mentions SET sector = 'sosial', sector_model = 'old@0'")
        conn.execute("UPDATE innovations SET sector = 'sosial'")
    result = run_gali("classify", "--db", corpus_file)
    assert result.exit_code == 0
    assert "2 articles classified, 1 of them otherwise than before" in result.stderr
    with closing(open_corpus(corpus_file)) as conn:
        assert rows(conn, "SELECT sector FROM innovations") == [("kesehatan",)]


def test_where_the_classifier_is_unsure_the_sector_stays_open(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = replace(shipped_model(), thresholds={UNSURE: 1.1})
    monkeypatch.setattr("models.sector.shipped_model", lambda: strict)
    classify_corpus(conn)
    assert rows(conn, "SELECT sector, sector_probability > 0.5 FROM mentions") == [(None, 1)]


def test_an_unknown_article_is_refused(conn: sqlite3.Connection) -> None:
    from corpus.classification import Classification
    from corpus.errors import InvalidRecordError
    from corpus.records import Prediction

    stranger = Classification(
        article_id="a-unknown",
        sectors={},
        relevant=True,
        relevance=Prediction(label="relevant", probability=0.9, model=JOINT),
    )
    with pytest.raises(InvalidRecordError):
        write_classifications(conn, [stranger])


def test_extracting_tells_relevance_and_why(run_gali: Run, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    record = json.loads(run_gali("extract", path, "--format", "jsonl").stdout)
    assert record["relevance"]["label"] == "relevant"
    assert record["relevance"]["reasons"]
    assert record["sectors"]["i1"]["model"] == MODEL
