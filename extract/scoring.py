"""Small trained models at run time: sums of decision trees over named features, in plain Python.

A model is a JSON file that people can read: names of features, trees as nested tests, a base
score, and the points of a calibration. It is made by training (see
``docs/extraction.md``); nothing of the library that trains it is needed to use it.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from extract.name_shape import NameShape, load_name_shape

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tree:
    """A binary decision tree as parallel lists; node 0 is the root.

    Attributes:
        features: Number of the feature that each node tests; -1 at a leaf.
        thresholds: A value up to this one goes left.
        left: Number of the next node.
        right: Number of the other next node.
        values: What a leaf adds to the score.
    """

    features: Sequence[int]
    thresholds: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    values: Sequence[float]

    def value(self, row: Sequence[float]) -> float:
        """Return what the leaf that a row comes to adds."""
        node = 0
        features, thresholds = self.features, self.thresholds
        while (number := features[node]) >= 0:
            node = self.left[node] if row[number] <= thresholds[node] else self.right[node]
        return self.values[node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A sum of trees with a calibration.

    Attributes:
        feature_names: In the order in which trees number them; an absent feature is 0.
        base: Log-odds before any tree.
        trees: What is added.
        threshold: Least calibrated probability at which the answer is yes.
        calibration: Rising (log-odds, probability) points; between them lines are drawn.
    """

    feature_names: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]
    threshold: float
    calibration: tuple[tuple[float, float], ...]

    def log_odds(self, features: Features) -> float:
        """Return the raw score of some features."""
        row = [features.get(name, 0.0) for name in self.feature_names]
        return self.base + sum(tree.value(row) for tree in self.trees)

    def probability(self, features: Features) -> float:
        """Return the calibrated probability of a yes."""
        return self.calibrated(self.log_odds(features))

    def calibrated(self, log_odds: float) -> float:
        """Return log-odds as the share of right answers that had such odds in training."""
        points = self.calibration
        if not points:
            return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))
        index = bisect_right(points, log_odds, key=lambda point: point[0])
        if index == 0:
            return points[0][1]
        if index == len(points):
            return points[-1][1]
        (x0, y0), (x1, y1) = points[index - 1], points[index]
        return y0 + (y1 - y0) * (log_odds - x0) / (x1 - x0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models that decide in an extraction.

    Attributes:
        names: Whether a name is that of an innovation.
        owners: Whether a body owns an innovation.
        shape: How names of innovations are spelt.
    """

    shape: NameShape
    names: Model
    owners: Model


@lru_cache(maxsize=1)
def load_models() -> Models:
    """Return the models that are shipped."""
    return Models(shape=load_name_shape(), names=load_model("names"), owners=load_model("owners"))


@lru_cache(maxsize=8)
def load_model(name: str) -> Model:
    """Return a model that is shipped, such as ``names``."""
    path = files("extract").joinpath("data", "models", f"{name}.json")
    return parse_model(json.loads(path.read_text(encoding="utf-8")))


def parse_model(record: Mapping[str, Any]) -> Model:
    """Return a model from its JSON object."""
    return Model(
        feature_names=tuple(record["features"]),
        base=record["base"],
        trees=tuple(_tree(nodes) for nodes in record["trees"]),
        threshold=record["threshold"],
        calibration=tuple((x, y) for x, y in record["calibration"]),
    )


def _tree(nodes: Sequence[Sequence[float]]) -> Tree:
    """Return a tree from its nodes: ``[feature, threshold, left, right]``, or ``[value]``."""
    inner = [node if len(node) > 1 else (-1, 0.0, 0, 0) for node in nodes]
    return Tree(
        features=[int(node[0]) for node in inner],
        thresholds=[node[1] for node in inner],
        left=[int(node[2]) for node in inner],
        right=[int(node[3]) for node in inner],
        values=[node[0] if len(node) == 1 else 0.0 for node in nodes],
    )
