"""Fetches the robots.txt of each site once a day and keeps what it says, in memory.

RFC 9309: no robots.txt (4xx) allows everything; a server that fails, stalls or cannot be
reached allows nothing until it answers. What a file says is read in ``robots``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from harvest.fetching.budget import Budget
from harvest.fetching.client import read_start
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import (
    ROBOTS_BYTES,
    ROBOTS_FRESH_SECONDS,
    ROBOTS_REDIRECTS,
    ROBOTS_RETRY_SECONDS,
)
from harvest.fetching.requests import Requests, failed_status, redirected
from harvest.fetching.robots import NO_RULES, RobotsRules, parse_robots
from harvest.fetching.targets import Target

_MOST_SITES = 10_000
_TOO_MANY_REQUESTS = 429


@dataclass(slots=True)
class _Kept:
    """The rules of one site; None until they are read. The lock lets one thread read them."""

    lock: threading.Lock
    rules: RobotsRules | None = None
    expires: float = 0.0


class RobotsCache:
    """The robots.txt of all sites that were asked.

    Args:
        requests: Sends the requests.
        clock: Monotonic seconds.
    """

    def __init__(self, requests: Requests, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._requests = requests
        self._clock = clock
        self._sites: dict[str, _Kept] = {}
        self._lock = threading.Lock()

    def rules_for(self, target: Target, budget: Budget) -> RobotsRules:
        """Return the rules of the site of an address, fetched if they are not fresh.

        Args:
            target: The address.
            budget: What the fetch has left; robots.txt takes its part of it.

        Raises:
            FetchError: ``too_slow`` if no time is left; ``must_wait`` if the host's turn is far.
        """
        kept = self._kept(target.origin)
        with ExitStack() as stack:
            with budget.paused():
                stack.enter_context(kept.lock)
            if kept.rules is None or self._clock() >= kept.expires:
                kept.rules = self._fetch(target, budget)
                is_failed = kept.rules.failure is not None
                fresh = ROBOTS_RETRY_SECONDS if is_failed else ROBOTS_FRESH_SECONDS
                kept.expires = self._clock() + fresh
            return kept.rules

    def _kept(self, origin: str) -> _Kept:
        """Return the place of a site; the oldest makes room when there are too many."""
        with self._lock:
            if origin not in self._sites and len(self._sites) >= _MOST_SITES:
                del self._sites[next(iter(self._sites))]
            return self._sites.setdefault(origin, _Kept(threading.Lock()))

    def _fetch(self, target: Target, budget: Budget) -> RobotsRules:
        """Return what the site's robots.txt says, or why it could not be read."""
        part = budget.part(self._requests.limits.robots_seconds)
        try:
            return self._follow(target.join("/robots.txt"), part)
        except FetchError as error:
            # That our own time is over, or the host's turn far off, tells nothing of the site.
            budget.remaining()
            if error.kind == "must_wait":
                raise
            return RobotsRules(failure=error)

    def _follow(self, target: Target, budget: Budget) -> RobotsRules:
        """Return the rules, following redirects; too many of them count as no robots.txt."""
        for _ in range(ROBOTS_REDIRECTS + 1):
            with self._requests.send(target, budget) as answer:
                following = redirected(answer, target)
                if following is None:
                    if answer.status == 200:
                        return parse_robots(read_start(answer, budget, ROBOTS_BYTES))
                    if 400 <= answer.status < 500 and answer.status != _TOO_MANY_REQUESTS:
                        return NO_RULES
                    raise failed_status(answer, self._requests.now())
            target = following
        return NO_RULES
