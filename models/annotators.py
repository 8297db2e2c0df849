"""Two people's annotations of the same articles compared: where, and how far, they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.identity import squeeze
from models.agreement import (
    Counts,
    Estimate,
    Measure,
    cohen_kappa,
    coincidences_of,
    estimate,
    f1_score,
    krippendorff_alpha,
    share,
    table_of,
)
from models.alignment import Naming
from models.annotated import AnnotatedArticle, Span

_WORD = re.compile(r"\w+")
_NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One figure of agreement.

    Attributes:
        field: What is compared.
        measure: ``share``, ``kappa``, ``alpha`` or ``f1``.
        figure: The figure with its interval.
        n: On how many comparisons it stands.
    """

    field: str
    measure: str
    figure: Estimate
    n: int


Pair = tuple[AnnotatedArticle, AnnotatedArticle]
Labelled = tuple[Hashable, Hashable]


def compare_annotators(
    one: Mapping[str, AnnotatedArticle],
    other: Mapping[str, AnnotatedArticle],
    *,
    n_resamples: int = 1000,
    seed: int = 0,
) -> list[Agreement]:
    """Return how far two people agree on the articles that both annotated.

    Relevance: share, Cohen's kappa, Krippendorff's alpha. Names, expansions and owners: F1 of the
    pairs that the codebook compares; of the stretches of text, exact and overlapping; and alpha
    over words, each of which is part of a name, an expansion, an owner, or of nothing. Sector,
    region: share and kappa over the innovations that both found.

    Args:
        one: What the first person says, by article id.
        other: What the second says.
        n_resamples: How often articles are drawn anew for the intervals; 0 for none.
        seed: Of the chance.
    """
    pairs = [(one[key], other[key]) for key in sorted(one.keys() & other.keys())]
    found: list[Agreement] = []

    def add(field: str, measure: str, how: Measure, counts: Sequence[Counts], n: float) -> None:
        stacked = np.array(counts)
        figure = estimate(how, stacked, n_resamples=n_resamples, seed=seed)
        found.append(Agreement(field=field, measure=measure, figure=figure, n=int(n)))

    relevance = [[(a.annotation.relevant, b.annotation.relevant)] for a, b in pairs]
    for measure, how, counts in _label_counts(relevance):
        add("relevant", measure, how, counts, len(pairs))
    for field, matches in _FIELD_COUNTS.items():
        rows = [matches(pair) for pair in pairs]
        add(field, "f1", f1_score, rows, sum(row[0] + max(row[1:]) for row in rows))
    words = [_word_labels(pair) for pair in pairs]
    labels = sorted({label for unit in words for pair in unit for label in pair})
    rows = [coincidences_of(unit, labels) for unit in words]
    add("words", "alpha", krippendorff_alpha, rows, sum(map(len, words)))
    for field in ("sector", "region"):
        labelled = [_attribute_pairs(pair, field) for pair in pairs]
        for measure, how, counts in _label_counts(labelled):
            add(field, measure, how, counts, sum(map(len, labelled)))
    return found


def _label_counts(
    labelled: Sequence[Sequence[Labelled]],
) -> list[tuple[str, Measure, list[Counts]]]:
    """Return the measures of labels with the counts of each article."""
    labels = sorted({label for unit in labelled for pair in unit for label in pair}, key=str)
    return [
        ("share", share, [_equal_counts(unit) for unit in labelled]),
        ("kappa", cohen_kappa, [table_of(unit, labels) for unit in labelled]),
        ("alpha", krippendorff_alpha, [coincidences_of(unit, labels) for unit in labelled]),
    ]


def _equal_counts(unit: Sequence[Labelled]) -> Counts:
    """Return how many labels are the same, and how many are not."""
    n_equal = sum(a == b for a, b in unit)
    return np.array([n_equal, len(unit) - n_equal], dtype=float)


def _name_counts(pair: Pair) -> Counts:
    """Return how many innovations both found, by names that are alike, and each alone."""
    a, b = (article.annotation for article in pair)
    n = len(Naming(a, b).matches)
    return np.array([n, len(a.innovations) - n, len(b.innovations) - n], dtype=float)


def _expansion_counts(pair: Pair) -> Counts:
    """Return how many pairs of name and expansion are common, and of each alone."""
    a, b = (article.annotation for article in pair)
    naming = Naming(a, b)
    return _common(
        [(e.name, squeeze(e.expansion)) for e in a.innovations if e.expansion],
        [
            (naming.of_predicted(j), squeeze(e.expansion))
            for j, e in enumerate(b.innovations)
            if e.expansion
        ],
    )


def _owner_counts(pair: Pair) -> Counts:
    """Return how many pairs of name and owner are common, and of each alone."""
    a, b = (article.annotation for article in pair)
    naming = Naming(a, b)
    return _common(
        [(e.name, squeeze(owner)) for e in a.innovations for owner in e.owners],
        [
            (naming.of_predicted(j), squeeze(owner))
            for j, e in enumerate(b.innovations)
            for owner in e.owners
        ],
    )


def _exact_spans(pair: Pair) -> Counts:
    """Return how many stretches are the same, and how many each has alone."""
    return _common(pair[0].spans, pair[1].spans)


def _overlapping_spans(pair: Pair) -> Counts:
    """Return how many stretches of one label overlap, one to one, and how many each has alone."""
    left = list(pair[1].spans)
    n = 0
    for span in pair[0].spans:
        match = next((other for other in left if _overlap(span, other)), None)
        if match is not None:
            left.remove(match)
            n += 1
    return np.array([n, len(pair[0].spans) - n, len(left)], dtype=float)


def _overlap(one: Span, other: Span) -> bool:
    """Return whether two stretches of one label share a character."""
    return one.label == other.label and one.start < other.end and other.start < one.end


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> Counts:
    """Return how many entries two lists share, and how many each has alone."""
    mine, theirs = Counter(one), Counter(other)
    n = (mine & theirs).total()
    return np.array([n, mine.total() - n, theirs.total() - n], dtype=float)


def _word_labels(pair: Pair) -> list[tuple[str, str]]:
    """Return what each word of the article is to both."""
    return [
        (_label_at(pair[0].spans, word.start()), _label_at(pair[1].spans, word.start()))
        for word in _WORD.finditer(pair[0].text)
    ]


def _label_at(spans: Sequence[Span], place: int) -> str:
    """Return the label of the stretch at a place; of several that of the first."""
    return next((span.label for span in spans if span.start <= place < span.end), _NOTHING)


def _attribute_pairs(pair: Pair, field: str) -> list[Labelled]:
    """Return what both say of an attribute of each innovation that both found."""
    a, b = (article.annotation for article in pair)
    return [
        (getattr(a.innovations[i], field) or _NOTHING, getattr(b.innovations[j], field) or _NOTHING)
        for i, j in Naming(a, b).matches.items()
    ]


_FIELD_COUNTS = {
    "names": _name_counts,
    "expansions": _expansion_counts,
    "owners": _owner_counts,
    "spans, exact": _exact_spans,
    "spans, overlapping": _overlapping_spans,
}
