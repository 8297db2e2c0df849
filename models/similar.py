"""Which innovations of other places do similar things: a likeness of words, and no fact.

TF-IDF and cosine over what articles say of an innovation, for each the nearest ones elsewhere, as
candidates of replications that nobody recorded. Every word that is shared is a reason that can be
shown. Work is bounded: a word that very many innovations share does not bring them together.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain

import numpy as np
import numpy.typing as npt

from corpus.identity import fold
from corpus.records import Relation
from corpus.vocabulary import regions

N_NEAREST = 5
# Below these it is chance.
_LEAST_SCORE = 0.25
_LEAST_SHARED = 2
_MOST_REASONS = 5
_MOST_WORDS = 30
_MOST_CANDIDATES = 200
# A word that a tenth of all innovations has says little; one that 3,000 have costs too much.
_COMMON_SHARE = 0.1
_COMMON = 3000
_LEAST_COMMON = 20
_OTHER_SECTOR = 0.7
_SHORTEST_WORD = 3
_SCORE_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What an innovation does.

    Attributes:
        innovation_id: The innovation.
        region: Its region; None if unknown.
        sector: Its sector; None if unknown.
        words: How often each word stems from what is said of it; see ``count_words``.
    """

    innovation_id: str
    region: str | None
    sector: str | None
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Index:
    """Words by number, and which ideas have them, with weights."""

    words: list[str]
    rows: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]]
    postings: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]]


def count_words(texts: Iterable[tuple[str, float]], stem: Callable[[str], str]) -> dict[str, float]:
    """Return how much each word of some texts counts.

    Args:
        texts: Texts with the weight of each.
        stem: Gives the stem of a word.

    Returns:
        Weights by stem; words of news, contests and places are left out.
    """
    counts: dict[str, float] = defaultdict(float)
    ignored = _ignored_words()
    for text, weight in texts:
        for word in set(fold(text).split()):
            if len(word) < _SHORTEST_WORD or word in ignored or word.isdigit():
                continue
            if (root := stem(word)) not in ignored:
                counts[root] += weight
    return dict(counts)


def find_similar(ideas: Iterable[Idea], n_nearest: int = N_NEAREST) -> list[Relation]:
    """Return for each innovation the nearest ones of other regions, sorted.

    Args:
        ideas: What all innovations do, in any order.
        n_nearest: How many for each, at most.

    Returns:
        Relations from each to its nearest, with cosine as score (less if the sectors differ) and
        the shared words as reasons, the weightiest first.
    """
    ordered = sorted(ideas, key=lambda idea: idea.innovation_id)
    index = _make_index(ordered)
    scores = np.zeros(len(ordered), dtype=np.float32)
    relations = (
        _nearest(number, ordered, index, scores, n_nearest) for number in range(len(ordered))
    )
    found = chain.from_iterable(relations)
    return sorted(found, key=lambda relation: (relation.innovation_id, relation.other_id))


@lru_cache(maxsize=1)
def _ignored_words() -> frozenset[str]:
    """Return words that do not tell what an innovation does, names of regions among them."""
    text = files("models").joinpath("data", "similar_words.toml").read_text(encoding="utf-8")
    places = chain.from_iterable(fold(r.plain_name).split() for r in regions().values())
    return frozenset(tomllib.loads(text)["stop"]) | frozenset(places)


def _make_index(ideas: Sequence[Idea]) -> _Index:
    """Return the weighted words of all ideas, each idea's as a vector of length one."""
    n_ideas = Counter(chain.from_iterable(idea.words for idea in ideas))
    most = min(max(int(_COMMON_SHARE * len(ideas)), _LEAST_COMMON), _COMMON)
    words = sorted(word for word, n in n_ideas.items() if n <= most)
    numbers = {word: number for number, word in enumerate(words)}
    rows = [_vector(idea, numbers, n_ideas, len(ideas)) for idea in ideas]
    members: dict[int, list[int]] = defaultdict(list)
    weights: dict[int, list[float]] = defaultdict(list)
    for place, (row_words, row_weights) in enumerate(rows):
        for number, weight in zip(row_words.tolist(), row_weights.tolist(), strict=True):
            members[number].append(place)
            weights[number].append(weight)
    postings = [
        (np.array(members[n], dtype=np.int32), np.array(weights[n], dtype=np.float32))
        for n in range(len(words))
    ]
    return _Index(words, rows, postings)


def _vector(
    idea: Idea, numbers: Mapping[str, int], n_ideas: Mapping[str, int], total: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Return the weightiest words of an idea, by number, and their weights."""
    weighted = [
        ((1.0 + math.log(1.0 + count)) * math.log((1 + total) / (1 + n_ideas[word])), word)
        for word, count in idea.words.items()
        if word in numbers
    ]
    kept = sorted(weighted, key=lambda pair: (-pair[0], pair[1]))[:_MOST_WORDS]
    kept.sort(key=lambda pair: numbers[pair[1]])
    length = math.sqrt(sum(weight * weight for weight, _ in kept)) or 1.0
    return (
        np.array([numbers[word] for _, word in kept], dtype=np.int32),
        np.array([weight / length for weight, _ in kept], dtype=np.float32),
    )


def _nearest(
    number: int,
    ideas: Sequence[Idea],
    index: _Index,
    scores: npt.NDArray[np.float32],
    n_nearest: int,
) -> Iterator[Relation]:
    """Yield the nearest ideas of other regions; ``scores`` is all zeros before and after."""
    row_words, row_weights = index.rows[number]
    if not len(row_words):
        return
    postings = [index.postings[word] for word in row_words.tolist()]
    for (members, weights), weight in zip(postings, row_weights, strict=True):
        scores[members] += weights * weight
    touched = np.concatenate([members for members, _ in postings])
    # Most share one common word only; what is near is told from them before anything is sorted.
    near = np.unique(touched[scores[touched] >= _LEAST_SCORE])
    strengths = np.round(scores[near], _SCORE_DIGITS + 2)
    scores[touched] = 0.0
    order = np.lexsort((near, -strengths))[:_MOST_CANDIDATES]
    candidates = list(zip(strengths[order].tolist(), near[order].tolist(), strict=True))
    yield from _relations(number, ideas, index, candidates, n_nearest)


def _relations(
    number: int,
    ideas: Sequence[Idea],
    index: _Index,
    candidates: Sequence[tuple[float, int]],
    n_nearest: int,
) -> Iterator[Relation]:
    """Yield the relations of the best candidates that are elsewhere and share enough words."""
    one = ideas[number]
    offers = []
    for strength, other_number in candidates:
        other = ideas[other_number]
        if not _is_elsewhere(one.region, other.region):
            continue
        differ = one.sector and other.sector and one.sector != other.sector
        offers.append((strength * (_OTHER_SECTOR if differ else 1.0), other_number))
    offers.sort(key=lambda offer: (-offer[0], offer[1]))
    n_found = 0
    for score, other_number in offers:
        reasons = _shared_words(index, number, other_number)
        if score < _LEAST_SCORE or n_found == n_nearest:
            return
        if len(reasons) < _LEAST_SHARED:
            continue
        n_found += 1
        yield Relation(
            innovation_id=one.innovation_id,
            other_id=ideas[other_number].innovation_id,
            kind="similar",
            score=round(min(score, 1.0), _SCORE_DIGITS),
            reasons=reasons,
        )


def _is_elsewhere(one: str | None, other: str | None) -> bool:
    """Return whether two regions are known to be two places, none of which is in the other."""
    if one is None or other is None:
        return False
    return not (one.startswith(other) or other.startswith(one))


def _shared_words(index: _Index, one: int, other: int) -> tuple[str, ...]:
    """Return the words that two ideas share, the weightiest first."""
    mine = dict(zip(*(part.tolist() for part in index.rows[one]), strict=True))
    theirs = dict(zip(*(part.tolist() for part in index.rows[other]), strict=True))
    shared = sorted(mine.keys() & theirs.keys(), key=lambda n: (-mine[n] * theirs[n], n))
    return tuple(index.words[n] for n in shared[:_MOST_REASONS])
