"""The pieces of a name's spelling: two to four letters in a row, with case and edges of words.

``Gendis Mamas`` and ``SI-PELANDUK`` do not look like people, offices or events. What each piece
says for a name is learned (``piece_weights``).
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from itertools import chain

_SHORTEST, _LONGEST = 2, 4
_MOST_LETTERS = 120


def pieces_of(name: str) -> dict[str, float]:
    """Return the pieces of a name's words, more for one that comes several times."""
    words = name[:_MOST_LETTERS].split()
    counts = Counter(chain.from_iterable(map(_pieces_of_word, words)))
    return {piece: 1.0 if count == 1 else 1.0 + math.log(count) for piece, count in counts.items()}


@lru_cache(maxsize=8192)
def _pieces_of_word(word: str) -> tuple[str, ...]:
    """Return the pieces of a word, kept: names share most of their words."""
    padded = f" {word} "
    return tuple(
        padded[at : at + size]
        for size in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(padded) - size + 1)
    )
