"""Collocations: words that stand near a word more often than chance would have it.

logDice (Rychlý 2008) compares how often two words meet with how often each occurs; it does not
depend on the size of the corpus and is 14 at most. Mutual information favours rare words,
log-likelihood frequent ones.
"""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.filters import SearchFilters
from corpus.selection import ANY, select_articles
from corpus.words.counts import WordCounts, count_words
from corpus.words.keyness import log_likelihood
from corpus.words.occurrences import Occurrence, iter_occurrences, select_word

MAX_SPAN = 20
_MAX_CHARACTERS_A_WORD = 30
_WORDS = re.compile(r"[^\W_]+")
_MOST_LOG_DICE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Collocation:
    """A word that stands near another.

    Attributes:
        word: As the full-text index has it: lower case, no diacritics.
        n: How often it stands near.
        n_left: How often before.
        n_right: How often after.
        n_total: How often it occurs at all in the articles that pass the filters.
        log_dice: See above; 14 at most.
        mutual_information: Binary logarithm of how many times more often than by chance.
        log_likelihood: How sure it is that this is no chance.
    """

    word: str
    n: int
    n_left: int
    n_right: int
    n_total: int
    log_dice: float
    mutual_information: float
    log_likelihood: float


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """How often the word occurs, and what stands near it on either side."""

    n_occurrences: int
    left: Counter[str]
    right: Counter[str]


def find_collocations(
    conn: sqlite3.Connection,
    word: str,
    filters: SearchFilters = ANY,
    *,
    span: int = 5,
    least_count: int = 3,
    stem: bool = False,
) -> list[Collocation]:
    """Return the words that stand near a word or phrase, those of the highest logDice first.

    Args:
        conn: A corpus.
        word: Several words are a phrase; a star at the end lets the last one go on.
        filters: In which articles.
        span: Words on either side that are near, up to ``MAX_SPAN``.
        least_count: How often a word must stand near.
        stem: Whether a single word stands for all its forms.

    Returns:
        Collocations, numbers left out; empty if the word does not occur.

    Raises:
        InvalidQueryError: If there is no word, or a filter means nothing.
    """
    width = min(max(span, 1), MAX_SPAN)
    selection = select_word(conn, word, filters, stem=stem)
    near = _count_neighbours(iter_occurrences(conn, selection), width)
    if not near.n_occurrences:
        return []
    counts = count_words(conn, select_articles(conn, "", filters))
    found = _iter_collocations(near, counts, width, least_count)
    return sorted(found, key=lambda one: (-one.log_dice, -one.n, one.word))


def _count_neighbours(places: Iterator[Occurrence], span: int) -> _Neighbours:
    """Count the words on either side of all places."""
    n_occurrences = 0
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    reach = span * _MAX_CHARACTERS_A_WORD
    for place in places:
        n_occurrences += 1
        left.update(_words(place.text[max(place.start - reach, 0) : place.start])[-span:])
        right.update(_words(place.text[place.end : place.end + reach])[:span])
    return _Neighbours(n_occurrences, left, right)


def _words(text: str) -> list[str]:
    """Return the words of a text as the full-text index has them."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORDS.findall(plain)


def _iter_collocations(
    near: _Neighbours, counts: WordCounts, span: int, least_count: int
) -> Iterator[Collocation]:
    """Yield all words that are near often enough, with what tells how closely they belong."""
    n_words = counts.n_words
    n_near = near.n_occurrences * 2 * span
    for word, n in (near.left + near.right).items():
        if n < least_count or not word.isalpha():
            continue
        n_total = counts.occurrences.get(word, 0)
        # A word between two occurrences is near both, and so near more often than it occurs.
        n_places = max(n_total, n)
        expected = n_places * n_near / n_words
        yield Collocation(
            word=word,
            n=n,
            n_left=near.left[word],
            n_right=near.right[word],
            n_total=n_total,
            log_dice=_MOST_LOG_DICE + math.log2(2 * n / (near.n_occurrences + n_places)),
            mutual_information=math.log2(n / expected),
            log_likelihood=log_likelihood(n, n_near, n_places - n, max(n_words - n_near, 1)),
        )
