"""Finds names that the text says to be an acronym: ``Sigap merupakan akronim dari …``."""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.aliases import EXPLICIT_WORDS
from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.innovations.entries import read_entry
from extract.innovations.names import name_before
from extract.innovations.passage import Passage

_PLAIN_WORDS = frozenset({"atau", "alias"})


def find_aliased(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every name before words such as ``singkatan dari`` or ``atau``."""
    words = passage.words
    for index, word in enumerate(words):
        if word.folded not in EXPLICIT_WORDS and word.folded not in _PLAIN_WORDS:
            continue
        end = index
        while end > 0 and (
            words[end - 1].folded in cue_words("before_alias") or words[end - 1].text == ","
        ):
            end -= 1
        name = name_before(passage, end)
        candidate = read_entry(passage, name, "aliases", {}) if name else None
        if candidate is not None and candidate.expansion is not None:
            yield candidate
