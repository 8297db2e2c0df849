"""Scores follow the codebook's last section; the expected figures come from the reference scorer.

``data/evaluate_expected.json`` holds what ``gold/score.py`` printed for the two files beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.alignment import align_innovations, dice
from models.evaluate import Evaluation, evaluate, figures
from models.gold import Annotation, parse_annotation, read_annotations, read_gold
from models.slices import evaluate_by_outlet, evaluate_by_pattern

DATA = Path(__file__).parent / "data"
GOLD, PREDICTIONS = DATA / "evaluate_gold.jsonl", DATA / "evaluate_predictions.jsonl"
EXPECTED = json.loads((DATA / "evaluate_expected.json").read_text(encoding="utf-8"))
REFERENCE = Path(__file__).parents[3] / "shared/gold/score.py"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate((g.annotation for g in read_gold(GOLD)), read_annotations(PREDICTIONS))


@pytest.mark.parametrize("field", EXPECTED)
def test_figures_equal_those_of_the_reference(evaluation: Evaluation, field: str) -> None:
    assert figures(evaluation)[field] == EXPECTED[field]


def test_no_figure_is_given_that_the_reference_does_not_have(evaluation: Evaluation) -> None:
    assert set(figures(evaluation)) == set(EXPECTED)


@pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference scorer is not beside this checkout"
)
def test_the_expected_figures_are_still_those_of_the_reference() -> None:
    command = [sys.executable, str(REFERENCE), str(GOLD), str(PREDICTIONS), "--json"]
    assert json.loads(subprocess.check_output(command)) == EXPECTED


def test_gold_against_itself_is_perfect() -> None:
    annotations = read_annotations(GOLD)
    perfect = evaluate(annotations.values(), annotations)
    assert {tally.f1 for tally in perfect.tallies.values()} == {1.0}
    assert {accuracy.share for accuracy in perfect.accuracies.values()} == {1.0}
    assert not any(perfect.errors.values())


def test_an_article_without_a_prediction_counts_as_missed() -> None:
    gold = parse_annotation({"id": "a1", "innovations": [{"id": "i1", "name": "Sirup"}]})
    evaluation = evaluate([gold], {})
    assert (evaluation.n_articles, evaluation.n_missing) == (1, 1)
    assert evaluation.tallies["name_strict"].missed == 1


def test_errors_name_the_article_and_what_is_wrong(evaluation: Evaluation) -> None:
    assert "a1: missed 'Lampu Desa'" in evaluation.errors["name_strict"]
    assert "a4: spurious 'Padi'" in evaluation.errors["name_strict"]
    assert "a2: Kios Pintar: 33.71 != 33.02" in evaluation.errors["region"]
    assert "a1: missed 40 participants 2022" in evaluation.errors["counts"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Pasar Tanpa Plastik", "pasar tanpa plastik!", 1.0),
        ("Pasar Tanpa Plastik Kota", "Pasar Tanpa Plastik", 6 / 7),
        ("Pasar", "Kios", 0.0),
        ("", "…", 0.0),
    ],
)
def test_dice_compares_folded_words(a: str, b: str, expected: float) -> None:
    assert dice(a, b) == pytest.approx(expected)


def _annotation(*names: str, **extra: object) -> Annotation:
    entries = [{"id": f"i{n}", "name": name, **extra} for n, name in enumerate(names)]
    return parse_annotation({"id": "a1", "innovations": entries})


@pytest.mark.parametrize(
    ("gold", "predicted", "strict", "expected"),
    [
        (["Fish-Go"], ["FishGo"], True, {0: 0}),
        (["Pasar Tanpa Plastik Kota"], ["Pasar Tanpa Plastik"], True, {}),
        (["Pasar Tanpa Plastik Kota"], ["Pasar Tanpa Plastik"], False, {0: 0}),
        (
            ["Pasar Sehat Desa Kita"],
            ["Pasar Sehat Desa Kita Ini", "Pasar Sehat Desa Kita"],
            False,
            {0: 1},
        ),
        (["Sirup", "Sirup"], ["Sirup"], True, {0: 0}),
        (["…"], ["!"], True, {}),
    ],
    ids=["spelling", "shorter strict", "shorter relaxed", "best first", "one to one", "no letters"],
)
def test_innovations_are_matched_one_to_one_best_first(
    gold: list[str], predicted: list[str], strict: bool, expected: dict[int, int]
) -> None:
    ours, theirs = _annotation(*gold).innovations, _annotation(*predicted).innovations
    assert align_innovations(ours, theirs, strict=strict) == expected


def test_slices_by_outlet_hold_each_article_once() -> None:
    by_outlet = evaluate_by_outlet(read_gold(GOLD), read_annotations(PREDICTIONS))
    counts = {outlet: part.n_articles for outlet, part in by_outlet.items()}
    assert counts == {
        "kabar-dua.example": 2,
        "kabar-satu.example": 2,
        "(no outlet)": 1,
        "kabar-tiga.example": 1,
    }
    assert by_outlet["kabar-tiga.example"].n_missing == 1


def test_slices_by_pattern_add_up_to_the_whole(evaluation: Evaluation) -> None:
    slices = evaluate_by_pattern(read_gold(GOLD), read_annotations(PREDICTIONS)).values()
    for tallies, field in (
        ([s.names for s in slices], "name_strict"),
        ([s.expansions for s in slices], "expansion_pairs"),
        ([s.owners for s in slices], "owner_pairs"),
    ):
        whole = evaluation.tallies[field]
        assert sum(t.right for t in tallies) == whole.right
        assert sum(t.missed for t in tallies) == whole.missed
        assert sum(t.spurious for t in tallies) == whole.spurious
