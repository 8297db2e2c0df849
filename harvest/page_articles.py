"""A page to its articles: the one way for pages that were fetched, stored, or kept in an archive.

What kind of document a page is decides who reads it; why there is no article is told in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from urllib.parse import urlsplit

from corpus.errors import UnreadableFileError
from corpus.records import Article, Page
from harvest.charset import decode_html
from harvest.discovery import blogger, wordpress
from harvest.discovery.record import FullArticle, Listing
from harvest.drafts import complete
from harvest.fetching.media_types import find_kind
from harvest.outlets.hosts import canonical_host, host_of_url
from harvest.outlets.manifest import SourceManifest
from harvest.outlets.zones import clock_of
from harvest.problems import Problem
from harvest.reading.given import read_given
from harvest.reading.page_reader import PageReader
from harvest.reading.paging import join_pages
from harvest.reading.reader import draft_of
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.written_dates import WESTERN_TIME

FetchPage = Callable[[str], Page | None]
"""Returns the page of an address; None if it is not to be had."""

_MOST_PAGES = 30
"""Pages of one article."""


@dataclass(frozen=True, slots=True)
class NoArticle(Problem):
    """A page that was read and holds no article; nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Interface:
    """A site's own interface that gives articles in full."""

    path: str
    parse: Callable[..., Listing]
    found_from: str


_INTERFACES = (
    _Interface(wordpress.POSTS_PATH, wordpress.parse_posts, "wordpress-api"),
    _Interface(blogger.POSTS_PATH, blogger.parse_posts, "blogger-api"),
)


def lists_articles(page: Page) -> bool:
    """Return whether a page is an answer of an interface, which gives many articles."""
    return _interface_of(page) is not None


def read_page_articles(
    page: Page,
    reader: PageReader,
    source: SourceManifest | None,
    *,
    fetch_page: FetchPage | None = None,
) -> Iterator[Article | Problem]:
    """Yield the articles of a page, or why there is none; nothing that is in it raises.

    Args:
        page: As it was fetched.
        reader: Reads web pages.
        source: The outlet of the page, which tells its time zone and where it holds what; None
            if it is unknown.
        fetch_page: Gives further pages of an article that is printed on several; what it raises
            is raised. None reads this page alone.

    Yields:
        Articles with ``origin`` and ``fetched_at`` of the page; a ``NoArticle`` where it holds
        none, another ``Problem`` where it could not be read, or (``kept``) only in part.
    """
    task = _Task(page, reader, source, fetch_page)
    try:
        yield from task.read()
    except UnreadableFileError as error:
        yield Problem(page.origin, error.where, error.what, error.mend)


class _Task:
    """The reading of one page."""

    def __init__(
        self,
        page: Page,
        reader: PageReader,
        source: SourceManifest | None,
        fetch_page: FetchPage | None,
    ) -> None:
        """Take the page and what is known of it."""
        self._page = page
        self._reader = reader
        self._fetch_page = fetch_page
        self._zone: tzinfo = clock_of(source.time_zone) if source else WESTERN_TIME
        self._rules: ReadingRules | None = source.reading_rules if source else None

    @property
    def _today(self) -> date:
        """The day of fetching, later than which nothing was published."""
        return self._page.fetched_at.astimezone(self._zone).date()

    def read(self) -> Iterator[Article | Problem]:
        """Yield what the page holds.

        Raises:
            UnreadableFileError: If it cannot be read.
        """
        interface, page = _interface_of(self._page), self._page
        if interface is not None:
            yield from self._read_listing(interface)
        elif page.content_type is None or find_kind(page.content_type) == "html":
            yield from self._read_html()
        else:
            yield NoArticle(page.origin, None, f"{page.content_type} is not read for an article")

    def _read_html(self) -> Iterator[Article | Problem]:
        """Yield the article of a web page, or why there is none."""
        page, first = self._page, self._reading_of(self._page)
        if first.page_type.kind != "article":
            yield NoArticle(page.origin, None, f"it {first.page_type.reason}")
        elif not first.text:
            yield NoArticle(page.origin, None, "no article was found in it")
        else:
            reading = self._whole(first, self._fetch_page) if self._fetch_page else first
            yield from self._complete(reading, _own_address(first.url, page.url))

    def _whole(self, first: PageReading, fetch_page: FetchPage) -> PageReading:
        """Return an article with what is printed on its further pages."""
        if first.whole_url and (page := fetch_page(first.whole_url)):
            whole = self._article_of(page)
            if whole and len(whole.text) >= len(first.text):
                return whole
        readings, seen = [first], {self._page.url, self._page.origin}
        while (url := readings[-1].next_page_url) and url not in seen:
            page = fetch_page(url) if len(readings) < _MOST_PAGES else None
            following = self._article_of(page) if page else None
            if following is None:
                break
            seen.add(url)
            readings.append(following)
        return join_pages(readings)

    def _article_of(self, page: Page) -> PageReading | None:
        """Return the reading of a further page; None if there is nothing of an article in it."""
        try:
            reading = self._reading_of(page)
        except UnreadableFileError:
            return None
        return reading if reading.page_type.kind == "article" and reading.text else None

    def _reading_of(self, page: Page) -> PageReading:
        """Return what a web page holds."""
        return self._reader.read_page(
            decode_html(page.body, content_type=page.content_type).text,
            url=page.url,
            fetched_at=page.fetched_at,
            zone=self._zone,
            rules=self._rules,
        )

    def _read_listing(self, interface: _Interface) -> Iterator[Article | Problem]:
        """Yield the articles that an interface gives in full, and what of it cannot be read."""
        page = self._page
        listing = interface.parse(
            page.body, page.url or page.origin, now=page.fetched_at, zone=self._zone
        )
        if listing.problem:
            yield Problem(page.origin, None, listing.problem, kept=bool(listing.articles))
        elif not listing.articles:
            yield NoArticle(page.origin, None, "it gives no article in full")
        for given in listing.articles:
            try:
                yield from self._read_given(given, interface.found_from)
            except UnreadableFileError as error:
                yield Problem(page.origin, given.url, error.what, error.mend)

    def _read_given(self, given: FullArticle, found_from: str) -> Iterator[Article | Problem]:
        """Yield an article that an interface gives in full."""
        reading = read_given(
            self._reader,
            given,
            found_from=found_from,
            fetched_at=self._page.fetched_at,
            zone=self._zone,
            rules=self._rules,
        )
        if reading.text:
            yield from self._complete(reading, given.url)
        else:
            yield NoArticle(self._page.origin, given.url, "no text was found in it")

    def _complete(self, reading: PageReading, url: str | None) -> Iterator[Article | Problem]:
        """Yield the article of a reading, and what was lost of it."""
        draft = replace(draft_of(reading), url=url, outlet=None)
        outlet = host_of_url(self._page.url)
        for found in complete(draft, self._page.origin, outlet=outlet, today=self._today):
            if isinstance(found, Article):
                yield replace(found, fetched_at=self._page.fetched_at)
            else:
                yield found


def _interface_of(page: Page) -> _Interface | None:
    """Return the interface that answered with a page; None if it is a web page."""
    if page.content_type is None or find_kind(page.content_type) not in ("json", "xml"):
        return None
    try:
        path = urlsplit(page.url or page.origin).path
    except ValueError:
        return None
    return next((one for one in _INTERFACES if path.rstrip("/").endswith(one.path)), None)


def _own_address(declared: str | None, answered: str | None) -> str | None:
    """Return the address that a page declares, if it is on its own site; else where it is.

    A page may tidy up its own address, but not put its words into another newspaper's mouth.
    """
    hosts = [host_of_url(url) for url in (declared, answered)]
    names = {canonical_host(host) for host in hosts if host}
    return declared if declared and None not in hosts and len(names) == 1 else answered
