"""Finds names that only their quotation signs set apart: ``‘Lapak Kita’``."""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.innovations.entries import read_entry
from extract.innovations.names import name_from
from extract.innovations.passage import Passage

_MAX_WORDS = 7


def find_quoted(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every short quotation whose words have capitals."""
    joiners = cue_words("joiners")
    for quotation in passage.quotations:
        words = passage.words[quotation.first : quotation.last]
        if len(words) > _MAX_WORDS or words[0].kind != "capital":
            continue
        if any(w.kind == "lower" and w.folded not in joiners for w in words):
            continue
        name = name_from(passage, quotation.first - 1)
        candidate = read_entry(passage, name, "quotes", {"quotation": 0.5}) if name else None
        if candidate is not None:
            yield candidate
