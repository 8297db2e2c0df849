"""How well two people agree beyond chance: Cohen's kappa, Krippendorff's alpha, F1, intervals.

All measures are functions of counts that add up over articles, so that intervals can be had by
drawing articles anew (cluster bootstrap). Written out here, because the library for alpha is under
a licence that gali's users could not live with; checked against published examples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Measure = Callable[[Counts], float | None]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    Attributes:
        value: The figure; None if it stands on nothing.
        low: Lower end of the interval; None if there is none.
        high: Upper end.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


def cohen_kappa(table: Counts) -> float | None:
    """Return Cohen's kappa (1960) of a square table of counts: one person's label by the other's.

    Returns:
        1 for perfect agreement, 0 for that of chance; None if nothing was labelled, or both gave
        everything the same single label, so that chance could not have done otherwise.
    """
    total = table.sum()
    if total == 0:
        return None
    observed = float(np.trace(table) / total)
    expected = float(table.sum(axis=0) @ table.sum(axis=1) / total**2)
    return None if expected >= 1 else float((observed - expected) / (1 - expected))


def krippendorff_alpha(coincidences: Counts) -> float | None:
    """Return Krippendorff's alpha (2011) for labels without an order, from coincidences.

    Args:
        coincidences: The symmetric table that ``coincidences_of`` gives, or a sum of such.

    Returns:
        1 for perfect agreement, 0 for that of chance; None if there are no two labels to compare,
        or all labels are the same.
    """
    n = float(coincidences.sum())
    if n <= 1:
        return None
    margins = coincidences.sum(axis=0)
    expected = float(n**2 - (margins**2).sum()) / (n - 1)
    if expected == 0:
        return None
    observed = float(n - np.trace(coincidences))
    return 1 - observed / expected


def coincidences_of(
    units: Iterable[Sequence[Hashable | None]], labels: Sequence[Hashable]
) -> Counts:
    """Return how often two labels were given to one unit by different people.

    Args:
        units: The labels that each unit got, one for each person; None where one gave none. Units
            with fewer than two labels do not count.
        labels: All labels, which number the rows and columns.
    """
    number = {label: place for place, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)))
    for unit in units:
        given = [number[label] for label in unit if label is not None]
        for one, other in permutations(given, 2):
            table[one, other] += 1 / (len(given) - 1)
    return table


def f1_score(counts: Counts) -> float | None:
    """Return F1 of (common, only the first's, only the second's); None if nobody found anything."""
    both, first, second = counts
    total = 2 * both + first + second
    return float(2 * both / total) if total else None


def share(counts: Counts) -> float | None:
    """Return the share of the first count in both; None if both are zero."""
    total = counts.sum()
    return float(counts[0] / total) if total else None


def estimate(
    measure: Measure,
    counts: Counts,
    *,
    strata: Sequence[int] | None = None,
    n_resamples: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> Estimate:
    """Return a measure of all articles, with the interval that drawing articles anew gives.

    Args:
        measure: A function of the counts of all articles together.
        counts: The counts of each article, weighted if they are to be; articles come first.
        strata: Number of each article's stratum: as many are drawn from each as it has. None:
            articles are of one kind.
        n_resamples: How often articles are drawn anew; 0 for no interval.
        level: Share of the figures that lie in the interval (percentile method).
        seed: Of the chance; the same gives the same interval.
    """
    value = measure(counts.sum(axis=0)) if len(counts) else None
    if value is None or not n_resamples:
        return Estimate(value)
    chance = np.random.default_rng(seed)
    groups = _groups(strata if strata is not None else [0] * len(counts))
    found = []
    for _ in range(n_resamples):
        drawn = np.concatenate([chance.choice(group, size=len(group)) for group in groups])
        again = measure(counts[drawn].sum(axis=0))
        if again is not None:
            found.append(again)
    if not found:
        return Estimate(value)
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(value, float(low), float(high))


def table_of(pairs: Iterable[tuple[Hashable, Hashable]], labels: Sequence[Hashable]) -> Counts:
    """Return how often the first person gave one label and the second another."""
    counted = Counter(pairs)
    return np.array([[float(counted[one, other]) for other in labels] for one in labels])


def _groups(strata: Sequence[int]) -> list[NDArray[np.intp]]:
    """Return the places of the articles of each stratum."""
    numbers = np.asarray(strata)
    return [np.flatnonzero(numbers == number) for number in sorted(set(strata))]
