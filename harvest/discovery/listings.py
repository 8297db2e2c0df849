"""Pages that list articles: front pages, rubrics, indexes, search results, government news pages.

A link is an article by its address, by its words, and by where it stands among others like it.
Nothing is rendered; a list that only a script fills is empty here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from corpus.errors import UnreadableFileError
from harvest.discovery.address import parse_address
from harvest.discovery.article_addresses import rate_article_address
from harvest.discovery.inspection import inspect_home
from harvest.discovery.links import LEAST_HEADLINE, LinkedAddress, read_links, resolve_own
from harvest.discovery.next_page import find_next_listing, is_paging
from harvest.discovery.record import Document, DocumentKind, FoundLink, Listing
from harvest.discovery.traps import template_of, why_trap
from harvest.reading.guard import check_page

MOST_FOUND = 1000
"""Articles of one page; real lists have some dozens, front pages some hundreds."""

_ENOUGH = 3
_LEAST_ALIKE, _MOSTLY = 3, 0.6


def parse_listing(html: str, url: str, *, domain: str) -> Listing:
    """Return the articles that a page links to, and where the list goes on.

    Args:
        html: The page as characters; anything is read.
        url: Its address.
        domain: The site's, without ``www.``; its subdomains belong to it, other links are left
            out.

    Returns:
        Links in the order of the page, each address once, at most `MOST_FOUND`; the next page
        with ``is_next``; from a front page also the feeds that it declares and the pages that
        list all news. Addresses in it are ASCII, titles one line without what is not shown.
    """
    html = html.encode("utf-8", "replace").decode("utf-8")  # no parser takes lone surrogates
    try:
        check_page(html)
    except UnreadableFileError as error:
        return Listing(problem=error.what)
    tree = LexborHTMLParser(html)
    links = read_links(tree, url, domain=domain)
    articles = _choose_articles(links)
    return Listing(
        links=tuple(FoundLink(url=link.url, title=link.headline) for link in articles),
        documents=tuple(_documents(tree, links, html, url, domain=domain)),
    )


def _choose_articles(links: Sequence[LinkedAddress]) -> list[LinkedAddress]:
    """Return the links that are articles, those of a row of articles with fewer signs as well."""
    points = [_points(link) for link in links]
    alike: dict[str, list[bool]] = defaultdict(list)
    for link, own in zip(links, points, strict=True):
        for group in _groups(link):
            alike[group].append(own >= _ENOUGH)
    rows = {group for group, signs in alike.items() if _is_row(signs)}
    chosen = (
        link
        for link, own in zip(links, points, strict=True)
        if own + (own > 0 and not rows.isdisjoint(_groups(link))) >= _ENOUGH
    )
    return [link for link, _ in zip(chosen, range(MOST_FOUND), strict=False)]


def _points(link: LinkedAddress) -> int:
    """Return the points of a link; 0 for what is surely no article."""
    points = rate_article_address(link.address)
    if points is None or is_paging(link) or why_trap(link.url) is not None:
        return 0
    words = len(link.headline.split())
    points += 2 * (words >= LEAST_HEADLINE) + (words == LEAST_HEADLINE - 1)
    points += link.in_heading and words >= LEAST_HEADLINE - 1
    return max(0, points - 2 * link.in_menu)


def _groups(link: LinkedAddress) -> set[str]:
    """Return by what a link is like others: where it stands, and how its address is made."""
    return {*link.places, f"{link.address.host}{template_of(link.url)}"}


def _is_row(signs: Sequence[bool]) -> bool:
    """Return whether most of the links that are alike are articles."""
    return len(signs) >= _LEAST_ALIKE and sum(signs) >= _MOSTLY * len(signs)


def _documents(
    tree: LexborHTMLParser, links: Sequence[LinkedAddress], html: str, url: str, *, domain: str
) -> Iterator[Document]:
    """Yield the documents that a page leads to: its next page, from a front page lists of news."""
    following = find_next_listing(tree, links, url, domain=domain)
    if following is not None:
        yield Document(url=following, kind="listing", is_next=True)
    address = parse_address(url)
    if address is None or not address.is_front:
        return
    traits = inspect_home(html, url)
    named: tuple[tuple[DocumentKind, tuple[str, ...]], ...] = (
        ("feed", traits.feeds),
        ("listing", traits.listings),
    )
    for kind, paths in named:
        for path in paths:
            target = resolve_own(path, tree, url, domain=domain)
            if target is not None and why_trap(target) is None:
                yield Document(url=target, kind=kind)
