"""Where a page that lists articles goes on: its next page, that is the one with older articles.

Words are in ``data/listing_links.toml``. The next page of an *article* is found by
``harvest.reading.paging``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser

from corpus.identity import canonical_url, fold
from harvest.discovery.address import Address, parse_address, words_of
from harvest.discovery.links import LinkedAddress, resolve_own
from harvest.discovery.listing_facts import listing_facts
from harvest.discovery.traps import why_trap

_LONGEST_NUMBER = 5
_PROGRAMS = ("index.php", "index.html", "index", "indeks")
_FIRST = {"page": 1, "offset": 0, "bare": 1}

Style = Literal["page", "offset", "bare"]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A page of a list: what all its pages share, its number, and what the number counts.

    ``bare`` is a number at the end of the path, ``/berita/20``, which may count either, or be
    the id of an article.
    """

    list_key: str
    number: int
    style: Style


def find_next_listing(
    tree: LexborHTMLParser, links: Sequence[LinkedAddress], url: str, *, domain: str
) -> str | None:
    """Return the address of the next page of a list, or None.

    Args:
        tree: The page.
        links: What it links to.
        url: Its own address, from which its number is read.
        domain: The site's; other sites are not followed.

    Returns:
        The first that there is of: what the page declares as next, a cursor to older posts, a
        link whose number follows the page's own, a link of a word such as *Berikutnya* with the
        right number. Never a page of a calendar.
    """
    address = parse_address(url)
    if address is None:
        return None
    usable = [link for link in links if why_trap(link.url) is None]
    chosen = (
        _declared(tree, url, domain)
        or _cursor(usable)
        or _numbered(usable, address)
        or _worded(usable, address)
    )
    return chosen if chosen and canonical_url(chosen) != canonical_url(url) else None


def is_paging(link: LinkedAddress) -> bool:
    """Return whether all words of the links to an address are those of a row of page numbers."""
    return any(link.texts) and all(_is_paging_text(text) for text in link.texts if text)


def _declared(tree: LexborHTMLParser, url: str, domain: str) -> str | None:
    """Return what a page declares as next in its head or in a link."""
    for node in tree.css('link[rel~="next"][href], a[rel~="next"][href]')[:10]:
        target = resolve_own(node.attributes.get("href") or "", tree, url, domain=domain)
        if target is not None and why_trap(target) is None:
            return target
    return None


def _cursor(links: Sequence[LinkedAddress]) -> str | None:
    """Return a link with a cursor to older posts, as Blogger has them."""
    facts = listing_facts("next")
    for link in links:
        keys = {key for key, _ in link.address.query}
        if keys & facts["cursor_keys"] and not keys & facts["backward_keys"]:
            return link.url
    return None


def _numbered(links: Sequence[LinkedAddress], own: Address) -> str | None:
    """Return the link to the page of the same list whose number comes next."""
    candidates: list[tuple[int, str]] = []
    for link in links:
        for one in _numbers(link.address):
            start = _own_number(own, one)
            if start is None or one.number <= start:
                continue
            if one.style == "page" and one.number > start + 1:
                continue
            if one.style != "bare" or is_paging(link):
                candidates.append((one.number, link.url))
    return min(candidates)[1] if candidates else None


def _worded(links: Sequence[LinkedAddress], own: Address) -> str | None:
    """Return the link of a word such as *Berikutnya* to the second page of another list.

    Front pages go on like this. *Selanjutnya* may also stand for *read on*, so that the address
    must have the number of a page.
    """
    if any(one.style == "page" for one in _numbers(own)):
        return None
    for link in links:
        is_second = any(one.style == "page" and one.number == 2 for one in _numbers(link.address))
        if is_second and (link.is_next or any(map(_is_next_text, link.texts))):
            return link.url
    return None


def _own_number(own: Address, other: _Numbered) -> int | None:
    """Return the number of a page in the list of another page; None if it is not in it."""
    for one in _numbers(own):
        if one.list_key == other.list_key and one.style == other.style:
            return one.number
    return _FIRST[other.style] if _list_key(own, own.steps, ()) == other.list_key else None


def _numbers(address: Address) -> list[_Numbered]:
    """Return the ways to read an address as a page of a list; may be empty."""
    found: list[_Numbered] = []
    for key, value in address.query:
        style = _style(key)
        if style is not None and _is_number(value):
            list_key = _list_key(address, address.steps, (key,))
            found.append(_Numbered(list_key, int(value), style))
    *before, last = address.steps or ("",)
    if _is_number(last):
        is_told = bool(before) and before[-1] in listing_facts("next")["page_steps"]
        steps = before[:-1] if is_told else before
        list_key = _list_key(address, steps, ())
        found.append(_Numbered(list_key, int(last), "page" if is_told else "bare"))
    return found


def _style(key: str) -> Style | None:
    """Return what a key of a query counts; None if it is no number of a page."""
    facts = listing_facts("next")
    if key in facts["offset_keys"]:
        return "offset"
    is_page = key in facts["page_keys"] or not facts["page_key_parts"].isdisjoint(words_of(key))
    return "page" if is_page else None


def _list_key(address: Address, steps: Sequence[str], without: Sequence[str]) -> str:
    """Return what all pages of a list share: host, path and the rest of the query."""
    plain = list(steps)
    while plain and plain[-1] in _PROGRAMS:
        plain.pop()
    rest = urlencode(sorted(pair for pair in address.query if pair[0] not in without))
    return f"{address.host}/{'/'.join(plain)}?{rest}"


def _is_number(text: str) -> bool:
    """Return whether a text is a number that a page may have."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def _is_paging_text(text: str) -> bool:
    """Return whether words are those of a link to another page of a list."""
    return _is_number(text) or _is_next_text(text) or not any(c.isalnum() for c in text)


def _is_next_text(text: str) -> bool:
    """Return whether words say that a list goes on."""
    facts = listing_facts("next")
    return text in facts["signs"] or fold(text) in facts["words"]
