"""Which pairs are worth comparing: those that share a name, an expansion, or rare words.

Comparing all with all would take 10^12 comparisons for a million mentions. Every block is bounded,
so the number of pairs grows with the number of profiles and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from models.linkage.names import Words, strong_words, words_of
from models.linkage.profile import Profile

# In a block of more, all are compared with the first of them only.
_MOST_HUBS = 24
# A word that more innovations of one region share does not tell which are alike.
_MOST_SHARING = 40
# Names between these lengths are compared with those that differ by a letter.
_SHORTEST, _LONGEST = 4, 30
_SHORTEST_WORD = 4


def iter_hub_pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block; in a large one, those of its first numbers with all others."""
    for place, one in enumerate(numbers[:_MOST_HUBS]):
        for other in numbers[place + 1 :]:
            yield (one, other)


def find_pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Return the pairs of profiles of one region that may be of one innovation, sorted.

    Args:
        profiles: Those that stand for most mentions first; pairs are of their numbers.
    """
    exact: dict[str, list[int]] = defaultdict(list)
    rare: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for key in profile.keys | profile.aliases:
            exact[key].append(number)
        for mark in _marks(profile):
            rare[mark].append(number)
    pairs = {pair for block in exact.values() for pair in iter_hub_pairs(block)}
    for block in rare.values():
        if len(block) <= _MOST_SHARING:
            pairs.update(combinations(block, 2))
    return sorted(pairs)


def _marks(profile: Profile) -> set[str]:
    """Return what a profile shares with others that are spelt in another way.

    Letters of a name but one, so that a slip leaves something in common; words and pairs of words
    of names and expansions.
    """
    marks = set()
    for key in profile.keys:
        if _SHORTEST <= len(key) <= _LONGEST:
            marks.add(f"-{key}")
            marks.update(f"-{key[:at]}{key[at + 1 :]}" for at in range(len(key)))
    for words in (*profile.names, *map(words_of, profile.expansions)):
        marks.update(_word_marks(words))
    return marks


def _word_marks(words: Words) -> Iterator[str]:
    """Yield the telling words of a text, and its pairs of neighbours."""
    telling = strong_words(words)
    yield from (word for word in telling if len(word) >= _SHORTEST_WORD)
    yield from (f"{one} {other}" for one, other in pairwise(telling))
