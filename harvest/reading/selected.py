"""What an outlet's own selectors find in a page; where they find nothing, general rules go on.

Selectors are checked when the outlet's file is read (``harvest.outlets.fields``). They are right
until the outlet changes its pages, so nothing that is needed hangs on them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harvest.reading.lines import ancestors
from harvest.reading.rules import ReadingRules

_MOST_ELEMENTS = 500
_MOST_VALUES = 5
_LONGEST_VALUE = 300
_ATTRIBUTES = ("datetime", "content", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What the selectors of an outlet find.

    Attributes:
        title: Headline as one line; empty if not found.
        headline: The element that shows it; None if not found.
        body: The elements that hold the body, in order; empty if not found.
        dates: What the elements of the date say, for machines and for people; may be empty.
        authors: What the elements of the author say; may be empty.
    """

    title: str = ""
    headline: LexborNode | None = None
    body: tuple[LexborNode, ...] = ()
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


def select(tree: LexborHTMLParser, rules: ReadingRules) -> Selected:
    """Return what the selectors of an outlet find in a page, and take out what it removes.

    An element that holds headline or body is never taken out.

    Args:
        tree: The page; it is changed.
        rules: Of its outlet.

    Raises:
        selectolax.lexbor.SelectolaxError: If a selector is none; those of outlets are checked.
    """
    title, headline = _headline(tree, rules.title)
    body = _body(tree, rules.text)
    found = Selected(
        title=title,
        headline=headline,
        body=body,
        dates=tuple(_dates(tree, rules.published)),
        authors=tuple(_shown(node) for node in _elements(tree, rules.author, _MOST_VALUES)),
    )
    _remove(
        tree, rules.remove, kept=[one for one in (tree.body, headline, *body) if one is not None]
    )
    return found


def _headline(tree: LexborHTMLParser, selector: str | None) -> tuple[str, LexborNode | None]:
    """Return the first selected element that shows a headline, and the headline."""
    for node in _elements(tree, selector, _MOST_VALUES):
        if text := _shown(node, ""):
            return text, node
    return "", None


def _body(tree: LexborHTMLParser, selector: str | None) -> tuple[LexborNode, ...]:
    """Return the first selected element and those beside it, such as all paragraphs of a block.

    Elements elsewhere are other articles' or are held by the first.
    """
    nodes = _elements(tree, selector, _MOST_ELEMENTS)
    parent = nodes[0].parent if nodes else None
    if parent is None:
        return ()
    return tuple(
        node for node in nodes if node.parent is not None and node.parent.mem_id == parent.mem_id
    )


def _dates(tree: LexborHTMLParser, selector: str | None) -> Iterator[str]:
    """Yield what the selected elements say of a date."""
    for node in _elements(tree, selector, _MOST_VALUES):
        attributes = node.attributes
        values = [attributes.get(name) or "" for name in _ATTRIBUTES]
        yield from (value[:_LONGEST_VALUE] for value in (*values, _shown(node)) if value)


def _remove(tree: LexborHTMLParser, selectors: Iterable[str], kept: Iterable[LexborNode]) -> None:
    """Take elements out of a page, except for those that hold what is kept."""
    held = {outer.mem_id for node in kept for outer in (node, *ancestors(node))}
    for selector in selectors:
        nodes = [node for node in tree.css(selector)[:_MOST_ELEMENTS] if node.mem_id not in held]
        found = {node.mem_id for node in nodes}
        # What lies in another element goes with that one, and must not be touched afterwards.
        for node in [n for n in nodes if found.isdisjoint(o.mem_id for o in ancestors(n))]:
            node.decompose()


def _elements(tree: LexborHTMLParser, selector: str | None, most: int) -> list[LexborNode]:
    """Return the first elements that a selector finds; none without a selector."""
    return tree.css(selector)[:most] if selector else []


def _shown(node: LexborNode, separator: str = " ") -> str:
    """Return what an element shows as one line; empty if that is too long for one."""
    text = " ".join(node.text(separator=separator).split())
    return text if len(text) <= _LONGEST_VALUE else ""
