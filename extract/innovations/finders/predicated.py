"""Finds names before what is said of them: ``Lapak Kita merupakan inovasi …``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words, head_strength
from extract.innovations.entries import read_entry
from extract.innovations.names import name_before
from extract.innovations.passage import Passage

_REACH = 120
_PRIZES = re.compile(
    r"^\W*(?:\w+\s+){0,5}?(?:top|juara|terbaik|finalis|nominasi|penghargaan)\b", re.I
)


def find_predicated(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every name that is said to be an innovation or to win a prize."""
    yield from _called_thing(passage)
    yield from _winners(passage)
    yield from _in_apposition(passage)


def _winners(passage: Passage) -> Iterator[Candidate]:
    """Yield the names before verbs of winning."""
    words = passage.words
    points = 1.5 if any(head_strength(w.folded) == 3 for w in words) else 0.8
    for index, word in enumerate(words):
        if word.folded not in cue_words("winning") or word.kind != "lower" or not index:
            continue
        if not _PRIZES.search(passage.text[word.end : word.end + _REACH]):
            continue
        name = name_before(passage, index)
        if name is None or words[name.first].folded in cue_words("never_first"):
            continue
        if passage.body_over(name.first) is None:
            candidate = read_entry(passage, name, "winners", {"predicate": points})
            if candidate is not None:
                yield candidate


def _is_between(passage: Passage, index: int) -> bool:
    """Return whether a word stands between a copula and the head word it leads to."""
    words = passage.words
    if words[index].folded not in cue_words("after_copula"):
        return False
    return head_strength(words[index].folded) < 2 or (
        index + 1 < len(words) and head_strength(words[index + 1].folded) >= 2
    )


def _name_end(passage: Passage, copula: int) -> int:
    """Return the word number that a name before a copula ends before: ``SIAP (…) ini adalah``."""
    words, end = passage.words, copula
    if words[end - 1].folded in {"ini", "itu", "sendiri"}:
        end -= 1
    if end and words[end - 1].kind == "close":
        opening = next((b.open for b in passage.brackets if b.close == end - 1), end)
        return opening or end
    return end


def _in_apposition(passage: Passage) -> Iterator[Candidate]:
    """Yield the names before ``, inovasi dari OWNER``."""
    words = passage.words
    for index in range(2, len(words) - 1):
        if words[index - 1].text != "," or head_strength(words[index].folded) < 2:
            continue
        owned = any(passage.body_at(at) for at in range(index + 1, min(index + 4, len(words))))
        name = name_before(passage, index - 1) if owned else None
        if name is None or words[name.first].folded in cue_words("never_first"):
            continue
        candidate = read_entry(passage, name, "predicates", {"predicate": 1.2})
        if candidate is not None:
            yield candidate


def _called_thing(passage: Passage) -> Iterator[Candidate]:
    """Yield the names that are said to be an innovation, application or such."""
    words = passage.words
    for index, word in enumerate(words):
        if word.folded not in cue_words("copulas") or word.kind != "lower" or not index:
            continue
        at = index + 1
        while at < len(words) and _is_between(passage, at) and at - index < 5:
            at += 1
        strength = head_strength(words[at].folded) if at < len(words) else 0
        if strength < 2 and not (at < len(words) and words[at].folded == "layanan"):
            continue
        name = name_before(passage, _name_end(passage, index))
        if name is None or words[name.first].folded in cue_words("never_first"):
            continue
        points = 1.9 if strength == 3 else 1.2
        candidate = read_entry(passage, name, "predicates", {"predicate": points})
        if candidate is not None:
            yield candidate
