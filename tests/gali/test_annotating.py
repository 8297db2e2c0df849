"""From a drawn sample to estimates of a corpus's quality, and the agreement of two people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gali.cli.app import app
from models.annotated import AnnotatedArticle
from models.annotated_files import read_annotated
from models.annotators import compare_annotators
from models.dataset_quality import estimate_quality
from models.gold import Annotation, GoldInnovation

Run = Callable[..., Result]
GOLD = Path(__file__).parents[2] / "models" / "data" / "dev.jsonl"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annotating")
    source, path = folder / "articles.jsonl", folder / "corpus.db"
    lines = GOLD.read_text(encoding="utf-8").splitlines()[:40]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["run", str(source), "--db", str(path), "-q"])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def sample(db: Path, tmp_path: Path, run_gali: Run) -> Path:
    path = tmp_path / "sample.jsonl"
    result = run_gali("sample", 20, "--stratify", "relevant", "-o", path, "--db", db)
    assert result.exit_code == 0, result.output
    return path


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def innovation(name: str, **values: Any) -> GoldInnovation:
    told = {"expansion": None, "owners": (), "owner_types": (), "region": None, "sector": None}
    return GoldInnovation(id=name, name=name, surfaces=(name,), year=None, **(told | values))


def article(number: int, *names: str, weight: float = 1.0) -> AnnotatedArticle:
    return AnnotatedArticle(
        annotation=Annotation(
            id=f"a{number}", relevant=bool(names), innovations=tuple(map(innovation, names))
        ),
        text="",
        weight=weight,
    )


def test_a_sample_that_nobody_corrected_says_that_all_is_right(
    db: Path, sample: Path, run_gali: Run
) -> None:
    result = run_gali("evaluate", "--sample", sample, "--db", db, "--json")
    told = json.loads(result.stdout)
    assert told["articles"] == 20
    assert told["stand_for"] == pytest.approx(40, abs=0.1)
    assert {row["precision_value"] for row in told["quality"]} == {1.0}


def test_tasks_for_label_studio_lead_to_the_same_names(
    db: Path, sample: Path, tmp_path: Path, run_gali: Run
) -> None:
    path, config = tmp_path / "tasks.json", tmp_path / "labels.xml"
    arguments = ("--stratify", "relevant", "--format", "labelstudio", "--config", config)
    run_gali("sample", 20, *arguments, "-o", path, "--db", db)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task in tasks:
        task["annotations"] = [{"result": task["predictions"][0]["result"]}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert config.read_text(encoding="utf-8").startswith("<View>")
    result = run_gali("evaluate", "--annotators", sample, path, "--json")
    told = {
        (row["field"], row["measure"]): row["value"]
        for row in json.loads(result.stdout)["agreement"]
    }
    assert told["relevant", "kappa"] == 1.0
    assert told["names", "f1"] == 1.0
    assert told["owners", "f1"] > 0.95
    assert told["sector", "share"] == 1.0


def test_errors_of_the_corpus_lower_its_precision(
    db: Path, sample: Path, tmp_path: Path, run_gali: Run
) -> None:
    records = lines_of(sample)
    n_names = sum(len(record["innovations"]) for record in records)
    first = next(record for record in records if record["innovations"])
    first["innovations"], first["awards"], first["replications"] = [], [], []
    result = run_gali(
        "evaluate", "--sample", write(tmp_path / "s.jsonl", records), "--db", db, "--json"
    )
    row = next(r for r in json.loads(result.stdout)["quality"] if r["field"] == "name_strict")
    assert row["precision_low"] < row["precision_value"] < 1.0
    assert row["n"] == n_names
    shown = run_gali("evaluate", "--sample", tmp_path / "s.jsonl", "--db", db)
    assert "name strict" in shown.stdout


def test_weights_make_estimates_for_all_articles() -> None:
    """One article of a rare kind is wrong; it stands for 1, the others for 9 each."""
    sample = [article(0, "A", weight=1), *(article(n, "B", weight=9) for n in range(1, 4))]
    found = {f"a{n}": article(n, "B").annotation for n in range(4)}
    rows = {row.field: row for row in estimate_quality(sample, found)}
    assert rows["name_strict"].precision.value == pytest.approx(27 / 28)
    assert rows["name_strict"].n == 4


def test_agreement_of_two_people_by_hand() -> None:
    ani = {f"a{n}": article(n, *names) for n, names in enumerate([["A", "B"], ["C"], [], []])}
    budi = {f"a{n}": article(n, *names) for n, names in enumerate([["A"], ["C"], ["D"], []])}
    told = {(a.field, a.measure): a.figure for a in compare_annotators(ani, budi)}
    assert told["names", "f1"].value == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert told["relevant", "share"].value == 0.75
    # 3 of 4 alike; chance: (2 * 3 + 2 * 1) / 16.
    assert told["relevant", "kappa"].value == pytest.approx((0.75 - 0.5) / 0.5)
    assert told["relevant", "kappa"].low is not None
    turned = {(a.field, a.measure): a.figure.value for a in compare_annotators(budi, ani)}
    assert turned == {key: figure.value for key, figure in told.items()}


def test_places_of_the_codebooks_shape_are_found(sample: Path) -> None:
    found = read_annotated(sample)
    for one in found.values():
        for span in one.spans:
            assert one.text[span.start : span.end].strip()
    assert sum(len(one.spans) for one in found.values()) > 10


def test_a_list_has_weights_and_strata(db: Path, run_gali: Run) -> None:
    arguments = ("sample", 10, "--stratify", "relevant,year", "--format", "csv", "--db", db)
    result = run_gali(*arguments)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 10
    assert {"stratum_relevant", "stratum_year", "weight", "n_stratum"} <= rows[0].keys()
    assert run_gali(*arguments).stdout == result.stdout
    assert run_gali(*arguments, "--seed", 1).stdout != result.stdout


def test_usage_and_empty_results(db: Path, sample: Path, tmp_path: Path, run_gali: Run) -> None:
    assert run_gali("evaluate").exit_code == 2
    assert run_gali("evaluate", sample, "--sample", sample).exit_code == 2
    assert run_gali("sample", 5, "--year", 1950, "--db", db).exit_code == 3
    assert run_gali("sample", 5, "--stratify", "warna", "--db", db).exit_code == 1
    other = write(tmp_path / "other.jsonl", [{"id": "x", "text": "y"}])
    assert run_gali("evaluate", "--annotators", sample, other).exit_code == 3
    assert run_gali("evaluate", "--sample", other, "--db", db).exit_code == 1
    bad = tmp_path / "bad.json"
    bad.write_text("[{]")
    assert run_gali("evaluate", "--annotators", sample, bad).exit_code == 1
