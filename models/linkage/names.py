"""Names and expansions in the forms by which they are compared."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from corpus.identity import fold

Words = tuple[str, ...]
# Many mentions of a large corpus bear the same names.
_REMEMBERED = 1 << 18


@lru_cache(maxsize=1)
def word_lists() -> Mapping[str, frozenset[str]]:
    """Return the words that say little: ``heads``, ``weak`` and ``generic``."""
    text = files("models").joinpath("data", "linkage_words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


@lru_cache(maxsize=_REMEMBERED)
def words_of(text: str) -> Words:
    """Return the words of a text, folded."""
    return tuple(fold(text).split())


@lru_cache(maxsize=_REMEMBERED)
def name_words_of(name: str) -> Words:
    """Return the words of a name without the head words before it; at least one is kept."""
    words = words_of(name)
    heads = word_lists()["heads"]
    start = 0
    while start < len(words) - 1 and words[start] in heads:
        start += 1
    return words[start:]


def key_of(name: str) -> str:
    """Return the letters and digits of a name by which it is compared.

    ``Inovasi Fish-Go`` and ``FishGo`` give the same key; a name that is only a head word keeps it.
    """
    return "".join(name_words_of(name))


def strong_words(words: Words) -> list[str]:
    """Return the words that may tell innovations apart."""
    weak = word_lists()["weak"]
    return [word for word in words if word not in weak and len(word) > 1]


def is_generic(words: Words) -> bool:
    """Return whether a name only says what kind of thing it is (``Bank Sampah``)."""
    lists = word_lists()
    return all(word in lists["generic"] or word in lists["weak"] for word in words)


def digits_of(words: Words) -> Words:
    """Return the numbers in a name, ``119`` or ``2``."""
    return tuple(found for found in ("".join(filter(str.isdigit, word)) for word in words) if found)
