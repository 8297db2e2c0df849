"""``gali awards`` and ``gali replications``: lists with filters, each row with its proof."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
ARTICLE = {
    "title": "Kabupaten Demak Belajar ke Banyumas",
    "text": "Purwokerto - Pemkab Demak studi tiru ke Kabupaten Banyumas, Rabu (18/11).\n"
    "Puskesmas Melati meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa).\n"
    "Inovasi Sirup meraih Top 10 Kompetisi Inovasi Pelayanan Publik Kabupaten Banyumas 2020.",
    "published": "2020-11-19",
    "outlet": "kabar.example",
    "url": "https://kabar.example/sirup",
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from click.testing import CliRunner

    from gali.cli.app import app

    folder = tmp_path_factory.mktemp("outcomes")
    source = folder / "articles.jsonl"
    source.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["run", str(source), "--db", str(folder / "c.db")])
    assert result.exit_code == 0, result.output
    return folder / "c.db"


def test_an_award_with_its_proof(run_gali: Run, db: Path) -> None:
    result = run_gali("awards", "--db", db)
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["winner"], row["rank"], row["status"]) == ("Sirup", "Top 10", "won")
    assert (row["scheme"], row["year"], row["year_from"]) == ("kipp-banyumas", 2020, "contest")
    assert row["region_name"] == "Kabupaten Banyumas"
    assert row["quote"] in ARTICLE["text"]
    assert row["url"] == ARTICLE["url"]
    assert row["article_id"].startswith("a")


def test_a_replication_with_its_proof(run_gali: Run, db: Path) -> None:
    result = run_gali("replications", "--db", db)
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["from_region"], row["to_region"]) == ("33.02", "33.21")
    assert (row["kind"], row["event_date"]) == ("study_visit", "2020-11-18")
    assert row["url"] == ARTICLE["url"]


@pytest.mark.parametrize(
    ("arguments", "n_rows"),
    [
        (["awards", "--region", "jateng"], 1),
        (["awards", "--region", "jatim"], 0),
        (["awards", "--year", "2019..2021"], 1),
        (["awards", "--year", "..2019"], 0),
        (["awards", "--scheme", "kipp-banyumas", "--level", "kabupaten"], 1),
        (["awards", "--status", "won", "--owner", "puskesmas"], 1),
        (["awards", "--rank", "top 10", "--sector", "health"], 1),
        (["awards", "--level", "nasional"], 0),
        (["replications", "--from", "banyumas", "--to", "demak"], 1),
        (["replications", "--from", "demak"], 0),
        (["replications", "--region", "33.21", "--kind", "study_visit"], 1),
        (["replications", "--innovation", "xyzzy"], 0),
        (["replications", "--year", "2020"], 1),
    ],
    ids=str,
)
def test_filters_and_exit_codes(run_gali: Run, db: Path, arguments: list[str], n_rows: int) -> None:
    result = run_gali(*arguments, "--db", db)
    assert len(result.stdout.splitlines()) == n_rows
    assert result.exit_code == (0 if n_rows else 3)


@pytest.mark.parametrize("verb", ["awards", "replications"])
@pytest.mark.parametrize("output_format", ["table", "csv", "jsonl"])
def test_nothing_found_is_exit_code_three(
    run_gali: Run, db: Path, verb: str, output_format: str
) -> None:
    result = run_gali(verb, "--region", "aceh", "--format", output_format, "--db", db)
    assert result.exit_code == 3
    assert "Sirup" not in result.stdout
    assert result.stderr == f"No {verb[:-1]} found.\n"


@pytest.mark.parametrize("verb", ["awards", "replications"])
def test_a_table_without_rows_has_the_same_header(run_gali: Run, db: Path, verb: str) -> None:
    headers = [
        run_gali(verb, *filters, "--format", "csv", "--db", db).stdout.splitlines()[0]
        for filters in ((), ("--region", "aceh"))
    ]
    assert headers[0] == headers[1]
    found = run_gali(verb, "--limit", 1, "--format", "jsonl", "--db", db).stdout
    assert headers[0] == ",".join(json.loads(found))


@pytest.mark.parametrize("verb", ["awards", "replications"])
@pytest.mark.parametrize("arguments", [["--region", "atlantis"], ["--year", "soon"]], ids=" ".join)
def test_a_filter_that_means_nothing_is_an_error(
    run_gali: Run, db: Path, verb: str, arguments: list[str]
) -> None:
    result = run_gali(verb, *arguments, "--db", db)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize("option", [["awards", "--status", "x"], ["replications", "--kind", "x"]])
def test_an_unknown_choice_is_wrong_usage(run_gali: Run, db: Path, option: list[str]) -> None:
    assert run_gali(*option, "--db", db).exit_code == 2


def test_data_goes_to_a_file_with_the_same_columns(run_gali: Run, db: Path, tmp_path: Path) -> None:
    target = tmp_path / "awards.csv"
    run_gali("awards", "--format", "csv", "-o", target, "--db", db)
    (row,) = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    record = json.loads(run_gali("awards", "--db", db).stdout)
    assert list(row) == list(record)
    assert row["winner"] == "Sirup"


def test_tables_show_winner_contest_and_words(run_gali: Run, db: Path) -> None:
    awards = run_gali("awards", "--format", "table", "--db", db).stdout
    assert all(words in awards for words in ("Sirup", "Top 10", "2020", "kabar.example"))
    replications = run_gali("replications", "--format", "table", "--db", db).stdout
    assert all(words in replications for words in ("Kab. Banyumas", "Kab. Demak", "study visit"))


def test_a_page_of_the_list_says_how_many_there_are(run_gali: Run, db: Path) -> None:
    result = run_gali("awards", "--offset", "1", "--db", db)
    assert result.stdout == ""
    assert result.stderr == "0 of 1 award; --limit 0 shows all.\n"
