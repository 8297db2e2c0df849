"""The pieces of a name's spelling: two to four letters in a row, with case and edges of words.

``Gendis Mamas`` and ``SI-PELANDUK`` do not look like people, offices or events. What each piece
says for a name is learned (``piece_weights``).
"""

from __future__ import annotations

import math
from collections import Counter

_SHORTEST, _LONGEST = 2, 4
_MOST_LETTERS = 120


def pieces_of(name: str) -> dict[str, float]:
    """Return the pieces of a name's words, more for one that comes several times."""
    counts: Counter[str] = Counter()
    for word in name[:_MOST_LETTERS].split():
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            counts.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return {piece: 1.0 + math.log(count) for piece, count in counts.items()}
