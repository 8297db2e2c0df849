"""Finds names before what is said of them: ``Lapak Kita merupakan inovasi …``."""

from __future__ import annotations

from collections.abc import Iterator

from extract.candidates import Candidate
from extract.cues import load_cues
from extract.entries import read_entry
from extract.names import name_before
from extract.passage import Passage

_COPULAS = frozenset({"merupakan", "adalah", "ialah", "menjadi", "sebagai"})
_BETWEEN = frozenset("salah satu sebuah satu bentuk program produk ini sendiri itu".split())


def find_predicated(passage: Passage) -> Iterator[Candidate]:
    """Yield a candidate for every name that is said to be an innovation, application or such."""
    heads, words = load_cues().heads, passage.words
    for index, word in enumerate(words):
        if word.folded not in _COPULAS or word.kind != "lower" or not index:
            continue
        at = index + 1
        while at < len(words) and words[at].folded in _BETWEEN and at - index < 5:
            at += 1
        strength = heads.get(words[at].folded, 0) if at < len(words) else 0
        if strength < 2 and not (at < len(words) and words[at].folded == "layanan"):
            continue
        before = index - 1 if words[index - 1].folded in {"ini", "itu", "sendiri"} else index
        name = name_before(passage, before)
        if name is None or words[name.first].folded in load_cues().never_first:
            continue
        points = 1.9 if strength == 3 else 1.2
        candidate = read_entry(passage, name, "predicates", {"predicate": points})
        if candidate is not None:
            yield candidate
