"""Who wrote the article of a page: a person's name, or nobody's.

Offices, editorial teams and companies are no authors. Labels and words are in
``data/bylines.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from corpus.identity import fold, squeeze
from harvest.dates import is_running
from harvest.reading.lines import Line, ancestors, names_of
from harvest.reading.metadata import Metadata, host_of
from harvest.reading.zones import Zones
from harvest.written_dates import MONTH_NAME, WEEKDAY

ROLES = ("writer", "contributor", "poster", "editor")
Labels = tuple[str, ...]
_LONGEST_LINE = 220
_LONGEST_NAME = 60
_LEAST_NAME = 3
_MOST_WORDS = 6
_END = re.compile(
    rf"[|•·/;()\[\]\n]|\s[-–—~]\s|\s-|-\s|\d|(?<!\w)(?:{WEEKDAY})\s?,|\b{MONTH_NAME}\b(?=\s\d)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\s?(?:[A-Z][A-Za-z]{0,4}\.\s?){1,3}[A-Z]?[A-Za-z]{0,5}\.?|\s?(?:SE|SH|MM|MH|ST|MT|SS)\b"
)
_ABBREVIATED = re.compile(r"\.[A-Z]?[a-z]{0,4}\.$|,\s?[A-Z][a-z]{0,3}\.$")
_JOINER = re.compile(r"\s*(?:;|&|\bdan\b|\band\b)\s*")
_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_AUTHORS = re.compile(
    r"(?<![^\s_-])(?:author|byline|penulis|reporter|writer|fn)(?![^\s_-])", re.IGNORECASE
)
_HOST = re.compile(r"\b[\w-]+\.(?:com|co|id|net|org|go|info)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Facts:
    """The tables of ``bylines.toml``, as patterns."""

    label: re.Pattern[str]
    stop: re.Pattern[str]
    role_of: dict[str, str]
    need_a_colon: frozenset[str]
    placed: frozenset[str]
    nobody: frozenset[str]


def find_author(
    metadata: Metadata, zones: Zones, *, selected: Iterable[str] = (), labels: Labels = ()
) -> str | None:
    """Return who wrote the article of a page, several people joined by ``"; "``.

    What the outlet's own selector finds is believed first, then a labelled byline, then what
    stands where the page's classes say that its author does, then what it declares, then a
    poster's or an editor's name.

    Args:
        metadata: What the page declares.
        zones: Its lines around headline and body.
        selected: What elements say that are known to show the author; may be empty.
        labels: The outlet's own words before a writer's name; may be empty.

    Returns:
        The name; None where nobody or no person is named.
    """
    lines = [*zones.below, *zones.after, *zones.body[-3:], *zones.body[:1]]
    printed = list(_bylines(lines, labels))
    declared = [name for text in metadata.authors for name in read_names(text, labels)]
    for found in (
        [name for text in selected for name in read_names(text, labels)],
        [name for role, name in printed if role in ("writer", "contributor")],
        list(_placed_names(zones, labels)),
        declared,
        [name for role, name in printed if role == "poster"],
        [name for role, name in printed if role == "editor"],
    ):
        people = [name for name in found if not _is_site(name, metadata)]
        if people:
            spelt = {fold(name): name for name in reversed(people)}
            return "; ".join(spelt[key] for key in dict.fromkeys(map(fold, people)))
    return None


def read_bylines(line: str, labels: Labels = ()) -> list[tuple[str, str]]:
    """Return the roles and names of a line like ``Pewarta: Siti Aminah | Editor: Budi``.

    Args:
        line: One line; labels are looked for at its beginning and after other labels or signs
            that separate.
        labels: The outlet's own words before a writer's name; may be empty.

    Returns:
        Pairs of a role of `ROLES` and a person's name; empty for lines without a byline.
    """
    facts = _facts(labels)
    matches = list(facts.label.finditer(line[:_LONGEST_LINE]))
    found = []
    for n, match in enumerate(matches):
        label = _label_of(match)
        if not match["colon"] and (label in facts.need_a_colon or is_running(line)):
            continue
        end = matches[n + 1].start() if n + 1 < len(matches) else len(line)
        names = read_names(line[match.end() : end], labels)
        found += [(facts.role_of.get(label, "writer"), name) for name in names]
    return found


def read_names(text: str, labels: Labels = ()) -> list[str]:
    """Return the people that a text names at its beginning; empty if it names none."""
    facts = _facts(labels)
    text = text[:_LONGEST_LINE].strip(" \t:-–—,.|")
    label = facts.label.match(text)
    if label:
        text = text[label.end() :]
        if _label_of(label) in facts.placed:
            text = text.rpartition(",")[2] or text
    stop = facts.stop.search(text)
    text = text[: stop.start()] if stop else text
    people = (_person(part) for part in _JOINER.split(text))
    return [person for person in people if person]


def is_byline(line: str, labels: Labels = ()) -> bool:
    """Return whether a line holds a byline and nothing else."""
    facts = _facts(labels)
    first = facts.label.match(line)
    if first is None or len(line) > _LONGEST_LINE:
        return False
    is_posters = facts.role_of.get(_label_of(first)) == "poster" and not is_running(line)
    if not (first["colon"] or is_posters or read_bylines(line, labels)):
        return False
    return len(line) - first.end() <= _LONGEST_NAME or len(read_bylines(line, labels)) > 1


def _bylines(lines: Iterable[Line], labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield the roles and names of the lines, a label alone with the name on the next."""
    before = ""
    for line in lines:
        text = line.text
        if before:
            yield from read_bylines(f"{before.rstrip(': ')}: {text}", labels)
        before = text if _facts(labels).label.fullmatch(f"{text.rstrip(': ')}: ") else ""
        if len(text) <= _LONGEST_LINE:
            in_pieces = read_bylines(" | ".join(line.segments), labels)
            yield from in_pieces or read_bylines(text, labels)


def _placed_names(zones: Zones, labels: Labels) -> Iterator[str]:
    """Yield the people named in elements around the headline that are called an author's."""
    for line in (*zones.below, *zones.after):
        for node, text in zip(line.nodes, line.segments, strict=True):
            around = list(islice(ancestors(node), 2))
            if any(_AUTHORS.search(names_of(one)) for one in around):
                yield from read_names(text, labels)


def _is_site(name: str, metadata: Metadata) -> bool:
    """Return whether a name is that of the website."""
    squeezed, host = squeeze(name), squeeze(host_of(metadata.url) or "")
    return squeezed == squeeze(metadata.site or "") or (len(squeezed) > 4 and squeezed in host)


def _person(text: str) -> str | None:
    """Return a person's name cleaned of what follows it, or None."""
    end = _END.search(text)
    name = _without_place(text[: end.start()] if end else text).strip(" \t:-–—,|*@")
    name = name if _ABBREVIATED.search(name) else name.rstrip(".")
    words = _WORD.findall(name)
    if len(name) < _LEAST_NAME:
        return None  # a code
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > _LONGEST_NAME or _HOST.search(name):
        return None
    if not words[0][0].isupper() or any(fold(word) in _facts().nobody for word in words):
        return None
    return name if sum(word[0].isupper() for word in words) * 2 > len(words) else None


def _without_place(name: str) -> str:
    """Return a name up to its first comma, unless an academic degree stands behind that."""
    head, *rest = name.split(",")
    for part in rest:
        if not _DEGREE.fullmatch(part.rstrip()) or _HOST.search(part):
            break
        head += f",{part.rstrip()}"
    return head


@lru_cache(maxsize=256)
def _facts(own_labels: Labels = ()) -> _Facts:
    """Return the facts of ``bylines.toml`` with an outlet's own labels of writers."""
    table = _table()
    role_of = {label: role for role in ROLES for label in table["roles"][role]}
    own = (" ".join(label.lower().split()).rstrip(" :-–") for label in own_labels)
    role_of |= {label: "writer" for label in own if label}
    labels = "|".join(_spaced(label) for label in sorted(role_of, key=len, reverse=True))
    others = "|".join(_spaced(label) for label in table["labels"]["others"])
    return _Facts(
        label=re.compile(
            rf"(?:^\s?|[|•·/,;(–—-]\s?|(?<=\s)(?=(?:{labels})\s?:))(?P<label>{labels})(?!\w)"
            r"\s{0,2}(?:(?P<colon>:|[-–](?=\s))\s{0,2}|$|(?<=\s))",
            re.IGNORECASE,
        ),
        stop=re.compile(rf"(?<!\w)(?:{others}|{labels})(?!\w)", re.IGNORECASE),
        role_of=role_of,
        need_a_colon=frozenset(table["labels"]["need_a_colon"]),
        placed=frozenset(table["roles"]["contributor"]),
        nobody=frozenset(table["nobody"]["words"]),
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    """Read ``bylines.toml``."""
    text = files("harvest").joinpath("data", "bylines.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return table


def _label_of(match: re.Match[str]) -> str:
    """Return a label that was found, in lower case and with single spaces."""
    return " ".join(match["label"].lower().split())


def _spaced(label: str) -> str:
    """Return a pattern for a label with any one space between its words."""
    return r"\s".join(re.escape(word) for word in label.split())
