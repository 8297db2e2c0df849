"""Predicts the sector of an innovation from its words, its name and its owner, and says why.

Weighs what the rules find (``sector_rules``) together with the words themselves, with weights that
``sector_training`` learnt. Where it is less sure than its threshold it gives no answer.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from corpus.records import Mention, Prediction, Reason
from models.artifact import read_artifact
from models.linear import LinearModel
from models.sector_features import RULES, SectorFeatures, phrase_reason, sector_features

MODEL = "sector@1"
"""Name and version of the classifier, stored with every prediction."""
UNSURE = "unsure"
"""Name of the threshold below which there is no answer."""

_MOST_REASONS = 6
_LEAST_WEIGHT = 0.3


def predict_sector(
    mention: Mention, context: str = "", model: LinearModel | None = None
) -> Prediction:
    """Return the sector in which an innovation most likely works.

    Args:
        mention: The innovation as an article tells of it.
        context: The words around its name; may be empty.
        model: What decides; None for the model that is shipped.

    Returns:
        The label is None where the model is not sure enough; the probability is that of the
        likeliest sector all the same. Reasons are in Indonesian, for people to read.

    Raises:
        InvalidModelError: If the shipped model is damaged.
    """
    model = model or shipped_model()
    features = sector_features(mention, context)
    probabilities = model.probabilities(features.values)
    best = int(probabilities.argmax())
    probability = round(float(probabilities[best]), 4)
    sure = probability >= model.thresholds.get(UNSURE, 0.0)
    return Prediction(
        label=model.labels[best] if sure else None,
        probability=probability,
        model=model.name,
        reasons=_reasons(model, features, mention, model.labels[best]),
    )


@lru_cache(maxsize=1)
def shipped_model() -> LinearModel:
    """Return the classifier that is shipped.

    Raises:
        InvalidModelError: If its files are missing, damaged or of another version.
    """
    return read_artifact(trained_folder(), "sector", MODEL)


def trained_folder() -> Path:
    """Return the folder in which the shipped models of this package lie."""
    return Path(str(files("models").joinpath("data", "trained")))


def _reasons(
    model: LinearModel, features: SectorFeatures, mention: Mention, label: str
) -> tuple[Reason, ...]:
    """Return what spoke for a label in words, the strongest first."""
    weights: dict[str, float] = defaultdict(float)
    for feature, weight in model.contributions(features.values, label).items():
        if feature == f"{RULES}:{label}":
            found = features.reasons[label]
            total = sum(reason.weight for reason in found)
            for reason in found:
                weights[reason.name] += weight * reason.weight / total
        elif phrase := phrase_reason(feature, mention):
            weights[phrase] += weight
    strongest = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(
        Reason(name=name, weight=round(weight, 3))
        for name, weight in strongest[:_MOST_REASONS]
        if weight >= _LEAST_WEIGHT
    )
