"""How well predictions agree with annotations: precision, recall and F1 by field.

Follows the last section of the codebook to the letter; scores are micro-averaged over all
articles. Runs nothing and prints nothing: both sides are given as records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.identity import fold, squeeze
from models.alignment import Naming, align_innovations
from models.gold import Annotation, GoldCount, GoldInnovation
from models.tally import Accuracy, Tally

FIELDS = (
    "name_strict",
    "name_relaxed",
    "expansion_pairs",
    "owner_pairs",
    "awards",
    "award_scheme",
    "award_year",
    "replications",
    "replications_kind",
    "counts",
)
ATTRIBUTES = ("relevant", "region", "sector", "year", "owner_type")


@dataclass(slots=True)
class Evaluation:
    """The figures of a set of articles.

    Attributes:
        tallies: Precision, recall and F1 by field; keys as in ``FIELDS``.
        accuracies: Shares of right answers by attribute; keys as in ``ATTRIBUTES``.
        errors: What was missed or is wrong, by field, in the order of the articles.
        n_articles: Articles that were scored.
        n_missing: Articles for which there was no prediction; they count as empty ones.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: {key: Tally() for key in FIELDS})
    accuracies: dict[str, Accuracy] = field(
        default_factory=lambda: {key: Accuracy() for key in ATTRIBUTES}
    )
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    n_articles: int = 0
    n_missing: int = 0


def evaluate(gold: Iterable[Annotation], predictions: Mapping[str, Annotation]) -> Evaluation:
    """Compare annotations with predictions.

    Args:
        gold: Annotations by people.
        predictions: Predicted annotations by article id; those of other articles are ignored,
            a missing one counts as an article in which nothing was found.
    """
    evaluation = Evaluation()
    for annotation in gold:
        predicted = predictions.get(annotation.id)
        evaluation.n_articles += 1
        evaluation.n_missing += predicted is None
        _score_article(evaluation, annotation, predicted or Annotation(id=annotation.id))
    return evaluation


def figures(evaluation: Evaluation) -> dict[str, object]:
    """Return the figures as plain values for JSON, rounded to three places.

    Attributes for which nothing was asked are left out.
    """
    tallies = {
        key: {
            "p": round(tally.precision, 3),
            "r": round(tally.recall, 3),
            "f": round(tally.f1, 3),
            "n": tally.n_gold,
        }
        for key, tally in evaluation.tallies.items()
    }
    accuracies = {
        f"{key}_acc": {"acc": round(accuracy.right / accuracy.total, 3), "n": accuracy.total}
        for key, accuracy in evaluation.accuracies.items()
        if accuracy.total
    }
    return {**tallies, **accuracies, "missing_articles": evaluation.n_missing}


def _score_article(evaluation: Evaluation, gold: Annotation, predicted: Annotation) -> None:
    """Add one article to the figures."""
    naming = Naming(gold, predicted)
    evaluation.accuracies["relevant"].count(gold.relevant == predicted.relevant)
    _score_names(evaluation, gold, predicted, naming)
    _score_pairs(evaluation, gold, predicted, naming)
    for i, j in naming.matches.items():
        _score_attributes(evaluation, gold.id, gold.innovations[i], predicted.innovations[j])
    _score_awards(evaluation, gold, predicted, naming)
    _score_replications(evaluation, gold, predicted)
    _score_counts(evaluation, gold.id, gold.counts, predicted.counts)


def _score_names(
    evaluation: Evaluation, gold: Annotation, predicted: Annotation, naming: Naming
) -> None:
    """Count the innovations that were found, by equal and by similar names."""
    strict = align_innovations(gold.innovations, predicted.innovations, strict=True)
    for key, matches in (("name_strict", strict), ("name_relaxed", naming.matches)):
        tally = evaluation.tallies[key]
        tally.right += len(matches)
        tally.missed += len(gold.innovations) - len(matches)
        tally.spurious += len(predicted.innovations) - len(matches)
    errors = evaluation.errors["name_strict"]
    found = set(strict.values())
    errors += [
        f"{gold.id}: missed {entry.name!r}"
        for i, entry in enumerate(gold.innovations)
        if i not in strict
    ]
    errors += [
        f"{gold.id}: spurious {entry.name!r}"
        for j, entry in enumerate(predicted.innovations)
        if j not in found
    ]


def _score_pairs(
    evaluation: Evaluation, gold: Annotation, predicted: Annotation, naming: Naming
) -> None:
    """Count the pairs of a name with its expansion, and with each of its owners."""
    named = [(naming.of_predicted(j), entry) for j, entry in enumerate(predicted.innovations)]
    _score_sets(
        evaluation,
        "expansion_pairs",
        gold.id,
        [(e.name, squeeze(e.expansion)) for e in gold.innovations if e.expansion],
        [(name, squeeze(e.expansion)) for name, e in named if e.expansion],
    )
    _score_sets(
        evaluation,
        "owner_pairs",
        gold.id,
        [(e.name, squeeze(owner)) for e in gold.innovations for owner in e.owners],
        [(name, squeeze(owner)) for name, e in named for owner in e.owners],
    )


def _score_attributes(
    evaluation: Evaluation, where: str, gold: GoldInnovation, predicted: GoldInnovation
) -> None:
    """Count the attributes of a matched innovation; a year that neither side tells is not asked."""
    pairs: list[tuple[str, object, object]] = [
        ("region", gold.region, predicted.region),
        ("sector", gold.sector, predicted.sector),
    ]
    if gold.year is not None or predicted.year is not None:
        pairs.append(("year", gold.year, predicted.year))
    for key, expected, found in pairs:
        evaluation.accuracies[key].count(expected == found)
        if expected != found:
            evaluation.errors[key].append(f"{where}: {gold.name}: {expected} != {found}")
    types = {entry for entry in gold.owner_types if entry}
    if types:
        evaluation.accuracies["owner_type"].count(bool(types & set(predicted.owner_types)))


def _score_awards(
    evaluation: Evaluation, gold: Annotation, predicted: Annotation, naming: Naming
) -> None:
    """Count the awards, and again with their scheme and with their year."""
    expected = [(naming.gold_winner(a), fold(a.rank or ""), a.status) for a in gold.awards]
    found = [(naming.predicted_winner(a), fold(a.rank or ""), a.status) for a in predicted.awards]
    _score_sets(evaluation, "awards", gold.id, expected, found)
    for key, attribute in (("award_scheme", "scheme"), ("award_year", "year")):
        _score_sets(
            evaluation,
            key,
            gold.id,
            [
                (*a, getattr(award, attribute))
                for a, award in zip(expected, gold.awards, strict=True)
            ],
            [
                (*a, getattr(award, attribute))
                for a, award in zip(found, predicted.awards, strict=True)
            ],
        )


def _score_replications(evaluation: Evaluation, gold: Annotation, predicted: Annotation) -> None:
    """Count the replications by their two regions, and again with their kind."""
    expected = [(r.from_region, r.to_region) for r in gold.replications]
    found = [(r.from_region, r.to_region) for r in predicted.replications]
    _score_sets(evaluation, "replications", gold.id, expected, found)
    _score_sets(
        evaluation,
        "replications_kind",
        gold.id,
        [(r.from_region, r.to_region, r.kind) for r in gold.replications],
        [(r.from_region, r.to_region, r.kind) for r in predicted.replications],
    )


def _score_counts(
    evaluation: Evaluation, where: str, gold: Sequence[GoldCount], predicted: Sequence[GoldCount]
) -> None:
    """Count the counts; a year that one side leaves out does not tell against it."""
    left = list(predicted)
    tally = evaluation.tallies["counts"]
    for expected in gold:
        match = next((found for found in left if _same_count(expected, found)), None)
        if match is None:
            tally.missed += 1
            evaluation.errors["counts"].append(f"{where}: missed {_count_words(expected)}")
        else:
            tally.right += 1
            left.remove(match)
    tally.spurious += len(left)
    evaluation.errors["counts"] += [f"{where}: spurious {_count_words(found)}" for found in left]


def _same_count(expected: GoldCount, found: GoldCount) -> bool:
    """Return whether two counts state the same."""
    same_year = found.year == expected.year or None in (found.year, expected.year)
    return (found.value, found.what) == (expected.value, expected.what) and same_year


def _count_words(count: GoldCount) -> str:
    """Return a count for people to read."""
    return f"{count.value} {count.what} {count.year or ''}".rstrip()


def _score_sets(
    evaluation: Evaluation,
    key: str,
    where: str,
    gold: Sequence[Hashable],
    predicted: Sequence[Hashable],
) -> None:
    """Count what two collections share, where equal entries may come several times."""
    expected, found = Counter(gold), Counter(predicted)
    right = (expected & found).total()
    tally = evaluation.tallies[key]
    tally.right += right
    tally.missed += expected.total() - right
    tally.spurious += found.total() - right
    evaluation.errors[key] += [f"{where}: missed {entry}" for entry in expected - found]
    evaluation.errors[key] += [f"{where}: spurious {entry}" for entry in found - expected]
