"""How good linkage is: on labelled pairs, and on the groups that it makes (B-cubed).

B-cubed asks of each mention which share of its group belongs with it (precision), and which share
of what belongs with it is in its group (recall), and takes the mean over mentions (Bagga and
Baldwin, 1998). Figures come from cases that the model had not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.linkage.linking import link_mentions
from models.linkage.pairs import LabelledPair, mentions_of, truth_of
from models.linkage.placing import may_be_one_place
from models.linkage.profile import profile_of
from models.linkage.scoring import PairModel
from models.linkage.training import train_linkage
from models.trees import fold_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall, 0..1, of ``n`` pairs or mentions."""

    precision: float
    recall: float
    n: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 0 if both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageEvaluation:
    """What linkage is worth.

    Attributes:
        pairs: Each pair judged by itself.
        grouped_pairs: Each pair, by whether both ended in one group.
        b_cubed: Groups, mention by mention.
        wrong: Pairs that ended in the wrong state, in the order of the input.
    """

    pairs: Score
    grouped_pairs: Score
    b_cubed: Score
    wrong: tuple[LabelledPair, ...]


def b_cubed(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Score:
    """Return B-cubed precision and recall of groups.

    Args:
        truth: Right group of each mention.
        found: Group that each was put into; the same mentions.
    """
    n_true, n_found = Counter(truth.values()), Counter(found.values())
    n_both = Counter((truth[key], found[key]) for key in truth)
    n = len(truth)
    precision = sum(n_both[truth[key], found[key]] / n_found[found[key]] for key in truth)
    recall = sum(n_both[truth[key], found[key]] / n_true[truth[key]] for key in truth)
    return Score(precision=precision / n if n else 0.0, recall=recall / n if n else 0.0, n=n)


def is_same(model: PairModel, pair: LabelledPair) -> bool:
    """Return whether a model takes a pair, seen by itself, for one innovation."""
    regions = (pair.one.mention.region, pair.other.mention.region)
    if not may_be_one_place(*regions):
        return False
    profiles = [profile_of([row], row.mention.region) for row in (pair.one, pair.other)]
    return model.score(*profiles) >= model.threshold


def cross_validate(pairs: Sequence[LabelledPair], n_folds: int = 10) -> LinkageEvaluation:
    """Evaluate with models that were trained on other cases.

    Args:
        pairs: Labelled pairs; those kept for tests count as cases like the others here.
        n_folds: How many parts the cases are divided into.

    Raises:
        GaliError: If scikit-learn is not installed.
    """
    judged: dict[int, bool] = {}
    groups: dict[str, Hashable] = {}
    for fold in range(n_folds):
        held = [n for n, pair in enumerate(pairs) if fold_of(pair.case, n_folds) == fold]
        if not held:
            continue
        rest = [pair for pair in pairs if fold_of(pair.case, n_folds) != fold]
        model = train_linkage(rest)
        judged |= {n: is_same(model, pairs[n]) for n in held}
        groups |= _groups((pairs[n] for n in held), model)
    return _evaluation(pairs, judged, groups)


def evaluate_model(pairs: Sequence[LabelledPair], model: PairModel) -> LinkageEvaluation:
    """Evaluate one model on pairs that it has not learnt from."""
    judged = {n: is_same(model, pair) for n, pair in enumerate(pairs)}
    return _evaluation(pairs, judged, _groups(pairs, model))


def _groups(pairs: Iterable[LabelledPair], model: PairModel) -> dict[str, Hashable]:
    """Return the innovation into which each mention of some pairs is put, all linked together."""
    innovations = link_mentions(mentions_of(pairs).values(), model=model)
    return {ref.article_id: i.id for i in innovations for ref in i.mentions}


def _evaluation(
    pairs: Sequence[LabelledPair], judged: Mapping[int, bool], groups: Mapping[str, Hashable]
) -> LinkageEvaluation:
    """Return the figures of answers about all pairs and mentions."""
    grouped = [groups[pair.one.article_id] == groups[pair.other.article_id] for pair in pairs]
    return LinkageEvaluation(
        pairs=_pair_score((pair.same, judged[n]) for n, pair in enumerate(pairs)),
        grouped_pairs=_pair_score(
            (pair.same, found) for pair, found in zip(pairs, grouped, strict=True)
        ),
        b_cubed=b_cubed(truth_of(pairs), groups),
        wrong=tuple(p for p, found in zip(pairs, grouped, strict=True) if p.same != found),
    )


def _pair_score(answers: Iterable[tuple[bool, bool]]) -> Score:
    """Return precision and recall of (right, given) answers."""
    counts = Counter(answers)
    right = counts[True, True]
    n_given, n_right = right + counts[False, True], right + counts[True, False]
    return Score(
        precision=right / n_given if n_given else 0.0,
        recall=right / n_right if n_right else 0.0,
        n=counts.total(),
    )
