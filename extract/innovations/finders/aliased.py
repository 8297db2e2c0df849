"""Finds names that the text says to be an acronym: ``Sigap merupakan akronim dari …``."""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.brackets import find_long_form
from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.innovations.entries import make_candidate, read_entry
from extract.innovations.names import name_before, name_from
from extract.innovations.passage import Passage

_PLAIN_WORDS = frozenset({"atau", "alias"})
_AFTER = frozenset({"dengan", "nama", "sebagai", "disebut", "sebutan", "biasa", "menjadi"})
_SURE_FIT = 0.6


def find_aliased(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every name before words such as ``singkatan dari`` or ``atau``."""
    words = passage.words
    for index, word in enumerate(words):
        if word.folded not in cue_words("alias_words") and word.folded not in _PLAIN_WORDS:
            continue
        end = index
        while end > 0 and (
            words[end - 1].folded in cue_words("before_alias") or words[end - 1].text == ","
        ):
            end -= 1
        name = name_before(passage, end)
        candidate = read_entry(passage, name, "aliases", {}) if name else None
        if candidate is None or candidate.expansion is None:
            candidate = _name_after(passage, index)
        if candidate is not None and candidate.expansion is not None:
            yield candidate


def _name_after(passage: Passage, index: int) -> Candidate | None:
    """Return the name after a joining word whose long form stands before it in any case."""
    after = index + 1
    while after < len(passage.words) and passage.words[after].folded in _AFTER:
        after += 1
    name = name_from(passage, after)
    if name is None:
        return None
    end = index - 1 if passage.words[index - 1].folded == "yang" else index
    found = find_long_form(passage, passage.slice(name.first, name.last), end)
    if found is None or found[2] < _SURE_FIT:
        return None
    first, last, fit = found
    span = (passage.words[first].start, passage.words[last - 1].end)
    return make_candidate(passage, name, "aliases", {"alias": 1.2 + min(fit, 0.6)}, expansion=span)
