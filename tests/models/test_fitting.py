"""Fitted models: calibrated, the same each time, tested only on groups that they had not seen."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.errors import GaliError
from models.artifact import write_artifact
from models.calibration import best_temperature, calibration_error
from models.figures import HeldOut, measure
from models.fitting import FitSettings, fit_linear
from models.labelled import LabelledMention, named_mention, read_written_mentions
from models.sector_training import features_of, hold_out, train_sector, without_same

pytest.importorskip("sklearn")

SETTINGS = FitSettings(strength=1.0, least_count=1)


def sample(n_outlets: int = 4) -> list[LabelledMention]:
    """Some written examples, as if they came from a few outlets."""
    from dataclasses import replace

    chosen = [e for e in read_written_mentions() if e.sector in {"kesehatan", "adminduk"}]
    return [replace(e, group=f"outlet {i % n_outlets}") for i, e in enumerate(chosen)]


def test_a_perfectly_honest_model_has_no_calibration_error() -> None:
    confidences = np.repeat([0.25, 0.75], 400)
    right = np.concatenate([np.arange(400) < 100, np.arange(400) < 300])
    assert calibration_error(confidences, right) == pytest.approx(0.0)
    assert calibration_error(np.ones(10), np.zeros(10)) == pytest.approx(1.0)


def test_the_temperature_cools_a_boaster_and_warms_a_doubter() -> None:
    answers = np.array([0] * 80 + [1] * 20)
    boasting = np.tile([8.0, 0.0], (100, 1))
    doubting = np.tile([0.1, 0.0], (100, 1))
    assert best_temperature(boasting, answers) > 1 > best_temperature(doubting, answers)


def test_two_labels_get_probabilities_as_the_library_gives_them() -> None:
    from sklearn.linear_model import LogisticRegression

    rows = [{"a": 1.0}, {"a": 0.8, "b": 0.2}, {"b": 1.0}, {"b": 0.7}]
    answers = ["yes", "yes", "no", "no"]
    model = fit_linear("sample@1", rows, answers, SETTINGS)
    table = np.array([[row.get("a", 0.0), row.get("b", 0.0)] for row in rows])
    expected = LogisticRegression(C=1.0).fit(table, answers).predict_proba(table)
    found = np.array([model.probabilities(row) for row in rows])
    np.testing.assert_allclose(found, expected, atol=0.01)


def test_what_speaks_for_a_label_is_told() -> None:
    rows = [{"air": 1.0}, {"air": 1.0}, {"api": 1.0}, {"api": 1.0}]
    model = fit_linear("sample@1", rows, ["basah", "basah", "panas", "panas"], SETTINGS)
    spoken = model.contributions({"air": 1.0, "tanah": 1.0}, "basah")
    assert spoken.keys() == {"air"}
    assert spoken["air"] > 0 > model.contributions({"air": 1.0}, "panas")["air"]


def test_one_answer_alone_teaches_nothing() -> None:
    with pytest.raises(GaliError, match="nothing to learn"):
        fit_linear("sample@1", [{"a": 1.0}], ["yes"], SETTINGS)


def test_examples_without_outlets_are_never_tested_on() -> None:
    with pytest.raises(GaliError, match="nothing to test"):
        hold_out(read_written_mentions()[:10], lambda _, asked: np.zeros((len(asked), 19)))


def test_no_outlet_is_learnt_from_and_tested_on_at_once() -> None:
    seen = []

    def spy(learnt: list[LabelledMention], asked: list[LabelledMention]) -> np.ndarray:
        seen.append(({e.group for e in learnt}, {e.group for e in asked}, len(asked)))
        return np.zeros((len(asked), 19))

    examples = sample()
    hold_out(examples, spy, n_folds=3)
    assert all(not learnt & asked for learnt, asked, _ in seen)
    assert sum(n for _, _, n in seen) == len(examples)


def test_a_listed_innovation_that_is_asked_about_is_not_learnt_from() -> None:
    asked = LabelledMention(
        mention=named_mention("Gerai-Sehat"),
        context="",
        sector="kesehatan",
        source="annotated",
        group="outlet",
    )
    same = LabelledMention(
        mention=named_mention("GERAI SEHAT"), context="", sector="kesehatan", source="listed"
    )
    other = LabelledMention(
        mention=named_mention("Lain"), context="", sector="sosial", source="listed"
    )
    assert without_same([same, other], [asked]) == [other]


def test_corrections_are_learnt_from() -> None:
    examples = sample()
    odd = named_mention("Kuda Terbang Zamrud")
    told = [
        LabelledMention(
            mention=odd, context="kuda terbang zamrud", sector="perhubungan", source="reviewed"
        )
    ] * 5
    without = train_sector(examples).model
    learnt = train_sector(examples, told).model
    assert "perhubungan" not in without.labels
    features = features_of(told[0])
    assert learnt.labels[int(learnt.probabilities(features).argmax())] == "perhubungan"


def test_training_twice_gives_the_same_bytes(tmp_path) -> None:
    written = [
        [path.read_bytes() for path in write_artifact(train_sector(sample()).model, folder, "s")]
        for folder in (tmp_path / "first", tmp_path / "second")
    ]
    assert written[0] == written[1]


def test_figures_of_a_known_table() -> None:
    held = HeldOut(
        labels=("a", "b"),
        scores=np.array([[2.0, 0.0], [2.0, 0.0], [0.0, 2.0], [2.0, 0.0]]),
        answers=np.array([0, 0, 1, 1]),
        folds=np.array([0, 0, 1, 1]),
    )
    figures = measure(held, [0.0])
    assert figures.accuracy == 0.75
    assert figures.by_label["a"].precision == pytest.approx(2 / 3)
    assert figures.by_label["b"].recall == 0.5
    assert figures.macro_f1 == pytest.approx((0.8 + 2 / 3) / 2)
    assert figures.sure[0.0] == (1.0, 0.75)
