"""A page as the lines that a reader sees, each with what is known of its place in the page.

Dates, bylines, page types and boilerplate look at the lines. The tree is walked once, and again
where an element is called a sidebar but holds the article or the whole page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from harvest.dates import is_running
from harvest.reading.regions import RegionName, is_container, region_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    "a abbr acronym b big bdi bdo cite code del dfn em font i img input ins kbd label mark q s "
    "samp small span strike strong sub sup time tt u var wbr".split()
)
_CHANGED = re.compile(r"updated|modified", re.IGNORECASE)
_NEVER_MISNAMED = frozenset({"nav", "footer"})
_MOST_MISNAMED = 4
_LARGE_SHARE = 0.25
_LEAST_SHOWN = 30
"""Characters beside links; a page that shows less outside an element is inside that element."""

_LEAST_TITLE = 15
_LONGEST_TEASER = 300
_LONGEST_VALUE = 60


@dataclass(slots=True)
class Line:
    """What a page shows between two line breaks.

    Attributes:
        block: The innermost element that makes it a line of its own.
        region: What part of the page it is in.
        holder: The ``mem_id`` of the outermost element that puts it there; None in the main part,
            and where the region is sure.
        segments: Its pieces of text in order, one for each inline element, without outer spaces.
        nodes: The text nodes of the pieces.
        in_link: Of each piece, whether it is a link.
        spaced: Of each piece, whether there is white space before it.
        stamps: Dates that its elements carry for machines, as written.
        heading: Whether it is in an ``h1`` to ``h6``.
    """

    block: LexborNode
    region: RegionName
    holder: int | None = None
    segments: list[str] = field(default_factory=list)
    nodes: list[LexborNode] = field(default_factory=list)
    in_link: list[bool] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    heading: bool = False

    @property
    def text(self) -> str:
        """The line as one text, its pieces a space apart."""
        return " ".join(self.segments)

    @property
    def prose(self) -> str:
        """The line as a reader sees it: a space only where there is one."""
        pieces = zip(self.segments, self.spaced, strict=True)
        return "".join(f" {text}" if apart else text for text, apart in pieces).strip()

    @property
    def linked(self) -> int:
        """Characters of it that are links."""
        return sum(len(text) for text, yes in zip(self.segments, self.in_link, strict=True) if yes)


def read_lines(body: LexborNode, spared: Iterable[LexborNode] = ()) -> list[Line]:
    """Return the lines of a page that are not empty, in their order.

    Args:
        body: Where to begin.
        spared: Elements of the article, such as its headline; what holds them is no sidebar.
    """
    kept = {outer.mem_id for node in (body, *spared) for outer in (node, *ancestors(node))}
    lines = _walked(body, kept)
    for _ in range(_MOST_MISNAMED):
        misnamed = _find_misnamed(lines)
        if misnamed is None:
            break
        kept.add(misnamed)
        lines = _walked(body, kept)
    return lines


def find_prose(lines: Iterable[Line]) -> list[Line]:
    """Return the paragraphs that are neither links nor teasers below the link that they belong to.

    Args:
        lines: Lines in their order.
    """
    prose, is_below_link = [], False
    for line in lines:
        length, linked = len(line.text), line.linked
        if 10 * linked >= 9 * length:
            is_below_link = is_below_link or linked >= _LEAST_TITLE
        elif not line.heading and 2 * linked < length and is_running(line.text):
            if not is_below_link or length > _LONGEST_TEASER:
                prose.append(line)
            is_below_link = False
    return prose


def ancestors(node: LexborNode | None) -> Iterator[LexborNode]:
    """Yield the elements around an element, the nearest first."""
    node = node.parent if node is not None else None
    while node is not None:
        yield node
        node = node.parent


def names_of(node: LexborNode) -> str:
    """Return the ``class`` and ``id`` of an element."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def in_one_article(node: LexborNode, headline: LexborNode) -> bool:
    """Return whether the nearest element around both is called an article or the like."""
    around = {outer.mem_id for outer in ancestors(headline)}
    shared = next((one for one in (node, *ancestors(node)) if one.mem_id in around), None)
    if shared is None or shared.tag in ("html", "body"):
        return False
    return is_container(shared.tag or "", names_of(shared))


def _walked(body: LexborNode, kept: set[int]) -> list[Line]:
    """Return the lines of a page, where some elements are no sidebars whatever they are called."""
    walker = _Walker(body, kept)
    walker.walk(body)
    return [line for line in walker.lines if line.segments or line.stamps]


def _find_misnamed(lines: list[Line]) -> int | None:
    """Return the ``mem_id`` of an element that is called a sidebar and is none, or None.

    Such is a large one with more prose than the main part, or the largest where the main part
    shows next to nothing. Teasers are no prose, however many there are.
    """
    held: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.holder is not None:
            held[line.holder].append(line)
    enough = _LARGE_SHARE * _length(lines)
    large = [inside for inside in held.values() if _length(inside) > enough]
    if not large:
        return None
    main = [line for line in lines if line.region == "main"]
    if _length(main) - sum(line.linked for line in main) < _LEAST_SHOWN:
        return max(large, key=_length)[0].holder
    best = max(large, key=_prose_length)
    return best[0].holder if _prose_length(best) > _prose_length(main) else None


def _length(lines: Iterable[Line]) -> int:
    """Return how many characters some lines have."""
    return sum(len(line.text) for line in lines)


def _prose_length(lines: Iterable[Line]) -> int:
    """Return how many characters of prose some lines have."""
    return _length(find_prose(lines))


class _Walker:
    """Walks a tree without recursion and collects its lines."""

    def __init__(self, body: LexborNode, kept: set[int]) -> None:
        """Prepare the first line; ``kept`` are no sidebars, by their ``mem_id``."""
        self.lines: list[Line] = [Line(body, "main")]
        self._kept = kept
        self._is_apart = False
        self._links = 0
        self._regions: list[tuple[RegionName, int | None]] = [("main", None)]
        self._blocks = [body]

    def walk(self, root: LexborNode) -> None:
        """Visit each node below ``root`` once, and leave each element after what it holds."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
                continue
            if node.mem_id != root.mem_id and node.next is not None:
                stack.append((node.next, False))
            if node.is_text_node:
                self._add_text(node)
            elif self._enter(node):
                stack.append((node, True))
                if node.child is not None:
                    stack.append((node.child, False))

    def _enter(self, node: LexborNode) -> bool:
        """Take note of an element; False passes over all that it holds."""
        tag = node.tag or ""
        if tag.startswith("-"):
            return False
        region = self._region(node, tag)
        if region[0] == "hidden":
            return False
        self._regions.append(region)
        self._links += tag == "a"
        if tag == "br":
            self._begin(self._blocks[-1])
        elif tag not in _INLINE:
            self._blocks.append(node)
            self._begin(node)
        if stamp := _stamp(node, tag):
            self.lines[-1].stamps.append(stamp)
        return True

    def _leave(self, node: LexborNode) -> None:
        """Take note that an element ends."""
        tag = node.tag or ""
        self._regions.pop()
        self._links -= tag == "a"
        if tag not in _INLINE and tag != "br":
            self._blocks.pop()
            self._begin(self._blocks[-1])

    def _begin(self, block: LexborNode) -> None:
        """Begin a new line, in place of the last if that is still empty."""
        last = self.lines[-1]
        if not last.segments and not last.stamps:
            self.lines.pop()
        heading = any(outer.tag in HEADINGS for outer in self._blocks[-3:])
        self.lines.append(Line(block, *self._regions[-1], heading=heading))

    def _add_text(self, node: LexborNode) -> None:
        """Add a piece of text to the line; a line of several regions is in the main one."""
        raw = node.text_content or ""
        text = " ".join(raw.split())
        if not text:
            self._is_apart = self._is_apart or bool(raw)
            return
        line, (region, holder) = self.lines[-1], self._regions[-1]
        if not line.segments:
            line.region, line.holder = region, holder
        elif line.region != region:
            line.region, line.holder = "main", None
        line.segments.append(text)
        line.nodes.append(node)
        line.in_link.append(self._links > 0)
        line.spaced.append(self._is_apart or raw[0].isspace())
        self._is_apart = raw[-1].isspace()

    def _region(self, node: LexborNode, tag: str) -> tuple[RegionName, int | None]:
        """Return the part of the page that an element belongs to, and what puts it there."""
        outer = self._regions[-1]
        region = region_of(tag, names_of(node))
        if region == "hidden":
            return region, None
        if region == "main" or outer[0] != "main" or node.mem_id in self._kept:
            return outer
        return region, None if tag in _NEVER_MISNAMED else node.mem_id


def _stamp(node: LexborNode, tag: str) -> str | None:
    """Return the date of publication that an element carries for machines, or None."""
    if tag == "time":
        value = node.attributes.get("datetime")
    elif tag == "abbr":
        value = node.attributes.get("title")
    elif (node.attributes.get("itemprop") or "").lower() == "datepublished":
        value = node.attributes.get("content") or node.attributes.get("datetime")
    else:
        return None
    names = names_of(node)
    if not value or (_CHANGED.search(names) and "published" not in names):
        return None
    return value.strip()[:_LONGEST_VALUE]
