"""Where the crawl of an outlet begins: the documents that list its articles.

What a platform makes certain is in ``data/platforms.toml`` and comes with the manifest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import quote

from corpus.identity import canonical_url
from harvest.discovery import blogger, wordpress
from harvest.discovery.address import belongs_to, parse_address
from harvest.discovery.record import Document
from harvest.outlets.fields import QUERY
from harvest.outlets.manifest import Discovery, SourceManifest

_MOST_SITEMAPS = 100
_MOST_WORDS = 50
_USUAL_SITEMAP, _USUAL_FEED = "/sitemap.xml", "/feed/"


def entry_documents(
    source: SourceManifest,
    *,
    words: Sequence[str],
    sitemaps: Sequence[str] = (),
    since: datetime | None = None,
) -> tuple[Document, ...]:
    """Return the documents with which the crawl of an outlet begins, the surest first.

    Args:
        source: The outlet.
        words: What the site's own searches are asked for, see ``relevance.usual_words``; none
            searches for nothing. At most 50 are asked for.
        sitemaps: Addresses that its robots.txt names, as written; those of other sites and all
            after the first 100 are left out.
        since: When the outlet was crawled before; the platform's interface is asked for what
            changed after it. None asks for all.

    Returns:
        Each address once: the platform's interface with all posts, then for each word; feeds;
        sitemaps; lists; the search for each word. Where nothing is known of the site, its front
        page, then the sitemaps of robots.txt or the usual one, and the usual feed.
    """
    site = source.address
    lines = (" ".join(word.split()) for word in words)
    asked = [word for word in dict.fromkeys(lines) if word][:_MOST_WORDS]
    named = list(_own(sitemaps, source.domain))
    is_unknown = source.platform in ("unknown", "custom") and source.discover == Discovery()
    documents = (
        *_interface(source, site, asked, since),
        *(_guesses(site, named) if is_unknown else _listed(source.discover, site, named)),
        *_searches(source, site, asked),
    )
    unique: dict[str, Document] = {}
    for document in documents:
        unique.setdefault(canonical_url(document.url), document)
    return tuple(unique.values())


def _interface(
    source: SourceManifest, site: str, words: Sequence[str], since: datetime | None
) -> Iterator[Document]:
    """Yield what the software of a site is asked for, if it is one that can be asked."""
    if source.platform == "wordpress":
        yield Document(url=wordpress.posts_url(site, modified_after=since), kind="wordpress")
        for word in words:
            url = wordpress.posts_url(site, search=word, modified_after=since)
            yield Document(url=url, kind="wordpress")
    elif source.platform == "blogger":
        yield Document(url=blogger.posts_url(site, updated_after=since), kind="blogger")
        for word in words:
            url = blogger.posts_url(site, search=word, updated_after=since)
            yield Document(url=url, kind="blogger")


def _listed(known: Discovery, site: str, named: Sequence[str]) -> Iterator[Document]:
    """Yield the feeds, sitemaps and lists that a manifest knows, and the sitemaps of robots.txt."""
    yield from (Document(url=f"{site}{path}", kind="feed") for path in known.feeds)
    yield from (Document(url=f"{site}{path}", kind="sitemap") for path in known.sitemaps)
    yield from (Document(url=url, kind="sitemap") for url in named)
    yield from (Document(url=f"{site}{path}", kind="listing") for path in known.listings)


def _guesses(site: str, named: Sequence[str]) -> Iterator[Document]:
    """Yield where a site of which nothing is known probably lists its articles."""
    yield Document(url=f"{site}/", kind="listing")
    for url in named or [f"{site}{_USUAL_SITEMAP}"]:
        yield Document(url=url, kind="sitemap")
    yield Document(url=f"{site}{_USUAL_FEED}", kind="feed")


def _searches(source: SourceManifest, site: str, words: Iterable[str]) -> Iterator[Document]:
    """Yield the pages of a site's own search."""
    path = source.discover.search
    if path is not None:
        for word in words:
            yield Document(url=f"{site}{path.replace(QUERY, quote(word, safe=''))}", kind="search")


def _own(urls: Sequence[str], domain: str) -> Iterator[str]:
    """Yield the addresses that are on a domain or its subdomains."""
    for url in urls[:_MOST_SITEMAPS]:
        address = parse_address(url.strip())
        if address is not None and belongs_to(address, domain):
            yield url.strip()
