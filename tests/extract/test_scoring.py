import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.scoring import load_models, parse_model

RECORD = {
    "features": ["cue", "words"],
    "base": -1.0,
    # Left of 0.5 words of a cue: less; with a cue, a name of up to three words gains most.
    "trees": [[[0, 0.5, 1, 2], [-0.5], [1, 3.0, 3, 4], [2.0], [0.5]], [[0.25]]],
    "threshold": 0.5,
    "calibration": [],
}


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ({}, -1.25),
        ({"words": 9.0, "unknown": 5.0}, -1.25),
        ({"cue": 0.5}, -1.25),
        ({"cue": 1.0, "words": 3.0}, 1.25),
        ({"cue": 1.0, "words": 4.0}, -0.25),
    ],
)
def test_trees_add_up(features: dict[str, float], expected: float) -> None:
    model = parse_model(RECORD)
    assert model.log_odds(features) == pytest.approx(expected)
    assert model.probability(features) == pytest.approx(1 / (1 + math.exp(-expected)))


@pytest.mark.parametrize(
    ("log_odds", "expected"),
    [(-9.0, 0.1), (-1.0, 0.1), (0.0, 0.3), (1.0, 0.5), (2.0, 0.9), (7, 0.9)],
)
def test_calibration_is_a_rising_line(log_odds: float, expected: float) -> None:
    model = parse_model({**RECORD, "calibration": [[-1.0, 0.1], [1.0, 0.5], [2.0, 0.9]]})
    assert model.calibrated(log_odds) == pytest.approx(expected)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_shipped_models_give_rising_probabilities(one: float, other: float) -> None:
    for model in (load_models().names, load_models().owners):
        low, high = model.calibrated(min(one, other)), model.calibrated(max(one, other))
        assert 0.0 <= low <= high <= 1.0


@given(st.dictionaries(st.sampled_from(load_models().names.feature_names), st.floats(-1e3, 1e3)))
def test_shipped_models_take_any_numbers(features: dict[str, float]) -> None:
    assert 0.0 <= load_models().names.probability(features) <= 1.0


def test_shipped_trees_test_features_that_have_names() -> None:
    for model in (load_models().names, load_models().owners):
        waiting = list(model.trees)
        while waiting:
            node = waiting.pop()
            if len(node) == 4:
                assert 0 <= node[0] < len(model.feature_names)
                waiting += node[2:]
