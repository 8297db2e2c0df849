"""Articles that are printed on several pages: where the rest is, and all pages as one.

How websites write such addresses is in ``data/paging.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from corpus.identity import fold
from harvest.reading.record import PageReading

_LAST_STEP = re.compile(r"/(?:(?:page|halaman|hal)[/-])?(\d{1,2})/?$", re.ASCII | re.IGNORECASE)
_RELATIVE = re.compile(r"\s{0,9}(?:\?|(?!/)[\w./-]{1,12}\s{0,9}$)", re.ASCII)
"""An address that need not name the article that it belongs to: ``?page=2``, ``2/``."""

_ON = frozenset({"", "1", "true", "yes"})
_MOST_PAGES = 30
_MOST_LINKS = 3000
_LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link of a page.

    Attributes:
        address: As written.
        words: What it says, as one line; empty if that is long.
    """

    address: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Facts:
    """The tables of ``paging.toml``."""

    number_keys: frozenset[str]
    values: frozenset[str]
    value_keys: frozenset[str]
    switches: frozenset[str]
    steps: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Parts:
    """An address taken apart.

    Attributes:
        base: What all pages of an article share.
        number: Of the page; 1 where the address has none.
        is_whole: Whether it is the address of all pages in one.
    """

    base: str
    number: int
    is_whole: bool


def find_next_page(links: Iterable[PageLink], url: str | None) -> str | None:
    """Return the address of the next page of the same article, or None.

    Args:
        links: What the page links to.
        url: The page's own address, from which its number is read; None finds nothing.

    Returns:
        A linked address on the same host that differs from the page's own only in a number one
        higher: ``?page=2``, ``?halaman=2``, ``/2``, ``/page/2``. The next *article* is none.
    """
    own = _parts_of(url) if url else None
    if own is None or own.is_whole or own.number >= _MOST_PAGES:
        return None
    for _, address, other in _linked(links, url or "", own):
        if other.base == own.base and other.number == own.number + 1:
            return address
    return None


def find_whole_page(links: Iterable[PageLink], url: str | None) -> str | None:
    """Return the address of a page that shows all pages of the same article in one, or None.

    Args:
        links: What the page links to.
        url: The page's own address; None finds nothing.

    Returns:
        A linked address that differs from the page's own only in saying so (``?page=all``,
        ``?single=1``, ``/all``), or in its query, where the link's words do (*Tampilkan semua*).
        None as well if the page itself is that page.
    """
    own = _parts_of(url) if url else None
    if own is None or own.is_whole:
        return None
    for link, address, other in _linked(links, url or "", own):
        if other.is_whole and other.base == own.base:
            return address
        is_named = fold(link.words) in _facts().words
        if is_named and other.number == 1 and _extends(other.base, own.base):
            return address
    return None


def read_links(tree: LexborHTMLParser) -> list[PageLink]:
    """Return what a page links to, what it declares as its next page first."""
    nodes = [*tree.css('link[rel="next"]'), *tree.css('a[rel="next"]'), *tree.css("a[href]")]
    links = []
    for node in nodes[:_MOST_LINKS]:
        if address := node.attributes.get("href"):
            words = " ".join(node.text().split())
            links.append(PageLink(address, words if len(words) <= _LONGEST_WORDS else ""))
    return links


def join_pages(pages: Sequence[PageReading]) -> PageReading:
    """Return the pages of one article as one reading.

    Args:
        pages: Its pages in their order; at least one.

    Returns:
        The first page's reading with the texts joined, without the paragraphs with which a later
        page repeats the beginning, and with what only a later page tells: author or date.
        ``next_page_url`` is the last page's; ``whole_url`` is None.

    Raises:
        ValueError: If there is no page.
    """
    if not pages:
        raise ValueError("an article has at least one page")
    first, *others = pages
    told = next((page for page in pages if page.published is not None), first)
    return replace(
        first,
        text="\n".join([first.text, *(_new_text(page.text, first) for page in others)]).strip("\n"),
        published=told.published,
        published_from=told.published_from,
        author=next((page.author for page in pages if page.author), None),
        next_page_url=pages[-1].next_page_url,
        whole_url=None,
    )


def _new_text(text: str, first: PageReading) -> str:
    """Return the text of a later page without its repetition of the first page's beginning."""
    known = {fold(line) for line in first.text.split("\n")} | {fold(first.title)}
    lines = text.split("\n")
    while lines and fold(lines[0]) in known:
        lines.pop(0)
    return "\n".join(lines)


def _linked(
    links: Iterable[PageLink], url: str, own: _Parts
) -> Iterator[tuple[PageLink, str, _Parts]]:
    """Yield links that may be the article's own, with their absolute addresses, also in parts."""
    name = own.base.partition("?")[0].rpartition("/")[2]
    for link in links:
        if name not in link.address and not _RELATIVE.match(link.address):
            continue  # spares taking apart the many that lead elsewhere
        try:
            address = urldefrag(urljoin(url, link.address.strip())).url
        except ValueError:
            continue
        if (parts := _parts_of(address)) is not None:
            yield link, address, parts


def _parts_of(url: str) -> _Parts | None:
    """Return an address taken apart; None if it is none."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    numbers = [pair for pair in query if _is_number(*pair)]
    whole = [pair for pair in query if _is_whole(*pair)]
    rest = urlencode([pair for pair in query if pair not in numbers and pair not in whole])
    path, last = _without_mark(parts.path) if not numbers else (parts.path, "")
    host = parts.hostname.removeprefix("www.")
    return _Parts(
        base=urlunsplit(("https", host, path.rstrip("/"), rest, "")),
        number=int(numbers[0][1] if numbers else last if last.isdigit() else 1),
        is_whole=bool(whole) or (last != "" and not last.isdigit()),
    )


def _without_mark(path: str) -> tuple[str, str]:
    """Return a path without a last step that tells the page, and what that tells; else empty."""
    number = _LAST_STEP.search(path)
    if number is not None and number.start() > 0:
        return path[: number.start()], number[1]
    before, _, last = path.rstrip("/").rpartition("/")
    return (before, last) if before and last.lower() in _facts().steps else (path, "")


def _is_number(key: str, value: str) -> bool:
    """Return whether a part of a query is the number of a page."""
    is_short = value.isascii() and value.isdigit() and len(value) <= 2
    return is_short and key.lower() in _facts().number_keys


def _is_whole(key: str, value: str) -> bool:
    """Return whether a part of a query asks for all pages in one."""
    facts, key, value = _facts(), key.lower(), value.lower()
    return (key in facts.switches and value in _ON) or (
        key in facts.value_keys and value in facts.values
    )


def _extends(base: str, own: str) -> bool:
    """Return whether an address is another one with something more in its query."""
    return base.startswith((f"{own}?", f"{own}&"))


@lru_cache(maxsize=1)
def _facts() -> _Facts:
    """Read ``paging.toml``."""
    table = tomllib.loads(files("harvest").joinpath("data", "paging.toml").read_text("utf-8"))
    whole = {key: frozenset(values) for key, values in table["whole"].items()}
    return _Facts(number_keys=frozenset(table["number_keys"]), **whole)
