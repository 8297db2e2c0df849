"""Small trained models at run time: sums of decision trees over named features.

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
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from extract.forest import Forest, Tree
from extract.innovations.wording import KINDS
from extract.piece_weights import PieceWeights, load_piece_weights

Features = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each feature."""
        return {name: number for number, name in enumerate(self.feature_names)}

    @cached_property
    def forest(self) -> Forest:
        """The trees ready to be added up."""
        return Forest(self.trees)

    def log_odds(self, features: Features) -> float:
        """Return the raw score of some features."""
        return self.log_odds_of([features])[0]

    def log_odds_of(self, described: Sequence[Features]) -> list[float]:
        """Return the raw score of each description, the same alone and among others."""
        if not described:
            return []
        n_features = max(1, len(self.feature_names))
        places: list[int] = []
        values: list[float] = []
        get = self.numbers.get
        for row, features in enumerate(described):
            first = row * n_features
            for name, value in features.items():
                number = get(name)
                if number is not None:
                    places.append(first + number)
                    values.append(value)
        rows = np.zeros(len(described) * n_features)
        rows[places] = values
        return self.forest.sums(rows.reshape(-1, n_features), self.base)

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
        pieces: What spelling and words around a name say, by kind (``wording.KINDS``).
    """

    pieces: Mapping[str, PieceWeights]
    names: Model
    owners: Model


@lru_cache(maxsize=1)
def load_models() -> Models:
    """Return the models that are shipped."""
    return Models(
        pieces={kind: load_piece_weights(file_of(kind)) for kind in KINDS},
        names=load_model("names"),
        owners=load_model("owners"),
    )


def file_of(kind: str) -> str:
    """Return the name of the file, without ending, of the weights of a kind of pieces."""
    return kind.replace(" ", "_")


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


def _tree(nodes: Sequence[Sequence[float]], number: int = 0) -> Tree:
    """Return a tree from its nodes: ``[feature, threshold, left, right]``, or ``[value]``."""
    node = nodes[number]
    if len(node) == 1:
        return -1, node[0]
    feature, threshold, left, right = node
    return int(feature), threshold, _tree(nodes, int(left)), _tree(nodes, int(right))
