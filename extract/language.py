"""Tokens of Indonesian news text, by a spaCy pipeline with a tokenizer of our own.

``spacy.blank("id")`` ships 16,000 exceptions that halve its speed and split ``e-KTP``, ``Kab.``
and ``S.Kep.``; ours only parts brackets, quotation marks, dashes and sentence punctuation from
words. Which tokens matter is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

# The limit is for parsers, which we do not use; a tokenizer takes texts of any length.
_MAX_CHARACTERS = 1_000_000_000

Kind = Literal["capital", "lower", "number", "quote", "open", "close", "mark"]

_QUOTES = "\"“”„‟‘’'«»″`´"
_EDGE = re.escape(_QUOTES) + r"()\[\]{},;:.!?…–—|•►▪→/\\*=+<>"
_STRETCH = re.compile(r"\S+")
_LONGEST_KEPT = 60
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


class Word(NamedTuple):
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
    words: list[Word] = []
    make = tuple.__new__  # the same as Word(...), without a call in between
    stretch = _STRETCH.finditer(text, start, len(text) if end is None else end)
    for match in stretch:
        at, run = match.start(), match.group()
        parts = _parts_of(run) if len(run) <= _LONGEST_KEPT else _split_run(run)
        words += [
            make(Word, (at + first, at + last, token, folded, kind))
            for first, last, token, folded, kind in parts
        ]
    return words


def _split_run(run: str) -> tuple[tuple[int, int, str, str, Kind], ...]:
    """Return the tokens of a run without white space; a tokenizer never looks beyond one."""
    tokens = [(token.idx, token.text) for token in load_language().make_doc(run)]
    return tuple([(at, at + len(t), t, *_form(t)) for at, t in tokens])


@lru_cache(maxsize=65536)
def _parts_of(run: str) -> tuple[tuple[int, int, str, str, Kind], ...]:
    """Return the tokens of a short run, kept: most runs come again and again."""
    return _split_run(run)


def _form(token: str) -> tuple[str, Kind]:
    """Return a token in lower case and its kind."""
    return _short_form(token) if len(token) <= _LONGEST_KEPT else _new_form(token)


@lru_cache(maxsize=65536)
def _short_form(token: str) -> tuple[str, Kind]:
    """Return what ``_form`` does, kept."""
    return _new_form(token)


def _new_form(token: str) -> tuple[str, Kind]:
    """Return what ``_form`` does."""
    return token.casefold(), _kind(token)


def _kind(word: str) -> Kind:
    """Return what a word looks like."""
    if word.isascii() and (word.islower() or word.isalpha()):
        return "lower" if word.islower() else "capital"
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
