"""Disjoint sets: things that are linked, directly or through others, end up in one set."""

from __future__ import annotations

from collections import defaultdict


class DisjointSets:
    """Sets over the numbers 0..size-1, each alone at first.

    Args:
        size: How many numbers there are.
    """

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, number: int) -> int:
        """Return the smallest number of the set that a number is in."""
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def link(self, one: int, other: int) -> None:
        """Put the sets of two numbers together."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low

    def sets(self) -> list[list[int]]:
        """Return the sets, each in ascending order, by their smallest number."""
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parents)):
            members[self.find(number)].append(number)
        return list(members.values())
