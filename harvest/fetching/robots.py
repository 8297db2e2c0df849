"""What one robots.txt says, read as RFC 9309 wants it. Matching is Protego's.

Fetching and keeping it is the business of ``robots_cache``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from protego import Protego

from harvest.fetching.agent import NAME
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import ROBOTS_BYTES

_AGENT_LINE = re.compile(r"\s{0,20}user[ -]?agent\s{0,20}[:\s]\s{0,20}([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)
_OTHER = "another-crawler"
_HTML_STARTS = ("<!doctype", "<html", "<head", "<?xml")
# A faulty host stands for all its pages; its own failure says more than "robots.txt".
_HOST_FAILURES = frozenset({"dns", "connect", "tls", "refused_address"})
_MOST_SITEMAPS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """What a site lets gali do.

    Attributes:
        crawl_delay: Seconds between requests that it asks for; None if it does not.
        sitemaps: Addresses of sitemaps as written, not checked; at most 1,000.
        failure: Why robots.txt could not be read; then nothing may be fetched. None if it was
            read, or if the site has none.
    """

    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    failure: FetchError | None = None
    _parsed: Protego | None = field(default=None, repr=False)

    def allows(self, url: str) -> bool:
        """Return whether gali may fetch an address of the site."""
        if self.failure is not None:
            return False
        return self._parsed is None or bool(self._parsed.can_fetch(url, NAME))

    def insist(self, url: str) -> None:
        """Complain if gali may not fetch an address of the site.

        Raises:
            FetchError: ``robots`` if it is forbidden; ``robots_unreachable``, or the host's own
                failure, if nobody could read whether it is.
        """
        failure = self.failure
        if failure is None:
            if not self.allows(url):
                raise FetchError("robots", "the site's robots.txt forbids it", where=url)
            return
        if failure.kind in _HOST_FAILURES:
            raise failure.at(url) from failure
        raise FetchError(
            "robots_unreachable",
            f"the site's robots.txt cannot be read: {failure.what}",
            where=url,
            status=failure.status,
            retry_after=failure.retry_after,
        ) from failure


NO_RULES = RobotsRules()
"""A site without robots.txt: everything is allowed."""


def parse_robots(body: bytes) -> RobotsRules:
    """Return the rules of a robots.txt, of which at most `ROBOTS_BYTES` are read.

    A web page in its place says nothing, so everything is allowed.
    """
    text = _text(body)
    if text.lstrip()[:20].lower().startswith(_HTML_STARTS):
        return NO_RULES
    parsed = Protego.parse("\n".join(map(_without_strangers, text.splitlines())))
    return RobotsRules(
        crawl_delay=parsed.crawl_delay(NAME),
        sitemaps=tuple(parsed.sitemaps)[:_MOST_SITEMAPS],
        _parsed=parsed,
    )


def _text(body: bytes) -> str:
    """Return the lines that are read; one that the limit cuts in two is left out."""
    text = body[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
    return text if len(body) < ROBOTS_BYTES else text.rpartition("\n")[0]


def _without_strangers(line: str) -> str:
    """Return a line in which every other crawler has the same name.

    Rules are kept for each name, so a file with thousands of names before thousands of rules
    would cost gigabytes. It also leaves the choice of our group to the RFC's rule: the product
    token, whole and in any case, not a part of it.
    """
    found = _AGENT_LINE.match(line)
    if found is None:
        return line
    value = found[1].strip()
    token = _TOKEN.match(value)
    is_ours = token is not None and token[0].lower() == NAME
    name = NAME if is_ours else "*" if value.startswith("*") else _OTHER
    return f"User-agent: {name}"
