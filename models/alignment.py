"""Which predicted innovation is which annotated one, as the codebook compares names.

Nothing is counted here; that is the task of ``evaluate``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.identity import fold, squeeze
from models.gold import Annotation, GoldAward, GoldInnovation

# An equal preferred name goes before an equal other name, and both before any overlap (<= 1).
_SAME_NAME = 2.0
_SAME_SURFACE = 1.5
_RELAXED_OVERLAP = 0.8


def dice(a: str, b: str) -> float:
    """Return the Dice coefficient of two texts' words after folding, 0..1; 0 if both are empty."""
    words_a, words_b = Counter(fold(a).split()), Counter(fold(b).split())
    total = words_a.total() + words_b.total()
    return 2 * (words_a & words_b).total() / total if total else 0.0


def align_innovations(
    gold: Sequence[GoldInnovation], predicted: Sequence[GoldInnovation], *, strict: bool
) -> dict[int, int]:
    """Match annotated innovations with predicted ones, one to one, the best pair first.

    Strict: the predicted name equals, letters and digits only, one of the annotated surfaces
    or the annotated expansion. Relaxed: or the words of the two overlap with Dice >= 0.8.

    Returns:
        Index of the predicted innovation by index of the annotated one; pairs of equal score
        are taken in the order of annotation, then of prediction.
    """
    threshold = _SAME_SURFACE if strict else _RELAXED_OVERLAP
    scored = (
        (_score_names(annotated, found.name), i, j)
        for i, annotated in enumerate(gold)
        for j, found in enumerate(predicted)
    )
    candidates = sorted((c for c in scored if c[0] >= threshold), key=lambda c: -c[0])
    matches: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in candidates:
        if i not in matches and j not in used:
            matches[i] = j
            used.add(j)
    return matches


class Naming:
    """What the innovations of one article are called, the same on both sides where they match.

    A pair such as (name, owner) can only be compared if both sides use one name: that of the
    annotation where a prediction matches it, else the prediction's own.
    """

    def __init__(self, gold: Annotation, predicted: Annotation) -> None:
        self._gold = gold.innovations
        self._predicted = predicted.innovations
        self.matches = align_innovations(self._gold, self._predicted, strict=False)
        self.matched_gold = {j: i for i, j in self.matches.items()}
        self._gold_by_id = {entry.id: entry.name for entry in self._gold}
        self._predicted_by_id = {e.id: self.of_predicted(j) for j, e in enumerate(self._predicted)}

    def of_predicted(self, index: int) -> str:
        """Return the name under which a predicted innovation is compared."""
        match = self.matched_gold.get(index)
        return self._predicted[index].name if match is None else self._gold[match].name

    def gold_winner(self, award: GoldAward) -> tuple[str, str]:
        """Return who won according to the annotation."""
        return _winner(award, self._gold_by_id)

    def predicted_winner(self, award: GoldAward) -> tuple[str, str]:
        """Return who won according to the prediction."""
        return _winner(award, self._predicted_by_id)


def _score_names(annotated: GoldInnovation, name: str) -> float:
    """Return how well a predicted name fits an annotated innovation, 0..2."""
    keys = [*annotated.surfaces, *([annotated.expansion] if annotated.expansion else [])]
    return max((_score_key(key, name, annotated.name) for key in keys), default=0.0)


def _score_key(key: str, name: str, preferred: str) -> float:
    """Return how well a predicted name fits one string of an annotated innovation, 0..2."""
    if squeeze(key) and squeeze(key) == squeeze(name):
        return _SAME_NAME if key == preferred else _SAME_SURFACE
    return dice(key, name)


def _winner(award: GoldAward, names: Mapping[str, str]) -> tuple[str, str]:
    """Return the winner of an award: an innovation by its name, or a recipient."""
    name = names.get(award.innovation or "")
    if name is not None:
        return ("innovation", name)
    return ("recipient", squeeze(award.recipient or ""))
