"""The addresses of its own site that a page links to, each once, with the best words for it.

Cards link an article several times: with a picture, a headline, *Selengkapnya*. Which of the
addresses are articles is the business of ``listings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.url import safe_url_string, url_query_cleaner

from corpus.identity import canonical_url, fold
from harvest.discovery.address import LONGEST_URL, Address, belongs_to, parse_address
from harvest.discovery.article_addresses import names_article
from harvest.discovery.listing_facts import listing_facts
from harvest.discovery.traps import without_session
from harvest.plain import MAX_HEADLINE
from harvest.reading.lines import HEADINGS, names_of

MOST_NODES = 5000
"""Links and headings of a page that are looked at; front pages have some hundreds."""

LEAST_HEADLINE = 4
"""Words of a headline."""

_HEADING_TAGS = ", ".join(sorted(HEADINGS))
_NEAR, _LEVELS, _PLACE_LEVELS = 3, 12, 3
_LONGEST_TEXT, _LONGEST_NAMES, _MOST_PAIRS = 1000, 200, 20
_NAME_GAP = re.compile(r"[\s_-]+")


@dataclass(slots=True)
class LinkedAddress:
    """One address and what all links to it say.

    Attributes:
        url: Absolute, ASCII, without fragment.
        address: Its parts.
        texts: Words of the links as shown, one line each; pictures have none.
        headlines: Texts that may be its headline, each with whether a heading shows it.
        places: Tags and classes around the links.
        in_menu: Whether all links to it are in menus or footers.
        is_next: Whether a link to it declares that it goes on there.
    """

    url: str
    address: Address
    texts: list[str] = field(default_factory=list)
    headlines: list[tuple[bool, str]] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    in_menu: bool = True
    is_next: bool = False

    @property
    def headline(self) -> str:
        """The longest text of four words, one in a heading first; else its longest words."""
        likely = [one for one in self.headlines if len(one[1].split()) >= LEAST_HEADLINE]
        chosen = max(likely or self.headlines, key=lambda one: (one[0], len(one[1])), default=None)
        return chosen[1] if chosen is not None else ""

    @property
    def in_heading(self) -> bool:
        """Whether a heading shows its headline."""
        return any(is_heading for is_heading, _ in self.headlines)


def read_links(tree: LexborHTMLParser, url: str, *, domain: str) -> list[LinkedAddress]:
    """Return the addresses of a site that a page links to, in their order.

    Args:
        tree: The page.
        url: Its address; a ``<base>`` in the page counts more, as in browsers.
        domain: The site's; its subdomains belong to it.

    Returns:
        Each address once, without that of the page; at most `MOST_NODES` links are looked at.
    """
    base = _base(tree, url)
    found: dict[str, LinkedAddress] = {}
    menus: dict[int, bool] = {}
    for node, text, heading in _anchors(tree):
        target = _resolve(node.attributes.get("href"), base, domain)
        if target is None:
            continue
        address = parse_address(target)
        assert address is not None
        entry = found.setdefault(canonical_url(target), LinkedAddress(target, address))
        _add(entry, node, text, heading)
        entry.in_menu = entry.in_menu and _is_in_menu(node, menus)
    found.pop(canonical_url(url), None)
    return list(found.values())


def resolve_own(href: str, tree: LexborHTMLParser, url: str, *, domain: str) -> str | None:
    """Return an address in a page as an absolute one of its site; None if it is none."""
    return _resolve(href, _base(tree, url), domain)


def one_line(text: str, limit: int = _LONGEST_TEXT) -> str:
    """Return a text as one line, without characters that are not shown."""
    shown = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text[:limit])
    return " ".join(shown.split())


def _anchors(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str, str]]:
    """Yield each link, its words, and the unlinked heading that it stands for, if any.

    *Selengkapnya* stands for the nearest heading before it that no other such link stands for.
    """
    heading = ""
    for node in tree.css(f"a[href], {_HEADING_TAGS}")[:MOST_NODES]:
        text = one_line(node.text(separator=" "))
        if node.tag == "a":
            stands_for = heading if _is_among(text, "read_on") else ""
            yield node, text, stands_for
            heading = "" if stands_for else heading
        elif _around(node, {"a"}) is None:
            heading = text if node.css_first("a[href]") is None else ""


def _add(entry: LinkedAddress, node: LexborNode, text: str, heading: str) -> None:
    """Add what one link says to its address."""
    inner = node.css_first(_HEADING_TAGS)
    is_heading = inner is not None or _around(node, HEADINGS) is not None
    shown = one_line(inner.text(separator=" ")) if inner is not None else text
    attributes = node.attributes
    candidates = [(is_heading, shown), (True, heading)]
    candidates.append((False, one_line(attributes.get("title") or "")))
    if (picture := node.css_first("img[alt]")) is not None:
        candidates.append((False, one_line(picture.attributes.get("alt") or "")))
    entry.headlines += [one for one in candidates if _is_telling(one[1])]
    entry.texts.append(text)
    entry.places.add(_place(node))
    names = {(attributes.get("rel") or "").lower(), *names_of(node).lower().split()}
    entry.is_next = entry.is_next or not names.isdisjoint(listing_facts("next")["names"])


def _is_telling(text: str) -> bool:
    """Return whether words may be a headline, unlike *Selengkapnya*."""
    is_plain = len(text) <= MAX_HEADLINE and any(map(str.isalpha, text))
    return is_plain and not _is_among(text, "read_on") and not _is_among(text, "generic")


def _is_among(text: str, name: str) -> bool:
    """Return whether all words of a link are such as many links have."""
    return len(text) <= MAX_HEADLINE and fold(text) in listing_facts("titles")[name]


def _base(tree: LexborHTMLParser, url: str) -> str:
    """Return the address that links of a page are relative to."""
    node = tree.css_first("base[href]")
    href = (node.attributes.get("href") or "") if node is not None else ""
    try:
        return urljoin(url, href.strip()) if len(href) <= LONGEST_URL else url
    except ValueError:
        return url


def _resolve(href: str | None, base: str, domain: str) -> str | None:
    """Return an absolute address of the site, escaped as browsers do; None if it is none."""
    if not href or len(href) > LONGEST_URL or href.count("&") > _MOST_PAIRS or href[0] == "#":
        return None
    try:
        url = safe_url_string(urldefrag(urljoin(base, href.strip())).url)
    except ValueError:
        return None
    url = _without_list_page(without_session(url))
    address = parse_address(url)
    return url if address is not None and belongs_to(address, domain) else None


def _without_list_page(url: str) -> str:
    """Return the address of an article without the number of the list's page that links to it."""
    address = parse_address(url)
    if address is None or not names_article(address):
        return url
    keys = listing_facts("next")["page_keys"]
    carried = [key for key, value in address.query if key in keys and value.isdigit()]
    return url_query_cleaner(url, carried, remove=True, unique=False) if carried else url


def _around(node: LexborNode, tags: frozenset[str] | set[str]) -> LexborNode | None:
    """Return the nearest element of such a tag closely around another; None if there is none."""
    outer = node.parent
    for _ in range(_NEAR):
        if outer is None or outer.tag in tags:
            return outer
        outer = outer.parent
    return None


def _is_in_menu(node: LexborNode, known: dict[int, bool]) -> bool:
    """Return whether an element is in a menu or a footer; ``known`` spares what was looked at."""
    seen: list[int] = []
    outer, result = node.parent, False
    for _ in range(_LEVELS):
        if outer is None or outer.tag in ("body", "html"):
            break
        if outer.mem_id in known:
            result = known[outer.mem_id]
            break
        seen.append(outer.mem_id)
        if _is_menu(outer):
            result = True
            break
        outer = outer.parent
    known.update(dict.fromkeys(seen, result))
    return result


def _is_menu(node: LexborNode) -> bool:
    """Return whether an element is a menu or a footer by its tag or names."""
    facts = listing_facts("menus")
    names = _NAME_GAP.split(names_of(node)[:_LONGEST_NAMES].lower())
    return node.tag in facts["tags"] or not facts["names"].isdisjoint(names)


def _place(node: LexborNode) -> str:
    """Return tags and classes around an element, without classes that count articles."""
    parts: list[str] = []
    outer = node.parent
    while outer is not None and len(parts) < _PLACE_LEVELS:
        names = (outer.attributes.get("class") or "")[:_LONGEST_NAMES].split()
        plain = (name for name in names if not any(c.isdigit() for c in name))
        parts.append(f"{outer.tag}.{' '.join(plain)}")
        outer = outer.parent
    return " < ".join(parts)
