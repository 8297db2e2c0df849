"""The door to the network: fetches one page, politely and within its budget, or says why not.

Every hop of a redirect is checked as if it were the first: its scheme, its address, its
robots.txt. What to fetch, how often and in which order is decided elsewhere.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpcore2

from corpus.identity import page_digest
from corpus.records import Page
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import Agent
from harvest.fetching.budget import Budget
from harvest.fetching.client import Answer, Client, read_body
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import FetchLimits
from harvest.fetching.lookup import Resolve
from harvest.fetching.lookup import resolve as system_resolve
from harvest.fetching.media_types import PAGES, MediaKind, insist_on_kind
from harvest.fetching.requests import Requests, failed_status, redirected
from harvest.fetching.results import FetchResult, Validators
from harvest.fetching.robots import RobotsRules
from harvest.fetching.robots_cache import RobotsCache, RobotsKeeper
from harvest.fetching.targets import Target, parse_target
from harvest.fetching.waits import Pace
from harvest.problems import printable

_PAGE_STATUSES = frozenset({200, 203})
_NOT_MODIFIED = 304
_KEPT_HEADERS = frozenset(
    "age cache-control content-encoding content-language content-length content-type date etag "
    "expires last-modified link location retry-after server vary via x-robots-tag".split()
)
_LONGEST_HEADER = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What a caller wants of one fetch."""

    asked: str
    conditions: Mapping[str, str]
    accepted: frozenset[MediaKind]
    limits: FetchLimits


class Fetcher:
    """Fetches pages; may be used by many threads at once.

    Args:
        agent: Who asks.
        pace: When a host may be asked.
        limits: What one fetch may cost.
        guard: Which addresses may be connected to.
        resolve: How names are looked up; the system's way if None.
        tls: How certificates are verified; the system's trust store if None.
        clock: Monotonic seconds, by which what was read of robots.txt grows old.
        robots_keeper: Where robots.txt is kept beyond this process; in memory alone if None.

    Raises:
        ValueError: If ``tls`` would not verify certificates and names.
    """

    def __init__(
        self,
        agent: Agent,
        pace: Pace,
        *,
        limits: FetchLimits | None = None,
        guard: AddressGuard | None = None,
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        robots_keeper: RobotsKeeper | None = None,
    ) -> None:
        tls = tls or httpcore2.default_ssl_context()
        if tls.verify_mode is not ssl.CERT_REQUIRED or not tls.check_hostname:
            raise ValueError("certificates are always verified")
        self._limits = limits or FetchLimits()
        client = Client(guard=guard or AddressGuard(), resolve=resolve or system_resolve, tls=tls)
        self._requests = Requests(client=client, agent=agent, pace=pace, limits=self._limits)
        self._robots = RobotsCache(self._requests, clock=clock, keeper=robots_keeper)

    def fetch(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accepted: frozenset[MediaKind] = PAGES,
        limits: FetchLimits | None = None,
    ) -> FetchResult:
        """Return a page as it is on the web now.

        Args:
            url: Its address.
            validators: Of an earlier fetch; lets the server answer that nothing changed.
            accepted: Kinds of documents that are wanted.
            limits: What this fetch may cost, if not as much as any.

        Raises:
            FetchError: If it may not or cannot be fetched; its ``kind`` says why.
        """
        start, target = time.monotonic(), parse_target(url)
        wish = _Wish(
            asked=target.url,
            conditions=(validators or Validators()).conditions(),
            accepted=accepted,
            limits=limits or self._limits,
        )
        budget, passed = Budget(wish.limits.seconds), list[str]()
        while True:
            rules = self._robots.rules_for(target, budget)
            rules.insist(target.url)
            with self._requests.send(
                target, budget, crawl_delay=rules.crawl_delay, conditions=wish.conditions
            ) as answer:
                following = redirected(answer, target)
                if following is None:
                    page = self._read(answer, target, budget, wish)
                    seconds = time.monotonic() - start
                    return _result(answer, page, target, passed, budget, seconds)
            passed.append(target.url)
            _insist_on_progress(following, passed, wish.limits.redirects)
            target = following

    def fetch_rules(self, url: str) -> RobotsRules:
        """Return what the robots.txt of a site says; fetched only if it is not fresh.

        Args:
            url: Any address of the site.

        Raises:
            FetchError: If the address is none, or the host's turn is too far. A robots.txt that
                cannot be read is no error here; it is told in the rules.
        """
        return self._robots.rules_for(parse_target(url), Budget(self._limits.robots_seconds))

    def _read(self, answer: Answer, target: Target, budget: Budget, wish: _Wish) -> Page | None:
        """Return the page of an answer that is no redirect; None if it has not changed."""
        if answer.status == _NOT_MODIFIED and wish.conditions:
            return None
        if answer.status not in _PAGE_STATUSES:
            raise failed_status(answer, self._requests.now())
        content_type = answer.first("content-type")
        insist_on_kind(content_type, wish.accepted)
        body = read_body(answer, budget, wish.limits)
        return Page(
            origin=wish.asked,
            url=target.url,
            body=body,
            digest=page_digest(body),
            content_type=printable(content_type) if content_type else None,
            fetched_at=self._requests.now(),
        )


def _insist_on_progress(following: Target, passed: list[str], most: int) -> None:
    """Complain of redirects that are too many, or that lead back."""
    if following.url in passed:
        raise FetchError("redirects", "the redirects lead in a circle", where=passed[0])
    if len(passed) > most:
        raise FetchError("redirects", f"there are more than {most} redirects", where=passed[0])


def _result(
    answer: Answer,
    page: Page | None,
    target: Target,
    passed: list[str],
    budget: Budget,
    seconds: float,
) -> FetchResult:
    """Return what is handed on of an answer."""
    headers = {
        name: printable(value, _LONGEST_HEADER)
        for name, value in reversed(answer.fields)
        if name in _KEPT_HEADERS
    }
    return FetchResult(
        page=page,
        url=target.url,
        status=answer.status,
        headers=headers,
        redirects=tuple(passed),
        validators=Validators(
            etag=answer.first("etag"), last_modified=answer.first("last-modified")
        ),
        wire_bytes=budget.received,
        seconds=seconds,
    )
