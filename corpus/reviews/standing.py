"""Which decisions hold: all but those that were undone, the later before the earlier."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.reviews.decisions import Decision


def order_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions in the order of their times, so that the order of arrival is nothing."""
    return sorted(decisions, key=lambda decision: decision.order)


def find_undone(decisions: Iterable[Decision]) -> set[str]:
    """Return the ids of the decisions that were undone.

    An undo can be undone: what it took back then holds again.
    """
    undone: set[str] = set()
    for decision in reversed(order_decisions(decisions)):
        if decision.action == "undo" and decision.id not in undone and decision.target:
            undone.add(decision.target)
    return undone


def keep_standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that hold, in their order; what merely undoes is left out."""
    ordered = order_decisions(decisions)
    undone = find_undone(ordered)
    return [one for one in ordered if one.action != "undo" and one.id not in undone]
