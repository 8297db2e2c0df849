"""The words of an article with its facts marked: coloured, underlined, linked to their cards.

Facts overlap (a name stands in the sentence of an award), so that the text is cut wherever one
begins or ends, and each piece bears the classes of all that cover it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from corpus.records import Evidence
from gali.article_page.facts import Fact
from gali.article_page.markup import escaped
from gali.extraction import Extracted

# Roles with a colour of their own; sentences bear the colour of the kind of their fact.
_ROLES = {"name", "expansion", "description", "owner", "number", "date"}
_UNDERLINED = {"award", "replication"}


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """A headline and paragraphs as HTML."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of text with its class, and the fact whose card it belongs to."""

    span: Evidence
    css_class: str
    fact: Fact


def marked_paragraphs(result: Extracted, facts: Sequence[Fact]) -> MarkedArticle:
    """Return title and text of an article with the words of its facts marked.

    Args:
        result: The article.
        facts: Its facts.
    """
    article = result.article
    anchored: set[str] = set()
    marks = list(_marks(facts))
    lines = article.text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)][: len(lines)]
    marks_of = _by_line([mark for mark in marks if mark.span.field == "text"], starts)
    titled = [mark for mark in marks if mark.span.field == "title"]
    title = _marked(article.title, 0, titled, anchored)
    paragraphs = tuple(
        _marked(line, start, marks_of[number], anchored)
        for number, (line, start) in enumerate(zip(lines, starts, strict=True))
        if line.strip()
    )
    return MarkedArticle(title, paragraphs)


def _by_line(marks: Sequence[_Mark], starts: Sequence[int]) -> dict[int, list[_Mark]]:
    """Return the marks that lie in each line, by its number."""
    found: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        number = bisect_right(starts, mark.span.start) - 1
        while number < len(starts) and starts[number] < mark.span.end:
            found[number].append(mark)
            number += 1
    return found


def _marks(facts: Sequence[Fact]) -> Iterator[_Mark]:
    """Yield what is to be marked, fact by fact."""
    for fact in facts:
        for span in fact.evidence:
            if span.role in _ROLES:
                yield _Mark(span, span.role, fact)
            elif span.role.startswith("year_"):
                yield _Mark(span, "year", fact)
            elif span.role == "sentence" and fact.kind in _UNDERLINED:
                yield _Mark(span, fact.kind, fact)


def _marked(text: str, offset: int, inside: Sequence[_Mark], anchored: set[str]) -> str:
    """Return a line with its marks; each fact gets its anchor where it is first told."""
    cuts = {0, len(text)}
    for mark in inside:
        cuts |= {max(0, mark.span.start - offset), min(len(text), mark.span.end - offset)}
    places = sorted(cuts)
    pieces = []
    for first, last in pairwise(places):
        begin, stop = offset + first, offset + last
        covering = [m for m in inside if m.span.start <= begin and stop <= m.span.end]
        ending = [m for m in covering if m.span.end == stop]
        pieces.append(_piece(escaped(text[first:last]), covering, anchored))
        pieces.append(_references(ending))
    return "".join(pieces)


def _piece(words: str, covering: Sequence[_Mark], anchored: set[str]) -> str:
    """Return some words with the classes of all marks that cover them."""
    if not covering:
        return words
    anchors = dict.fromkeys(mark.fact.anchor for mark in covering)
    new = [anchor for anchor in anchors if anchor not in anchored]
    anchored.update(new)
    classes = " ".join(dict.fromkeys(mark.css_class for mark in covering))
    first = f' id="{new[0]}"' if new else ""
    # An element has one id; further facts that begin here get empty anchors of their own.
    others = "".join(f'<a id="{anchor}"></a>' for anchor in new[1:])
    return f'{others}<mark{first} class="{classes}">{words}</mark>'


def _references(ending: Sequence[_Mark]) -> str:
    """Return links to the cards of the facts whose words end here."""
    kinds: dict[str, dict[Fact, None]] = defaultdict(dict)
    for mark in ending:
        kind = mark.fact.kind
        if mark.css_class == kind or (kind, mark.css_class) in {
            ("innovation", "name"),
            ("count", "number"),
        }:
            kinds[kind][mark.fact] = None
    links = [
        f'<a class="{kind}" href="#{fact.id}">{fact.mark}</a>'
        for kind, facts in kinds.items()
        for fact in facts
    ]
    return f'<span class="ref">{"".join(links)}</span>' if links else ""
