"""The loop of a crawl: hands targets to threads that visit them, and settles what they bring.

Ends when nothing is left that may be fetched now, when the user's limits are reached, or when it
is asked to stop; what was begun is always brought to its end.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from corpus.crawl.records import ClaimRules, Target
from gali.crawl.board import Activity, Board
from gali.crawl.desk import Desk
from gali.crawl.ledger import Settled
from gali.crawl.options import CrawlOptions
from gali.crawl.report import CrawlReport
from gali.crawl.visiting import Visit

_LONGEST_NAP_SECONDS = 1.0
"""Shorter than the silence after which other crawlers take this one for dead."""


class CrawlLoop:
    """Runs one crawl.

    Args:
        desk: Settles visits and hands out targets.
        visit: Visits a target; called from several threads at once.
        options: How far to go.
        board: Is told of every visit.
        stop: Set by whoever wants the crawl to end.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        desk: Desk,
        visit: Callable[[Target], Visit],
        options: CrawlOptions,
        *,
        board: Board,
        stop: threading.Event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = desk
        self._visit = visit
        self._options = options
        self._board = board
        self._stop = stop
        self._clock = clock
        self._report = CrawlReport()
        self._started_at = clock()
        self._pending: dict[Future[Visit], Target] = {}

    def run(self) -> CrawlReport:
        """Crawl until the end and return what was done.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        with ThreadPoolExecutor(self._options.requests_at_once, "visit") as threads:
            try:
                visits: list[Visit] = []
                while self._exchange(visits, threads) or self._is_worth_waiting():
                    visits = self._finished()
            finally:
                self._desk.give_back(self._pending.values())
        return self._report

    def _exchange(self, visits: Sequence[Visit], threads: ThreadPoolExecutor) -> bool:
        """Settle visits and hand out targets; return whether anything is under way."""
        is_ending = self._stop.is_set() or self._is_late()
        n_free = 0 if is_ending else self._options.requests_at_once - len(self._pending)
        all_settled, targets = self._desk.exchange(visits, n_free, self._rules)
        for target in targets:
            self._report.by_source[target.source or ""] += 1
            self._pending[threads.submit(self._visit, target)] = target
        for visit, settled in zip(visits, all_settled, strict=True):
            self._count(visit, settled)
            self._show(visit.target.url, 0.0)
        return bool(self._pending)

    def _is_worth_waiting(self) -> bool:
        """Rest until a host may be asked; return whether that is worth waiting for."""
        if self._stop.is_set() or self._is_late():
            return False
        seconds = self._desk.seconds_until_next(self._rules())
        is_far = seconds is None or seconds > self._options.patience_seconds
        if is_far and not self._options.is_endless:
            self._report.is_complete = not self._spent()
            return False
        rest = _LONGEST_NAP_SECONDS if seconds is None else min(seconds, _LONGEST_NAP_SECONDS)
        self._show("", seconds or 0.0)
        self._stop.wait(rest)
        return True

    def _finished(self) -> list[Visit]:
        """Return the visits that have ended, after a short wait for the first of them."""
        if not self._pending:
            return []
        done, _ = wait(self._pending, timeout=_LONGEST_NAP_SECONDS, return_when=FIRST_COMPLETED)
        visits = [future.result() for future in done]
        for future in done:
            del self._pending[future]
        return visits

    def _rules(self) -> ClaimRules:
        """Return which targets are wanted: those of outlets that are not used up."""
        spent = self._spent()
        hosts = {host for host, slug in self._desk.hosts.items() if slug not in spent}
        return ClaimRules(only_hosts=hosts, per_host_of=self._desk.requests_at_once)

    def _spent(self) -> set[str]:
        """Return the outlets that were asked as often as this run may ask them."""
        most = self._options.pages_per_source
        return {slug for slug, n in self._report.by_source.items() if n >= most}

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
            if visit.is_setback:
                report.failures[visit.failure.kind] += 1
            return
        report.n_requests += len(visit.results)
        report.wire_bytes += sum(result.wire_bytes for result in visit.results)
        report.n_found += settled.n_found
        if not visit.pages:
            report.n_unchanged += 1
        elif visit.target.kind == "article":
            report.n_pages += 1
        else:
            report.n_lists += 1
        if settled.imported is not None:
            report.n_articles += settled.imported.n_new
            report.n_known += settled.imported.n_known

    def _show(self, url: str, wait_seconds: float) -> None:
        """Tell the board."""
        self._board.show(self._report, Activity(len(self._pending), wait_seconds), url)
