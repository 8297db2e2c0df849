"""Fetches the robots.txt of each site once a day and keeps what it says.

RFC 9309: no robots.txt (4xx) allows everything; a server that fails, stalls or cannot be
reached allows nothing until it answers. What a file says is read in ``robots``. Rules are kept in
memory; a crawl that starts again hands in a keeper, so that servers are not asked again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRobots:
    """A robots.txt as it was fetched.

    Attributes:
        body: At most `ROBOTS_BYTES`; None if the site has none.
        fetched_at: When it was fetched, UTC.
    """

    body: bytes | None
    fetched_at: datetime


class RobotsKeeper(Protocol):
    """Keeps robots.txt longer than a process lives; may be asked by many threads."""

    def load(self, origin: str) -> KeptRobots | None:
        """Return what was kept last of a site, however old; None if nothing was."""
        ...

    def keep(self, origin: str, robots: KeptRobots) -> None:
        """Keep the robots.txt of a site instead of what was kept before."""
        ...


@dataclass(slots=True)
class _Site:
    """The rules of one site; None until they are read. The lock lets one thread read them."""

    lock: threading.Lock
    rules: RobotsRules | None = None
    expires: float = 0.0


class RobotsCache:
    """The robots.txt of all sites that were asked.

    Args:
        requests: Sends the requests.
        clock: Monotonic seconds.
        keeper: Where robots.txt is kept beyond this process; None keeps it in memory alone.
            Failures to read one are never handed to it.
    """

    def __init__(
        self,
        requests: Requests,
        *,
        clock: Callable[[], float] = time.monotonic,
        keeper: RobotsKeeper | None = None,
    ) -> None:
        self._requests = requests
        self._clock = clock
        self._keeper = keeper
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def rules_for(self, target: Target, budget: Budget) -> RobotsRules:
        """Return the rules of the site of an address, fetched if they are not fresh.

        Args:
            target: The address.
            budget: What the fetch has left; robots.txt takes its part of it.

        Raises:
            FetchError: ``too_slow`` if no time is left; ``must_wait`` if the host's turn is far.
        """
        site = self._site(target.origin)
        with ExitStack() as stack:
            with budget.paused():
                stack.enter_context(site.lock)
            if site.rules is None or self._clock() >= site.expires:
                found = self._find_kept(target.origin, budget) or self._fetch(target, budget)
                site.rules, seconds = found
                site.expires = self._clock() + seconds
            return site.rules

    def _site(self, origin: str) -> _Site:
        """Return the place of a site; the oldest makes room when there are too many."""
        with self._lock:
            if origin not in self._sites and len(self._sites) >= _MOST_SITES:
                del self._sites[next(iter(self._sites))]
            return self._sites.setdefault(origin, _Site(threading.Lock()))

    def _find_kept(self, origin: str, budget: Budget) -> tuple[RobotsRules, float] | None:
        """Return the rules that the keeper has, and the seconds for which they are fresh.

        None if it has none that are fresh, or if they are from the future, because the clock
        was wrong then or is wrong now.
        """
        if self._keeper is None:
            return None
        with budget.paused():
            kept = self._keeper.load(origin)
        if kept is None:
            return None
        age = (self._requests.now() - kept.fetched_at).total_seconds()
        is_fresh = 0 <= age < ROBOTS_FRESH_SECONDS
        return (_rules_of(kept.body), ROBOTS_FRESH_SECONDS - age) if is_fresh else None

    def _fetch(self, target: Target, budget: Budget) -> tuple[RobotsRules, float]:
        """Return what the site's robots.txt says, or why it cannot be read, and for how long."""
        part = budget.part(self._requests.limits.robots_seconds)
        try:
            body = self._follow(target.join("/robots.txt"), part)
        except FetchError as error:
            # That our own time is over, or the host's turn far off, tells nothing of the site.
            budget.remaining()
            if error.kind == "must_wait":
                raise
            return RobotsRules(failure=error), ROBOTS_RETRY_SECONDS
        if self._keeper is not None:
            with budget.paused():
                kept = KeptRobots(body=body, fetched_at=self._requests.now())
                self._keeper.keep(target.origin, kept)
        return _rules_of(body), ROBOTS_FRESH_SECONDS

    def _follow(self, target: Target, budget: Budget) -> bytes | None:
        """Return a robots.txt, following redirects; None if the site has none.

        Too many redirects count as no robots.txt.
        """
        for _ in range(ROBOTS_REDIRECTS + 1):
            with self._requests.send(target, budget) as answer:
                following = redirected(answer, target)
                if following is None:
                    if answer.status == 200:
                        return read_start(answer, budget, ROBOTS_BYTES)
                    if 400 <= answer.status < 500 and answer.status != _TOO_MANY_REQUESTS:
                        return None
                    raise failed_status(answer, self._requests.now())
            target = following
        return None


def _rules_of(body: bytes | None) -> RobotsRules:
    """Return what a robots.txt says; None is a site that has none."""
    return NO_RULES if body is None else parse_robots(body)
