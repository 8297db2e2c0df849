"""``gali extract``: files in, innovations out, no database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from models.gold import read_annotations

Run = Callable[..., Result]

TEXT = (
    "Puskesmas Melati Pamerkan Sirup\n"
    "Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa).\n"
)


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "kabar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_gold_is_one_article_a_line_with_its_own_id(run_gali: Run, articles_file: Path) -> None:
    result = run_gali("extract", articles_file, "--format", "gold")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["id"] for record in records] == ["sirup", "kios", "panen"]
    assert [record["relevant"] for record in records] == [True, True, False]
    assert records[0]["innovations"][0]["expansion"] == "Siaga Ibu Rutin Periksa"
    assert records[0]["url"] == "https://kabar.example/sirup"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--id-from", "position", "--id-prefix", "seed"], ["seed-000", "seed-001"]),
        (["--id-from", "name"], ["kabar", "lain"]),
    ],
    ids=["position", "name"],
)
def test_articles_without_an_id_get_one(
    run_gali: Run, text_file: Path, options: list[str], expected: list[str]
) -> None:
    other = text_file.with_name("lain.txt")
    other.write_text("Panen Raya\nWarga memanen padi di sawah.\n", encoding="utf-8")
    result = run_gali("extract", text_file, other, "--format", "gold", *options)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == expected


def test_json_lines_hold_the_evidence_and_the_reasons(run_gali: Run, text_file: Path) -> None:
    record = json.loads(run_gali("extract", text_file, "--format", "jsonl").stdout)
    (mention,) = record["extraction"]["innovations"]
    text = TEXT.split("\n", 1)[1].rstrip("\n")
    for span in mention["evidence"]:
        if span["field"] == "text":
            assert text[span["start"] : span["end"]] == span["quote"]
    assert record["sectors"]["i1"]["reasons"]


def test_without_a_terminal_json_lines_are_the_default(run_gali: Run, text_file: Path) -> None:
    default = run_gali("extract", text_file).stdout
    assert default == run_gali("extract", text_file, "--format", "jsonl").stdout


def test_a_table_has_a_line_for_each_innovation(run_gali: Run, text_file: Path) -> None:
    table = run_gali("extract", text_file, "--format", "table").stdout
    (line,) = [line for line in table.splitlines() if "Sirup" in line]
    assert "Kab. Banyumas" in line
    assert "kesehatan" in line


def test_standard_input_and_columns(run_gali: Run) -> None:
    csv = 'judul berita,badan\nKabar,"Kota Salatiga meluncurkan inovasi Kirber (Kirim Berkas)."\n'
    result = run_gali(
        *("extract", "-", "--kind", "csv", "--format", "gold"),
        *("--column", "text=badan", "--column", "title=judul berita"),
        input=csv,
    )
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["title"] == "Kabar"


def test_the_output_can_be_a_file(run_gali: Run, text_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "found.jsonl"
    result = run_gali("extract", text_file, "--format", "gold", "-o", target)
    assert result.stdout == ""
    assert len(read_annotations(target)) == 1


@pytest.mark.parametrize(("with_good", "code"), [(True, 4), (False, 1)], ids=["part", "all"])
def test_what_cannot_be_read_is_named(
    run_gali: Run, text_file: Path, tmp_path: Path, with_good: bool, code: int
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    files = [text_file, empty] if with_good else [empty]
    result = run_gali("extract", *files, "--format", "gold", "--quiet")
    assert result.exit_code == code
    assert f"Problem: {empty}: the file is empty" in result.stderr
    assert len(result.stdout.splitlines()) == with_good


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "Name the files"),
        (["-", "--column", "isi"], 2, "FIELD=NAME"),
        (["-", "--column", "body=isi"], 1, "unknown column 'body'"),
        (["-", "--encoding", "klingon"], 1, "unknown encoding"),
    ],
    ids=["no files", "half a column", "no such field", "no such encoding"],
)
def test_wrong_options_are_explained(
    run_gali: Run, arguments: list[str], code: int, message: str
) -> None:
    result = run_gali("extract", *arguments)
    assert result.exit_code == code
    assert message in result.stderr


def test_an_explanation_for_people_tells_candidates_owner_and_region(
    run_gali: Run, text_file: Path
) -> None:
    result = run_gali("extract", text_file, "--explain", "--format", "table")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert "Sirup cues" in words
    assert "kept" in words
    assert "owner: Puskesmas Melati" in words
    assert "region: Kabupaten Banyumas" in words


def test_an_explanation_as_data_holds_every_feature(run_gali: Run, text_file: Path) -> None:
    result = run_gali("extract", text_file, "--explain", "--format", "json")
    (record,) = json.loads(result.stdout)
    name = next(entry for entry in record["names"] if entry["name"] == "Sirup")
    assert name["decision"] == "kept"
    total = name["start_log_odds"] + sum(c["log_odds"] for c in name["contributions"])
    assert total == pytest.approx(name["log_odds"])
    assert record["innovations"][0]["region"] == "33.02"
    lines = run_gali("extract", text_file, "--explain", "--format", "jsonl").stdout
    assert json.loads(lines) == record


def test_an_explanation_says_that_an_article_was_passed_by(run_gali: Run, tmp_path: Path) -> None:
    path = tmp_path / "lain.txt"
    path.write_text("Panen Raya\n\nWarga memanen padi di sawah.\n", encoding="utf-8")
    result = run_gali("extract", path, "--explain", "--format", "table")
    assert "Passed by" in result.stdout


def test_an_explanation_has_no_gold_format(run_gali: Run, text_file: Path) -> None:
    assert run_gali("extract", text_file, "--explain", "--format", "gold").exit_code == 2


def test_all_articles_may_be_one_array(run_gali: Run, articles_file: Path) -> None:
    records = json.loads(run_gali("extract", articles_file, "--format", "json").stdout)
    assert [record["id"] for record in records] == ["sirup", "kios", "panen"]
