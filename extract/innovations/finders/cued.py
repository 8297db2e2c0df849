"""Finds names after cue words: ``inovasi Lapak Kita``, ``aplikasi yang diberi nama “SIAP”``."""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.brackets import find_long_form
from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words, head_strength
from extract.innovations.entries import read_entry
from extract.innovations.leads import Lead, iter_leads
from extract.innovations.names import name_from
from extract.innovations.passage import Passage

_SURE_FIT = 0.55
_POINTS_BY_STRENGTH = {3: 2.1, 2: 1.3, 1: 0.5}


def find_cued(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every cue that leads to something written like a name."""
    for lead in iter_leads(passage):
        candidate = _at(passage, lead)
        if candidate is not None:
            yield candidate


def _at(passage: Passage, lead: Lead) -> Candidate | None:
    """Return the candidate that a cue leads to; None if no name begins there."""
    name = name_from(passage, lead.index, through_bodies=lead.named)
    if name is None or passage.words[name.first].folded in cue_words("never_first"):
        return None
    body = passage.body_at(name.first)
    if body is not None and not name.quoted:
        return None
    signs: dict[str, float] = {}
    if lead.named:
        signs["naming cue"] = 2.2 if lead.strength or _mentions_thing(passage, lead.index) else 1.0
    else:
        signs["head cue"] = _POINTS_BY_STRENGTH[lead.strength] - 0.12 * lead.n_words
    candidate = read_entry(passage, name, "cues", signs)
    if candidate is not None and lead.named and candidate.expansion is None:
        _add_long_form(passage, candidate, lead.cue)
    return candidate


def _add_long_form(passage: Passage, candidate: Candidate, cue: int) -> None:
    """Take the words before a naming cue as expansion if they fit (``… yang disebut SIAP``)."""
    while cue > 0 and passage.words[cue - 1].folded in {"yang", "atau", "biasa", "lebih", ","}:
        cue -= 1
    found = find_long_form(passage, candidate.name, cue)
    if found is not None and found[2] >= _SURE_FIT:
        first, last, fit = found
        candidate.expansion = (passage.words[first].start, passage.words[last - 1].end)
        candidate.signs["pair"] = 1.2 + min(fit, 0.8)


def _mentions_thing(passage: Passage, index: int) -> bool:
    """Return whether a head word stands somewhere before a word."""
    return any(head_strength(word.folded) for word in passage.words[:index])
