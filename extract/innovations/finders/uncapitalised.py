"""Finds names in lower case that a cue or an owner announces: ``program bus malam gratis,``.

Such a name ends where the clause does. Where it ends at a word over which a name may run on
(``bank sampah untuk sekolah``), both readings are yielded; which one holds is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.innovations.entries import read_entry
from extract.innovations.leads import Lead, iter_leads
from extract.innovations.names import NameSpan, ends_plain_name
from extract.innovations.owners import owners_before
from extract.innovations.passage import Passage

_MIN_WORDS = 2
_MAX_STEPS = 5
_MAX_WORDS = 14


def find_uncapitalised(passage: Passage) -> Iterator[Candidate]:
    """Yield the candidates in lower case that begin right after a cue."""
    words = passage.words
    seen: set[int] = set()
    for lead in iter_leads(passage, max(0, len(words) - _MIN_WORDS)):
        if lead.strength == 1 and not lead.named:
            continue
        first = _first_word(passage, lead)
        if first is None or first in seen:
            continue
        seen.add(first)
        yield from _names_from(passage, first, _signs(passage, lead, first))


def _first_word(passage: Passage, lead: Lead) -> int | None:
    """Return where a name in lower case begins after a cue; None if none does."""
    words = passage.words
    first = lead.index if lead.named else lead.cue + 1
    last = min(len(words), first + _MAX_STEPS)
    while first < last and (
        words[first].text == ":" or words[first].folded in cue_words("before_plain_name")
    ):
        first += 1
    if first >= last or words[first].kind != "lower":
        return None
    return None if words[first].folded in cue_words("never_first_plain") else first


def _signs(passage: Passage, lead: Lead, first: int) -> dict[str, float]:
    """Return what the words before a name in lower case say for it."""
    words = passage.words
    signs = {"lower case": -0.6}
    signs |= {"naming cue": 1.4} if lead.named else {"head cue": 1.0 if lead.strength > 2 else 0.5}
    if lead.cue and words[lead.cue - 1].folded in cue_words("before_plain_cue"):
        signs["owner's clause"] = 0.4
    if owners_before(passage, first):
        signs["owner"] = 0.8
    return signs


def _names_from(passage: Passage, first: int, signs: dict[str, float]) -> Iterator[Candidate]:
    """Yield the shorter and the longer name that begin at a word."""
    for last in _ends(passage, first):
        if last - first >= _MIN_WORDS:
            name = NameSpan(first, last, last, quoted=False)
            candidate = read_entry(passage, name, "clauses", signs)
            if candidate is not None:
                yield candidate


def _ends(passage: Passage, first: int) -> list[int]:
    """Return where a name in lower case may end: at a joining word, and where the clause does."""
    words = passage.words
    ends: list[int] = []
    for last in range(first + 1, min(len(words), first + _MAX_WORDS) + 1):
        if ends_plain_name(passage, last):
            return [*ends, last]
        if not ends and words[last].folded in cue_words("joins_plain_name"):
            ends.append(last)
    return ends
