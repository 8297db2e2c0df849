"""``gali harvest reread`` reads stored pages again and tells what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stored_pages import LISTING, page, stale

from corpus.schema import open_corpus
from corpus.writer import write_articles, write_pages

if TYPE_CHECKING:
    from conftest import Run


def test_the_verb_tells_what_it_did(run_gali: Run, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    conn = open_corpus(db)
    write_pages(conn, [page(1), page(2), page(3, LISTING)])
    write_articles(conn, [stale(page(1)), stale(page(3))])
    conn.close()
    result = run_gali("harvest", "reread", "--db", db)
    assert result.exit_code == 0, result.output
    assert "3 pages read; articles: 0 as before" in result.output
    assert "1 changed, 1 new, 1 gone." in result.output
    assert "Note: https://kabar.example/berita/loket-3: article a" in result.output
    again = run_gali("harvest", "reread", "--db", db)
    assert "today's rules have read all pages" in again.output


def test_the_verb_needs_a_corpus_and_an_outlet_that_is_known(run_gali: Run, tmp_path: Path) -> None:
    assert run_gali("harvest", "reread", "--db", tmp_path / "none.db").exit_code == 1
    assert not (tmp_path / "none.db").exists()
    result = run_gali("harvest", "reread", "--source", "bukan-koran", "--db", tmp_path / "a.db")
    assert result.exit_code == 3
