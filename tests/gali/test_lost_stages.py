"""For each miss it is told which stage of the extractor lost it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from corpus.identity import make_article
from extract.explain import Explanation, explain_article
from gali.lost_stages import find_stages, name_stage, owner_stage
from models.gold import GoldInnovation, read_gold

Run = Callable[..., Result]
TEXT = (
    "Dinas Kesehatan Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa). "
    "Bupati Achmad Husein hadir di Pendopo Sipanji bersama warga yang membawa payung."
)


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return explain_article(make_article(title="", text=TEXT))


def gold(name: str, *owners: str) -> GoldInnovation:
    """An annotated innovation."""
    return GoldInnovation(
        id="i1",
        name=name,
        surfaces=(name,),
        expansion=None,
        owners=owners,
        owner_types=tuple(None for _ in owners),
        region=None,
        sector=None,
        year=None,
    )


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("payung", "not proposed"),
        ("Achmad Husein", "proposed, refused (signs"),
        ("Pendopo Sipanji", "proposed, refused (score 0."),
        ("Sirup Baru", "boundary (nearest: 'Sirup')"),
        ("Siaga Ibu Rutin Periksa", "proposed, refused (score 0."),
        ("Sirup", "kept as 'Sirup'"),
    ],
)
def test_names(explanation: Explanation, name: str, stage: str) -> None:
    assert stage in name_stage(explanation, gold(name))


@pytest.mark.parametrize(
    ("name", "owner", "stage"),
    [
        ("Sirup", "Puskesmas Melati", "body not found"),
        ("Sirup", "Dinas Kesehatan Kabupaten", "body not found (nearest: Dinas Kesehatan)"),
        ("Sirup", "Dinas Kesehatan", "found and chosen"),
        ("payung", "Dinas Kesehatan", "name lost: not proposed"),
    ],
)
def test_owners(explanation: Explanation, name: str, owner: str, stage: str) -> None:
    assert owner_stage(explanation, gold(name), owner).startswith(stage)


def test_an_owner_beside_whom_another_was_chosen() -> None:
    text = TEXT + " Kepala Dinas Sosial ikut hadir."
    found = explain_article(make_article(title="", text=text))
    assert owner_stage(found, gold("Sirup"), "Dinas Sosial") == (
        "found, other chosen (Dinas Kesehatan)"
    )


def test_the_gate_loses_too() -> None:
    found = explain_article(make_article(title="", text="Tim voli menang tipis."))
    assert name_stage(found, gold("Voli")) == "passed by the gate"


def test_misses_are_printed_with_their_stage(run_gali: Run, tmp_path: Path) -> None:
    record = {
        "id": "a1",
        "title": "",
        "text": TEXT,
        "relevant": True,
        "innovations": [
            {"id": "i1", "name": "payung", "surfaces": ["payung"], "owners": ["Dinas Sosial"]}
        ],
        "awards": [],
        "replications": [],
        "counts": [],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    errors = run_gali("evaluate", path, "--errors", 3).stderr
    assert "a1: missed 'payung'  [not proposed]" in errors
    assert "missed ('payung', 'dinassosial')  [name lost: not proposed]" in errors
    assert "spurious 'Sirup'" in errors
    assert find_stages(read_gold(path), ["a1: spurious 'Sirup'"]) == {}
