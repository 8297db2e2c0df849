"""The ways in which a news text introduces the name of an innovation.

Only for telling where an extractor is strong or weak; the extractor's own finders are in
``extract`` and know nothing of these patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from corpus.records import Article
from models.gold import GoldInnovation

PATTERNS = (
    "name (expansion)",
    "expansion (name)",
    "quoted",
    "after cue",
    "list item",
    "title only",
    "other",
)
_CUE = re.compile(
    r"\b(?:inovasi|program|aplikasi|layanan|gerakan|sistem|terobosan|produk|bernama|bertajuk"
    r"|berjudul|yaitu|yakni)(?:nya)?\s*[:\-]?\s*[\"“‘'«]?$",
    re.IGNORECASE,
)
_LIST_MARKER = re.compile(r"\s*(?:\d{1,3}[.)]|[a-zA-Z][.)]|[-–•*·►▪])\s")
_OPENING_QUOTES = "\"“”‘'«"
_CLOSING_QUOTES = "\"”’'»"
# Enough to see how a name is introduced; a text of one word repeated must not cost more.
_MAX_OCCURRENCES = 20
_MAX_CUE_LENGTH = 24


def mention_pattern(article: Article, innovation: GoldInnovation) -> str:
    """Return how an article introduces an innovation: one of ``PATTERNS``.

    The first pattern that holds for any occurrence of any of its surfaces; ``title only``
    where the text has none of them.
    """
    spans = [span for s in innovation.surfaces for span in _occurrences(article.text, s)]
    if not spans:
        in_title = any(surface in article.title for surface in innovation.surfaces)
        return "title only" if in_title else "other"
    text, expansion = article.text, innovation.expansion or ""
    if expansion and any(_opens_bracket(text, end, expansion) for _, end in spans):
        return "name (expansion)"
    if expansion and any(_in_bracket(text, start, expansion) for start, _ in spans):
        return "expansion (name)"
    if any(_is_quoted(text, start, end) for start, end in spans):
        return "quoted"
    if any(_follows_cue(text, start) for start, _ in spans):
        return "after cue"
    if any(_starts_list_item(text, start) for start, _ in spans):
        return "list item"
    return "other"


def _follows_cue(text: str, start: int) -> bool:
    """Return whether a head word or a naming verb stands right before a span."""
    return bool(_CUE.search(text[max(0, start - _MAX_CUE_LENGTH) : start]))


def _occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Yield where a surface stands in a text, the first few times."""
    found = re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)
    return ((match.start(), match.end()) for match in islice(found, _MAX_OCCURRENCES))


def _opens_bracket(text: str, end: int, expansion: str) -> bool:
    """Return whether a bracket with the expansion follows: ``Gasing (Gerakan …``."""
    rest = text[end : end + len(expansion) + 12].lstrip(_CLOSING_QUOTES + " ")
    inside = rest[1:].lstrip(_OPENING_QUOTES + " ")
    return rest[:1] in {"(", "["} and inside.casefold().startswith(expansion.casefold())


def _in_bracket(text: str, start: int, expansion: str) -> bool:
    """Return whether the name is in a bracket after its expansion: ``Gerakan … (Gasing``."""
    before = text[max(0, start - len(expansion) - 12) : start].rstrip(_OPENING_QUOTES + " ")
    outside = before[:-1].rstrip(_CLOSING_QUOTES + " ")
    return before[-1:] in {"(", "["} and outside.casefold().endswith(expansion.casefold())


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether quotation marks stand right around a span."""
    opened = text[max(0, start - 1) : start]
    closed = text[end : end + 1]
    return bool(opened and closed) and opened in _OPENING_QUOTES and closed in _CLOSING_QUOTES


def _starts_list_item(text: str, start: int) -> bool:
    """Return whether a span stands at the beginning of a marked line, or nearly so."""
    line_start = text.rfind("\n", 0, start) + 1
    marker = _LIST_MARKER.match(text, line_start, start)
    return bool(marker) and start - line_start <= _MAX_CUE_LENGTH
