"""A linear model over named features: probabilities of labels, and what spoke for each.

The run-time half alone, in numpy; ``fitting`` makes such models, ``artifact`` keeps them in files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

Features = Mapping[str, float]
Numbers = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, kw_only=True)
class LinearModel:
    """Weights of features for labels.

    Attributes:
        name: Name and version, such as ``sector@1``; stored with every prediction.
        labels: The classes.
        features: Names of the features; all others count for nothing.
        weights: One row a feature, one column a label.
        bias: One number a label.
        temperature: By what scores are divided, so that probabilities are as right as they say.
        thresholds: Probabilities from which on something is done, by what it is for.
        facts: What else the artifact tells: data, versions, date.
    """

    name: str
    labels: tuple[str, ...]
    features: tuple[str, ...]
    weights: Numbers
    bias: Numbers
    temperature: float = 1.0
    thresholds: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Where each feature's weights stand."""
        return {name: row for row, name in enumerate(self.features)}

    def scores(self, features: Features) -> Numbers:
        """Return a score a label; the higher, the likelier."""
        _, rows, values = self._known(features)
        total: Numbers = self.bias + values @ self.weights[rows]
        return total

    def probabilities(self, features: Features) -> Numbers:
        """Return a calibrated probability a label; they sum to 1."""
        found: Numbers = softmax(self.scores(features) / np.float32(self.temperature))
        return found

    def contributions(self, features: Features, label: str) -> dict[str, float]:
        """Return how much each feature speaks for a label, beside what it does for all labels."""
        names, rows, values = self._known(features)
        weights = self.weights[rows]
        spoken = values * (weights[:, self.labels.index(label)] - weights.mean(axis=1))
        return dict(zip(names, spoken.tolist(), strict=True))

    def _known(self, features: Features) -> tuple[list[str], list[int], Numbers]:
        """Return the features that have weights, where these stand, and how strong they are."""
        names = [name for name in features if name in self.rows]
        rows = [self.rows[name] for name in names]
        return names, rows, np.array([features[name] for name in names], dtype=np.float32)


def softmax(scores: Any) -> Any:
    """Return scores as probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
