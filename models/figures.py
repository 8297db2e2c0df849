"""How good a classifier is on examples that it had not seen: accuracy, macro-F1, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.calibration import best_temperature, calibration_error
from models.linear import softmax


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFigures:
    """Figures of one label; ``n`` is the number of examples that have it."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """What models said of examples of groups that they had not seen.

    Attributes:
        labels: The classes; a column of ``scores`` each.
        scores: One row an example.
        answers: Column of the right class of each.
        folds: Part of the cross-validation of each.
    """

    labels: tuple[str, ...]
    scores: Any
    answers: Any
    folds: Any

    @property
    def temperature(self) -> float:
        """The temperature at which all answers are likeliest."""
        return best_temperature(self.scores, self.answers)

    def probabilities(self) -> Any:
        """Return probabilities, those of each part calibrated on the other parts alone."""
        found = np.zeros(self.scores.shape)
        for fold in np.unique(self.folds):
            held = self.folds == fold
            rest = ~held if (~held).any() else held
            temperature = best_temperature(self.scores[rest], self.answers[rest])
            found[held] = softmax(self.scores[held] / temperature)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How good a classifier is.

    Attributes:
        accuracy: Share of right answers; one that is not sure answers all the same.
        macro_f1: Mean of the F1 of the labels that occur.
        calibration_error: Expected calibration error over ten bins.
        n: Number of examples.
        by_label: Figures of each label that occurs.
        sure: Share of the examples of which the classifier is sure enough, and the accuracy there,
            by threshold.
    """

    accuracy: float
    macro_f1: float
    calibration_error: float
    n: int
    by_label: dict[str, LabelFigures]
    sure: dict[float, tuple[float, float]]


def measure(held: HeldOut, thresholds: Sequence[float] = ()) -> Figures:
    """Return the figures of what was held out.

    Args:
        held: At least one example.
        thresholds: Probabilities below which an answer may be withheld.
    """
    probabilities = held.probabilities()
    chosen, confidences = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = chosen == held.answers
    by_label = {
        label: figures
        for column, label in enumerate(held.labels)
        if (figures := _label_figures(chosen == column, held.answers == column)).n
    }
    return Figures(
        accuracy=float(right.mean()),
        macro_f1=float(np.mean([figures.f1 for figures in by_label.values()])),
        calibration_error=calibration_error(confidences, right),
        n=len(right),
        by_label=by_label,
        sure={t: _sure(confidences >= t, right) for t in thresholds},
    )


def _label_figures(chosen: Any, expected: Any) -> LabelFigures:
    """Return precision, recall and F1 of one label."""
    n_right = int((chosen & expected).sum())
    n_chosen, n_expected = int(chosen.sum()), int(expected.sum())
    return LabelFigures(
        precision=n_right / n_chosen if n_chosen else 0.0,
        recall=n_right / n_expected if n_expected else 0.0,
        f1=2 * n_right / (n_chosen + n_expected) if n_chosen + n_expected else 0.0,
        n=n_expected,
    )


def _sure(sure: Any, right: Any) -> tuple[float, float]:
    """Return the share of sure answers, and how many of these are right."""
    return float(sure.mean()), float(right[sure].mean()) if sure.any() else 0.0
