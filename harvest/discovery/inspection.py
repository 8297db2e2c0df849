"""What a site's home page shows of its software and of the ways in which it lists articles.

For outlets that nobody has described yet. Facts are in ``data/inspection.toml``; what is found is
a proposal, which a check by fetching must confirm.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import quote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harvest.outlets.hosts import canonical_host
from harvest.reading.metadata import read_metadata

_LONGEST_NAME = 120
_LONGEST_PATH = 200
_MOST_LINKS = 3000
_MOST_FEEDS = 5
_NAME_SEPARATORS = (" | ", " – ", " — ", " - ", " :: ")
QUERY = "{query}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTraits:
    """What a home page shows.

    Attributes:
        platform: Software of the site; ``unknown`` if nothing tells it.
        name: Name of the site as it prints it; None if it prints none.
        language: ISO 639-1 code that the page declares; None if it declares none.
        feeds: Paths of feeds of articles that it declares; may be empty.
        listings: Paths of pages in its menu that list articles; may be empty.
        search: Path of its search with ``{query}`` in it; None if it has none.
    """

    platform: Literal["wordpress", "blogger", "unknown"] = "unknown"
    name: str | None = None
    language: str | None = None
    feeds: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    search: str | None = None


def inspect_home(html: str, url: str, *, link_header: str = "") -> SiteTraits:
    """Return what a home page shows.

    Args:
        html: The page as characters; `harvest.reading.guard.check_page` must have passed it.
        url: The address that answered.
        link_header: The ``Link`` field of the answer; empty if there was none.
    """
    tree = LexborHTMLParser(html)
    return SiteTraits(
        platform=_platform(tree, html, link_header),
        name=_name(tree),
        language=_language(tree),
        feeds=tuple(_unique(_iter_feeds(tree, url)))[:_MOST_FEEDS],
        listings=tuple(_unique(_iter_listings(tree, url)))[: _facts()["listings"]["most"]],
        search=_search(tree, url),
    )


def _platform(
    tree: LexborHTMLParser, html: str, link_header: str
) -> Literal["wordpress", "blogger", "unknown"]:
    """Return the software that generator, links or paths of a page betray."""
    generator = tree.css_first('meta[name="generator"]')
    declared = ((generator.attributes.get("content") if generator else None) or "").lower()
    relations = [node.attributes.get("rel") or "" for node in tree.css("link[rel]")]
    names: tuple[Literal["wordpress", "blogger"], ...] = ("wordpress", "blogger")
    for name in names:
        signs = _facts()[name]
        if any(word in declared for word in signs["generators"]):
            return name
        if any(link in relations or link in link_header for link in signs["links"]):
            return name
    for name in names:
        if any(path in html for path in _facts()[name]["paths"]):
            return name
    return "unknown"


def _name(tree: LexborHTMLParser) -> str | None:
    """Return the name of a site: as it declares it, else the first part of the window's title."""
    metadata = read_metadata(tree)
    name = metadata.site or next(iter(metadata.titles[-1:]), "")
    for separator in _NAME_SEPARATORS:
        name = name.partition(separator)[0]
    name = " ".join(c for c in name.split() if c.isprintable())
    return name if 0 < len(name) <= _LONGEST_NAME else None


def _language(tree: LexborHTMLParser) -> str | None:
    """Return the declared language."""
    root = tree.css_first("html")
    code = ((root.attributes.get("lang") if root else None) or "")[:2].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _iter_feeds(tree: LexborHTMLParser, url: str) -> Iterator[str]:
    """Yield the paths of feeds that a page declares."""
    facts = _facts()["feeds"]
    for node in tree.css('link[rel="alternate"][href]'):
        words = f"{node.attributes.get('title')} {node.attributes.get('href')}".lower()
        is_feed = (node.attributes.get("type") or "").lower() in facts["types"]
        if is_feed and not any(word in words for word in facts["without"]):
            yield from _own_path(node, url)


def _iter_listings(tree: LexborHTMLParser, url: str) -> Iterator[str]:
    """Yield the paths behind the words of a menu that promise articles."""
    words = _facts()["listings"]["words"]
    for node in tree.css("a[href]")[:_MOST_LINKS]:
        if " ".join(node.text().split()).lower() in words:
            yield from (path for path in _own_path(node, url) if path != "/")


def _own_path(node: LexborNode, url: str) -> Iterator[str]:
    """Yield the path and query of a link if it stays on its own site."""
    try:
        target, home = urlsplit(urljoin(url, node.attributes.get("href") or "")), urlsplit(url)
        hosts = [canonical_host(parts.hostname or "") for parts in (target, home)]
    except ValueError:
        return
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    path = quote(path, safe="/?&=%-._~!$'()*+,;:@")
    is_web = target.scheme in ("http", "https")
    if is_web and hosts[0] == hosts[1] and len(path) <= _LONGEST_PATH:
        yield path


def _search(tree: LexborHTMLParser, url: str) -> str | None:
    """Return the path of a search form, with the place of the words in it."""
    for form in tree.css("form"):
        if (form.attributes.get("method") or "get").lower() != "get":
            continue
        names = [node.attributes.get("name") for node in form.css("input[name]")]
        for name in _facts()["search"]["fields"]:
            if name in names:
                path = next(iter(_form_path(form, url)), None)
                return f"{path}{'&' if '?' in path else '?'}{name}={QUERY}" if path else None
    return None


def _form_path(form: LexborNode, url: str) -> list[str]:
    """Return the path to which a form is sent, on its own site; else nothing."""
    try:
        target, home = urlsplit(urljoin(url, form.attributes.get("action") or "/")), urlsplit(url)
        is_own = canonical_host(target.hostname or "") == canonical_host(home.hostname or "")
    except ValueError:
        return []
    path = quote(target.path or "/", safe="/%-._~!$'()*+,;:@")
    return [path] if is_own and len(path) <= _LONGEST_PATH else []


def _unique(paths: Iterable[str]) -> list[str]:
    """Return paths in their order, each once."""
    return list(dict.fromkeys(paths))


@lru_cache(maxsize=1)
def _facts() -> dict[str, Any]:
    """Read ``inspection.toml``."""
    text = files("harvest").joinpath("data", "inspection.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
