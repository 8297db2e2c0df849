"""Import, extraction and linkage over a real database, incrementally."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from corpus.check import check_corpus
from corpus.identity import make_article
from corpus.records import Article
from corpus.schema import open_corpus
from gali.pipeline import import_articles, run
from harvest.problems import Problem

PROBLEM = Problem("bad.txt", None, "the file is empty")


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    with closing(open_corpus(":memory:")) as connection:
        yield connection


def _article(number: int, name: str = "Sirup") -> Article:
    text = (
        f"Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi {name} (Siaga Ibu Rutin Periksa)."
        f"\nIni kabar ke-{number}."
    )
    return make_article(title=f"Kabar {number}", text=text, url=f"https://kabar.example/{number}")


def _dump(conn: sqlite3.Connection) -> list[str]:
    return [line for line in conn.iterdump() if "_fts" not in line]


def test_a_run_imports_extracts_and_links(conn: sqlite3.Connection) -> None:
    report = run(conn, [_article(1), PROBLEM, _article(2)])
    assert report.imported
    assert (report.imported.n_new, report.imported.problems) == (2, (PROBLEM,))
    assert (report.extracted.n_articles, report.extracted.n_innovations) == (2, 2)
    assert report.n_innovations == 1
    assert check_corpus(conn) == []


def test_running_again_changes_nothing(conn: sqlite3.Connection) -> None:
    run(conn, [_article(1), _article(2)])
    before = _dump(conn)
    report = run(conn, [_article(2), _article(1)])
    assert report.imported
    assert (report.imported.n_new, report.imported.n_known) == (0, 2)
    assert report.extracted.n_articles == 0
    assert _dump(conn) == before


def test_only_new_articles_are_extracted(conn: sqlite3.Connection) -> None:
    run(conn, [_article(1)])
    assert run(conn, [_article(1), _article(2)]).extracted.n_articles == 1
    assert run(conn).extracted.n_articles == 0
    assert run(conn, again=True).extracted.n_articles == 2


def test_copies_are_not_extracted(conn: sqlite3.Connection) -> None:
    article = _article(1)
    copy = make_article(title=article.title, text=article.text, url="https://lain.example/")
    report = run(conn, [article, copy])
    assert report.imported
    assert report.imported.n_duplicates == 1
    assert report.extracted.n_articles == 1
    assert run(conn, again=True).extracted.n_articles == 1


def test_one_bad_record_does_not_take_its_batch_with_it(conn: sqlite3.Connection) -> None:
    bad = replace(_article(2), id="aforged", origin="forged.jsonl")
    report = import_articles(conn, [_article(1), bad, _article(3)])
    assert (report.n_new, report.n_failed) == (2, 1)
    assert report.problems[0].origin == "forged.jsonl"


def test_a_lost_detail_is_no_failure(conn: sqlite3.Connection) -> None:
    note = Problem("a.csv", "row 2", "no date", kept=True)
    report = import_articles(conn, [_article(1), note])
    assert (report.problems, report.n_failed) == ((note,), 0)


def test_several_processes_find_the_same(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gali.extraction.ALONE_SECONDS", 0.0)
    articles = [_article(number) for number in range(30)]
    run(conn, articles)
    with closing(open_corpus(":memory:")) as other:
        run(other, articles, jobs=2)
        assert _dump(other) == _dump(conn)


def test_everybody_who_watches_sees_every_item(conn: sqlite3.Connection) -> None:
    seen: dict[str, int] = {}

    def watch(
        items: Iterable[object], label: str, total: Callable[[], int] | None = None, /
    ) -> Iterator[object]:
        seen[label] = 0
        if total:
            seen[f"{label} in all"] = total()
        for item in items:
            seen[label] += 1
            yield item

    run(conn, [_article(1), _article(2)], watch=watch)  # type: ignore[arg-type]
    steps = {"Importing": 2, "Comparing": 2, "Extracting": 2, "Linking": 2, "Relating": 1}
    assert seen == steps | {"Comparing in all": 2, "Extracting in all": 2}
