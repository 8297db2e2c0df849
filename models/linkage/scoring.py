"""The trained model of pairs: how likely two profiles are of one innovation, and why."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpus.errors import GaliError
from models.linkage.features import WORDS, Features, features_of
from models.linkage.profile import Profile

SCHEMA = "gali-linkage/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairModel:
    """Weights of features, in log-odds.

    Attributes:
        bias: Log-odds before anything is known.
        weights: By name of the feature.
        threshold: Least log-odds at which two are put together.
        veto: Log-odds at or below which two are never in one group, whatever links them.
        margin: By how much the best of several places must be better than the next.
    """

    bias: float
    weights: Mapping[str, float]
    threshold: float
    veto: float
    margin: float

    def score(self, one: Profile, other: Profile) -> float:
        """Return the log-odds that two profiles are of one innovation."""
        return self.score_features(features_of(one, other))

    def score_features(self, features: Features) -> float:
        """Return the log-odds that features give, rounded so that all machines agree."""
        weights = self.weights
        return round(self.bias + sum(weights[name] * value for name, value in features.items()), 6)


def probability(log_odds: float) -> float:
    """Return log-odds as a probability, 0..1."""
    return 1.0 / (1.0 + math.exp(-log_odds))


@lru_cache(maxsize=1)
def default_model() -> PairModel:
    """Return the model that comes with gali."""
    text = files("models").joinpath("data", "linkage_model.json").read_text(encoding="utf-8")
    return parse_model(json.loads(text))


def parse_model(record: Mapping[str, Any]) -> PairModel:
    """Return the model of a JSON object.

    Raises:
        GaliError: If it was made for other features than these.
    """
    if record.get("schema") != SCHEMA or set(record.get("weights", ())) != set(WORDS):
        raise GaliError(
            "the linkage model was made for another version of gali",
            where="linkage_model.json",
            mend="Train it anew: gali train linkage",
        )
    return PairModel(
        bias=float(record["bias"]),
        weights={name: float(weight) for name, weight in record["weights"].items()},
        threshold=float(record["threshold"]),
        veto=float(record["veto"]),
        margin=float(record["margin"]),
    )
