"""Finds quoted names after verbs of launching: ``meluncurkan “Lapak Kita”``."""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.innovations.entries import read_entry
from extract.innovations.names import name_from
from extract.innovations.passage import Passage


def find_launched(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every name that follows a verb of launching at once."""
    words = passage.words
    for index, word in enumerate(words[:-1]):
        if word.folded not in cue_words("launching"):
            continue
        name = name_from(passage, index + 1)
        if name is None or words[name.first].folded in cue_words("never_first"):
            continue
        if passage.body_at(name.first) is not None or name.first > index + 3:
            continue
        if word.folded.startswith("di") and not name.quoted:
            continue  # "digagas Andi": who made it, not what was made
        points = 1.3 if name.quoted else 0.8
        candidate = read_entry(passage, name, "launches", {"launch verb": points})
        if candidate is not None:
            yield candidate
