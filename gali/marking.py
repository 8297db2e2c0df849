"""Articles' words as Rich text: harmless, with the words that matter marked.

Nothing of an article is ever interpreted as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rich.text import Text

from corpus.records import Evidence
from corpus.search import MARK_END, MARK_START
from gali.terminal import clean, clean_line

FOUND = "not dim bold yellow"
ROLE_STYLES = {
    "name": "bold cyan",
    "expansion": "cyan",
    "description": "cyan",
    "owner": "magenta",
    "rank": "yellow",
}
# How a list item opens: "- Dinas Kesehatan", not "-5 derajat".
_MARKER = re.compile(r"[-–•*·►▪]\s+(?=\S)")
_MARKED = re.compile(f"{MARK_START}([^{MARK_END}]*){MARK_END}")


_QUOTATION_MARKS = frozenset("\"“”„'‘’")


def plain(text: str, style: str = "") -> Text:
    """Return one line of untrusted text."""
    return Text(clean_line(text), style=style)


def side_by_side(*parts: Text) -> Text:
    """Return texts on one line with a gap between them; empty ones are left out."""
    return Text("  ").join(part for part in parts if part)


def without_marks(snippet: str) -> str:
    """Return a snippet without the marks around the words that were found."""
    return snippet.replace(MARK_START, "").replace(MARK_END, "")


def marked_snippet(snippet: str, style: str = "") -> Text:
    """Return a snippet in which the words that were found stand out."""
    shown = Text(style=style)
    position = 0
    for match in _MARKED.finditer(snippet):
        shown.append(_clean_part(snippet[position : match.start()]))
        shown.append(_clean_part(match.group(1)), style=FOUND)
        position = match.end()
    shown.append(_clean_part(snippet[position:]))
    return shown


def marked_quote(quote: Evidence, spans: Iterable[Evidence]) -> Text:
    """Return a quote in which the given spans inside it stand out by their roles."""
    marks = sorted(_spans_inside(quote, spans), key=lambda span: (span.start, -span.end))
    shown = Text()
    position = quote.start
    for span in marks:
        if span.start < position:
            continue
        shown.append(_clean_part(_slice(quote, position, span.start)))
        shown.append(_clean_part(span.quote), style=ROLE_STYLES[span.role])
        position = span.end
    shown.append(_clean_part(_slice(quote, position, quote.end)))
    return shown


def sentence_of(evidence: Sequence[Evidence]) -> Evidence:
    """Return the widest evidence of a fact: its sentence if it has one, else the first span."""
    return next((span for span in evidence if span.role == "sentence"), evidence[0])


def marked_excerpt(evidence: Sequence[Evidence], n_characters: int) -> Text:
    """Return the sentence of a fact in quotation marks, cut around its name if it is long."""
    sentence = sentence_of(evidence)
    opening = _MARKER.match(sentence.quote)
    start = sentence.start + (opening.end() if opening else 0)
    sentence = replace(sentence, start=start, quote=sentence.quote[start - sentence.start :])
    excerpt = _cut_around_name(sentence, evidence, n_characters)
    shown = marked_quote(excerpt, evidence)
    if excerpt.start > sentence.start:
        shown = Text("… ").append_text(shown)
    if excerpt.end < sentence.end:
        shown.append(" …")
    return in_quotation_marks(shown)


def in_quotation_marks(text: Text) -> Text:
    """Return a text in quotation marks; where it is speech, its own are enough."""
    opening = "" if text.plain[:1] in _QUOTATION_MARKS else "“"
    closing = "" if text.plain[-1:] in _QUOTATION_MARKS else "”"
    return Text(opening).append_text(text).append(closing)


def _cut_around_name(
    sentence: Evidence, evidence: Sequence[Evidence], n_characters: int
) -> Evidence:
    """Return at most so many characters of a sentence, whole words, its name among them."""
    quote = sentence.quote
    if len(quote) <= n_characters:
        return sentence
    name = next(iter(_spans_inside(sentence, evidence)), sentence)
    wanted = max(0, name.start - sentence.start - n_characters // 4)
    first = quote.find(" ", wanted) + 1 if wanted else 0
    last = len(quote)
    if last - first > n_characters:
        last = max(quote.rfind(" ", first, first + n_characters), first + 1)
    start = sentence.start + first
    return replace(sentence, start=start, end=sentence.start + last, quote=quote[first:last])


def _spans_inside(quote: Evidence, spans: Iterable[Evidence]) -> list[Evidence]:
    """Return the spans that lie within a quote and have a style of their own."""
    return [
        span
        for span in spans
        if span.role in ROLE_STYLES
        and span.field == quote.field
        and quote.start <= span.start
        and span.end <= quote.end
    ]


def _slice(quote: Evidence, start: int, end: int) -> str:
    """Return the part of a quote between two offsets of the article."""
    return quote.quote[start - quote.start : end - quote.start]


def _clean_part(text: str) -> str:
    """Return a part of a line; its outer spaces matter and stay."""
    return clean(text.replace("\n", " ").replace("\t", " "))
