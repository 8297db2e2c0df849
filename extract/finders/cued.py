"""Finds names after cue words: ``inovasi Lapak Kita``, ``aplikasi yang diberi nama “SIAP”``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.candidates import Candidate
from extract.cues import load_cues, longest_phrase
from extract.entries import read_entry
from extract.names import name_from
from extract.passage import Passage

_MAX_STEPS = 9
_POINTS_BY_STRENGTH = {3: 2.1, 2: 1.3, 1: 0.5}


@dataclass(slots=True)
class _Walk:
    """Where the words after a cue lead, and what was met on the way."""

    index: int
    n_words: int = 0
    named: bool = False
    copula: bool = False


def find_cued(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every cue that leads to something written like a name."""
    cues = load_cues()
    for index, word in enumerate(passage.words):
        strength = cues.heads.get(word.folded, 0)
        naming = longest_phrase(cues.naming, passage.words, index)
        if not strength and not naming:
            continue
        walk = _walk(passage, index + max(1, naming))
        candidate = _at(passage, walk, strength, bool(naming))
        if candidate is not None:
            yield candidate


def _walk(passage: Passage, index: int) -> _Walk:
    """Step over the words that may stand between a cue and a name."""
    cues, words = load_cues(), passage.words
    walk = _Walk(index)
    while walk.index < len(words) and walk.n_words < _MAX_STEPS:
        naming = longest_phrase(cues.naming, words, walk.index)
        word, body = words[walk.index], passage.body_at(walk.index)
        if naming:
            walk.named = True
            walk.index += naming
        elif body is not None and _leads_on(passage, passage.after_body(body)):
            walk.index = passage.after_body(body)
        elif word.kind == "lower" and (word.folded in cues.between or word.folded in {"dari", "milik"}):
            walk.copula |= word.folded in {"adalah", "merupakan", "ialah", "sebagai"}
            walk.index += 1
        elif word.text in {",", ":"} and _leads_on(passage, walk.index):
            walk.index += 1
        else:
            break
        walk.n_words += 1
    return walk


def _leads_on(passage: Passage, index: int) -> bool:
    """Return whether words that announce a name follow (``, yakni …``, ``: …``, ``bernama …``)."""
    words, cues = passage.words, load_cues()
    if index >= len(words):
        return False
    if words[index].text == ":":
        return True
    if words[index].text == ",":
        index += 1
    return index < len(words) and (
        words[index].folded in {"yakni", "yaitu", "berupa", "adalah"}
        or longest_phrase(cues.naming, words, index) > 0
    )


def _at(passage: Passage, walk: _Walk, strength: int, naming: bool) -> Candidate | None:
    """Return the candidate at the end of a walk; None if no name begins there."""
    name = name_from(passage, walk.index)
    if name is None or passage.words[name.first].folded in load_cues().never_first:
        return None
    body = passage.body_at(name.first)
    if body is not None and not name.quoted:
        return None
    signs: dict[str, float] = {}
    if naming or walk.named:
        signs["naming cue"] = 2.0 if strength or _mentions_thing(passage, walk.index) else 0.6
    else:
        signs["head cue"] = _POINTS_BY_STRENGTH[strength] - 0.12 * walk.n_words
    if walk.copula and not (naming or walk.named):
        signs["copula"] = -0.9
    return read_entry(passage, name, "cues", signs)


def _mentions_thing(passage: Passage, index: int) -> bool:
    """Return whether a head word stands somewhere before a word."""
    heads = load_cues().heads
    return any(word.folded in heads for word in passage.words[:index])
