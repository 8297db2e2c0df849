"""Trains the sector classifier and measures it on innovations of outlets that it had not seen.

Examples without a group (written, listed, reviewed) are always learnt from, except for those that
name an innovation of the part that is being tested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from corpus.errors import GaliError
from corpus.vocabulary import sectors
from models.figures import Figures, HeldOut, measure
from models.fitting import FitSettings, fit_linear
from models.labelled import LabelledMention, folds_of
from models.linear import LinearModel
from models.sector import MODEL, UNSURE
from models.sector_features import sector_features

SETTINGS = FitSettings(strength=0.3)
UNSURE_BELOW = 0.15
N_FOLDS = 10
Scorer = Callable[[Sequence[LabelledMention], Sequence[LabelledMention]], Any]
"""Learns from the first examples and returns scores of the second, a column a sector by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedSectors:
    """A trained classifier and what it is worth.

    Attributes:
        model: Calibrated, with its threshold.
        figures: Cross-validated by group; None if too few examples have a group.
    """

    model: LinearModel
    figures: Figures | None


def train_sector(
    examples: Sequence[LabelledMention], extra: Sequence[LabelledMention] = ()
) -> TrainedSectors:
    """Return a sector classifier, calibrated on groups that it had not seen.

    Args:
        examples: Innovations with their sectors.
        extra: Further ones, such as corrections by people; learnt from, never tested on.

    Raises:
        GaliError: If scikit-learn is not installed, or the examples have fewer than two sectors.
    """
    learnt = [*examples, *(replace(example, group=None) for example in extra)]
    model = fit_sector(learnt)
    figures, temperature = None, 1.0
    if len({example.group for example in learnt} - {None}) > 1:
        held = hold_out(learnt, score_by_features)
        figures, temperature = measure(held, [UNSURE_BELOW]), held.temperature
    model = replace(model, temperature=temperature, thresholds={UNSURE: UNSURE_BELOW})
    return TrainedSectors(model=model, figures=figures)


def fit_sector(examples: Sequence[LabelledMention]) -> LinearModel:
    """Return a sector classifier that is not calibrated yet."""
    rows = [features_of(example) for example in examples]
    return fit_linear(MODEL, rows, [example.sector for example in examples], SETTINGS)


def features_of(example: LabelledMention) -> dict[str, float]:
    """Return the features of an example."""
    return dict(sector_features(example.mention, example.context).values)


def score_by_features(learnt: Sequence[LabelledMention], asked: Sequence[LabelledMention]) -> Any:
    """Return what the classifier says that is trained on some examples about others."""
    model = fit_sector(learnt)
    scores = np.array([model.scores(features_of(example)) for example in asked])
    return spread_scores(scores, model.labels)


def spread_scores(scores: Any, labels: Sequence[str]) -> Any:
    """Return scores with a column for every sector; one that was not learnt gets the least."""
    codes = sorted(sectors())
    found = np.full((len(scores), len(codes)), scores.min() - 1.0)
    found[:, [codes.index(label) for label in labels]] = scores
    return found


def hold_out(
    examples: Sequence[LabelledMention], scorer: Scorer, n_folds: int = N_FOLDS
) -> HeldOut:
    """Return what a way of learning says of the examples with a group, by cross-validation.

    Args:
        examples: All examples; those of one group are tested together.
        scorer: The way of learning.
        n_folds: Parts into which the groups are divided.

    Raises:
        GaliError: If no example has a group.
    """
    folds = folds_of(examples, n_folds)
    scores, answers, parts = [], [], []
    codes = sorted(sectors())
    for fold in sorted({fold for fold in folds if fold is not None}):
        asked = [e for e, f in zip(examples, folds, strict=True) if f == fold]
        learnt = without_same([e for e, f in zip(examples, folds, strict=True) if f != fold], asked)
        scores.append(scorer(learnt, asked))
        answers += [codes.index(example.sector) for example in asked]
        parts += [fold] * len(asked)
    if not scores:
        raise GaliError("there is nothing to test on: no example comes from an outlet")
    return HeldOut(
        labels=tuple(codes),
        scores=np.concatenate(scores),
        answers=np.array(answers),
        folds=np.array(parts),
    )


def without_same(
    learnt: Sequence[LabelledMention], asked: Sequence[LabelledMention]
) -> list[LabelledMention]:
    """Return examples without those of lists that name an innovation that is asked about."""
    keys = frozenset[str]().union(*(example.keys for example in asked))
    return [e for e in learnt if e.group is not None or keys.isdisjoint(e.keys)]
