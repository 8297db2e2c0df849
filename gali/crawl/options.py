"""What a user wants of a crawl: a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """How far a crawl goes.

    Attributes:
        words: What to look for with the sites' own search.
        since: Only what is newer is looked for, as far as listings tell; None for all.
        pages_per_source: Requests to one outlet in this run, robots.txt not counted.
        seconds: Time after which no new page is begun; None for no limit.
        requests_at_once: Requests at a time over all hosts.
        least_score: Links that look less promising than this, 0..1, are left in the queue.
        patience_seconds: How long to wait for hosts when there is nothing else to do.
        is_endless: Whether to stay and come back to listings when they are due.
    """

    words: tuple[str, ...]
    since: datetime | None = None
    pages_per_source: int = 200
    seconds: float | None = None
    requests_at_once: int = 8
    least_score: float = 0.0
    patience_seconds: float = 120.0
    is_endless: bool = False
