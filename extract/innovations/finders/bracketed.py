"""Finds names by brackets whose letters fit: NAME (EXPANSION) and EXPANSION (NAME)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.brackets import find_long_form, read_bracket
from extract.innovations.candidates import Candidate
from extract.innovations.cues import head_strength
from extract.innovations.entries import make_candidate, read_entry
from extract.innovations.names import NameSpan
from extract.innovations.passage import Bracket, Passage

_MOST_SHORT_WORDS = 5
_SURE_FIT = 0.55


def find_bracketed(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every bracket that makes a pair with the words before it."""
    for bracket in passage.brackets:
        if _is_alias_of_body(passage, bracket):
            continue
        if _follows_body(passage, bracket) and not _reaches_over_body(passage, bracket):
            yield from _inside_owners_bracket(passage, bracket)
            continue
        reading = read_bracket(passage, bracket) or read_bracket(
            passage, bracket, _lower_name(passage, bracket)
        )
        if reading is None or reading.other is None:
            continue
        if reading.meaning == "expansion":
            name = reading.name
        elif reading.meaning == "short_name":
            first, last = reading.other
            name = NameSpan(first, last, bracket.open, quoted=True)
        else:
            continue
        candidate = read_entry(passage, name, "brackets", {})
        if candidate is not None:
            candidate.signs.pop("quoted", None)
            yield candidate


def _inside_owners_bracket(passage: Passage, outer: Bracket) -> Iterator[Candidate]:
    """Yield the pair of ``OWNER (NAME (EXPANSION))``."""
    words = passage.words
    opening = next((i for i in range(outer.open + 2, outer.close) if words[i].kind == "open"), None)
    if opening is None:
        return
    name = NameSpan(outer.open + 1, opening, opening, quoted=False)
    close = next((i for i in range(opening, outer.close) if words[i].kind == "close"), outer.close)
    reading = read_bracket(passage, Bracket(opening, close), name)
    if reading is None or reading.meaning != "expansion" or reading.other is None:
        return
    first, last = reading.other
    start = words[outer.open].start
    owners = [b for b in passage.bodies if 0 <= start - max(b.end, b.region_end) <= 1]
    signs = {"pair": 1.2 + min(reading.fit, 0.8)} | ({"owner": 0.8} if owners else {})
    span = (words[first].start, words[last - 1].end)
    candidate = make_candidate(passage, reading.name, "brackets", signs, span, owners=owners)
    if candidate is not None:
        yield candidate


def _lower_name(passage: Passage, bracket: Bracket) -> NameSpan | None:
    """Return words in lower case between a strong cue and a bracket (``inovasi kopi pagi (…)``)."""
    for index in range(bracket.open - 1, max(-1, bracket.open - 6), -1):
        if head_strength(passage.words[index].folded) >= 2 and index + 1 < bracket.open:
            return NameSpan(index + 1, bracket.open, bracket.open, quoted=False)
    return None


def _is_alias_of_body(passage: Passage, bracket: Bracket) -> bool:
    """Return whether the bracket holds the short form of a public body before it."""
    start = passage.words[bracket.open].start
    return any(b.end <= start < (b.alias_end or 0) for b in passage.bodies)


def _follows_body(passage: Passage, bracket: Bracket) -> bool:
    """Return whether a public body, with its place, stands right before the bracket."""
    start = passage.words[bracket.open].start
    return any(0 <= start - b.region_end <= 1 for b in passage.bodies)


def _reaches_over_body(passage: Passage, bracket: Bracket) -> bool:
    """Return whether a long form ends with the body (``Antrean Ramah Puskesmas Ambal (ARPA)``)."""
    first, last = bracket.open + 1, bracket.close
    if not 0 < last - first <= _MOST_SHORT_WORDS:
        return False
    found = find_long_form(passage, passage.slice(first, last), bracket.open)
    if found is None or found[2] < _SURE_FIT:
        return False
    start = passage.words[bracket.open].start
    bodies = [b for b in passage.bodies if 0 <= start - b.region_end <= 1]
    return all(passage.words[found[0]].start < b.start for b in bodies)
