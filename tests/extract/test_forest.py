"""All trees at once give what a walk down each of them gives, to the last bit."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.forest import Forest
from extract.scoring import load_models

NAMES = load_models().names
VALUES = st.floats(-50, 50).map(lambda value: round(value, 2))
DESCRIPTIONS = st.dictionaries(st.sampled_from(NAMES.feature_names), VALUES, max_size=40)


def walked(features: dict[str, float]) -> float:
    """The score by a walk down each tree, one after the other."""
    total = NAMES.base
    for tree in NAMES.trees:
        node: Any = tree
        while len(node) == 4:
            value = features.get(NAMES.feature_names[node[0]], 0.0)
            node = node[2] if value <= node[1] else node[3]
        total += node[1]
    return total


@given(st.lists(DESCRIPTIONS, max_size=6))
def test_sums_are_those_of_walks(described: list[dict[str, float]]) -> None:
    assert NAMES.log_odds_of(described) == [walked(features) for features in described]


@given(st.lists(DESCRIPTIONS, min_size=2, max_size=6))
def test_a_score_is_the_same_alone_and_among_others(described: list[dict[str, float]]) -> None:
    alone = [NAMES.log_odds(features) for features in described]
    assert NAMES.log_odds_of(described) == alone


def test_trees_of_different_depth_stand_side_by_side() -> None:
    forest = Forest([(-1, 0.5), (0, 1.0, (-1, 2.0), (1, 0.0, (-1, 4.0), (-1, 8.0)))])
    rows = np.array([[1.0, 0.0], [2.0, 0.0], [2.0, 1.0]])
    assert forest.sums(rows, 16.0) == [18.5, 20.5, 24.5]


def test_no_trees_leave_the_base() -> None:
    assert Forest([]).sums(np.zeros((2, 1)), -1.5) == [-1.5, -1.5]
