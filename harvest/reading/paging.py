"""Articles that are printed on several pages: which page comes next, and all pages as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from corpus.identity import fold
from harvest.reading.record import PageReading

_KEYS = ("page", "halaman", "hal", "p")
_LAST_STEP = re.compile(r"/(?:(?:page|halaman|hal)[/-])?(\d{1,2})/?$", re.ASCII | re.IGNORECASE)
_MOST_PAGES = 30
_MOST_LINKS = 3000


def find_next_page(links: Iterable[str], url: str | None) -> str | None:
    """Return the address of the next page of the same article, or None.

    Args:
        links: Addresses that the page links to, as written.
        url: The page's own address, from which its number is read; None finds nothing.

    Returns:
        A linked address on the same host that differs from the page's own only in a number one
        higher: ``?page=2``, ``?halaman=2``, ``/2``, ``/page/2``. The next *article* is none.
    """
    own = _numbered(url) if url else None
    if own is None or own[1] >= _MOST_PAGES:
        return None
    assert url is not None
    for link in links:
        try:
            address = urljoin(url, link.strip())
        except ValueError:
            continue
        other = _numbered(address)
        if other is not None and other[0] == own[0] and other[1] == own[1] + 1:
            return address
    return None


def read_links(tree: LexborHTMLParser) -> list[str]:
    """Return the addresses that a page links to, those it declares as next first."""
    nodes = [*tree.css('link[rel="next"]'), *tree.css('a[rel="next"]'), *tree.css("a[href]")]
    found = (node.attributes.get("href") for node in nodes[:_MOST_LINKS])
    return [address for address in found if address]


def join_pages(pages: Sequence[PageReading]) -> PageReading:
    """Return the pages of one article as one reading.

    Args:
        pages: Its pages in their order; at least one.

    Returns:
        The first page's reading with the texts joined, without the paragraphs with which a later
        page repeats the beginning, and with what only a later page tells: author or date.
        ``next_page_url`` is the last page's.

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
    )


def _new_text(text: str, first: PageReading) -> str:
    """Return the text of a later page without its repetition of the first page's beginning."""
    known = {fold(line) for line in first.text.split("\n")} | {fold(first.title)}
    lines = text.split("\n")
    while lines and fold(lines[0]) in known:
        lines.pop(0)
    return "\n".join(lines)


def _numbered(url: str) -> tuple[str, int] | None:
    """Return an address without its page number, and that number; 1 where it has none."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    query = parse_qsl(parts.query, keep_blank_values=True)
    marked = [(key, value) for key, value in query if key.lower() in _KEYS and _is_number(value)]
    number, path = int(marked[0][1]) if marked else 1, parts.path
    step = _LAST_STEP.search(path)
    if not marked and step is not None and step.start() > 0:
        number, path = int(step[1]), path[: step.start()]
    rest = urlencode([pair for pair in query if pair not in marked])
    host = parts.hostname.removeprefix("www.")
    return urlunsplit(("https", host, path.rstrip("/"), rest, "")), number


def _is_number(value: str) -> bool:
    """Return whether a value is the number of a page."""
    return value.isascii() and value.isdigit() and len(value) <= 2
