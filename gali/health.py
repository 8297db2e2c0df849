"""Whether an outlet is as its file describes it: robots, lists of articles, dates, bylines, bodies.

A dozen polite requests an outlet. What is found is told; nothing is written into the corpus.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from corpus.records import Article, Page
from gali.site_inspection import lacks_https
from harvest.discovery.documents import accepted_media, parse_document
from harvest.discovery.entries import entry_documents
from harvest.discovery.record import Document, FoundLink, Listing
from harvest.discovery.relevance import score_link
from harvest.fetching.failures import FetchError
from harvest.fetching.fetcher import Fetcher
from harvest.outlets.manifest import SourceManifest
from harvest.outlets.zones import clock_of
from harvest.page_articles import read_page_articles
from harvest.reading.reader import HtmlReader

Verdict = Literal["healthy", "impaired", "failed"]

_MOST_DOCUMENTS = 8
_SAMPLE = 3
_LEAST_WORDS = 40
_SEARCHED = "inovasi"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHealth:
    """One document that lists articles.

    Attributes:
        url: Its address.
        kind: How it is read.
        n_found: Articles that it lists, and documents that list more.
        problem: Why it is of no use; None if it is.
    """

    url: str
    kind: str
    n_found: int
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHealth:
    """One article that was read as a sample.

    Attributes:
        url: Its address.
        title: Headline; empty if none was found.
        published: Day of publication; None if none was found.
        published_from: How it was found; None likewise.
        author: Byline; None if none was found.
        n_words: Words of the body; 0 if none was found.
        problem: Why it could not be read; None if it could.
    """

    url: str
    title: str = ""
    published: date | None = None
    published_from: str | None = None
    author: str | None = None
    n_words: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """An outlet as it was met.

    Attributes:
        slug: The outlet.
        checked_at: When, UTC.
        verdict: ``healthy`` if lists, bodies and dates are found; ``impaired`` if one of them is
            not; ``failed`` if no article can be had.
        robots: ``allowed``, or why not.
        address: Where the site was met.
        documents: What lists its articles.
        articles: The sample.
        advice: What to look at, a sentence each; empty if it is healthy.
    """

    slug: str
    checked_at: datetime
    verdict: Verdict
    robots: str
    address: str
    documents: tuple[DocumentHealth, ...]
    articles: tuple[ArticleHealth, ...]
    advice: tuple[str, ...]


def check_outlet(fetcher: Fetcher, reader: HtmlReader, source: SourceManifest) -> Health:
    """Visit an outlet and compare it with its file; failures are told in the result.

    Args:
        fetcher: The door to the network; robots.txt and pauses are its business.
        reader: Reads the pages of the sample.
        source: The outlet as its file describes it.
    """
    source, robots = _met(fetcher, source)
    documents: list[DocumentHealth] = []
    links: list[FoundLink] = []
    articles: list[ArticleHealth] = []
    waiting = deque(_documents(fetcher, source) if robots == "allowed" else ())
    while waiting and len(documents) < _MOST_DOCUMENTS:
        health, page, listing = _check_document(fetcher, source, waiting.popleft())
        documents.append(health)
        links += listing.links
        if page is not None and listing.articles and not articles:
            articles.append(_check_article(page, reader, source))
        if not (links or articles):
            waiting.extendleft(listing.documents[:1])  # an index of sitemaps: its newest part
    articles += [
        _fetch_and_check(fetcher, reader, source, link.url)
        for link in _sample(links, _SAMPLE - len(articles))
    ]
    return _judged(source, robots, documents, articles)


def verified(source: SourceManifest, health: Health) -> SourceManifest:
    """Return an outlet as it was met: verified, and with the address where its site is."""
    is_usual = health.address == f"https://{source.domain}"
    return replace(source, verified=True, given_address=None if is_usual else health.address)


def _met(fetcher: Fetcher, source: SourceManifest) -> tuple[SourceManifest, str]:
    """Return the outlet with the address at which it answers, and what robots.txt says."""
    try:
        rules = fetcher.fetch_rules(source.address)
        if lacks_https(rules) and source.given_address is None:
            plain = replace(source, given_address=f"http://{source.domain}")
            plain_rules = fetcher.fetch_rules(plain.address)
            if plain_rules.failure is None:
                source, rules = plain, plain_rules
    except FetchError as error:
        return source, error.what
    if rules.failure is not None:
        return source, rules.failure.what
    is_allowed = rules.allows(f"{source.address}/")
    return source, "allowed" if is_allowed else "robots.txt forbids the front page"


def _documents(fetcher: Fetcher, source: SourceManifest) -> tuple[Document, ...]:
    """Return the documents with which a crawl would begin, with one search."""
    named = fetcher.fetch_rules(source.address).sitemaps
    return entry_documents(source, words=[_SEARCHED], sitemaps=named)


def _check_document(
    fetcher: Fetcher, source: SourceManifest, document: Document
) -> tuple[DocumentHealth, Page | None, Listing]:
    """Return how a document fares, the document if it was fetched, and what it lists."""
    page, listing = None, Listing()
    try:
        page = fetcher.fetch(document.url, accepted=accepted_media(document.kind)).page
        assert page is not None  # no validators were sent, so there is a page
        listing = parse_document(
            document.kind,
            page,
            domain=source.domain,
            now=page.fetched_at,
            zone=clock_of(source.time_zone),
        )
        problem = listing.problem
    except FetchError as error:
        problem = error.what
    n_found = len(listing.links) + len(listing.articles) + len(listing.documents)
    if not n_found and problem is None and document.kind != "search":
        problem = "it lists nothing"
    health = DocumentHealth(url=document.url, kind=document.kind, n_found=n_found, problem=problem)
    return health, page, listing


def _fetch_and_check(
    fetcher: Fetcher, reader: HtmlReader, source: SourceManifest, url: str
) -> ArticleHealth:
    """Return how the page of an article reads."""
    try:
        page = fetcher.fetch(url, accepted=frozenset({"html"})).page
    except FetchError as error:
        return ArticleHealth(url=url, problem=error.what)
    assert page is not None
    return _check_article(page, reader, source)


def _check_article(page: Page, reader: HtmlReader, source: SourceManifest) -> ArticleHealth:
    """Return how the first article of a page reads."""
    problem = "nothing was found in it"
    for found in read_page_articles(page, reader, source):
        if isinstance(found, Article):
            return ArticleHealth(
                url=found.url or page.origin,
                title=found.title,
                published=found.published,
                published_from=found.published_from,
                author=found.author,
                n_words=len(found.text.split()),
            )
        problem = found.reason
    return ArticleHealth(url=page.origin, problem=problem)


def _sample(links: Iterable[FoundLink], n: int) -> list[FoundLink]:
    """Return the links that promise most, each address once."""
    unique = {link.url: link for link in links}
    return sorted(unique.values(), key=score_link, reverse=True)[: max(n, 0)]


def _judged(
    source: SourceManifest,
    robots: str,
    documents: list[DocumentHealth],
    articles: list[ArticleHealth],
) -> Health:
    """Return the whole with a verdict and advice."""
    advice = tuple(_advice(robots, documents, articles))
    has_articles = any(article.n_words for article in articles)
    verdict: Verdict = "impaired" if advice else "healthy"
    return Health(
        slug=source.slug,
        checked_at=datetime.now(UTC),
        verdict=verdict if has_articles else "failed",
        robots=robots,
        address=source.address,
        documents=tuple(documents),
        articles=tuple(articles),
        advice=advice,
    )


def _advice(
    robots: str, documents: list[DocumentHealth], articles: list[ArticleHealth]
) -> Iterator[str]:
    """Yield what to look at."""
    if robots != "allowed":
        yield f"The site may not or cannot be visited: {robots}."
        return
    if not any(document.n_found for document in documents):
        yield "Nothing lists its articles: look for feeds, a sitemap or a page of all news."
    short = sum(article.n_words < _LEAST_WORDS for article in articles)
    if articles and short * 3 > len(articles):
        yield "Bodies of articles are not found: give [selectors] text."
    undated = sum(article.published is None for article in articles)
    if articles and undated * 2 > len(articles):
        yield "Dates are not found: give [selectors] published."
    if not articles and any(document.n_found for document in documents):
        yield "No article could be read as a sample."
