"""Writes what visits gave: page, articles, links found and the end of the target, all or nothing.

The only room of the crawl that writes, apart from the turns of hosts.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from corpus.connection import transaction
from corpus.crawl.frontier import Frontier
from corpus.crawl.history import (
    last_listed_at,
    note_given,
    read_asked,
    read_hosts,
    recall,
)
from corpus.crawl.hosts import note_success
from corpus.crawl.records import Fetched, NewTarget, Target
from corpus.identity import canonical_url
from corpus.records import Article
from corpus.versions import find_older_readings, note_reading, replace_articles
from corpus.writer import write_pages
from gali.crawl.learning import Learner
from gali.crawl.news import ListNews
from gali.crawl.scouting import Scout
from gali.crawl.setbacks import settle_failure
from gali.crawl.visiting import Visit
from gali.pipeline import ImportReport, import_articles
from gali.rereading import reading_rules
from harvest.crawling.policy import revisit_seconds
from harvest.discovery.limits import MOST_SITEMAPS, MOST_URLS
from harvest.fetching.results import FetchResult
from harvest.outlets.manifest import SourceManifest
from harvest.warc.roles import Role

_OVERLAP = timedelta(days=1)
"""What was changed while an outlet was last listed is listed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What writing a visit did.

    Attributes:
        n_found: Addresses that were not known.
        imported: What became of the articles; None if there were none to write.
        is_void: Whether another crawler had taken the target over, so that nothing was written.
    """

    n_found: int = 0
    imported: ImportReport | None = None
    is_void: bool = False


Keep = Callable[[FetchResult, Role | None], object]
"""Is handed an answer, and what the page is besides an article."""


class _VoidError(Exception):
    """The target belongs to another crawler by now."""


class Ledger:
    """Settles visits, one after the other.

    Args:
        conn: A corpus that can be written.
        frontier: Its queue.
        sources: The outlets that are crawled, by slug.
        known_sources: All outlets that are known.
        scout: Decides which addresses are worth a place.
        keep: Is handed every answer before it is written, to archive it; None for nobody.
        clock: Unix seconds.

    Attributes:
        hosts: Slug of the outlet of each host that has been met.
        requests_at_once: For hosts that bear more than one request at a time, how many.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        frontier: Frontier,
        sources: Mapping[str, SourceManifest],
        known_sources: Iterable[SourceManifest],
        scout: Scout,
        *,
        keep: Keep | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.hosts: dict[str, str] = {}
        self.requests_at_once: dict[str, int] = {}
        self._conn = conn
        self._keep_answer = keep
        self._frontier = frontier
        self._learner = Learner(conn)
        self._news = ListNews(conn, clock())
        self._sources = sources
        self._known_sources = tuple(known_sources)
        self._scout = scout
        self._clock = clock
        self._rules = reading_rules()
        self._announced: set[str] = set()
        self._n_added: Counter[str] = Counter()
        self._n_sitemaps: Counter[str] = Counter()

    def begin(self, since: datetime | None) -> int:
        """Queue where the crawl of each outlet begins; return how many addresses were new.

        Args:
            since: Only what is newer is wanted; None for all.
        """
        n_new = 0
        with transaction(self._conn):
            for source in self._sources.values():
                listed = self._listed_since(source, since)
                entries = self._scout.entries(source, since=listed)
                n_new += recall(self._conn, self._met(entries), self._clock())
        for host, slug in read_hosts(self._conn, self._sources).items():
            self._meet(host, slug)
        return n_new

    def settle(self, visits: Sequence[Visit]) -> list[Settled]:
        """Write what visits gave, in one transaction; one that fails is undone alone.

        Returns:
            What was done, in the order of the visits.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        if self._keep_answer is not None:
            for visit in visits:
                for result, role in visit.roles():
                    self._keep_answer(result, role)
        with transaction(self._conn):
            return [self._settle(visit) for visit in visits]

    def _settle(self, visit: Visit) -> Settled:
        """Write what a visit gave, as a part of a transaction."""
        try:
            with transaction(self._conn):
                if visit.failure is not None:
                    settle_failure(self._conn, self._frontier, visit.target, visit.failure)
                    return Settled()
                return self._keep(visit)
        except _VoidError:
            return Settled(is_void=True)

    def _keep(self, visit: Visit) -> Settled:
        """Write a visit that did not fail."""
        target = visit.target
        source = self._sources.get(target.source or "")
        articles = self._not_yet_read(visit)
        write_pages(self._conn, visit.pages if target.kind == "article" or articles else ())
        imported = self._import(articles) if articles or visit.problems else None
        self._note_reading(visit, articles)
        n_found = n_news = 0
        if source is not None:
            self._learner.learn(visit, articles, source)
            n_found, n_news = self._queue(visit, source)
        note_success(self._conn, target.host)
        self._finish(visit, n_news)
        return Settled(n_found=n_found, imported=imported)

    def _not_yet_read(self, visit: Visit) -> list[Article]:
        """Return the articles of a visit without those that were fetched as pages meanwhile."""
        if visit.target.kind == "article" or visit.listing is None:
            return list(visit.articles)
        changed = {
            canonical_url(given.url): given.modified.timestamp() if given.modified else None
            for given in visit.listing.articles
        }
        asked = read_asked(self._conn, changed)
        return [
            article
            for article in visit.articles
            if (asked_at := asked.get(article.canonical_url or "")) is None
            or (changed.get(article.canonical_url or "") or 0.0) >= int(asked_at)
        ]

    def _import(self, articles: Iterable[Article]) -> ImportReport:
        """Write articles."""
        return import_articles(self._conn, articles, sources=self._known_sources)

    def _note_reading(self, visit: Visit, articles: Iterable[Article]) -> None:
        """Note which rules read the pages; what was changed takes the place of what it was."""
        for article in articles:
            replace_articles(self._conn, find_older_readings(self._conn, article), article.id)
        if visit.pages:
            first, *parts = (page.origin for page in visit.pages)
            note_reading(self._conn, first, self._rules, parts=parts)

    def _queue(self, visit: Visit, source: SourceManifest) -> tuple[int, int]:
        """Queue what was found; return how many addresses were new, now and since the begin."""
        target, listing, now = visit.target, visit.listing, self._clock()
        n_found = self._queue_sitemaps(visit.sitemaps, source)
        parts = visit.results[1:]
        n_found += note_given(self._conn, (self._part(target, r.url) for r in parts), now)
        if listing is None:
            return n_found, 0
        links = self._scout.articles(listing.links, target, source, self._learner.rates(source))
        fruitful = (link for link in links if not self._learner.is_barren(link))
        room = max(0, MOST_URLS - self._n_added[source.slug])
        n_added = self._frontier.add(islice(self._met(fruitful), room))
        self._n_added[source.slug] += n_added
        n_found += n_added
        given = (self._given(target, article.url) for article in listing.articles)
        n_found += note_given(self._conn, given, now)
        n_news = self._news.count(visit)
        if self._news.goes_on(target, n_news):
            following = self._scout.documents(listing, target, source, are_next=True)
            n_found += recall(self._conn, self._met(following), now)
        others = self._scout.documents(listing, target, source, are_next=False)
        return n_found + self._frontier.add(self._met(self._within(others))), n_news

    def _queue_sitemaps(self, urls: Sequence[str], source: SourceManifest) -> int:
        """Queue the sitemaps that robots.txt names, once in a crawl; return how many are new."""
        if not urls or source.slug in self._announced:
            return 0
        self._announced.add(source.slug)
        named = self._met(self._within(self._scout.sitemaps(urls, source)))
        return recall(self._conn, named, self._clock())

    def _within(self, targets: Iterable[NewTarget]) -> Iterator[NewTarget]:
        """Hand targets on, sitemaps only as many as one outlet may have in a crawl."""
        for target in targets:
            if target.kind == "sitemap":
                self._n_sitemaps[target.source or ""] += 1
                if self._n_sitemaps[target.source or ""] > MOST_SITEMAPS:
                    continue
            yield target

    def _met(self, targets: Iterable[NewTarget]) -> Iterator[NewTarget]:
        """Hand targets on and note their hosts."""
        for target in targets:
            self._meet(target.host, target.source or "")
            yield target

    def _meet(self, host: str, slug: str) -> None:
        """Note a host and what it bears."""
        self.hosts[host] = slug
        if slug in self._sources and (at_once := self._sources[slug].requests_at_once) > 1:
            self.requests_at_once[host] = at_once

    def _part(self, target: Target, url: str) -> NewTarget:
        """Return a further page of an article as a target."""
        return NewTarget(url=url, source=target.source, depth=target.depth, found_in=target.key)

    def _given(self, target: Target, url: str) -> NewTarget:
        """Return an article that was given in full as a target."""
        return NewTarget(url=url, source=target.source, depth=target.depth + 1, found_in=target.key)

    def _finish(self, visit: Visit, n_news: int) -> None:
        """End the target of a visit that did not fail."""
        target, result = visit.target, visit.results[0]
        is_list = target.kind != "article" and not target.is_next
        pause = revisit_seconds(target.revisit_seconds, has_new=n_news > 0) if is_list else None
        fetched = Fetched(
            status=result.status,
            etag=result.validators.etag,
            last_modified=result.validators.last_modified,
            digest=result.page.digest if result.page else None,
            n_new=n_news,
        )
        if not self._frontier.finish(target, fetched, revisit_seconds=pause):
            raise _VoidError

    def _listed_since(self, source: SourceManifest, since: datetime | None) -> datetime | None:
        """Return from when on an outlet is listed: as wanted, or since it was last listed."""
        if source.platform not in ("wordpress", "blogger"):
            return since
        begun_at = last_listed_at(self._conn, source.slug, source.platform)
        if begun_at is None:
            return since
        listed = datetime.fromtimestamp(begun_at, UTC) - _OVERLAP
        return max(listed, since) if since else listed
