"""Sums of decision trees over many rows at once: all trees side by side in flat arrays.

Every row walks down all trees together, one level a step; a row's sum is added up in the order of
the trees, so it is the same, to the last bit, alone and among others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

Tree: TypeAlias = "tuple[int, float, Tree, Tree] | tuple[int, float]"
"""A test (number of the feature, threshold, tree up to it, tree above it) or a leaf (-1, value)."""

_INNER = 4
_Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"


class Forest:
    """Trees as arrays of nodes; a leaf leads to itself.

    Args:
        trees: The trees.
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._nodes: list[tuple[int, float, int, int, float]] = []
        self._depth = 0
        self._roots = np.array([self._add(tree, 0) for tree in trees], dtype=np.intp)
        columns = list(zip(*self._nodes, strict=True)) or [()] * 5
        self._feature = np.array(columns[0], dtype=np.intp)
        self._threshold = np.array(columns[1], dtype=np.float64)
        # One array for both ways: "up to the threshold" and, right behind it, "above".
        self._next = np.array(columns[2:4], dtype=np.intp).T.ravel()
        self._value = np.array(columns[4], dtype=np.float64)

    def sums(self, rows: _Floats, base: float) -> list[float]:
        """Return the base and the values of all trees, added up, for each row.

        Args:
            rows: Features, ``(n_rows, n_features)``.
            base: What stands before any tree.
        """
        values = np.empty((len(rows), len(self._roots) + 1))
        values[:, 0] = base
        values[:, 1:] = self._value[self._leaves(rows)]
        added: list[float] = np.cumsum(values, axis=1)[:, -1].tolist()
        return added

    def _leaves(self, rows: _Floats) -> np.ndarray[Any, np.dtype[np.intp]]:
        """Return the number of the leaf that each row reaches in each tree."""
        offsets = np.arange(len(rows))[:, None] * rows.shape[1]
        flat = rows.ravel()
        node = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        for _ in range(self._depth):
            above = flat.take(self._feature.take(node) + offsets) > self._threshold.take(node)
            node = self._next.take(2 * node + above)
        return node

    def _add(self, tree: Any, depth: int) -> int:
        """Add a tree to the nodes and return the number of its root."""
        number = len(self._nodes)
        self._depth = max(self._depth, depth)
        if len(tree) != _INNER:
            self._nodes.append((0, float("inf"), number, number, tree[1]))
            return number
        self._nodes.append((0, 0.0, 0, 0, 0.0))
        sides = self._add(tree[2], depth + 1), self._add(tree[3], depth + 1)
        self._nodes[number] = (tree[0], tree[1], *sides, 0.0)
        return number
