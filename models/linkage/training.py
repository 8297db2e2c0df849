"""Learns from labelled pairs how much each feature weighs, and from which score on two are one.

The only file of linkage that needs scikit-learn. The same pairs give the same weights, rounded to
three places.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.errors import GaliError
from models.linkage.features import WORDS, Features, features_of
from models.linkage.pairs import LabelledPair
from models.linkage.placing import may_be_one_place
from models.linkage.profile import profile_of
from models.linkage.scoring import SCHEMA, PairModel, parse_model
from models.trees import fold_of

# Small weights unless the pairs insist.
_STRENGTH = 3.0
_N_FOLDS = 5
_DIGITS = 3
# A wrong merge costs as much as this many missed ones, whose parts a reader at least sees.
_WRONG_MERGE = 2.0
# Keeping one innovation apart for good costs as much as this many bridges between two.
_WRONG_VETO = 3.0
# e^1.5: the best place must be four times as likely as the next one.
_MARGIN = 1.5
Example = tuple[Features, bool, str]


def train_linkage(pairs: Sequence[LabelledPair]) -> PairModel:
    """Return a model of labelled pairs; see ``train_linkage_record``."""
    return parse_model(train_linkage_record(pairs))


def train_linkage_record(pairs: Sequence[LabelledPair]) -> dict[str, Any]:
    """Return a model as a JSON object.

    Pairs of two regions say nothing, because these are never one; pairs kept for tests are passed
    over. Thresholds are chosen on answers to cases that the weights were not learnt from.

    Args:
        pairs: Labelled pairs of at least two cases, with both answers.

    Raises:
        GaliError: If scikit-learn is not installed, or there is nothing to learn from.
    """
    examples = [
        (_features(pair), pair.same, pair.case)
        for pair in pairs
        if not pair.is_test and may_be_one_place(pair.one.mention.region, pair.other.mention.region)
    ]
    if len({same for _, same, _ in examples}) < 2:
        raise GaliError(
            "nothing to learn: all pairs have the same answer",
            mend="Give pairs that are one innovation, and pairs that are not.",
        )
    bias, weights = _fit(examples)
    scored = _scores_of_unseen(examples)
    return {
        "schema": SCHEMA,
        "n_pairs": len(examples),
        "bias": bias,
        "weights": weights,
        "threshold": _best_threshold(scored),
        "veto": _veto(scored),
        "margin": _MARGIN,
    }


def model_file() -> Path:
    """Return the file from which linkage reads its model."""
    return Path(str(files("models").joinpath("data", "linkage_model.json")))


def _features(pair: LabelledPair) -> Features:
    """Return what speaks for and against a pair."""
    one, other = (profile_of([row], row.mention.region) for row in (pair.one, pair.other))
    return features_of(one, other)


def _fit(examples: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """Return bias and weights of a logistic regression."""
    import numpy as np

    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise GaliError(
            "training needs scikit-learn", mend="pip install 'gali-inovasi[train]'"
        ) from error

    names = sorted(WORDS)
    rows = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in examples])
    answers = np.array([same for _, same, _ in examples])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000, tol=1e-8).fit(rows, answers)
    weights = [round(float(weight), _DIGITS) for weight in model.coef_[0]]
    bias = round(float(model.intercept_[0]), _DIGITS)
    return bias, dict(zip(names, weights, strict=True))


def _scores_of_unseen(examples: Sequence[Example]) -> list[tuple[float, bool]]:
    """Return scores and answers of all examples, each scored without its own case."""
    scored = []
    for fold in range(_N_FOLDS):
        held = [e for e in examples if fold_of(e[2], _N_FOLDS) == fold]
        rest = [e for e in examples if fold_of(e[2], _N_FOLDS) != fold]
        if not held or len({same for _, same, _ in rest}) < 2:
            continue
        bias, weights = _fit(rest)
        scored += [
            (bias + sum(weights[name] * value for name, value in features.items()), same)
            for features, same, _ in held
        ]
    return scored


def _best_threshold(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the score from which on answers are most often right; more likely than not."""
    return max(0.0, _least_loss(scored, if_joined_wrongly=_WRONG_MERGE, if_parted_wrongly=1.0))


def _veto(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the score up to which two are kept apart whatever links them."""
    return min(_least_loss(scored, if_joined_wrongly=1.0, if_parted_wrongly=_WRONG_VETO), -0.5)


def _least_loss(
    scored: Sequence[tuple[float, bool]], *, if_joined_wrongly: float, if_parted_wrongly: float
) -> float:
    """Return the score that parts like from unlike pairs at the least cost."""

    def loss(limit: float) -> float:
        return sum(
            if_parted_wrongly if same else if_joined_wrongly
            for score, same in scored
            if same != (score > limit)
        )

    limits = sorted({round(score, 1) for score, _ in scored})
    return min(limits, key=lambda limit: (loss(limit), abs(limit)), default=0.0)
