"""Counts of right and wrong answers, and the usual figures made from them.

What counts as right is decided elsewhere (``evaluate``, ``slices``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Right, spurious and missed answers of one field, and the figures made from them."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def n_gold(self) -> int:
        """How many answers the annotation holds."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of the predicted answers that are right, 0..1; 0 if nothing was predicted."""
        predicted = self.right + self.spurious
        return self.right / predicted if predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated answers that were found, 0..1; 0 if nothing is annotated."""
        return self.right / self.n_gold if self.n_gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Accuracy:
    """How often an attribute of a matched innovation, or of an article, is right."""

    right: int = 0
    total: int = 0

    @property
    def share(self) -> float | None:
        """Share of right answers, 0..1; None if none was asked for."""
        return self.right / self.total if self.total else None

    def count(self, is_right: bool) -> None:
        """Add one answer."""
        self.right += is_right
        self.total += 1
