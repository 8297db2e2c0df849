"""The loop of a crawl: hands targets to threads that visit them, and settles what they bring.

Ends when nothing is left that may be fetched now, when the user's limits are reached, or when it
is asked to stop; what was begun is always brought to its end.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from corpus.crawl.frontier import Frontier
from corpus.crawl.records import ClaimRules, Target
from gali.crawl.board import Activity, Board
from gali.crawl.ledger import Ledger, Settled
from gali.crawl.options import CrawlOptions
from gali.crawl.report import CrawlReport
from gali.crawl.visiting import Visit

_LONGEST_NAP_SECONDS = 1.0
"""Shorter than the silence after which other crawlers take this one for dead."""


class CrawlLoop:
    """Runs one crawl.

    Args:
        frontier: The queue.
        ledger: Writes what visits bring.
        visit: Visits a target; called from several threads at once, raises nothing.
        options: How far to go.
        board: Is told of every visit.
        stop: Set by whoever wants the crawl to end.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        frontier: Frontier,
        ledger: Ledger,
        visit: Callable[[Target], Visit],
        options: CrawlOptions,
        *,
        board: Board,
        stop: threading.Event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._frontier = frontier
        self._ledger = ledger
        self._visit = visit
        self._options = options
        self._board = board
        self._stop = stop
        self._clock = clock
        self._report = CrawlReport()
        self._started_at = clock()

    def run(self) -> CrawlReport:
        """Crawl until the end and return what was done.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        pending: dict[Future[Visit], Target] = {}
        with ThreadPoolExecutor(self._options.requests_at_once, "visit") as threads:
            try:
                while self._go_on(pending, threads):
                    self._settle_finished(pending)
            finally:
                for target in pending.values():
                    self._frontier.unclaim(target)
        return self._report

    def _go_on(self, pending: dict[Future[Visit], Target], threads: ThreadPoolExecutor) -> bool:
        """Hand out targets; return whether anything is under way or to come."""
        is_ending = self._stop.is_set() or self._is_late()
        rules = self._rules()
        free = self._options.requests_at_once - len(pending)
        if not is_ending and free > 0:
            for target in self._frontier.claim(free, rules):
                self._report.by_source[target.source or ""] += 1
                pending[threads.submit(self._visit, target)] = target
        if pending:
            return True
        if is_ending:
            return False
        return self._wait_for_hosts(rules)

    def _wait_for_hosts(self, rules: ClaimRules) -> bool:
        """Rest until a host may be asked; return whether that is worth waiting for."""
        seconds = self._frontier.seconds_until_next(rules)
        is_far = seconds is None or seconds > self._options.patience_seconds
        if is_far and not self._options.is_endless:
            self._report.is_complete = True
            return False
        rest = _LONGEST_NAP_SECONDS if seconds is None else min(seconds, _LONGEST_NAP_SECONDS)
        self._show("", 0, seconds or 0.0)
        self._stop.wait(rest)
        self._frontier.release_dead()
        return True

    def _settle_finished(self, pending: dict[Future[Visit], Target]) -> None:
        """Settle the visits that have ended, after a short wait for the first of them."""
        done, _ = wait(pending, timeout=_LONGEST_NAP_SECONDS, return_when=FIRST_COMPLETED)
        if not done:
            self._frontier.release_dead()  # tells others that this crawler is alive
        visits = [future.result() for future in done]
        for visit, settled in zip(visits, self._ledger.settle(visits), strict=True):
            self._count(visit, settled)
            self._show(visit.target.url, len(pending) - len(done), 0.0)
        for future in done:
            del pending[future]

    def _rules(self) -> ClaimRules:
        """Return which targets are wanted: those of outlets that are not used up."""
        spent = self._report.by_source
        most = self._options.pages_per_source
        hosts = {host for host, slug in self._ledger.hosts.items() if spent[slug] < most}
        return ClaimRules(only_hosts=hosts, per_host_of=self._ledger.requests_at_once)

    def _is_late(self) -> bool:
        """Return whether the user's time is over."""
        limit = self._options.seconds
        return limit is not None and self._clock() - self._started_at >= limit

    def _count(self, visit: Visit, settled: Settled) -> None:
        """Add a visit to the figures."""
        report = self._report
        if settled.is_void:
            return
        if visit.failure is not None:
            report.failures[visit.failure.kind] += 1
            return
        report.n_requests += len(visit.results)
        report.wire_bytes += sum(result.wire_bytes for result in visit.results)
        report.n_found += settled.n_found
        if not visit.pages:
            report.n_unchanged += 1
        elif visit.target.kind == "article":
            report.n_pages += 1
            report.n_without += not visit.articles
        else:
            report.n_lists += 1
        if settled.imported is not None:
            report.n_articles += settled.imported.n_new
            report.n_known += settled.imported.n_known

    def _show(self, url: str, n_visits: int, wait_seconds: float) -> None:
        """Tell the board."""
        self._board.show(self._report, Activity(n_visits, wait_seconds), url)
