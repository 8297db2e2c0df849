"""Trains the models that tell relevant articles from others, and measures them by outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from corpus.errors import GaliError
from corpus.records import Extraction
from models.figures import Figures, HeldOut, measure
from models.fitting import FitSettings, fit_linear
from models.labelled import LabelledArticle, folds_of
from models.linear import LinearModel
from models.relevance import (
    EVEN,
    JOINT,
    LEAD,
    OTHER,
    PRECISION,
    RECALL,
    RELEVANT,
    TEXT,
    WORDS,
    joint_features,
    relevance_features,
)

WORD_SETTINGS = FitSettings(strength=1.0, balanced=True)
JOINT_SETTINGS = FitSettings(strength=0.3, least_count=1)
LEAST_RECALL, LEAST_PRECISION = 0.98, 0.95
N_FOLDS = 10
LABELS = (OTHER, RELEVANT)
Rows = Sequence[Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedRelevance:
    """A trained model and what it is worth.

    Attributes:
        model: Calibrated, with the thresholds of its operating points.
        figures: Cross-validated by outlet.
        points: Recall and precision at each threshold, by its name.
    """

    model: LinearModel
    figures: Figures
    points: dict[str, tuple[float, float]]


def train_relevance(
    examples: Sequence[LabelledArticle], found: Sequence[Extraction | None]
) -> list[TrainedRelevance]:
    """Return the models of the lead, of the text, and of text and findings, with their figures.

    Args:
        examples: Articles with their relevance.
        found: What an extractor that had not seen the article found in each; None for articles
            that only the models of words learn from.

    Raises:
        GaliError: If scikit-learn is not installed, or there is nothing to learn or to test on.
    """
    asked = [(e, one) for e, one in zip(examples, found, strict=True) if _is_tested(e, one)]
    return [
        _train(LEAD, _word_rows(examples, lead_alone=True), examples, WORD_SETTINGS),
        _train(TEXT, _word_rows(examples), examples, WORD_SETTINGS),
        _train(JOINT, _joint_rows(examples, found), [e for e, _ in asked], JOINT_SETTINGS),
    ]


def fit_relevance(
    examples: Sequence[LabelledArticle], found: Sequence[Extraction | None]
) -> tuple[LinearModel, LinearModel]:
    """Return the models of the text and of text and findings, without figures and calibration."""
    asked = [e for e, one in zip(examples, found, strict=True) if _is_tested(e, one)]
    by_text = fit_linear(TEXT, _word_rows(examples), _answers(examples), WORD_SETTINGS)
    if len(set(_answers(asked))) < len(LABELS):
        return by_text, _words_alone()
    joint = fit_linear(JOINT, _joint_rows(examples, found), _answers(asked), JOINT_SETTINGS)
    return by_text, joint


def _words_alone() -> LinearModel:
    """Return a deciding model that follows the words, for want of articles of both kinds."""
    return LinearModel(
        name=JOINT,
        labels=LABELS,
        features=(WORDS,),
        weights=np.array([[-0.5, 0.5]], dtype=np.float32),
        bias=np.zeros(2, dtype=np.float32),
    )


def _word_rows(examples: Sequence[LabelledArticle], *, lead_alone: bool = False) -> Rows:
    """Return the words of articles."""
    return [relevance_features(e.title, e.text, lead_alone=lead_alone) for e in examples]


def _joint_rows(examples: Sequence[LabelledArticle], found: Sequence[Extraction | None]) -> Rows:
    """Return verdicts on words that were not learnt from, together with what was found."""
    held = _held_out(TEXT, _word_rows(examples), examples, WORD_SETTINGS)
    verdicts = dict(zip(_order(examples), held.probabilities()[:, 1], strict=True))
    return [
        joint_features(float(verdicts[number]), one)
        for number, (example, one) in enumerate(zip(examples, found, strict=True))
        if example.group is not None and one is not None
    ]


def _answers(examples: Sequence[LabelledArticle]) -> list[str]:
    """Return the labels of articles."""
    return [RELEVANT if example.relevant else OTHER for example in examples]


def _is_tested(example: LabelledArticle, found: Extraction | None) -> bool:
    """Return whether an article has an outlet, and it is known what was found in it."""
    return example.group is not None and found is not None


def _train(
    name: str, rows: Rows, examples: Sequence[LabelledArticle], settings: FitSettings
) -> TrainedRelevance:
    """Return a model with its temperature, thresholds and figures."""
    held = _held_out(name, rows, examples, settings)
    probabilities, right = held.probabilities()[:, 1], held.answers == 1
    thresholds = {EVEN: 0.5, **_operating_points(probabilities, right)}
    model = replace(
        fit_linear(name, rows, _answers(examples), settings),
        temperature=held.temperature,
        thresholds=thresholds,
    )
    points = {key: _recall_precision(probabilities >= t, right) for key, t in thresholds.items()}
    return TrainedRelevance(model=model, figures=measure(held), points=points)


def _held_out(
    name: str, rows: Rows, examples: Sequence[LabelledArticle], settings: FitSettings
) -> HeldOut:
    """Return what models say of articles of outlets that they had not seen."""
    order, folds, answers = _order(examples), folds_of(examples, N_FOLDS), _answers(examples)
    if not order:
        raise GaliError("there is nothing to test on: no example comes from an outlet")
    scores = []
    for fold in sorted({fold for fold in folds if fold is not None}):
        learnt = [i for i, f in enumerate(folds) if f != fold]
        model = fit_linear(name, [rows[i] for i in learnt], [answers[i] for i in learnt], settings)
        scores += [model.scores(rows[i]) for i, f in enumerate(folds) if f == fold]
    return HeldOut(
        labels=LABELS,
        scores=np.array(scores),
        answers=np.array([LABELS.index(answers[i]) for i in order]),
        folds=np.array([folds[i] for i in order]),
    )


def _operating_points(probabilities: Any, right: Any) -> dict[str, float]:
    """Return the highest threshold with enough recall, and the lowest with enough precision."""
    candidates = sorted({round(float(p), 4) for p in probabilities})
    figures = {t: _recall_precision(probabilities >= t, right) for t in candidates}
    recalling = [t for t, (recall, _) in figures.items() if recall >= LEAST_RECALL]
    precise = [t for t, (_, precision) in figures.items() if precision >= LEAST_PRECISION]
    return {RECALL: max(recalling, default=0.0), PRECISION: min(precise, default=1.0)}


def _recall_precision(chosen: Any, right: Any) -> tuple[float, float]:
    """Return recall and precision of a choice."""
    n_right = int((chosen & right).sum())
    return n_right / max(int(right.sum()), 1), n_right / max(int(chosen.sum()), 1)


def _order(examples: Sequence[LabelledArticle]) -> list[int]:
    """Return the tested examples in the order in which they are tested."""
    folds = folds_of(examples, N_FOLDS)
    parts = sorted({fold for fold in folds if fold is not None})
    return [i for part in parts for i, fold in enumerate(folds) if fold == part]
