"""The figures by slice: by outlet, and by the way in which a text names an innovation.

A mean over all articles hides where an extractor is weak; slices show it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.identity import squeeze
from models.alignment import Naming, align_innovations
from models.evaluate import Evaluation, evaluate
from models.gold import Annotation, GoldArticle, GoldInnovation
from models.mention_patterns import PATTERNS, mention_pattern
from models.tally import Tally


@dataclass(slots=True)
class PatternFigures:
    """Names and pairs of the innovations that texts name in one way."""

    names: Tally = field(default_factory=Tally)
    expansions: Tally = field(default_factory=Tally)
    owners: Tally = field(default_factory=Tally)


def evaluate_by_outlet(
    gold: Sequence[GoldArticle], predictions: Mapping[str, Annotation]
) -> dict[str, Evaluation]:
    """Return the figures of each outlet, the one with most articles first."""
    by_outlet: dict[str, list[Annotation]] = defaultdict(list)
    for entry in gold:
        by_outlet[entry.article.outlet or "(no outlet)"].append(entry.annotation)
    ordered = sorted(by_outlet.items(), key=lambda item: (-len(item[1]), item[0]))
    return {outlet: evaluate(annotations, predictions) for outlet, annotations in ordered}


def evaluate_by_pattern(
    gold: Sequence[GoldArticle], predictions: Mapping[str, Annotation]
) -> dict[str, PatternFigures]:
    """Return the figures of each pattern of ``PATTERNS``, in that order.

    A prediction that matches an annotated innovation, by relaxed names, belongs to the pattern
    of the latter; a spurious one to the pattern in which the text shows it.
    """
    slices = {pattern: PatternFigures() for pattern in PATTERNS}
    for entry in gold:
        predicted = predictions.get(entry.annotation.id) or Annotation(id=entry.annotation.id)
        _add_article(slices, entry, predicted)
    return slices


def _add_article(
    slices: dict[str, PatternFigures], entry: GoldArticle, predicted: Annotation
) -> None:
    """Add the innovations of one article to the slices they belong to."""
    gold = entry.annotation.innovations
    naming = Naming(entry.annotation, predicted)
    strict = align_innovations(gold, predicted.innovations, strict=True)
    gold_patterns = [mention_pattern(entry.article, innovation) for innovation in gold]
    predicted_patterns = [
        gold_patterns[naming.matched_gold[j]]
        if j in naming.matched_gold
        else mention_pattern(entry.article, innovation)
        for j, innovation in enumerate(predicted.innovations)
    ]
    for pattern, figures in slices.items():
        ours = [i for i, p in enumerate(gold_patterns) if p == pattern]
        theirs = [j for j, p in enumerate(predicted_patterns) if p == pattern]
        right = sum(strict.get(i) in theirs for i in ours)
        _add(figures.names, right, len(ours), len(theirs))
        named = [(gold[i].name, gold[i]) for i in ours]
        found = [(naming.of_predicted(j), predicted.innovations[j]) for j in theirs]
        _add_shared(figures.expansions, _expansion_pairs(named), _expansion_pairs(found))
        _add_shared(figures.owners, _owner_pairs(named), _owner_pairs(found))


def _expansion_pairs(named: Sequence[tuple[str, GoldInnovation]]) -> list[Hashable]:
    """Return the pairs of a name and its expansion."""
    return [(name, squeeze(entry.expansion)) for name, entry in named if entry.expansion]


def _owner_pairs(named: Sequence[tuple[str, GoldInnovation]]) -> list[Hashable]:
    """Return the pairs of a name and each of its owners."""
    return [(name, squeeze(owner)) for name, entry in named for owner in entry.owners]


def _add_shared(tally: Tally, gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> None:
    """Add two collections to a tally."""
    _add(tally, (Counter(gold) & Counter(predicted)).total(), len(gold), len(predicted))


def _add(tally: Tally, right: int, n_gold: int, n_predicted: int) -> None:
    """Add right answers out of so many annotated and predicted ones."""
    tally.right += right
    tally.missed += n_gold - right
    tally.spurious += n_predicted - right
