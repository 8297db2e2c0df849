"""Learned weights of small pieces of text, such as letters in a row or words beside a name.

What the pieces are is said where they are gathered (``name_shape``, ``innovations.wording``); here
they only add up. The weights are JSON files that training writes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Pieces = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PieceWeights:
    """Weights of pieces.

    Attributes:
        weights: What each piece says for (positive) or against; a piece that is absent says
            nothing.
        base: What is said where there are no pieces.
    """

    weights: Mapping[str, float]
    base: float

    def likeness(self, pieces: Pieces) -> float:
        """Return the log-odds of a yes by some pieces alone; how many there are does not count."""
        size = size_of(pieces)
        if not size:
            return self.base
        get = self.weights.get
        return self.base + sum([get(piece, 0.0) * value for piece, value in pieces.items()]) / size


def size_of(pieces: Pieces) -> float:
    """Return the length of pieces as a vector; 0 if there are none."""
    return math.sqrt(sum([value * value for value in pieces.values()]))


@lru_cache(maxsize=8)
def load_piece_weights(name: str) -> PieceWeights:
    """Return weights that are shipped, such as ``words_before``."""
    path = files("extract").joinpath("data", "models", f"{name}.json")
    return parse_piece_weights(json.loads(path.read_text(encoding="utf-8")))


def parse_piece_weights(record: Mapping[str, object]) -> PieceWeights:
    """Return weights from their JSON object."""
    weights, base = record["weights"], record["base"]
    assert isinstance(weights, dict)
    assert isinstance(base, float)
    return PieceWeights(weights, base)
