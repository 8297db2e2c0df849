"""One visit to an address: what is there is fetched and read; nothing is written.

Runs in many threads at once. Whatever goes wrong is told in the visit, so that a page can harm
nobody but itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from corpus.crawl.records import Target
from corpus.errors import DatabaseRefusedError
from corpus.records import Article, Page
from gali.crawl.readers import ReaderPool
from harvest.discovery.documents import accepted_media, parse_document
from harvest.discovery.record import DocumentKind, Listing
from harvest.fetching.failures import FetchError
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.media_types import MediaKind
from harvest.fetching.results import FetchResult, Validators
from harvest.outlets.manifest import SourceManifest
from harvest.outlets.zones import clock_of
from harvest.page_articles import NoArticle, read_page_articles
from harvest.problems import Problem, printable
from harvest.warc.roles import Role
from harvest.written_dates import WESTERN_TIME

_ARTICLES: frozenset[MediaKind] = frozenset({"html"})
_BEHIND_THE_LAST = frozenset({400, 404, 410})
"""What servers answer to the number of a page that a list has not; WordPress' interface 400."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of a visit.

    Attributes:
        target: What was asked for.
        results: The answers, that of the target first, then those of an article's further pages;
            empty if the visit failed.
        failure: Why it failed; None if it did not.
        listing: What the page lists; None if it is an article, or nothing changed.
        articles: What was read; empty if nothing changed, or there is none.
        problems: What could not be read.
        sitemaps: Addresses of sitemaps that robots.txt names; empty unless a crawl begins here.
    """

    target: Target
    results: tuple[FetchResult, ...] = ()
    failure: FetchError | None = None
    listing: Listing | None = None
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    sitemaps: tuple[str, ...] = ()

    @property
    def is_setback(self) -> bool:
        """Whether it failed in a way that is worth telling.

        Hosts that ask to wait are asked later, and where the next page of a list is missing the
        list has ended.
        """
        if self.failure is None or self.failure.kind == "must_wait":
            return False
        return not (self.target.is_next and self.failure.status in _BEHIND_THE_LAST)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that were fetched; empty if nothing changed or the visit failed."""
        return tuple(result.page for result in self.results if result.page is not None)

    def roles(self) -> Iterator[tuple[FetchResult, Role | None]]:
        """Yield the answers, each with what its page is besides an article."""
        lists = self.listing is not None and not self.listing.articles
        for number, result in enumerate(self.results):
            yield result, "part" if number else "list" if lists else None


class Visitor:
    """Visits addresses for the loop.

    Args:
        fetcher: Fetches politely.
        readers: Read web pages.
        sources: The outlets by slug.
        since: Only what is newer is listed, where documents tell; None for all.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        readers: ReaderPool,
        sources: Mapping[str, SourceManifest],
        *,
        since: datetime | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._readers = readers
        self._sources = sources
        self._since = since

    def visit(self, target: Target) -> Visit:
        """Return what came of a visit; failures are told in it.

        Raises:
            DatabaseRefusedError: If the file that keeps the hosts' turns cannot be used.
        """
        validators = Validators(etag=target.etag, last_modified=target.last_modified)
        try:
            result = self._fetcher.fetch(
                target.url, validators=validators, accepted=_accepted(target)
            )
            self._insist_on_own_site(target, result.url)
            visit = Visit(target=target, results=(result,))
            if result.page is None:
                return visit
            return self._read_article(visit) if target.kind == "article" else self._read(visit)
        except FetchError as error:
            return Visit(target=target, failure=error)
        except DatabaseRefusedError:
            raise
        except Exception as error:
            return Visit(target=target, failure=_fault(error))

    def _read_article(self, visit: Visit) -> Visit:
        """Return a visit with the article of its page, whose further pages are fetched too.

        A page that turns out to list articles is read as a listing.
        """
        first, further = visit.results[0], list[FetchResult]()
        assert first.page is not None

        def fetch_page(url: str) -> Page | None:
            if urlsplit(url).hostname != urlsplit(first.url).hostname:
                return None
            further.append(self._fetcher.fetch(url, accepted=_ARTICLES))
            return further[-1].page

        source = self._source(visit.target)
        found = list(read_page_articles(first.page, self._readers, source, fetch_page=fetch_page))
        articles = tuple(one for one in found if isinstance(one, Article))
        problems = tuple(one for one in found if isinstance(one, Problem))
        visit = replace(visit, results=(first, *further), articles=articles, problems=problems)
        if not articles and any(isinstance(one, NoArticle) for one in problems):
            return replace(visit, listing=self._list(visit, "listing"))
        return visit

    def _read(self, visit: Visit) -> Visit:
        """Return a visit with what its document lists, and the articles given in full."""
        page, kind = visit.pages[0], visit.target.kind
        assert kind != "article"
        listing = self._list(visit, kind)
        problems: tuple[Problem, ...] = ()
        if listing.problem:
            problems = (Problem(page.origin, None, listing.problem),)
        articles: tuple[Article, ...] = ()
        if listing.articles:
            found = list(read_page_articles(page, self._readers, self._source(visit.target)))
            articles = tuple(one for one in found if isinstance(one, Article))
            problems += tuple(one for one in found if isinstance(one, Problem))
        is_entry = visit.target.depth == 0
        return replace(
            visit,
            listing=listing,
            articles=articles,
            problems=problems,
            sitemaps=self._fetcher.fetch_rules(page.url or page.origin).sitemaps
            if is_entry
            else (),
        )

    def _insist_on_own_site(self, target: Target, url: str) -> None:
        """Complain of redirects that leave the outlet's site.

        Raises:
            FetchError: ``redirects``.
        """
        source, host = self._source(target), urlsplit(url).hostname or ""
        if source and not source.owns(host):
            raise FetchError("redirects", f"it leads to another site, {host}", where=target.url)

    def _list(self, visit: Visit, kind: DocumentKind) -> Listing:
        """Return what a page lists."""
        page, source = visit.pages[0], self._source(visit.target)
        domain = source.domain if source else visit.target.host
        zone = clock_of(source.time_zone) if source else WESTERN_TIME
        return parse_document(
            kind, page, domain=domain, now=page.fetched_at, zone=zone, since=self._since
        )

    def _source(self, target: Target) -> SourceManifest | None:
        """Return the outlet of a target; None if it is not known any more."""
        return self._sources.get(target.source or "")


def _accepted(target: Target) -> frozenset[MediaKind]:
    """Return what a target may be declared as."""
    return _ARTICLES if target.kind == "article" else accepted_media(target.kind)


def _fault(error: Exception) -> FetchError:
    """Return a fault of ours as the failure of one page, so that the crawl goes on."""
    what = f"gali failed on it, which is a fault of gali: {type(error).__name__}: {error}"
    return FetchError("broken", printable(what))
