"""What is no part of an article though it stands in its body: invitations, captions, credits.

Two ways: `prune` removes text of a page before its body is taken, where links and elements
tell more than words; `clean_body` removes lines of the body. Both are for web pages alone: a text
that people give is theirs. Lines are in ``data/boilerplate.toml``. A reporter's code at the end of
a paragraph, ``(why)``, stays: nothing but its position tells it from a name in brackets.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from selectolax.lexbor import LexborNode

from corpus.identity import fold
from harvest.dates import is_running, read_date_line
from harvest.reading.byline import Labels, is_byline
from harvest.reading.lines import Line
from harvest.reading.zones import Zones
from harvest.written_dates import parse_date

_LONGEST_INVITATION = 320
_LONGEST_LINE = 420
_MOST_LISTED = 12
_LEAST_TEASER = 15
_LEAST_ROWS = 3
_EDGE = 4
_MARKS = " \t-–—*•»>|:.[]()"


@dataclass(frozen=True, slots=True)
class _Facts:
    """The tables of ``boilerplate.toml``, as patterns."""

    invitation: re.Pattern[str]
    lines: re.Pattern[str]
    captions: re.Pattern[str]


def prune(zones: Zones, labels: Labels = ()) -> None:
    """Remove from a page the text that its lines show to be no part of the article.

    Removed are sidebars, captions, invitations to read something else with the links listed
    after them, rows of other articles below the body with what follows them, and bylines and
    dates beside the headline. Only text goes, the elements stay, so that nothing else can go
    with it.

    Args:
        zones: The page's lines; the text nodes of what is removed must not be used afterwards.
        labels: The outlet's own words before a writer's name; may be empty.
    """
    listing = 0
    told = {id(line) for line in (*zones.above, *zones.below)}
    others = {id(line) for line in _below_others(zones)}
    for line in zones.all:
        is_listed = listing > 0 and line.segments and _is_link(line)
        listing = listing - 1 if is_listed else 0
        if line.region != "main" or is_listed or is_invitation(line):
            if line.region == "main" and not is_listed and _is_bare(line):
                listing = _MOST_LISTED
            _remove(line.nodes)
        elif id(line) in others or (id(line) in told and _tells_of_itself(line, labels)):
            _remove(line.nodes)
        else:
            _remove(list(_invitation_inside(line)))


def is_invitation(line: Line) -> bool:
    """Return whether a line begins with an invitation to read something else and is no more."""
    text = line.text.strip(_MARKS)
    found = _facts().invitation.match(text)
    if found is None or len(text) > _LONGEST_INVITATION:
        return False
    is_plain = " " not in found["words"]
    rest = text[found.end() :].strip(_MARKS)
    if not rest:
        return not is_plain or line.heading
    is_linked = 2 * line.linked > len(rest)
    if found["colon"]:
        return is_linked or not is_plain
    return is_linked and not _is_sentence(line.text)


def _below_others(zones: Zones) -> list[Line]:
    """Return the lines from the first row of other articles below the body on, but no prose."""
    if not zones.body:
        return []
    end = next(n for n, line in enumerate(zones.all) if line is zones.body[-1])
    below = [line for line in zones.all[end + 1 :] if line.region == "main"]
    rows = [n for n, line in enumerate(below) if _is_teaser(line)]
    if len(rows) < _LEAST_ROWS:
        return []
    first = rows[0] - 1 if rows[0] and below[rows[0] - 1].heading else rows[0]
    return [line for line in below[first:] if not is_running(line.text)]


def _is_teaser(line: Line) -> bool:
    """Return whether a line is the headline of another article, as a row of such shows it."""
    is_long = line.linked >= _LEAST_TEASER
    return is_long and 2 * line.linked > len(line.text) and not is_invitation(line)


def _tells_of_itself(line: Line, labels: Labels) -> bool:
    """Return whether a line beside the headline serves to tell date or author."""
    shown = (line.text, " | ".join(line.segments), *line.segments)
    return any(is_byline(text, labels) or _is_shown_date(text) for text in shown)


def _is_bare(line: Line) -> bool:
    """Return whether a line is an invitation alone, so that links may be listed below it."""
    text = line.text.strip(_MARKS)
    found = _facts().invitation.match(text)
    return found is not None and not text[found.end() :].strip(_MARKS)


def _is_link(line: Line) -> bool:
    """Return whether nearly all of a line is a link."""
    return 10 * line.linked >= 9 * len(line.text)


def _invitation_inside(line: Line) -> Iterator[LexborNode]:
    """Yield the pieces of an invitation with its link that stands within a paragraph."""
    inviting = False
    for node, text, is_linked in zip(line.nodes, line.segments, line.in_link, strict=True):
        found = _facts().invitation.match(text.strip(_MARKS))
        if found and len(text) < _LONGEST_INVITATION:
            rest = text.strip(_MARKS)[found.end() :].strip(_MARKS)
            inviting = not rest or is_linked
            if inviting and (found["colon"] or " " in found["words"]):
                yield node
                continue
        inviting = inviting and is_linked
        if inviting:
            yield node


def _remove(nodes: list[LexborNode]) -> None:
    """Take pieces of text out of their page."""
    for node in nodes:
        node.decompose()


def clean_body(text: str, title: str, labels: Labels = ()) -> str:
    r"""Return the body of a page's article without the lines that are no part of it.

    Args:
        text: The body, paragraphs separated by ``\n``.
        title: The headline; its repetition in the first lines is removed.
        labels: The outlet's own words before a writer's name; may be empty.

    Returns:
        The body; the very text that was given where nothing would be left.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    first, last = _EDGE, len(lines) - _EDGE
    kept = [
        line
        for n, line in enumerate(lines)
        if not (
            _is_boilerplate(line)
            or (n < first and _is_of_the_head(line, title))
            or (n >= last and parse_date(line) is not None)  # left of a list of other articles
            or ((n < first or n >= last) and is_byline(line, labels))
        )
    ]
    return "\n".join(kept) if kept else text


def _is_of_the_head(line: str, title: str) -> bool:
    """Return whether a line repeats the headline or gives the date of publication."""
    if len(line) > _LONGEST_LINE:
        return False
    return fold(line) == fold(title) or _is_shown_date(line)


def _is_boilerplate(line: str) -> bool:
    """Return whether a line of a body is no part of the article, wherever it stands."""
    if len(line) > _LONGEST_LINE:
        return False
    return _is_invitation_text(line) or bool(
        _facts().lines.fullmatch(line.strip("-–—*•» \t")) or _facts().captions.fullmatch(line)
    )


def _is_shown_date(line: str) -> bool:
    """Return whether a line gives the date of publication and says nothing else."""
    return not is_running(line) and read_date_line(line) is not None


def _is_invitation_text(line: str) -> bool:
    """Return whether a line without known links is an invitation to read something else."""
    text = line.strip(_MARKS)
    found = _facts().invitation.match(text)
    if found is None or len(text) > _LONGEST_INVITATION:
        return False
    rest = text[found.end() :].strip(_MARKS)
    if " " not in found["words"]:
        return found["words"].lower() == "baca" and bool(found["colon"])
    return not rest or bool(found["colon"]) or not _is_sentence(line)


def _is_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text.rstrip().endswith((".", ".”", '."', ".)", "”"))


@lru_cache(maxsize=1)
def _facts() -> _Facts:
    """Read ``boilerplate.toml``."""
    table = tomllib.loads(files("harvest").joinpath("data", "boilerplate.toml").read_text("utf-8"))
    words = sorted(table["invitations"], key=len, reverse=True)
    invitations = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
    return _Facts(
        re.compile(rf"(?P<words>{invitations})(?!\w)\s{{0,2}}(?P<colon>:)?", re.IGNORECASE),
        *(
            re.compile("|".join(f"(?:{one})" for one in table[key]), re.IGNORECASE)
            for key in ("lines", "captions")
        ),
    )
