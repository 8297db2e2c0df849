"""What a page tells programs about itself: meta elements, JSON-LD, its canonical address.

All of it is as written and untrusted; judging dates, names and titles is the business of
``published``, ``byline`` and ``headline``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

_LONGEST_VALUE = 500
_LONGEST_DATE = 60
_DEEPEST_DATA = 6
_MOST_DATA = 20


@dataclass(slots=True)
class Metadata:
    """What a page declares.

    Attributes:
        published: Dates of publication as written, the surest first, each with where it stood:
            ``json-ld`` or ``meta``.
        changed: Dates of the last change as written.
        titles: Headlines, the surest first; the last is that of the window.
        authors: Who wrote it, people and others alike.
        url: Address that the page gives as its own; None if it gives none.
        site: Name of the website; None if not given.
        is_article: Whether its JSON-LD says that it is an article.
    """

    published: list[tuple[str, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    url: str | None = None
    site: str | None = None
    is_article: bool = False


def read_metadata(tree: LexborHTMLParser, url: str | None = None) -> Metadata:
    """Return what a page declares about itself.

    Args:
        tree: The page.
        url: The address that it was fetched from, for those relative to it; None if unknown.
    """
    found = Metadata()
    for script in tree.css('script[type*="ld+json"]')[:_MOST_DATA]:
        for item in _items(_parsed(script.text() or ""), _DEEPEST_DATA):
            _add_item(found, item)
    metas = _metas(tree)
    names = _names()
    found.published += [("meta", v) for v in _values(metas, names["published"], _LONGEST_DATE)]
    found.changed += _values(metas, names["changed"], _LONGEST_DATE)
    found.titles += _values(metas, names["title"])
    found.authors += _values(metas, names["author"])
    found.site = next(iter(_values(metas, names["site"])), None)
    found.url = _own_address(tree, _values(metas, names["url"]), url)
    window = tree.css_first("title")
    if window is not None and (text := _line(window.text())):
        found.titles.append(text)
    return found


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """Return the content of each meta element by its name; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in tree.css("meta"):
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and (content := _line(attributes.get("content"))):
            metas.setdefault(name.strip().lower(), content)
    return metas


def _values(metas: dict[str, str], names: list[str], longest: int = _LONGEST_VALUE) -> list[str]:
    """Return the contents under the names in their order."""
    return [metas[name] for name in names if name in metas and len(metas[name]) <= longest]


def _own_address(tree: LexborHTMLParser, declared: list[str], url: str | None) -> str | None:
    """Return the canonical address of a page, as far as it is one."""
    link = tree.css_first('link[rel="canonical"]')
    given = [_line(link.attributes.get("href"))] if link is not None else []
    for address in [*given, *declared, url]:
        try:
            full = urljoin(url or "", address) if address else ""
            parts = urlsplit(full)
            if parts.scheme in ("http", "https") and parts.hostname:
                return full
        except ValueError:
            continue
    return None


def _parsed(script: str) -> object:
    """Return the data of a script, or None where it is broken."""
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(data: object, depth: int) -> Iterator[dict[str, object]]:
    """Yield the things that JSON-LD describes, but not those it merely lists."""
    if depth == 0:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(data.get(key), depth - 1)
    elif isinstance(data, list):
        for item in data[:_MOST_DATA]:
            yield from _items(item, depth - 1)


def _add_item(found: Metadata, item: dict[str, object]) -> None:
    """Take over what a described thing says, if it is the page or its article."""
    types = {str(one).lower() for one in _as_list(item.get("@type"))}
    is_article = bool(types.intersection(_names()["article_types"]))
    if not (is_article or types.intersection(_names()["dated_types"]) or "datePublished" in item):
        return
    date = item.get("datePublished")
    if isinstance(date, str) and 4 <= len(date.strip()) <= _LONGEST_DATE:
        place = 0 if is_article and not found.is_article else len(found.published)
        found.published.insert(place, ("json-ld", date.strip()))
    changed = item.get("dateModified")
    if isinstance(changed, str) and len(changed) <= _LONGEST_DATE:
        found.changed.append(changed.strip())
    if is_article:
        found.is_article = True
        headline = item.get("headline")
        if isinstance(headline, str) and (text := _line(headline)):
            found.titles.append(text)
        found.authors += _people(item.get("author"))


def _people(author: object) -> list[str]:
    """Return the names of authors in JSON-LD; organisations are left out."""
    names = []
    for one in _as_list(author):
        if isinstance(one, dict) and "organization" in str(one.get("@type")).lower():
            continue
        for name in _as_list(one.get("name") if isinstance(one, dict) else one):
            if isinstance(name, str) and (text := _line(name)):
                names.append(text)
    return names


def _as_list(value: object) -> list[object]:
    """Return a value as a list; None as an empty one."""
    if value is None:
        return []
    return value[:_MOST_DATA] if isinstance(value, list) else [value]


def _line(text: str | None) -> str:
    """Return a text as one line of bounded length."""
    return " ".join((text or "")[: 4 * _LONGEST_VALUE].split())[:_LONGEST_VALUE]


@lru_cache(maxsize=1)
def _names() -> dict[str, list[str]]:
    """Read ``page_metadata.toml``."""
    text = files("harvest").joinpath("data", "page_metadata.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return table


def host_of(url: str | None) -> str | None:
    """Return the host of an address without ``www.``; None if it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
