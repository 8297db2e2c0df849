"""Learns weights of small pieces of text from examples: of spellings, and of words around names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.errors import GaliError

_STRENGTH = 3.0
_LEAST_WEIGHT = 0.05
_LEAST_COUNT = 2


def train_piece_weights(
    pieces: Sequence[Mapping[str, float]], answers: Sequence[bool]
) -> dict[str, Any]:
    """Return weights of pieces as a JSON object (see ``extract.piece_weights``).

    Args:
        pieces: The pieces of each name or of what stands around it.
        answers: Whether it is an innovation's.

    Raises:
        GaliError: If scikit-learn is not installed, or all answers are the same.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
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
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([_scaled(found, counts) for found in pieces])
    learner = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(rows, list(answers))
    weights = zip(vectorizer.get_feature_names_out(), learner.coef_[0], strict=True)
    return {
        "base": round(float(learner.intercept_[0]), 4),
        "weights": {piece: round(float(w), 3) for piece, w in weights if abs(w) >= _LEAST_WEIGHT},
    }


def _scaled(pieces: Mapping[str, float], counts: Mapping[str, int]) -> dict[str, float]:
    """Return the pieces that several examples have, as shares of the length of all of them."""
    size = math.sqrt(sum(value * value for value in pieces.values())) or 1.0
    return {p: value / size for p, value in pieces.items() if counts[p] >= _LEAST_COUNT}
