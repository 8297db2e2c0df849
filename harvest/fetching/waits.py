"""Politeness of one process: a host is asked one thing at a time, with a pause after each.

``Pace`` is what the fetcher asks for; a crawler with a queue of its own gives another one.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from harvest.fetching.failures import FetchError


class Pace(Protocol):
    """Decides when a host may be asked; used for every request, robots.txt and redirects too."""

    def turn(self, host: str, crawl_delay: float | None) -> AbstractContextManager[None]:
        """Wait until the host may be asked, and hold it until the answer has been read.

        Args:
            host: Name or address.
            crawl_delay: Seconds that its robots.txt asks for; None if it does not, or if
                robots.txt itself is to be fetched.

        Raises:
            FetchError: ``must_wait`` if that would take too long.
        """
        ...

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds, because it said so."""
        ...


class HostWaits:
    """Keeps a delay for each host, in memory.

    The pause is counted from the end of one answer to the next request, so that a server
    never sees two requests closer together than the delay.

    Args:
        delay_seconds: Seconds between requests to one host; its robots.txt may ask for more.
        longest_seconds: Seconds that a turn may be waited for; where more is needed it fails.
        clock: Monotonic seconds.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        delay_seconds: float,
        *,
        longest_seconds: float = 120.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay_seconds = delay_seconds
        self._longest_seconds = longest_seconds
        self._clock = clock
        self._sleep = sleep
        self._ended: dict[str, float] = {}
        self._held_until: dict[str, float] = {}
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, crawl_delay: float | None) -> Iterator[None]:
        """Wait for the host's turn, and note the end of it; see ``Pace.turn``.

        Raises:
            FetchError: ``must_wait`` if that would take longer than the longest wait.
        """
        with self._lock:
            turn = self._turns[host]
        with turn:
            self._wait(host, crawl_delay)
            try:
                yield
            finally:
                self._ended[host] = self._clock()

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds, because it said so."""
        self._held_until[host] = max(self._held_until.get(host, 0.0), self._clock() + seconds)

    def seconds_until(self, host: str, crawl_delay: float | None = None) -> float:
        """Return the seconds until the host may be asked; 0 if it may be asked now."""
        earliest = self._held_until.get(host, 0.0)
        if host in self._ended:
            earliest = max(
                earliest, self._ended[host] + max(self._delay_seconds, crawl_delay or 0.0)
            )
        return max(0.0, earliest - self._clock())

    def _wait(self, host: str, crawl_delay: float | None) -> None:
        """Wait until the host may be asked."""
        while (seconds := self.seconds_until(host, crawl_delay)) > 0:
            if seconds > self._longest_seconds:
                raise FetchError(
                    "must_wait",
                    f"the host {host} asks to be left alone for {seconds:,.0f} s",
                    retry_after=seconds,
                )
            self._sleep(seconds)
