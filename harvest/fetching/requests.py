"""Requests as gali sends them: with its name, in turn, and holding hosts that ask for it.

A step above ``client``, which knows neither politeness nor identity. Used for pages and for
robots.txt alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

from harvest.fetching.agent import Agent
from harvest.fetching.budget import Budget
from harvest.fetching.client import Answer, Client
from harvest.fetching.decoding import ACCEPTED
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import BUSY_SECONDS, FetchLimits
from harvest.fetching.retry_after import parse_retry_after
from harvest.fetching.targets import Target
from harvest.fetching.waits import Pace

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.8"
)


def _utc_now() -> datetime:
    """Return the time of day, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """Sends requests in gali's name.

    Attributes:
        client: Asks servers.
        agent: Who asks.
        pace: When a host may be asked.
        limits: What a fetch may cost.
        now: The time of day, UTC.
    """

    client: Client
    agent: Agent
    pace: Pace
    limits: FetchLimits
    now: Callable[[], datetime] = field(default=_utc_now)

    @contextmanager
    def send(
        self,
        target: Target,
        budget: Budget,
        *,
        crawl_delay: float | None = None,
        conditions: Mapping[str, str] | None = None,
    ) -> Iterator[Answer]:
        """Wait for the host's turn, ask, and yield the answer.

        Args:
            target: What to ask for.
            budget: Time and bytes; waiting for the turn is not counted.
            crawl_delay: Seconds that the site's robots.txt asks for; None if it does not.
            conditions: Header fields of a conditional request.

        Raises:
            FetchError: Whatever goes wrong, also while the body is read.
        """
        fields = {
            "User-Agent": str(self.agent),
            "Accept": _ACCEPT,
            "Accept-Language": "id,en;q=0.5",
            "Accept-Encoding": ACCEPTED,
            **(conditions or {}),
        }
        with ExitStack() as stack:
            with budget.paused():
                stack.enter_context(self.pace.turn(target.host, crawl_delay))
            asked = self.client.ask(target, fields, budget, self.limits.head_bytes)
            answer = stack.enter_context(asked)
            if answer.status in _BUSY:
                wait = parse_retry_after(answer.first("retry-after"), self.now())
                self.pace.hold(target.host, BUSY_SECONDS if wait is None else wait)
            yield answer


def redirected(answer: Answer, target: Target) -> Target | None:
    """Return where an answer sends us; None if it is no redirect.

    Raises:
        FetchError: ``redirects`` if it does not say where; ``bad_url`` or ``refused_address`` if
            it sends us where we do not go.
    """
    if answer.status not in _REDIRECTS:
        return None
    location = answer.first("location")
    if not location or not location.strip():
        raise FetchError("redirects", "the server sends us elsewhere without saying where")
    return target.join(location)


def failed_status(answer: Answer, now: datetime) -> FetchError:
    """Return the complaint that an answer is no page."""
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "an unknown status"
    return FetchError(
        "status",
        f"the server answers {answer.status} ({phrase})",
        status=answer.status,
        retry_after=parse_retry_after(answer.first("retry-after"), now),
    )
