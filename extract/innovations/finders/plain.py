"""Finds runs of capitalised words that only their surroundings set apart: ``Lapak Kita Disdag``.

Yields generously: people, places of work and events are among them. What speaks for one of them
is what stands beside it, so each carries that as a sign, and only the sum of all decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.innovations.entries import make_candidate, read_entry
from extract.innovations.names import NameSpan, name_from
from extract.innovations.owners import owners_after, region_after, region_before
from extract.innovations.passage import Passage

_MAX_WORDS = 9
_EXPLAINING = cue_words("alias_words") | cue_words("before_alias") | cue_words("plain_aliases")


def find_plain(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every run of capitalised words that is no body and no place."""
    index = 0
    while index < len(passage.words):
        name = _run_at(passage, index)
        if name is None:
            index += 1
            continue
        index = max(name.after, index + 1)
        candidate = _candidate(passage, name)
        if candidate is not None:
            yield candidate


def _run_at(passage: Passage, index: int) -> NameSpan | None:
    """Return the run that begins at a word and is no body, place or common beginning."""
    word = passage.words[index]
    if word.kind not in {"capital", "lower"} or passage.body_over(index) is not None:
        return None
    if word.folded in cue_words("never_first") or word.folded in cue_words("before_name"):
        return None
    name = name_from(passage, index)
    if name is None or name.last - name.first > _MAX_WORDS:
        return None
    return name


def _candidate(passage: Passage, name: NameSpan) -> Candidate | None:
    """Return a run as candidate; in a headline only one whose owner follows at once."""
    if passage.sentence.field != "title" and _is_explained(passage, name.after):
        return read_entry(passage, name, "runs", {})
    owners = owners_after(passage, name.after)
    signs = {"owner": 0.8} if owners else {}
    if passage.sentence.field == "title":
        if not owners or passage.body_at(name.after) is None:
            return None
        return make_candidate(passage, name, "headlines", signs, owners=owners)
    candidate = make_candidate(passage, name, "runs", signs, owners=owners)
    place = region_after(passage, name.after) or region_before(passage, name.first)
    if candidate is not None and place is not None:
        candidate.region = place.code
    return candidate


def _is_explained(passage: Passage, index: int) -> bool:
    """Return whether a bracket, or a word such as ``atau``, follows; most runs end without."""
    if index >= len(passage.words):
        return False
    word = passage.words[index]
    return word.kind in {"open", "quote"} or word.folded in _EXPLAINING
