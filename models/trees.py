"""Trains sums of decision trees over named features and writes them as plain JSON.

The library that trains (scikit-learn, extra ``train``) is not needed to use the result, and the
same examples give the same file, byte for byte, with the same version of it. Probabilities are
calibrated on answers to articles of outlets that the trees had not seen (isotonic regression).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import GaliError

if TYPE_CHECKING:
    import numpy as np
    from sklearn.ensemble import GradientBoostingClassifier

Features = Mapping[str, float]

_DIGITS = 6
_LEAST_COUNT = 4
_MOST_POINTS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One question with its answer.

    Attributes:
        features: What the model may look at.
        answer: What people said.
        group: Examples of one group are never split between training and test; the outlet.
    """

    features: Features
    answer: bool
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a model is trained.

    Attributes:
        threshold: Least calibrated probability that counts as a yes.
        n_runs: How many sums of trees, from different random numbers, are averaged.
        n_trees: How many trees each of them adds up.
        depth: How many tests lead to a leaf at most.
        rate: How much each tree counts.
        feature_share: Share of the features that a split may choose from.
        least_leaf: Fewest examples of a leaf.
        n_folds: Parts of the cross-validation that calibrates.
        seed: Start of the random numbers.
    """

    threshold: float
    n_runs: int = 3
    n_trees: int = 100
    depth: int = 3
    rate: float = 0.1
    feature_share: float = 0.2
    least_leaf: int = 6
    n_folds: int = 5
    seed: int = 0


def fold_of(group: str, n_folds: int) -> int:
    """Return the part of a cross-validation that a group belongs to, the same on every machine."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % n_folds


def train_model(examples: Sequence[Example], settings: Settings) -> dict[str, Any]:
    """Return a trained model as a JSON object (see ``extract.scoring``).

    Raises:
        GaliError: If scikit-learn is not installed, or the examples give only one answer.
    """
    if len({example.answer for example in examples}) < 2:
        raise GaliError(
            "nothing to learn: all examples have the same answer",
            mend="Train on articles that hold innovations with owners, and other names and bodies.",
        )
    names = _feature_names(examples)
    rows, answers = _matrix(examples, names)
    runs = _fit(rows, answers, settings)
    share = settings.rate / settings.n_runs
    return {
        "features": names,
        "base": _rounded(_base(runs[0])),
        "trees": [_nodes(stage[0].tree_, share) for run in runs for stage in run.estimators_],
        "threshold": settings.threshold,
        "calibration": _calibration(examples, rows, answers, settings),
    }


def _feature_names(examples: Sequence[Example]) -> list[str]:
    """Return the names of the features that more than a few examples have, sorted."""
    counts: dict[str, int] = {}
    for example in examples:
        for name, value in example.features.items():
            counts[name] = counts.get(name, 0) + bool(value)
    return sorted(name for name, count in counts.items() if count >= _LEAST_COUNT)


def _matrix(
    examples: Sequence[Example], names: Sequence[str]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the features as rows of numbers, and the answers."""
    import numpy as np

    rows = np.array([[e.features.get(name, 0.0) for name in names] for e in examples])
    # Rounded as the run-time reads them, so that both go the same way at every test.
    return rows.astype(np.float32), np.array([example.answer for example in examples])


def _fit(
    rows: np.ndarray[Any, Any], answers: np.ndarray[Any, Any], settings: Settings
) -> list[GradientBoostingClassifier]:
    """Return runs of trees that were added one after the other, each where the sum so far errs."""
    try:
        from sklearn.ensemble import GradientBoostingClassifier
    except ImportError as error:
        raise GaliError(
            "training needs scikit-learn", mend="pip install 'gali-inovasi[train]'"
        ) from error

    return [
        GradientBoostingClassifier(
            n_estimators=settings.n_trees,
            max_depth=settings.depth,
            learning_rate=settings.rate,
            subsample=0.6,
            max_features=settings.feature_share,
            min_samples_leaf=settings.least_leaf,
            random_state=settings.seed + run,
        ).fit(rows, answers)
        for run in range(settings.n_runs)
    ]


def _base(classifier: GradientBoostingClassifier) -> float:
    """Return the log-odds of a yes before any tree."""
    import numpy as np

    share = classifier.init_.class_prior_[1]
    return float(np.log(share / (1 - share)))


def _nodes(tree: Any, share: float) -> list[list[float]]:
    """Return a tree as nodes: ``[feature, threshold, left, right]``, or ``[value]`` for a leaf."""
    nodes: list[list[float]] = []
    for number in range(tree.node_count):
        left, right = int(tree.children_left[number]), int(tree.children_right[number])
        if left < 0:
            nodes.append([_rounded(float(tree.value[number][0][0]) * share)])
        else:
            threshold = _rounded(float(tree.threshold[number]))
            nodes.append([int(tree.feature[number]), threshold, left, right])
    return nodes


def _calibration(
    examples: Sequence[Example],
    rows: np.ndarray[Any, Any],
    answers: np.ndarray[Any, Any],
    settings: Settings,
) -> list[list[float]]:
    """Return rising (log-odds, probability) points from answers to unseen groups."""
    import numpy as np
    from sklearn.isotonic import IsotonicRegression

    folds = np.array([fold_of(example.group, settings.n_folds) for example in examples])
    scores = np.zeros(len(answers))
    for fold in range(settings.n_folds):
        rest, held = folds != fold, folds == fold
        if not held.any():
            continue
        if len(set(answers[rest])) < 2:
            return []
        runs = _fit(rows[rest], answers[rest], settings)
        scores[held] = np.mean([run.decision_function(rows[held]) for run in runs], axis=0)
    isotonic = IsotonicRegression(y_min=0.001, y_max=0.999, out_of_bounds="clip")
    isotonic.fit(scores, answers.astype(float))
    return _points(isotonic, scores)


def _points(isotonic: Any, scores: np.ndarray[Any, Any]) -> list[list[float]]:
    """Return a rising line through the steps of an isotonic regression."""
    import numpy as np

    marks = np.unique(np.quantile(scores, np.linspace(0, 1, 4 * _MOST_POINTS)))
    top = np.sort(scores)[-max(1, len(scores) // 4) :]
    marks = np.unique(
        np.concatenate([marks[::8], np.quantile(top, np.linspace(0, 1, _MOST_POINTS))])
    )
    values = isotonic.predict(marks)
    return [[_rounded(float(x)), _rounded(float(y))] for x, y in zip(marks, values, strict=True)]


def _rounded(value: float) -> float:
    """Return a number short enough to read in a file."""
    return round(value, _DIGITS)
