"""Fits linear models over named features (scikit-learn, extra ``train``).

The library is not needed to use the result. Arithmetic runs on one thread, so that the same
examples give the same numbers; weights are rounded as the artifact keeps them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.errors import GaliError
from models.artifact import rounded
from models.linear import Features, LinearModel

_MOST_STEPS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSettings:
    """How a model is fitted.

    Attributes:
        strength: How closely the examples are followed (``C`` of the library).
        least_count: Fewest examples that must have a feature.
        balanced: Whether rare labels count as much as frequent ones.
    """

    strength: float
    least_count: int = 2
    balanced: bool = False


def fit_linear(
    name: str, rows: Sequence[Features], answers: Sequence[str], settings: FitSettings
) -> LinearModel:
    """Return a logistic regression, not yet calibrated.

    Args:
        name: Name and version of the model.
        rows: Features of each example.
        answers: Label of each example.
        settings: How to fit.

    Raises:
        GaliError: If scikit-learn is not installed, or there are fewer than two labels.
    """
    require_library()
    labels = sorted(set(answers))
    if len(labels) < 2:
        raise GaliError(
            "nothing to learn: all examples have the same answer",
            mend="Train on examples of at least two kinds.",
        )
    features = kept_features(rows, settings.least_count)
    weights, bias = _solve(matrix(rows, features), answers, settings)
    return LinearModel(
        name=name,
        labels=tuple(labels),
        features=tuple(features),
        weights=rounded(weights),
        bias=rounded(bias),
    )


def kept_features(rows: Sequence[Features], least_count: int) -> list[str]:
    """Return the features that enough examples have, sorted."""
    counts = Counter(name for row in rows for name, value in row.items() if value)
    return sorted(name for name, count in counts.items() if count >= least_count)


def matrix(rows: Sequence[Features], features: Sequence[str]) -> Any:
    """Return features as a sparse matrix, one row an example."""
    from scipy.sparse import csr_matrix

    columns = {name: column for column, name in enumerate(features)}
    starts, places, values = [0], [], []
    for row in rows:
        known = sorted((columns[name], value) for name, value in row.items() if name in columns)
        places += [place for place, _ in known]
        values += [value for _, value in known]
        starts.append(len(places))
    shape = (len(rows), len(features))
    return csr_matrix((np.array(values, dtype=float), places, starts), shape=shape)


def require_library() -> None:
    """Check that scikit-learn is installed.

    Raises:
        GaliError: If it is not.
    """
    try:
        import sklearn  # noqa: F401 -- only whether it is there
    except ImportError as error:
        raise GaliError(
            "training needs scikit-learn", mend="pip install 'gali-inovasi[train]'"
        ) from error


def _solve(examples: Any, answers: Sequence[str], settings: FitSettings) -> tuple[Any, Any]:
    """Return weights (one row a feature) and bias, a column a label."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    fitted = LogisticRegression(
        C=settings.strength,
        max_iter=_MOST_STEPS,
        class_weight="balanced" if settings.balanced else None,
    )
    with threadpool_limits(1):
        fitted.fit(examples, list(answers))
    weights, bias = fitted.coef_, fitted.intercept_
    if len(weights) == 1:
        # Of two labels the library keeps only the second one's half.
        weights = np.concatenate([-weights / 2, weights / 2])
        bias = np.concatenate([-bias / 2, bias / 2])
    return weights.T, bias
