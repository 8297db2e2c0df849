import json
import random

import pytest

from corpus.errors import GaliError
from extract.scoring import parse_model
from models.trees import Example, Settings, fold_of, train_model

pytest.importorskip("sklearn")

SETTINGS = Settings(threshold=0.5, n_runs=2, n_trees=20, least_leaf=3)


def examples(n: int = 200) -> list[Example]:
    """Answers that follow a cue, in outlets of ten examples each."""
    rng = random.Random(7)
    found = []
    for number in range(n):
        cue = rng.random()
        features = {"cue": cue, "noise": rng.random(), "rare": float(number == 0)}
        found.append(Example(features=features, answer=cue > 0.6, group=f"outlet {number // 10}"))
    return found


def test_the_same_examples_give_the_same_model_byte_for_byte() -> None:
    assert json.dumps(train_model(examples(), SETTINGS)) == json.dumps(
        train_model(examples(), SETTINGS)
    )


def test_what_decides_is_learned() -> None:
    record = train_model(examples(), SETTINGS)
    assert record["features"] == ["cue", "noise"]  # what only one example has is left out
    model = parse_model(record)
    for noise in (0.1, 0.9):
        assert model.probability({"cue": 0.9, "noise": noise}) > 0.8
        assert model.probability({"cue": 0.3, "noise": noise}) < 0.2
    assert len(record["trees"]) == SETTINGS.n_runs * SETTINGS.n_trees


def test_calibration_rises_from_no_to_yes() -> None:
    points = train_model(examples(), SETTINGS)["calibration"]
    assert [x for x, _ in points] == sorted({x for x, _ in points})
    assert [y for _, y in points] == sorted(y for _, y in points)
    assert points[0][1] < 0.2
    assert points[-1][1] > 0.8


def test_one_kind_of_answer_teaches_nothing() -> None:
    same = [Example(features=e.features, answer=True, group=e.group) for e in examples()]
    with pytest.raises(GaliError, match="nothing to learn"):
        train_model(same, SETTINGS)


def test_an_outlet_is_in_one_part_only() -> None:
    parts = {fold_of(f"outlet {n}", 5) for n in range(200)}
    assert parts == set(range(5))
    assert fold_of("kabar.example", 10) == fold_of("kabar.example", 10)
