"""``gali evaluate`` prints the figures of the codebook, whole and by slice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
DATA = Path(__file__).parents[1] / "models/data"
FILES = [DATA / "evaluate_gold.jsonl", "--predictions", DATA / "evaluate_predictions.jsonl"]
EXPECTED = json.loads((DATA / "evaluate_expected.json").read_text(encoding="utf-8"))


def test_json_holds_the_figures_of_the_reference(run_gali: Run) -> None:
    assert json.loads(run_gali("evaluate", *FILES, "--json").stdout) == EXPECTED


def test_the_table_has_a_line_for_each_field(run_gali: Run) -> None:
    lines = run_gali("evaluate", *FILES).stdout.splitlines()
    (names,) = [line.split() for line in lines if "name strict" in line]
    assert names == ["name", "strict", "0.429", "0.500", "0.462", "6"]
    assert any("region" in line and "0.750" in line for line in lines)


def test_errors_are_listed_up_to_a_limit(run_gali: Run) -> None:
    errors = run_gali("evaluate", *FILES, "--errors", 1).stderr
    assert "name_strict  a1: missed 'Lampu Desa'" in errors
    assert "spurious 'Padi'" not in errors


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("outlet", ["kabar-satu.example", "(no outlet)"]),
        ("pattern", ["name (expansion)", "quoted"]),
    ],
)
def test_slices(run_gali: Run, by: str, words: list[str]) -> None:
    table = run_gali("evaluate", *FILES, "--by", by).stdout
    assert all(word in table for word in words)
    rows = json.loads(run_gali("evaluate", *FILES, "--by", by, "--json").stdout)[f"by_{by}"]
    assert sum(row["names"] for row in rows) == EXPECTED["name_strict"]["n"]


def test_without_predictions_the_extractor_is_run(run_gali: Run, tmp_path: Path) -> None:
    found = tmp_path / "found.jsonl"
    gold = DATA / "evaluate_gold.jsonl"
    assert run_gali("extract", gold, "--format", "gold", "-o", found).exit_code == 0
    direct = run_gali("evaluate", gold, "--json")
    assert direct.exit_code == 0
    assert direct.stdout == run_gali("evaluate", gold, "--predictions", found, "--json").stdout


def test_a_wrong_file_is_refused_with_its_place(run_gali: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "title": "x", "innovations": 3}\n')
    result = run_gali("evaluate", bad)
    assert result.exit_code == 1
    assert f"Error: {bad}:1" in result.stderr
