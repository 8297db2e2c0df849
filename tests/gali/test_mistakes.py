"""What a newcomer does wrong is told in words that lead on, with the exit code it deserves."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["serach", "stunting"], 2, "Did you mean 'search'"),
        (["cari", "stunting"], 2, "Did you mean 'search'?"),
        (["panen"], 2, "Did you mean 'harvest'?"),
        (["search", "--regon", "jateng"], 2, "Did you mean '--region'?"),
        (["search", "--daerah", "jateng"], 2, "Did you mean '--region'?"),
        (["search", "--tahun", "2020"], 2, "Did you mean '--year'?"),
        (["stats", "--daerah", "jateng"], 2, "No such option '--daerah'."),
        (["show", "Sirap"], 3, "Names like it: Sirup"),
        (["show", "qqqqqq"], 3, "Look for it with: gali search"),
        (["review", "accept", "Sirap", "--by", "Ani"], 1, "Perhaps one of these: Sirup"),
        (["sql", "SELECT * FROM v_innovation"], 1, "`gali codebook` lists the tables"),
        (["export", "csv", "x", "--released", "besok"], 2, "write it like 2024-01-31"),
        (["serve", "--host", "192.0.2.1"], 1, "Give --host an address of this machine"),
    ],
)
def test_a_slip_is_answered_with_what_may_be_meant(
    run_gali: Run, corpus_db: Path, words: list[str], code: int, told: str
) -> None:
    result = run_gali("--db", corpus_db, *words)
    assert result.exit_code == code, result.output
    assert told in result.stderr


def test_an_empty_corpus_says_how_to_fill_it(run_gali: Run, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    result = run_gali("run", tmp_path / "missing", "--db", db)
    assert result.exit_code == 1
    result = run_gali("search", "stunting", "--db", db)
    assert result.exit_code == 3
    assert "`gali run FILES` brings some in" in result.stderr


def test_a_full_corpus_does_not_say_that_it_is_empty(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("search", "qqqqqq", "--db", corpus_db)
    assert result.exit_code == 3
    assert "no article yet" not in result.stderr


def test_a_port_that_is_taken_is_told_with_another_way(run_gali: Run, corpus_db: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run_gali("serve", "--port", taken.getsockname()[1], "--db", corpus_db)
    assert result.exit_code == 1
    assert "Choose another port with --port" in result.stderr


def test_a_folder_that_is_missing_is_told_with_what_to_check(run_gali: Run, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Judul\n\nIsi berita.", encoding="utf-8")
    result = run_gali("extract", article, "-o", tmp_path / "missing/found.jsonl")
    assert result.exit_code == 1
    assert "Check the spelling, and that the folder exists." in result.stderr


@pytest.mark.parametrize("text", ["no JSON\n", "[1]\n"])
def test_gold_that_is_none_is_told_with_its_shape(run_gali: Run, tmp_path: Path, text: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(text, encoding="utf-8")
    result = run_gali("evaluate", gold)
    assert result.exit_code == 1
    assert "gold.jsonl:1: " in result.stderr
    assert "gali extract FILES --format gold" in result.stderr
