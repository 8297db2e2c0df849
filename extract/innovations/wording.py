"""The words before, after and inside the candidates of one name, as pieces to be weighed.

Kinds of neighbouring words (``features``) say what is known of a few hundred words; the weights of
the words themselves are learned from annotated articles. A name and the expansion beside it are one
stretch: what stands before ``Tim Program Inovasi Desa (TPID)`` is what stands before ``Tim``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.innovations.candidates import Candidate
from extract.name_shape import pieces_of
from extract.reading import Reading

SPELLING = "name likeness"
BEFORE, AFTER, INSIDE = "words before", "words after", "words inside"
KINDS = (SPELLING, BEFORE, AFTER, INSIDE)
"""Features that are learned from pieces of text, apart from the others."""

_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_REACH = 70
_N_WORDS = 5
_MOST_CANDIDATES = 6
_MOST_CHARACTERS = 400


def wording_of(reading: Reading, group: Sequence[Candidate]) -> dict[str, dict[str, float]]:
    """Return the pieces of a name and of the words around it, by kind.

    Args:
        reading: The article.
        group: The candidates of the name, best first.
    """
    found: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    found[SPELLING] = pieces_of(group[0].name)
    for token in _tokens(group[0].name):
        found[INSIDE][token] = 1.0
    for candidate in group[:_MOST_CANDIDATES]:
        text = reading.text_of(candidate.field)
        start, end = candidate.start, candidate.end
        if candidate.expansion is not None:
            long = _tokens(text[slice(*candidate.expansion)])
            found[INSIDE] |= {f"({token}": 1.0 for token in long}
            found[INSIDE] |= {f"(| {token}": 1.0 for token in long[:1]}
            start, end = min(start, candidate.expansion[0]), max(end, candidate.expansion[1])
        before = _tokens(text[max(0, start - _REACH) : start])[-_N_WORDS:]
        after = _tokens(text[end : end + _REACH])[:_N_WORDS]
        _mark(found[BEFORE], before[::-1])
        _mark(found[AFTER], after)
    return found


def _mark(found: dict[str, float], tokens: Sequence[str]) -> None:
    """Note tokens on one side of a name, nearest first: each, and where the first two stand."""
    for token in tokens:
        found[token] = 1.0
    for token in tokens[:1]:
        found[f"| {token}"] = 1.0
    for token in tokens[1:2]:
        found[f"| {tokens[0]} {token}"] = 1.0
        found[f"| - {token}"] = 1.0


def _tokens(text: str) -> list[str]:
    """Return the words and signs of a text in lower case."""
    return _TOKEN.findall(text[:_MOST_CHARACTERS].lower())
