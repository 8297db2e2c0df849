"""How far probabilities can be believed, and how they are made believable."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.linear import softmax

_N_BINS = 10
# Finer steps change the error by less than a thousandth.
_TEMPERATURES = [round(0.30 + 0.02 * step, 2) for step in range(86)]


def calibration_error(confidences: Any, right: Any) -> float:
    """Return the expected calibration error over ten bins of equal width (Guo et al., 2017).

    Args:
        confidences: Probability of the predicted label of each example, 0..1.
        right: Whether that label was right.

    Returns:
        The mean distance between what was promised and what came true; 0 is perfect.
    """
    bins = np.minimum((np.asarray(confidences) * _N_BINS).astype(int), _N_BINS - 1)
    right = np.asarray(right, dtype=float)
    error = 0.0
    for number in range(_N_BINS):
        inside = bins == number
        if inside.any():
            gap = abs(float(right[inside].mean()) - float(np.asarray(confidences)[inside].mean()))
            error += gap * float(inside.mean())
    return error


def best_temperature(scores: Any, answers: Any) -> float:
    """Return the temperature at which held-out answers are likeliest.

    Args:
        scores: One row an example, one column a label; of models that had not seen the example.
        answers: Column of the right label of each.
    """
    rows = np.arange(len(answers))

    def loss(temperature: float) -> float:
        chosen = softmax(scores / temperature)[rows, answers]
        return -float(np.log(np.maximum(chosen, 1e-9)).mean())

    return min(_TEMPERATURES, key=loss)
