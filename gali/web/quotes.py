"""Quotes with the words that matter marked: cut into pieces that a template prints one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import Evidence
from corpus.search import MARK_END, MARK_START

ROLES = ("name", "expansion", "description", "owner", "rank", "number", "date", "replica")
LONGEST_QUOTE = 700
_MARKER = re.compile(r"[-–•*·►▪]\s+(?=\S)")
_MARKED = re.compile(f"{MARK_START}([^{MARK_END}]*){MARK_END}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a quote; ``role`` is what they tell, None for the words between."""

    text: str
    role: str | None = None


def quote_pieces(evidence: Sequence[Evidence], *words: str | None) -> tuple[Piece, ...]:
    """Return the sentence of a fact with the words that tell it marked; empty without evidence.

    A very long sentence is cut around its first marked words.

    Args:
        evidence: Evidence of the fact.
        words: What is marked in the sentence where no evidence lies in it.
    """
    if not evidence:
        return ()
    sentence = next((span for span in evidence if span.role == "sentence"), evidence[0])
    spans = [
        span
        for span in evidence
        if span.role in ROLES
        and span.field == sentence.field
        and sentence.start <= span.start
        and span.end <= sentence.end
    ]
    # How a list item opens is no part of what it says.
    opening = _MARKER.match(sentence.quote)
    begin = sentence.start + (opening.end() if opening else 0)
    offsets = {(s.start - begin, s.end - begin, s.role) for s in spans if s.start >= begin}
    ordered = sorted(offsets, key=lambda span: (span[0], -span[1]))
    told = sentence.quote[begin - sentence.start :]
    return tuple(_cut(told, ordered)) if ordered else marked_words(told, *words)


def snippet_pieces(snippet: str) -> tuple[Piece, ...]:
    """Return a snippet of a search, what was found marked as ``found``."""
    return tuple(_pieces(*_unmarked(snippet)))


def marked_words(quote: str | None, *words: str | None) -> tuple[Piece, ...]:
    """Return a quote in which some words are marked as ``found`` wherever they stand."""
    if not quote:
        return ()
    wanted = sorted(
        {word.strip() for word in words if word and word.strip()}, key=len, reverse=True
    )
    if not wanted:
        return tuple(_cut(quote, []))
    pattern = "|".join(re.escape(word) for word in wanted)
    matches = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", quote, re.IGNORECASE)
    return tuple(_cut(quote, [(match.start(), match.end(), "found") for match in matches]))


def _unmarked(snippet: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a snippet without its marks, and where they were."""
    text, spans, position = "", [], 0
    for match in _MARKED.finditer(snippet):
        text += snippet[position : match.start()]
        spans.append((len(text), len(text) + len(match.group(1)), "found"))
        text += match.group(1)
        position = match.end()
    return text + snippet[position:], spans


def _cut(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    """Yield the pieces of a text; of a very long one only what is around its first mark."""
    if len(text) <= LONGEST_QUOTE:
        yield from _pieces(text, spans)
        return
    first = spans[0][0] if spans else 0
    start = max(0, first - LONGEST_QUOTE // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + LONGEST_QUOTE
    inside = [(a - start, b - start, role) for a, b, role in spans if a >= start and b <= end]
    if start:
        yield Piece("… ")
    yield from _pieces(text[start:end], inside)
    if end < len(text):
        yield Piece(" …")


def _pieces(text: str, spans: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    """Yield the pieces of a text; what lies in several spans bears the role of the narrowest."""
    listed = list(spans)
    cuts = sorted({0, len(text), *(a for a, _, _ in listed), *(b for _, b, _ in listed)})
    for first, last in pairwise(cuts):
        covering = [span for span in listed if span[0] <= first and last <= span[1]]
        narrowest = min(covering, key=lambda span: span[1] - span[0], default=None)
        yield Piece(text[first:last], narrowest[2] if narrowest else None)


def text_of(pieces: Iterable[Piece]) -> str:
    """Return pieces as one text."""
    return "".join(piece.text for piece in pieces)
