"""Learns from examples how names of innovations are spelt, as weights of pieces of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.errors import GaliError

_STRENGTH = 3.0
_LEAST_WEIGHT = 0.05
_LEAST_COUNT = 2


def train_name_shape(
    pieces: Sequence[Mapping[str, float]], answers: Sequence[bool]
) -> dict[str, Any]:
    """Return weights of pieces of words as a JSON object (see ``extract.name_shape``).

    Args:
        pieces: The pieces of each name.
        answers: Whether it is an innovation's.

    Raises:
        GaliError: If scikit-learn is not installed, or all answers are the same.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import normalize
    except ImportError as error:
        raise GaliError(
            "training needs scikit-learn", mend="pip install 'gali-inovasi[train]'"
        ) from error
    if len(set(answers)) < 2:
        raise GaliError("nothing to learn: all names have the same answer")
    counts: dict[str, int] = {}
    for found in pieces:
        for piece in found:
            counts[piece] = counts.get(piece, 0) + 1
    common = [{p: v for p, v in found.items() if counts[p] >= _LEAST_COUNT} for found in pieces]
    vectorizer = DictVectorizer()
    rows = normalize(vectorizer.fit_transform(common))
    learner = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(rows, list(answers))
    weights = zip(vectorizer.get_feature_names_out(), learner.coef_[0], strict=True)
    return {
        "base": round(float(learner.intercept_[0]), 4),
        "weights": {piece: round(float(w), 3) for piece, w in weights if abs(w) >= _LEAST_WEIGHT},
    }
