"""Whether a page is an article, by features that are named; a page in doubt is one.

Words are in ``data/page_types.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser

from harvest.dates import is_running
from harvest.reading.lines import Line, find_prose
from harvest.reading.metadata import Metadata
from harvest.reading.zones import Zones

PageKind = Literal["article", "listing", "missing", "login", "challenge", "parked"]

_TELLING: tuple[tuple[PageKind, str], ...] = (
    ("challenge", "asks whether the visitor is human"),
    ("parked", "belongs to a website that is closed or not yet there"),
    ("missing", "says that what was looked for is not there"),
)
_SHORT = 200
_LEAST_ARTICLE = 400
_LEAST_PROSE = 100
_LEAST_TEASERS = 4
_MANY_LINKS = 20
_MOSTLY_LINKS = 0.6
_LEAST_ANCHOR = 25
_DATED_PATH = re.compile(r"/20\d\d/\d{1,2}/|\d{5,}|(?:[a-z0-9]+-){3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFeatures:
    """What a page's type is judged by. Lengths are in characters.

    Attributes:
        is_home: Whether its address has neither path nor query.
        lists_by_address: Whether its address has the shape of a list's.
        declares_article: Whether it declares an article or a date of publication.
        running_length: Paragraphs outside menus, sidebars and footers that are no links.
        running_after_headline: Paragraphs between headline and first heading that is a link,
            without teasers.
        linked_headings: Headings that are links to something else.
        link_share: The share of the text that is links, 0 to 1.
        long_links: Links as long as a headline. All three are counted in the main part; in the
            whole page where that has no prose, or where the address is that of a front page.
        has_password: Whether it asks for a password.
        told: Title and headings, on short pages all text, in lower case.
    """

    is_home: bool
    lists_by_address: bool
    declares_article: bool
    running_length: int
    running_after_headline: int
    linked_headings: int
    link_share: float
    long_links: int
    has_password: bool
    told: str


@dataclass(frozen=True, slots=True)
class PageType:
    """What a page is.

    Attributes:
        kind: ``article``, or why it is none.
        reason: One clause for people; empty for articles.
    """

    kind: PageKind
    reason: str = ""


def decide_page_type(features: PageFeatures) -> PageType:
    """Return what a page with such features is; an article unless others are sure.

    Args:
        features: See `read_features`.
    """
    is_short = min(features.running_length, features.running_after_headline) < _SHORT
    if is_short and not features.declares_article:
        for kind, what in _TELLING:
            if word := _told(features, kind):
                return PageType(kind, f"{what} ({word!r})")
        if features.has_password and _told(features, "login"):
            return PageType("login", "asks for a name and password")
    if reason := _listing(features):
        return PageType("listing", reason)
    return PageType("article")


def read_features(
    tree: LexborHTMLParser, metadata: Metadata, zones: Zones, url: str | None
) -> PageFeatures:
    """Return what the type of a page is judged by.

    Args:
        tree: The page.
        metadata: What it declares.
        zones: Its lines.
        url: The address that it was fetched from; None takes the one that it declares.
    """
    lines = [line for line in zones.all if line.region == "main"]
    running = sum(len(line.text) for line in lines if _is_own(line))
    listed = zones.all if running < _LEAST_PROSE or _is_home(url) else lines
    teasers = [line for line in listed if _is_teaser(line, zones)]
    length = sum(len(line.text) for line in listed)
    told = [*metadata.titles, *(line.text for line in lines if line.heading)]
    if running < _SHORT:
        told += [line.text for line in lines]
    return PageFeatures(
        is_home=_is_home(url or metadata.url),
        lists_by_address=_lists(url or metadata.url),
        declares_article=metadata.is_article or bool(metadata.published),
        running_length=running,
        running_after_headline=sum(len(line.text) for line in find_prose(zones.body)),
        linked_headings=len(teasers),
        link_share=sum(line.linked for line in listed) / max(1, length),
        long_links=sum(line.linked >= _LEAST_ANCHOR for line in listed),
        has_password=tree.css_first('input[type="password"]') is not None,
        told="\n".join(told).lower(),
    )


def _listing(features: PageFeatures) -> str:
    """Return why a page is a list of articles; empty if it is none or that is not sure."""
    has_teasers = features.linked_headings >= _LEAST_TEASERS
    has_article = features.running_after_headline >= _LEAST_ARTICLE
    if features.is_home and (has_teasers or features.long_links >= _MANY_LINKS):
        return "is the front page of a website"
    if has_article or features.declares_article:
        return ""
    if has_teasers and (features.lists_by_address or features.running_after_headline < _SHORT):
        return f"is a list of articles ({features.linked_headings} headings are links)"
    is_links = features.link_share > _MOSTLY_LINKS and features.long_links >= _MANY_LINKS
    if is_links or (features.lists_by_address and features.link_share > _MOSTLY_LINKS):
        return f"is a list of links ({features.link_share:.0%} of its text)"
    return ""


def _is_own(line: Line) -> bool:
    """Return whether a line is a paragraph that is not a link."""
    return is_running(line.text) and 2 * line.linked < len(line.text)


def _is_teaser(line: Line, zones: Zones) -> bool:
    """Return whether a line is a heading that leads to something else."""
    if not line.heading or 2 * line.linked <= len(line.text):
        return False
    headline = zones.headline
    return headline is None or line.text not in " ".join(headline.text().split())


def _told(features: PageFeatures, kind: str) -> str | None:
    """Return the word by which a page tells that it is of a kind, or None."""
    found = _words()[kind].search(features.told)
    return found.group() if found else None


def _is_home(url: str | None) -> bool:
    """Return whether an address is that of a website's front page."""
    parts = _split(url)
    return (
        parts is not None
        and parts[0].strip("/") in ("", "index.php", "index.html")
        and not parts[1]
    )


def _lists(url: str | None) -> bool:
    """Return whether an address has the shape of a list's and not of an article's."""
    parts = _split(url)
    if parts is None:
        return False
    path, query = parts
    facts = _listing_words()
    if any(key in facts["query_keys"] for key, _ in parse_qsl(query)):
        return True
    steps = [step for step in path.lower().split("/") if step]
    return any(step in facts["paths"] for step in steps[:-1]) or (
        bool(steps) and steps[-1] in facts["paths"] and not _DATED_PATH.search(path)
    )


def _split(url: str | None) -> tuple[str, str] | None:
    """Return path and query of an address, or None."""
    try:
        parts = urlsplit(url) if url else None
    except ValueError:
        return None
    return (parts.path, parts.query) if parts is not None and parts.hostname else None


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    """Return a pattern for the words of each type of page."""
    table = _table()
    return {
        kind: re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in rows["words"]))
        for kind, rows in table.items()
        if "words" in rows
    }


@lru_cache(maxsize=1)
def _listing_words() -> dict[str, frozenset[str]]:
    """Return the words of a list's address."""
    return {key: frozenset(words) for key, words in _table()["listing"].items()}


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    """Read ``page_types.toml``."""
    text = files("harvest").joinpath("data", "page_types.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return table
