"""Sets of things that belong together, some of which must never meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.disjoint_sets import DisjointSets
from models.linkage.scoring import PairModel

Pair = tuple[int, int]


class Clusters:
    """Sets over the numbers 0..size-1, each alone at first, with pairs that stay apart.

    Args:
        size: How many numbers there are.
    """

    def __init__(self, size: int) -> None:
        self._sets = DisjointSets(size)
        self._foes: dict[int, set[int]] = defaultdict(set)

    def find(self, number: int) -> int:
        """Return the smallest number of the set that a number is in."""
        return self._sets.find(number)

    def keep_apart(self, one: int, other: int) -> None:
        """Let two sets never be united; if they are one already, nothing happens."""
        one, other = self.find(one), self.find(other)
        if one != other:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def unite(self, one: int, other: int) -> bool:
        """Put two sets together unless they are kept apart; return whether they are one now."""
        one, other = sorted((self.find(one), self.find(other)))
        if one == other:
            return True
        if other in self._foes.get(one, ()):
            return False
        self._sets.link(one, other)
        for foe in self._foes.pop(other, ()):
            self._foes[foe].discard(other)
            self._foes[foe].add(one)
            self._foes[one].add(foe)
        return True

    def sets(self) -> list[list[int]]:
        """Return the sets, each in ascending order, by their smallest number."""
        return self._sets.sets()


def gather(
    clusters: Clusters,
    scored: Iterable[tuple[float, int, int]],
    model: PairModel,
    members: Sequence[int],
) -> None:
    """Unite what is alike, the surest first; what is surely different is kept apart before.

    Args:
        clusters: Changed in place.
        scored: Log-odds and two places in ``members``; of equal log-odds the first places count
            first.
        model: From which log-odds on things are alike, and up to which they are different.
        members: A member of the set that stands at each place.
    """
    alike = []
    for score, one, other in scored:
        if score <= model.veto:
            clusters.keep_apart(members[one], members[other])
        elif score >= model.threshold:
            alike.append((-score, one, other))
    for _, one, other in sorted(alike):
        clusters.unite(members[one], members[other])
