"""The fetcher's pauses as the corpus keeps them, so that all crawlers on it share them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from corpus.crawl.turns import HostTurns
from harvest.fetching.failures import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a host is to be treated.

    Attributes:
        delay_seconds: Least pause between two requests; its robots.txt may ask for more.
        requests_at_once: Requests that it may be asked at a time.
    """

    delay_seconds: float
    requests_at_once: int = 1


class CrawlPace:
    """A ``harvest.fetching.waits.Pace`` for many threads and many crawlers.

    Args:
        turns: The turns of this crawler.
        manners: Tells how a host is to be treated.
        longest_seconds: Seconds that a turn may be waited for; where more are needed it fails.
        stop: Ends all waiting when it is set; None if nobody does.
        sleep: Waits so many seconds; until ``stop`` is set if None.
    """

    def __init__(
        self,
        turns: HostTurns,
        manners: Callable[[str], Manners],
        *,
        longest_seconds: float = 120.0,
        stop: threading.Event | None = None,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._turns = turns
        self._manners = manners
        self._longest_seconds = longest_seconds
        self._stop = stop or threading.Event()
        self._sleep = sleep or self._stop.wait

    @contextmanager
    def turn(self, host: str, crawl_delay: float | None) -> Iterator[None]:
        """Wait for the host's turn, and note the end of it; see ``Pace.turn``.

        Raises:
            FetchError: ``must_wait`` if that would take longer than the longest wait, or if the
                crawl is stopped while it waits.
        """
        self._take(host, crawl_delay)
        try:
            yield
        finally:
            self._turns.end(host)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds, because it said so."""
        self._turns.hold(host, seconds)

    def _take(self, host: str, crawl_delay: float | None) -> None:
        """Wait until a turn is ours; others who want it may be quicker, but not for ever."""
        manners, waited = self._manners(host), 0.0
        while seconds := self._turns.try_take(
            host, manners.delay_seconds, crawl_delay, at_once=manners.requests_at_once
        ):
            if waited + seconds > self._longest_seconds or self._stop.is_set():
                raise FetchError(
                    "must_wait",
                    f"the host {host} asks to be left alone for {seconds:,.0f} s",
                    retry_after=seconds,
                )
            self._sleep(seconds)
            waited += seconds
