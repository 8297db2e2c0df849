"""The lines of a page that stand around its headline and its body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from corpus.identity import fold
from harvest.dates import is_running
from harvest.reading.lines import Line, ancestors

_LEAST_TITLE = 15
_MOST_ABOVE = 8
_MOST_BELOW = 15
_MOST_AFTER = 12


@dataclass(frozen=True, slots=True)
class Zones:
    """Where in a page an article tells about itself.

    Attributes:
        title: The headline as the page shows it; as it was given where no line shows it.
        headline: The element that shows it; None if there is none.
        above: The last lines before the headline.
        below: The lines between the headline and the first paragraph.
        body: The lines from the first paragraph to the last.
        after: The first lines after the last paragraph.
        all: Every line of the page.
    """

    title: str
    headline: LexborNode | None
    above: list[Line]
    below: list[Line]
    body: list[Line]
    after: list[Line]
    all: list[Line]


def find_zones(
    lines: list[Line],
    headline: LexborNode | None,
    title: str = "",
    body: Iterable[LexborNode] = (),
) -> Zones:
    """Return the lines around a headline and the paragraphs that follow it.

    Args:
        lines: All lines of the page.
        headline: The element that shows the headline; None if that is not known.
        title: The headline, to be looked for among the lines where its element is not known.
            Where no line shows it, the page's first paragraph is the beginning, with nothing
            above or below a headline.
        body: Elements that are known to hold the body; empty looks for paragraphs.
    """
    shown = [line for line in lines if line.region == "main"]
    first = _of_headline(shown, headline, title)
    start = first + 1 if first is not None else 0
    begin, end = _within(shown, body, start) or _paragraphs(shown, start)
    is_found = headline is None and first is not None
    return Zones(
        title=shown[first].text if is_found and first is not None else title,
        headline=headline or (shown[first].block if first is not None else None),
        above=_above(lines, shown[first]) if first is not None else [],
        below=shown[start : min(begin, start + _MOST_BELOW)] if first is not None else [],
        body=shown[begin:end],
        after=shown[end : end + _MOST_AFTER],
        all=lines,
    )


def _within(lines: list[Line], body: Iterable[LexborNode], start: int) -> tuple[int, int] | None:
    """Return where the lines of some elements begin and end; None if there are none."""
    inside = {node.mem_id for one in body for node in one.traverse(include_text=True)}
    found = [n for n in range(start, len(lines)) if any(o.mem_id in inside for o in lines[n].nodes)]
    return (found[0], found[-1] + 1) if found else None


def _paragraphs(lines: list[Line], start: int) -> tuple[int, int]:
    """Return where the paragraphs begin and end."""
    running = (n for n in range(start, len(lines)) if _is_paragraph(lines[n]))
    begin = next(running, len(lines))
    return begin, _end_of_body(lines, begin)


def _of_headline(lines: list[Line], headline: LexborNode | None, title: str) -> int | None:
    """Return the position of the last line that the headline fills."""
    if headline is None:
        return next((n for n, line in enumerate(lines) if _is_title(line.text, title)), None)
    for n in range(len(lines) - 1, -1, -1):
        block = lines[n].block
        around = (outer.mem_id for outer in ancestors(block))
        if block.mem_id == headline.mem_id or headline.mem_id in around:
            return n
    return None


def _is_title(text: str, title: str) -> bool:
    """Return whether a line is a headline, or all of it but the website's name."""
    if not _LEAST_TITLE <= len(text) <= 2 * len(title):
        return text == title != ""
    folded, whole = fold(text), fold(title)
    return whole.startswith(f"{folded} ") or whole.endswith(f" {folded}") or folded == whole


def _above(lines: list[Line], headline: Line) -> list[Line]:
    """Return the lines closely before the headline; a menu between them is a distance."""
    position = next(n for n, line in enumerate(lines) if line is headline)
    near = lines[max(0, position - _MOST_ABOVE) : position]
    return [line for line in near if line.region == "main"]


def _is_paragraph(line: Line) -> bool:
    """Return whether a line is running text and no teaser of another article."""
    return 2 * line.linked < len(line.text) and not line.heading and is_running(line.text)


def _end_of_body(lines: list[Line], begin: int) -> int:
    """Return where the paragraphs end: at the last before a row of other articles begins."""
    end, teasers = begin, 0
    for n in range(begin, len(lines)):
        line = lines[n]
        teasers += line.heading and 2 * line.linked > len(line.text)
        if teasers > 1:
            break
        if _is_paragraph(line):
            end = n + 1
    return end
