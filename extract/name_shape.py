"""How much a name is spelt like those of innovations: learned weights of pieces of its words.

``Gendis Mamas`` and ``SI-PELANDUK`` do not look like people, offices or events. The weights of
two to four letters in a row, with their case and the edges of words, are learned; what else speaks
for a name is none of its business.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_SHORTEST, _LONGEST = 2, 4
_MOST_LETTERS = 120


@dataclass(frozen=True, slots=True)
class NameShape:
    """Weights of pieces of words.

    Attributes:
        weights: What each piece says for (positive) or against a name.
        base: What is said of any name.
    """

    weights: Mapping[str, float]
    base: float

    def likeness(self, name: str) -> float:
        """Return the log-odds that a name is one of an innovation, by its spelling alone."""
        pieces = pieces_of(name)
        size = math.sqrt(sum(value * value for value in pieces.values()))
        if not size:
            return self.base
        get = self.weights.get
        return self.base + sum(get(piece, 0.0) * value for piece, value in pieces.items()) / size


def pieces_of(name: str) -> dict[str, float]:
    """Return the pieces of a name's words, more for one that comes several times."""
    counts: Counter[str] = Counter()
    for word in name[:_MOST_LETTERS].split():
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            counts.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return {piece: 1.0 + math.log(count) for piece, count in counts.items()}


@lru_cache(maxsize=1)
def load_name_shape() -> NameShape:
    """Return the weights that are shipped."""
    path = files("extract").joinpath("data", "models", "name_shape.json")
    return parse_name_shape(json.loads(path.read_text(encoding="utf-8")))


def parse_name_shape(record: Mapping[str, object]) -> NameShape:
    """Return weights from their JSON object."""
    weights, base = record["weights"], record["base"]
    assert isinstance(weights, dict)
    assert isinstance(base, float)
    return NameShape(weights, base)
