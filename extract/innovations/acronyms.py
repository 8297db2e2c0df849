"""Aligns a short form with a long form and scores how well the letters of one make the other.

Indonesian innovation names are blends: initials, syllables, word ends, sometimes out of order
(``Lasbudu`` = keLAS iBU haMil terpaDU). A dynamic programme aligns letters in order; a second
pass aligns each word of the short form on its own, wherever in the long form it fits best.

What a bracket means is not decided here (see ``brackets``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.innovations.cues import cue_words

_WORD = re.compile(r"[^\W_]+")
# A bracket may hold a paragraph; what is longer is no acronym and no expansion.
_MAX_SHORT_LETTERS = 40
_MAX_LONG_WORDS = 40
_COUNTED = re.compile(r"([a-z])([2-6])")

_INITIAL = 1.0
_CONTIGUOUS = 0.9
_INSIDE = 0.35
_MISSING = -0.8
_SKIPPED_WORD = -0.12
_OUT_OF_ORDER = -0.08
_NEVER = -1e9

STOP_WORDS = frozenset(
    "dan atau di ke dari untuk yang dengan pada dalam oleh the of and for to lan serta bagi"
    " secara melalui menuju tanpa agar".split()
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the letters of a short form were found in a long form.

    Attributes:
        score: At most 1; above 0.4 is a good sign that the long form explains the short one.
        coverage: Share of the long form's content words that gave a letter, 0..1.
        uses_first: Whether the long form's first word gave a letter.
    """

    score: float
    coverage: float
    uses_first: bool


NO_ALIGNMENT = Alignment(score=-1.0, coverage=0.0, uses_first=False)


@lru_cache(maxsize=4096)
def align(short: str, long: str) -> Alignment:
    """Return the better of the in-order and the word-by-word alignment of two forms.

    Args:
        short: The short form, any case, may have several words.
        long: The long form.

    Returns:
        ``NO_ALIGNMENT`` if either has no letters or is too long to be meant as such.
    """
    words = words_of(long)
    parts = words_of(short)
    letters = "".join(parts)
    if not words or not letters:
        return NO_ALIGNMENT
    if len(letters) > _MAX_SHORT_LETTERS or len(words) > _MAX_LONG_WORDS:
        return NO_ALIGNMENT
    readings = [_in_order(letters, words), _by_word(parts, words)]
    if _COUNTED.search(letters):
        readings.append(_in_order(_COUNTED.sub(_repeat, letters), words))
    return max(readings, key=lambda a: a.score)


def is_initialism(short: str, long: str) -> bool:
    """Return whether every letter of a short form begins a word of the long form, in order."""
    initials = iter([word[0] for word in words_of(long)])
    return all(letter in initials for letter in "".join(words_of(short)))


def _repeat(match: re.Match[str]) -> str:
    """Return ``ppppp`` for ``p5``: a digit after a letter often counts words that begin so."""
    return match.group(1) * int(match.group(2))


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as plain lower-case letters and digits.

    Kept, because the same few are asked for again and again.
    """
    plain = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join([c for c in plain if not unicodedata.combining(c)]).replace("’", "")
    return tuple(_WORD.findall(plain.replace("'", "")))


@lru_cache(maxsize=8192)
def n_letters(text: str) -> int:
    """Return how many plain letters and digits a text has."""
    return sum(map(len, words_of(text)))


def _in_order(letters: str, words: Sequence[str]) -> Alignment:
    """Align all letters from left to right over all words."""
    score, used = _best_path(letters, words)
    return Alignment(score / len(letters), _share_used(used, words), used[0])


def _by_word(parts: Sequence[str], words: Sequence[str]) -> Alignment:
    """Align each word of the short form wherever it fits best, at a small price."""
    if len(parts) < 2:
        return NO_ALIGNMENT
    total, letters, used = 0.0, 0, [False] * len(words)
    for part in parts:
        score, part_used = _best_path(part, words, skip_price=0.0)
        if part in cue_words("particles") and score < 0:
            continue  # Si, Pak … are often put before an acronym and mean nothing
        total += score
        letters += len(part)
        used = [a or b for a, b in zip(used, part_used, strict=True)]
    if not letters:
        return NO_ALIGNMENT
    unused = sum(not u and w not in STOP_WORDS for u, w in zip(used, words, strict=True))
    total += _SKIPPED_WORD * unused + _OUT_OF_ORDER * letters
    return Alignment(total / letters, _share_used(used, words), used[0])


def _best_path(
    letters: str, words: Sequence[str], *, skip_price: float = _SKIPPED_WORD
) -> tuple[float, list[bool]]:
    """Return the best score of putting letters on words in order, and which words are used.

    State ``best[i]`` after each word: the best score with ``i`` letters placed. A letter may
    be left unplaced at any point for the price of a missing letter.
    """
    n = len(letters)
    best = [i * _MISSING for i in range(n + 1)]
    trace: list[list[int]] = []
    for word in words:
        price = 0.0 if word in STOP_WORDS else skip_price
        after = [score + price for score in best]
        origin = list(range(n + 1))
        for i, gains in _placements(letters, word):
            score, at = best[i], i
            for gain in gains:
                score += gain
                at += 1
                if score > after[at]:
                    after[at], origin[at] = score, i
        for i in range(1, n + 1):
            if after[i - 1] + _MISSING > after[i]:
                after[i], origin[i] = after[i - 1] + _MISSING, origin[i - 1]
        best = after
        trace.append(origin)
    used, i = [False] * len(words), n
    for index in range(len(words) - 1, -1, -1):
        used[index] = trace[index][i] < i and best[n] > n * _MISSING
        i = trace[index][i]
    return best[n], used


@lru_cache(maxsize=8192)
def _placements(letters: str, word: str) -> tuple[tuple[int, tuple[float, ...]], ...]:
    """Return from which letters on a word can be read, and what each letter then gains.

    Kept, because long forms that begin at different words share most of them.
    """
    found = ((i, tuple(_gains(letters, i, word))) for i, c in enumerate(letters) if c in word)
    return tuple(found)


def _gains(letters: str, first: int, word: str) -> Iterator[float]:
    """Yield what each letter from ``first`` on gains by its place in a word, while it has one."""
    position, previous = 0, -2
    for letter in letters[first:]:
        if previous >= 0 and word[previous + 1 : previous + 2] == letter:
            previous += 1
            yield _CONTIGUOUS
        else:
            previous = word.find(letter, position)
            if previous < 0:
                return
            yield _INITIAL if previous == 0 else _INSIDE
        position = previous + 1


def _share_used(used: Sequence[bool], words: Sequence[str]) -> float:
    """Return the share of content words that gave a letter."""
    content = [u for u, w in zip(used, words, strict=True) if w not in STOP_WORDS]
    return sum(content) / len(content) if content else 0.0
