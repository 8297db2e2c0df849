"""Known names looked up in raw text: words with offsets, and longest-match dictionaries.

Names are compared on letters and digits only (``Muara Enim`` = ``MUARAENIM`` = ``Muara-Enim``),
so a name may be one word in one newspaper and three in another. One dictionary look-up per word,
no large regular expression. What the names mean is the business of the callers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

V = TypeVar("V")

_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*")
_NOT_LETTER = re.compile(r"[\W_]+")
_GLUE = re.compile(r"(?:[ \t\u00a0]{1,3}|[ \t\u00a0]?\n[ \t\u00a0]?|[ \u00a0]?[-–][ \u00a0]?)")
_ABBREVIATION_GLUE = re.compile(r"\.[ \u00a0]?")
_LIST_GLUE = re.compile(r"(?:,[ \u00a0]?\n?|[ \u00a0]?&[ \u00a0]?|/)")
_LONGEST_GLUE = 3  # code points that any of these takes
_OPENING = 4
_ABBREVIATION_LENGTH = 4


def name_key(name: str) -> str:
    """Return the letters and digits of a name in lower case."""
    return _NOT_LETTER.sub("", name).lower()


@lru_cache(maxsize=1024)
def _is(glue: re.Pattern[str], gap: str) -> bool:
    """Return whether a short gap is glue of some kind, kept: there are few gaps."""
    return glue.fullmatch(gap) is not None


class Words:
    """The words of a text with their offsets, as parallel lists.

    Attributes:
        text: The text itself.
        starts: First code point of each word.
        ends: One past the last of each.
        forms: The words as written.
        keys: The words in lower case without apostrophes.
    """

    __slots__ = ("ends", "forms", "keys", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.forms: list[str] = _WORD.findall(text)
        self.keys = [form.lower() if form.isalnum() else name_key(form) for form in self.forms]

    def __len__(self) -> int:
        return len(self.forms)

    def gap(self, index: int) -> str:
        """Return what stands between word ``index - 1`` and word ``index``."""
        return self.text[self.ends[index - 1] : self.starts[index]]

    def is_capital(self, index: int) -> bool:
        """Return whether a word begins with a capital letter or a digit."""
        first = self.forms[index][0]
        return first.isupper() or first.isdigit()

    def joins(self, index: int, *, newline: bool = True) -> bool:
        """Return whether word ``index`` goes on a name that word ``index - 1`` belongs to.

        True for spaces, a hyphen, one line break (if ``newline``), and a full stop after an
        abbreviation of up to four letters.
        """
        gap = self.gap(index)
        if gap == " ":
            return True
        if len(gap) > _LONGEST_GLUE:
            return False
        if _is(_GLUE, gap):
            return newline or "\n" not in gap
        short = self.ends[index - 1] - self.starts[index - 1] <= _ABBREVIATION_LENGTH
        return short and _is(_ABBREVIATION_GLUE, gap)

    def lists(self, index: int) -> bool:
        """Return whether a list comma, ``&`` or ``/`` stands before word ``index``."""
        gap = self.gap(index)
        return len(gap) <= _LONGEST_GLUE and _is(_LIST_GLUE, gap)


@lru_cache(maxsize=4)
def split_words(text: str) -> Words:
    """Return the words of a text; finders that read the same text share the result."""
    return Words(text)


class Gazetteer(Generic[V]):
    """Names and what they stand for; found in text by the longest match.

    Args:
        skips: Words that do not count in a name (``dan``); where given, list commas inside
            a name do not count either.
    """

    def __init__(self, skips: Iterable[str] = ()) -> None:
        self._skips = frozenset(skips)
        self._values: dict[str, tuple[V, ...]] = {}
        self._openings: set[str] = set()
        self._most_words = 1

    def add(self, name: str, value: V) -> None:
        """Add a meaning to a name; a meaning that it already has is not added twice."""
        key = self.key(name)
        known = self._values.get(key, ())
        if not key or value in known:
            return
        self._values[key] = (*known, value)
        self._openings.update(key[:size] for size in range(1, _OPENING + 1))
        self._most_words = max(self._most_words, 2 * len(name.split()))

    def key(self, name: str) -> str:
        """Return the form in which names are compared."""
        if not self._skips:
            return name_key(name)
        return "".join(word for word in Words(name).keys if word not in self._skips)

    def values(self, name: str) -> tuple[V, ...]:
        """Return the meanings of a name; empty if it is unknown."""
        return self._values.get(self.key(name), ())

    def keys(self) -> Iterable[str]:
        """Return the comparable forms of all names."""
        return self._values.keys()

    def may_begin(self, key: str) -> bool:
        """Return whether a name may begin with a word (lower case, letters and digits)."""
        return key[:_OPENING] in self._openings

    def longest(self, words: Words, start: int) -> tuple[int, tuple[V, ...]] | None:
        """Return the longest name that begins at a word.

        Returns:
            One past its last word, and its meanings; None if no name begins there.
        """
        if start >= len(words.keys):
            return None
        key = words.keys[start]
        if key[:_OPENING] not in self._openings or key in self._skips:
            return None
        best = (start + 1, self._values[key]) if key in self._values else None
        for index in range(start + 1, min(start + self._most_words, len(words.keys))):
            if not self._goes_on(words, index):
                break
            word = words.keys[index]
            if word in self._skips:
                continue
            key += word
            if key[:_OPENING] not in self._openings:
                break
            if key in self._values:
                best = index + 1, self._values[key]
        return best

    def _goes_on(self, words: Words, index: int) -> bool:
        """Return whether a name may run over the gap before a word."""
        return words.joins(index) or (bool(self._skips) and words.lists(index))
