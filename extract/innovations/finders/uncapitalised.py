"""Finds names in lower case that an owner's clause shows: ``Dishub dengan inovasi bus malam,``."""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.innovations.entries import read_entry
from extract.innovations.names import NameSpan
from extract.innovations.owners import owners_before
from extract.innovations.passage import Passage

_MIN_WORDS = 2
_MAX_WORDS = 14


def find_uncapitalised(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every ``OWNER dengan inovasi …`` whose name runs to a comma or stop."""
    words = passage.words
    for index in range(1, len(words) - _MIN_WORDS):
        if words[index].folded not in {"inovasi", "inovasinya"}:
            continue
        first = index + 1
        if (
            words[index - 1].folded not in cue_words("before_plain_name")
            or words[first].kind != "lower"
        ):
            continue
        if words[first].folded in cue_words("never_first_plain"):
            continue
        last = _clause_end(passage, first)
        if last is None or not owners_before(passage, first):
            continue
        name = NameSpan(first, last, last, quoted=False)
        candidate = read_entry(passage, name, "clauses", {"head cue": 1.4, "owner": 0.8})
        if candidate is not None:
            yield candidate


def _clause_end(passage: Passage, first: int) -> int | None:
    """Return one past the last word of a clause; None if it is too short or too long."""
    words = passage.words
    for last in range(first, min(len(words), first + _MAX_WORDS) + 1):
        ended = last == len(words) or words[last].kind in {"mark", "quote", "open"}
        if ended or passage.body_at(last) is not None:
            return last if last - first >= _MIN_WORDS else None
    return None
