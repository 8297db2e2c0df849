"""Which addresses get a place in the queue, and how early they come.

A crawl begins with what an outlet declares; it goes on with what is found there, the promising
first. What is no news, endless, or on another site gets no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from corpus.crawl.records import NewTarget, Target
from gali.crawl.options import CrawlOptions
from harvest.discovery.entries import entry_documents
from harvest.discovery.limits import DEEPEST_SITEMAP
from harvest.discovery.record import Document, FoundLink, Listing
from harvest.discovery.relevance import score_link, section_of
from harvest.discovery.traps import why_trap
from harvest.fetching.failures import FetchError
from harvest.fetching.targets import parse_target
from harvest.outlets.manifest import SourceManifest

# Lists come before articles, and before older lists; the best articles before both.
_ENTRY, _PART, _NEXT = 2.0, 0.7, 0.6
_DEEPEST = 60
# Only pages lead into traps; interfaces and feeds are asked in the way that they understand.
_LISTINGS = frozenset({"listing", "search"})


class Scout:
    """Turns what was found into targets.

    Args:
        options: What the user wants.
    """

    def __init__(self, options: CrawlOptions) -> None:
        self._options = options

    def entries(self, source: SourceManifest, *, since: datetime | None) -> Iterator[NewTarget]:
        """Yield where the crawl of an outlet begins.

        Args:
            source: The outlet.
            since: Only what is newer is wanted; None for all.
        """
        documents = entry_documents(source, words=self._options.words, since=since)
        for document in documents:
            yield from self._target_of(document, source, priority=_ENTRY)

    def sitemaps(self, urls: Iterable[str], source: SourceManifest) -> Iterator[NewTarget]:
        """Yield the sitemaps that robots.txt names."""
        for url in urls:
            document = Document(url=url, kind="sitemap")
            yield from self._target_of(document, source, priority=_ENTRY)

    def articles(
        self,
        links: Iterable[FoundLink],
        target: Target,
        source: SourceManifest,
        rates: Mapping[str, float],
    ) -> Iterator[NewTarget]:
        """Yield the articles that a document lists.

        Args:
            links: What was found.
            target: The document.
            source: Its outlet.
            rates: Share of articles that told of innovations, by section.
        """
        for link in links:
            if not _is_own(link.url, source) or why_trap(link.url) or self._is_old(link):
                continue
            score = score_link(link, rates.get(section_of(link.url)))
            if score >= self._options.least_score:
                yield NewTarget(
                    url=link.url,
                    kind="article",
                    source=source.slug,
                    title=link.title,
                    priority=score,
                    depth=target.depth + 1,
                    found_in=target.key,
                    modified_at=_seconds(link.modified),
                )

    def documents(
        self, listing: Listing, target: Target, source: SourceManifest, *, are_next: bool
    ) -> Iterator[NewTarget]:
        """Yield the further documents to which one leads.

        Args:
            listing: What it lists.
            target: The document.
            source: Its outlet.
            are_next: Whether to yield those that go on where it ends, or all others.
        """
        is_deep = target.depth >= (DEEPEST_SITEMAP if target.kind == "sitemap" else _DEEPEST)
        for document in listing.documents:
            if is_deep or document.is_next is not are_next:
                continue
            if document.kind in _LISTINGS and why_trap(document.url):
                continue
            yield from self._target_of(
                document,
                source,
                priority=_NEXT if document.is_next else _PART,
                modified_at=_seconds(document.modified),
                found_in=target,
            )

    def _target_of(
        self,
        document: Document,
        source: SourceManifest,
        *,
        priority: float,
        modified_at: float | None = None,
        found_in: Target | None = None,
    ) -> Iterator[NewTarget]:
        """Yield the target of a document if it can be asked for at all."""
        if not _is_own(document.url, source):
            return
        yield NewTarget(
            url=document.url,
            kind=document.kind,
            source=source.slug,
            priority=priority,
            depth=found_in.depth + 1 if found_in else 0,
            found_in=found_in.key if found_in else None,
            modified_at=modified_at,
            is_next=document.is_next,
        )

    def _is_old(self, link: FoundLink) -> bool:
        """Return whether a listing says that an article is older than is wanted."""
        told = link.modified or link.published
        since = self._options.since
        return since is not None and told is not None and told < since


def _is_own(url: str, source: SourceManifest) -> bool:
    """Return whether an address can be asked for and is on an outlet's own site."""
    try:
        host = parse_target(url).host
    except FetchError:
        return False
    return source.owns(host)


def _seconds(moment: datetime | None) -> float | None:
    """Return a moment as Unix seconds."""
    return None if moment is None else moment.timestamp()
