"""The verbs that look at words, regions and with the user's own SQL; completion in the shell."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import Result

from corpus.subjects import Facet, Sort
from gali.cli.app import app
from gali.cli.verbs import search

Run = Callable[..., Result]


def _lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def own_db(corpus_db: Path, tmp_path: Path) -> Path:
    """A copy of the corpus, for what writes stems into it."""
    return Path(shutil.copy(corpus_db, tmp_path / "own.db"))


ALL_KEYWORDS = "--min-likelihood 0 --min-count 1 --min-articles 1"
COLUMNS = {
    "kwic inovasi": "article_id,field,start,end,left,keyword,right,title,outlet,published,url",
    f"keywords sirup {ALL_KEYWORDS}": "word,n,n_other,n_articles,per_million,"
    "per_million_other,log_likelihood,log_ratio",
    "collocations inovasi --min-count 1": "word,n,n_left,n_right,n_total,log_dice,"
    "mutual_information,log_likelihood",
    "words inovasi --by year": "key,label,n,per_million,n_words_all,n_articles,n_articles_all,"
    "share_of_articles",
    "region banyumas": "part,name,owner,region,region_name,year,detail,status,innovation_id,quote,"
    "article_id,published,url",
    "search --facet sector": "facet,key,label,n",
    "search --articles": "id,title,outlet,published,url,n_innovations,snippet",
    "search": "id,name,expansion,description,other_names,owner,owner_type,region,region_name,"
    "sector,sector_name,year,first_seen,last_seen,n_articles,confidence,status,snippet",
}
NOTHING = {
    "kwic": "kwic xyzzy",
    "keywords": "keywords xyzzy",
    "collocations": "collocations xyzzy",
    "words": "words xyzzy",
    "region": "region 96.71",
    "search": "search xyzzy",
    "sql": "sql SELECT~1~AS~a~WHERE~0",
}


@pytest.mark.parametrize("line", COLUMNS)
def test_columns_and_formats_are_stable(run_gali: Run, corpus_db: Path, line: str) -> None:
    def run(output_format: str) -> str:
        result = run_gali(*line.split(), "--format", output_format, "--db", corpus_db)
        assert result.exit_code == 0, result.output
        return result.stdout

    keys = COLUMNS[line].split(",")
    table = csv.DictReader(io.StringIO(run("csv")))
    assert table.fieldnames == keys
    rows = json.loads(run("json"))
    assert [list(row) for row in rows] == [keys] * len(rows)
    assert [json.loads(one) for one in run("jsonl").splitlines()] == rows
    assert len(list(table)) == len(rows) >= 1
    assert run("tsv").count("\n") >= len(rows)
    assert run("md").startswith("| ")
    assert run("table").strip()


@pytest.mark.parametrize("verb", NOTHING)
@pytest.mark.parametrize("output_format", ["table", "csv", "json"])
def test_nothing_found_is_exit_code_three_and_still_has_a_header(
    run_gali: Run, corpus_db: Path, verb: str, output_format: str
) -> None:
    arguments = [part.replace("~", " ") for part in NOTHING[verb].split()]
    result = run_gali(*arguments, "--format", output_format, "--db", corpus_db)
    assert result.exit_code == 3, result.output
    if output_format == "csv":
        assert result.stdout.count("\n") == 1
        assert len(result.stdout) > 1
    elif output_format == "json":
        assert json.loads(result.stdout) == []


def test_kwic_shows_the_word_between_its_neighbours(run_gali: Run, corpus_db: Path) -> None:
    rows = _lines(run_gali("kwic", "meluncurkan", "inovasi", "--db", corpus_db))
    assert {row["keyword"] for row in rows} == {"meluncurkan inovasi"}
    assert any(str(row["right"]).startswith(" Sirup") for row in rows)
    again = run_gali("kwic", "inovasi", "--limit", 1, "--db", corpus_db)
    assert "--limit 0 shows all" in again.stderr


def test_forms_of_a_word_are_found_after_its_stems_were(run_gali: Run, own_db: Path) -> None:
    first = run_gali("search", "memperiksa", "--stem", "--db", own_db)
    assert [row["name"] for row in _lines(first)] == ["Sirup"]
    assert "Finding the stems of the words of 3 new articles" in first.stderr
    assert run_gali("search", "memperiksa", "--db", own_db).exit_code == 3
    again = run_gali("kwic", "memperiksa", "--stem", "--db", own_db)
    assert {row["keyword"] for row in _lines(again)} == {"Periksa"}
    assert "Finding" not in again.stderr


def test_a_misspelt_name_is_suggested_and_found(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("search", "Sirop", "--db", corpus_db)
    assert result.exit_code == 3
    assert "Names like it: Sirup" in result.stderr
    (row,) = _lines(run_gali("search", "--fuzzy", "Sirop", "--db", corpus_db))
    assert row["name"] == "Sirup"
    assert run_gali("search", "--fuzzy", "x", "--articles", "--db", corpus_db).exit_code == 2


def test_facets_count_what_is_found(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("search", "--facet", "region", "--facet", "year", "--db", corpus_db)
    assert [(row["facet"], row["key"], row["n"]) for row in _lines(result)] == [
        ("region", "33.02", 1),
        ("region", "33.73", 1),
        ("year", "2020", 1),
        ("year", "2021", 1),
    ]


def test_search_sorts(run_gali: Run, corpus_db: Path) -> None:
    for sort, names in (("newest", ["Sirup", "Kirber"]), ("name", ["Kirber", "Sirup"])):
        rows = _lines(run_gali("search", "--sort", sort, "--db", corpus_db))
        assert [row["name"] for row in rows] == names
    assert run_gali("search", "--sort", "outlet", "--db", corpus_db).exit_code == 1


def test_options_are_those_of_the_corpus() -> None:
    assert set(get_args(Sort)) == set(search.SORTS)
    assert set(get_args(Facet)) == set(search.FACETS)


def test_keywords_need_a_part(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("keywords", "--db", corpus_db)
    assert result.exit_code == 1
    assert "no part of the corpus" in result.stderr


def test_a_region_in_a_table(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("region", "banyumas", "--format", "table", "--db", corpus_db)
    for words in ("Kabupaten Banyumas (33.02)", "Health 1", "Innovations (1)", "Sirup", "Awards"):
        assert words in result.stdout
    assert "1 innovation, 1 award" in result.stderr


def test_sql_from_standard_input(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali(
        "sql", "-", "--db", corpus_db, input="SELECT name, x'01' AS b FROM v_innovations ORDER BY 1"
    )
    assert _lines(result) == [{"name": "Kirber", "b": "x'01'"}, {"name": "Sirup", "b": "x'01'"}]


def test_sql_says_what_is_wrong(run_gali: Run, corpus_db: Path) -> None:
    for statement in ("SELEKT", "DELETE FROM articles", "SELECT * FROM nowhere"):
        result = run_gali("sql", statement, "--db", corpus_db)
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: ")
    cut = run_gali("sql", "VALUES (1), (2)", "--limit", 1, "--db", corpus_db)
    assert "The first 1 rows" in cut.stderr


def _completions(arguments: list[str], incomplete: str) -> list[str]:
    shell = ShellComplete(app, {}, "gali", "_GALI_COMPLETE")
    return [item.value for item in shell.get_completions(arguments, incomplete)]


def test_the_shell_completes_verbs_options_and_values() -> None:
    assert "kwic" in _completions([], "kw")
    assert "--region" in _completions(["search"], "--reg")
    assert _completions(["search", "--region"], "banyum") == ["33.02"]
    assert "33.02" in _completions(["region"], "kabupaten banyu")
    assert _completions(["search", "--sector"], "keseh") == ["kesehatan"]
    assert "kipp-nasional" in _completions(["search", "--award"], "kipp")
    assert "newest" in _completions(["search", "--sort"], "new")


def test_no_word_of_an_article_can_steer_the_terminal(run_gali: Run, tmp_path: Path) -> None:
    record = {"id": "x", "title": "\x1b[31mMerah", "text": "inovasi \x9b1m ganas \u202e inovasi"}
    source = tmp_path / "x.jsonl"
    source.write_text(json.dumps(record) + "\n")
    run_gali("run", source, "--db", tmp_path / "c.db")
    for verb in (["kwic", "inovasi"], ["sql", "SELECT char(27) || text FROM articles"]):
        output = run_gali(*verb, "--format", "table", "--db", tmp_path / "c.db").output
        assert output.strip()
        assert not {"\x1b", "\x9b", "\u202e"} & set(output)
    assert isinstance(app, click.Group)
