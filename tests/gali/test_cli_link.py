"""``gali link`` builds innovations and tells why two are two; ``gali show`` shows relations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gali.cli.app import app

Run = Callable[..., Result]
TEXTS = [
    "Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa).",
    "Dinas Pendidikan Kabupaten Banyumas meluncurkan inovasi Sirup (Siswa Rutin Puasa).",
    "Pemkab Cilacap meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa) milik Dinas Kesehatan.",
    "Dinas Kesehatan Kabupaten Kendal meluncurkan inovasi Pelita (Periksa Ibu Hamil Siaga Rutin).",
]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("link")
    source = folder / "articles.jsonl"
    records = [{"title": f"Kabar {n}", "text": text} for n, text in enumerate(TEXTS)]
    source.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    result = CliRunner().invoke(app, ["run", str(source), "--db", str(folder / "c.db")])
    assert result.exit_code == 0, result.output
    return folder / "c.db"


@pytest.fixture
def ids(run_gali: Run, db: Path) -> dict[tuple[str, str], str]:
    lines = run_gali("show", "Sirup", "--db", db, "--format", "jsonl").stdout.splitlines()
    found = [json.loads(line)["innovation"] for line in lines]
    return {(one["region"], one["expansion"]): one["id"] for one in found}


def test_linking_again_changes_nothing(run_gali: Run, db: Path) -> None:
    before = run_gali("show", "Sirup", "--db", db).stdout
    result = run_gali("link", "--db", db)
    assert result.exit_code == 0
    assert "4 innovations" in result.stderr
    assert run_gali("show", "Sirup", "--db", db).stdout == before


def test_one_region_two_things(run_gali: Run, db: Path, ids: dict[tuple[str, str], str]) -> None:
    mine = ids["33.02", "Siaga Ibu Rutin Periksa"]
    other = ids["33.02", "Siswa Rutin Puasa"]
    result = run_gali("link", "--explain", mine, other, "--db", db)
    reasons = {
        row["reason"]: row["log_odds"] for row in map(json.loads, result.stdout.splitlines())
    }
    assert reasons["other_words"] < 0 < reasons["same_name"] + reasons["same_long_name"]
    assert "kept apart" in result.stderr


def test_two_regions_are_never_one(
    run_gali: Run, db: Path, ids: dict[tuple[str, str], str]
) -> None:
    mine, copy = (ids[region, "Siaga Ibu Rutin Periksa"] for region in ("33.02", "33.01"))
    result = run_gali("link", "--explain", mine, copy, "--db", db, "--format", "table")
    assert "they stand for the same words" in result.stdout
    assert "never put together" in result.stderr


def test_explaining_what_is_not_there(run_gali: Run, db: Path) -> None:
    result = run_gali("link", "--explain", "Pelita", "Entah", "--db", db)
    assert result.exit_code == 3
    assert "Entah" in result.stderr


def test_explaining_a_name_that_several_bear(run_gali: Run, db: Path) -> None:
    result = run_gali("link", "--explain", "Pelita", "Sirup", "--db", db)
    assert result.exit_code == 1
    assert "several innovations" in result.stderr


def test_linking_without_a_corpus(run_gali: Run, tmp_path: Path) -> None:
    result = run_gali("link", "--db", tmp_path / "none.db")
    assert result.exit_code == 1
    assert not (tmp_path / "none.db").exists()


def test_relations_are_shown(run_gali: Run, db: Path) -> None:
    card = run_gali("show", "Pelita", "--db", db, "--format", "table").stdout
    assert "Related innovations" in card
    assert "no fact" in card
    dossier = json.loads(run_gali("show", "Pelita", "--db", db, "--format", "jsonl").stdout)
    assert {"similar"} == {related["kind"] for related in dossier["related"]}


def test_training_writes_the_model_that_is_shipped(run_gali: Run, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from models.linkage.training import model_file

    result = run_gali("train", "linkage", "--out", tmp_path / "model.json")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "model.json").read_bytes() == model_file().read_bytes()
