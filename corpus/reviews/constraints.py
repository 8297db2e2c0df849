"""What merges and splits demand of linkage: mentions that are one innovation, or two.

Where decisions contradict each other, the later holds and of the earlier only what does not stand
against it; so the demands never contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import MentionRef
from corpus.reviews.decisions import Decision
from corpus.reviews.matching import MentionFinder

Pair = tuple[MentionRef, MentionRef]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConstraints:
    """What people demand of linkage.

    Attributes:
        must_link: Pairs of mentions that are of one innovation.
        cannot_link: Pairs that are not.
        overruled: Ids of decisions of which something did not hold against later ones.
    """

    must_link: tuple[Pair, ...] = ()
    cannot_link: tuple[Pair, ...] = ()
    overruled: frozenset[str] = frozenset()


NO_CONSTRAINTS = LinkConstraints()


def derive_constraints(standing: Sequence[Decision], finder: MentionFinder) -> LinkConstraints:
    """Return what merges and splits demand.

    Args:
        standing: Decisions that hold, in their order.
        finder: Knows the mentions of the articles that they speak of.
    """
    demands = _Demands()
    for decision in reversed(standing):
        if decision.action == "merge":
            demands.join(decision, finder.find_all((*decision.anchors, *decision.other_anchors)))
        elif decision.action == "split":
            stay, go = finder.find_all(decision.anchors), finder.find_all(decision.other_anchors)
            demands.part(decision, stay, [ref for ref in go if ref not in set(stay)])
    return LinkConstraints(
        must_link=tuple(sorted(demands.must_link, key=_order)),
        cannot_link=tuple(sorted(demands.cannot_link, key=_order)),
        overruled=frozenset(demands.overruled),
    )


class _Demands:
    """Demands so far, the latest first; what contradicts them is not taken up."""

    def __init__(self) -> None:
        self.must_link: list[Pair] = []
        self.cannot_link: list[Pair] = []
        self.overruled: set[str] = set()
        self._leader: dict[MentionRef, MentionRef] = {}
        self._apart: dict[MentionRef, set[MentionRef]] = defaultdict(set)

    def join(self, decision: Decision, refs: Sequence[MentionRef]) -> None:
        """Demand that some mentions are of one innovation."""
        for one, other in pairwise(refs):
            first, second = self._lead(one), self._lead(other)
            if first == second:
                continue
            if second in self._apart[first]:
                self.overruled.add(decision.id)
                continue
            self.must_link.append((one, other))
            self._leader[second] = first
            for third in self._apart.pop(second, set()):
                self._apart[third].discard(second)
                self._apart[third].add(first)
                self._apart[first].add(third)

    def part(
        self, decision: Decision, stay: Sequence[MentionRef], go: Sequence[MentionRef]
    ) -> None:
        """Demand that the mentions that stay are one innovation, and those that go another."""
        self.join(decision, stay)
        self.join(decision, go)
        for one in stay:
            for other in go:
                self._keep_apart(decision, one, other)

    def _keep_apart(self, decision: Decision, one: MentionRef, other: MentionRef) -> None:
        """Demand that two mentions are of two innovations; once for each two groups."""
        first, second = self._lead(one), self._lead(other)
        if first == second:
            self.overruled.add(decision.id)
        elif second not in self._apart[first]:
            self.cannot_link.append((one, other))
            self._apart[first].add(second)
            self._apart[second].add(first)

    def _lead(self, ref: MentionRef) -> MentionRef:
        """Return the mention that stands for all those that are one with this one."""
        while ref in self._leader:
            ref = self._leader[ref]
        return ref


def _order(pair: Pair) -> tuple[str, str, str, str]:
    """Sorts pairs, so that the same decisions always demand the same in the same order."""
    one, other = pair
    return (one.article_id, one.local_id, other.article_id, other.local_id)
