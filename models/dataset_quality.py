"""How good a dataset is, estimated from a sample that people annotated, with intervals.

Each article of the sample stands for as many as its weight says; intervals come from drawing
articles anew within their strata.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.agreement import Counts, Estimate, Measure, estimate, f1_score, share
from models.annotated import AnnotatedArticle
from models.evaluate import ATTRIBUTES, FIELDS, Evaluation, evaluate
from models.gold import Annotation

# What annotations of a sample may lack, as those made in Label Studio do.
_BESIDE = ("awards", "award_scheme", "award_year", "replications", "replications_kind", "counts")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldQuality:
    """Estimates of one field.

    Attributes:
        field: The field, as in ``models.evaluate``.
        precision: Share of what the dataset says that is right; of attributes, of the answers.
        recall: Share of what is true that the dataset says; None for attributes.
        f1: Their harmonic mean; None for attributes.
        n: What the dataset says in the sample.
    """

    field: str
    precision: Estimate
    recall: Estimate | None
    f1: Estimate | None
    n: int


def estimate_quality(
    sample: Sequence[AnnotatedArticle],
    found: Mapping[str, Annotation],
    *,
    n_resamples: int = 1000,
    seed: int = 0,
) -> list[FieldQuality]:
    """Return estimates for the whole dataset from a sample of its articles.

    Args:
        sample: What a person says, with weights; its order does not matter.
        found: What the dataset says, by article id; an article that is not there counts as one
            in which nothing was found.
        n_resamples: How often articles are drawn anew for the intervals; 0 for none.
        seed: Of the chance.

    Returns:
        One entry for each field that a person or the dataset says anything of.
    """
    ordered = sorted(sample, key=lambda article: article.annotation.id)
    each = [evaluate([article.annotation], found) for article in ordered]
    names = sorted({article.stratum for article in ordered})
    strata = [names.index(article.stratum) for article in ordered]
    weights = np.array([article.weight for article in ordered])

    def figure(how: Measure, counts: Counts) -> Estimate:
        weighted = counts * weights[:, None]
        return estimate(how, weighted, strata=strata, n_resamples=n_resamples, seed=seed)

    says_more = any(
        article.annotation.awards or article.annotation.replications or article.annotation.counts
        for article in ordered
    )
    rows = []
    for field in FIELDS:
        counts = np.array([_tally(evaluation, field) for evaluation in each]).reshape(-1, 3)
        if not counts.sum() or (field in _BESIDE and not says_more):
            continue
        rows.append(
            FieldQuality(
                field=field,
                precision=figure(share, counts[:, [0, 2]]),
                recall=figure(share, counts[:, [0, 1]]),
                f1=figure(f1_score, counts),
                n=int(counts[:, [0, 2]].sum()),
            )
        )
    for field in ATTRIBUTES:
        counts = np.array([_answers(evaluation, field) for evaluation in each]).reshape(-1, 2)
        is_told = field != "year" or any(_tells_year(article.annotation) for article in ordered)
        if counts.sum() and is_told:
            right = figure(share, counts)
            n = int(counts.sum())
            rows.append(FieldQuality(field=field, precision=right, recall=None, f1=None, n=n))
    return rows


def _tells_year(annotation: Annotation) -> bool:
    """Return whether a person tells the year of any innovation."""
    return any(innovation.year is not None for innovation in annotation.innovations)


def _tally(evaluation: Evaluation, field: str) -> Counts:
    """Return what is right, missed and spurious in one article."""
    tally = evaluation.tallies[field]
    return np.array([tally.right, tally.missed, tally.spurious], dtype=float)


def _answers(evaluation: Evaluation, field: str) -> Counts:
    """Return how many answers about an attribute are right, and how many are not."""
    accuracy = evaluation.accuracies[field]
    return np.array([accuracy.right, accuracy.total - accuracy.right], dtype=float)
