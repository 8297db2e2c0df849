"""What each feature adds to the score of a model: contributions along the paths of its trees.

A tree's value before any test is the mean of its two sides, and so on down; each test adds the
step from the mean above it to the one below (after Saabas). The steps and the start add up to the
score exactly, so that nothing of a decision stays unsaid. Model files do not tell how many examples
went which way; as most features are absent in most cases, the side of an absent one weighs more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from extract.scoring import Features, Model

_INNER = 4
_ABSENT_SHARE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one feature adds to a score.

    Attributes:
        feature: Its name.
        value: Its value; 0 where it is absent.
        log_odds: What it adds; negative if it speaks against.
    """

    feature: str
    value: float
    log_odds: float


def contributions_of(model: Model, features: Features) -> tuple[float, list[Contribution]]:
    """Return where a score starts before any test, and what each feature adds to it.

    Args:
        model: The model.
        features: What is known of one case.

    Returns:
        The start, in log-odds, and the contributions of all features that were tested, the
        weightiest first; together they are ``model.log_odds(features)``.
    """
    start = model.base
    added: defaultdict[str, float] = defaultdict(float)
    for tree in model.trees:
        node: Any = tree
        mean = _mean(node)
        start += mean
        while len(node) == _INNER:
            number, threshold, low, high = node
            name = model.feature_names[number]
            node = low if features.get(name, 0.0) <= threshold else high
            added[name] += _mean(node) - mean
            mean = _mean(node)
    found = (
        Contribution(feature=name, value=features.get(name, 0.0), log_odds=step)
        for name, step in added.items()
    )
    return start, sorted(found, key=lambda c: (-abs(c.log_odds), c.feature))


def _mean(node: Any) -> float:
    """Return the value of a leaf, or the weighted mean of both sides of a test."""
    if len(node) != _INNER:
        return float(node[1])
    share = _ABSENT_SHARE if node[1] >= 0.0 else 1.0 - _ABSENT_SHARE
    return share * _mean(node[2]) + (1.0 - share) * _mean(node[3])
