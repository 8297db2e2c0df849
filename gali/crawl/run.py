"""Opens all that a crawl needs, runs it, and closes it again: the one door to this room."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from corpus.crawl.connection import SharedConnection
from corpus.crawl.crawlers import DEAD_AFTER_SECONDS, retire
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import new_crawler
from corpus.crawl.turns import HostTurns
from corpus.schema import open_corpus
from gali.crawl.board import Board, HiddenBoard
from gali.crawl.desk import Desk
from gali.crawl.ledger import Keep, Ledger
from gali.crawl.loop import CrawlLoop
from gali.crawl.options import CrawlOptions
from gali.crawl.pace import CrawlPace, Manners
from gali.crawl.readers import ReaderPool
from gali.crawl.report import CrawlReport
from gali.crawl.robots_keeper import CorpusRobots
from gali.crawl.scouting import Scout
from gali.crawl.visiting import Visitor
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.robots_cache import RobotsKeeper
from harvest.fetching.waits import Pace
from harvest.outlets.catalogue import SourceIndex
from harvest.outlets.manifest import SourceManifest

MakeFetcher = Callable[[Pace, RobotsKeeper], Fetcher]
"""Returns what fetches, with a pace and a place for robots.txt that the crawl shares."""


def crawl(
    path: Path,
    sources: Sequence[SourceManifest],
    options: CrawlOptions,
    make_fetcher: MakeFetcher,
    *,
    delay_seconds: float,
    known_sources: Iterable[SourceManifest] | None = None,
    n_readers: int = 1,
    board: Board | None = None,
    stop: threading.Event | None = None,
    keep: Keep | None = None,
    dead_after_seconds: float = DEAD_AFTER_SECONDS,
) -> CrawlReport:
    """Crawl outlets into a corpus and return what was done.

    May be killed at any time; the next crawl goes on. Several may crawl into one corpus.

    Args:
        path: The corpus; made if it does not exist.
        sources: The outlets to crawl.
        options: How far to go.
        make_fetcher: Returns what fetches.
        delay_seconds: Least pause between two requests to a host; outlets may want more.
        known_sources: All outlets that are known; None for those that are crawled.
        n_readers: Processes that read pages.
        board: Is told of every visit; None for nobody.
        stop: Ends the crawl when it is set; None if nobody does.
        keep: Is handed every answer, to archive it; None for nobody.
        dead_after_seconds: Silence after which another crawler on the corpus is dead.

    Raises:
        DatabaseRefusedError: If the file is none of ours, locked, the disk full, …
    """
    stop, crawler = stop or threading.Event(), new_crawler()
    by_slug = {source.slug: source for source in sources}

    def make_ledger(conn: sqlite3.Connection) -> tuple[Frontier, Ledger]:
        frontier = Frontier(conn, crawler, dead_after_seconds=dead_after_seconds)
        known = tuple(known_sources or sources)
        ledger = Ledger(conn, frontier, by_slug, known, Scout(options), keep=keep)
        ledger.begin(options.since)
        return frontier, ledger

    open_corpus(path).close()  # made, or brought to the newest schema
    with ExitStack() as stack:
        shared = stack.enter_context(SharedConnection(path))
        readers = stack.enter_context(ReaderPool(n_readers))
        stack.callback(shared.run, retire, crawler)
        turns = HostTurns(shared, crawler, dead_after_seconds=dead_after_seconds)
        pace = CrawlPace(turns, _manners_of(by_slug.values(), delay_seconds), stop=stop)
        visitor = Visitor(
            make_fetcher(pace, CorpusRobots(shared)), readers, by_slug, since=options.since
        )
        desk = Desk(shared, make_ledger)
        return CrawlLoop(
            desk, visitor.visit, options, board=board or HiddenBoard(), stop=stop
        ).run()


def _manners_of(
    sources: Iterable[SourceManifest], delay_seconds: float
) -> Callable[[str], Manners]:
    """Return what tells how a host is to be treated: as its outlet wants, if it is of one."""
    index = SourceIndex(sources)

    def manners(host: str) -> Manners:
        source = index.of_host(host)
        if source is None:
            return Manners(delay_seconds=delay_seconds)
        return Manners(
            delay_seconds=max(delay_seconds, source.delay_seconds or 0.0),
            requests_at_once=source.requests_at_once,
        )

    return manners
