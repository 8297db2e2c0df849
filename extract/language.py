"""Tokens of Indonesian news text, by a spaCy pipeline with a tokenizer of our own.

``spacy.blank("id")`` ships 16,000 exceptions that halve its speed and split ``e-KTP``, ``Kab.``
and ``S.Kep.``; ours only parts brackets, quotation marks, dashes and sentence punctuation from
words. Which tokens matter is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

# The limit is for parsers, which we do not use; a tokenizer takes texts of any length.
_MAX_CHARACTERS = 1_000_000_000

Kind = Literal["capital", "lower", "number", "quote", "open", "close", "mark"]

_QUOTES = "\"“”„‟‘’'«»″`´"
_EDGE = re.escape(_QUOTES) + r"()\[\]{},;:.!?…–—|•►▪→/\\*=+<>"
_LONG_RUN = 6
# A run of one sign is one token: taken off singly, it would cost the square of its length.
_PREFIX = re.compile(rf"^(?:([{_EDGE}-])\1{{{_LONG_RUN - 1},}}|-(?=\w)|[{_EDGE}])")
_SUFFIX = re.compile(rf"[{_EDGE}-]$")
_SUFFIX_RUN = re.compile(rf"[{_EDGE}-]+$")
# Commas and dots inside numbers stay; brackets, long dashes and quotes glued to words do not.
_INFIX = re.compile(
    r"[()\[\]“”\"|•→–—]|(?<=[A-Za-z]),(?=[A-Za-z])|(?<=\w);|(?<=[a-z])\.(?=[A-Z][a-z])"
)


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return the factory that spaCy calls to build our tokenizer."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(
            nlp.vocab,
            prefix_search=_PREFIX.search,
            suffix_search=_find_suffix,
            infix_finditer=_INFIX.finditer,
        )

    return create


def _find_suffix(word: str) -> re.Match[str] | None:
    """Return the sign, or the long run of one sign, that ends a word; None if none does."""
    run = len(word) - len(word.rstrip(word[-1])) if word else 0
    if run < _LONG_RUN:
        return _SUFFIX.search(word, max(0, len(word) - 1))
    return _SUFFIX_RUN.match(word, len(word) - run)


@lru_cache(maxsize=1)
def load_language() -> Language:
    """Return the blank Indonesian pipeline with our tokenizer; the same object every time."""
    registry.tokenizers.register("gali.tokenizer.v1", func=make_tokenizer)
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "gali.tokenizer.v1"}}})
    nlp.max_length = _MAX_CHARACTERS
    return nlp


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its offsets in the article's field and what its letters look like.

    Attributes:
        start: First code point in the field.
        end: One past the last.
        text: The token.
        folded: The token in lower case.
        kind: ``capital`` for words with an upper-case letter anywhere (``e-Kinerja``),
            ``lower`` and ``number``; ``quote``, ``open``, ``close`` for the paired signs;
            ``mark`` for the rest.
    """

    start: int
    end: int
    text: str
    folded: str
    kind: Kind


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the tokens of a stretch of a text, white space left out."""
    doc = load_language().make_doc(text[start:end])
    return [
        Word(start + at, start + at + len(token), token, *_look(token))
        for at, token in ((token.idx, token.text) for token in doc)
        if not token.isspace()
    ]


@lru_cache(maxsize=65536)
def _look(word: str) -> tuple[str, Kind]:
    """Return a word in lower case and what it looks like; most words come again and again."""
    return word.casefold(), _kind(word)


def _kind(word: str) -> Kind:
    """Return what a word looks like."""
    if any(c.isupper() for c in word):
        return "capital"
    if any(c.isalpha() for c in word):
        return "lower"
    if any(c.isdigit() for c in word):
        return "number"
    if all(c in _QUOTES for c in word):
        return "quote"
    if word in "([{":
        return "open"
    return "close" if word in ")]}" else "mark"
