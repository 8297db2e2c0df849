"""What a crawl has done so far: figures, and the words for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class CrawlReport:
    """The figures of one run.

    Attributes:
        n_requests: Answers that were received, robots.txt not counted.
        n_pages: Pages of articles that were read.
        n_lists: Documents that list articles.
        n_unchanged: Answers that nothing changed since the last visit.
        n_articles: Articles that the corpus did not have.
        n_known: Articles that it had already.
        n_found: Addresses that were not known before.
        wire_bytes: Bytes received.
        failures: How many visits failed, by kind.
        by_source: Requests to each outlet.
        is_complete: Whether nothing was left that could be fetched now, of any outlet.
    """

    n_requests: int = 0
    n_pages: int = 0
    n_lists: int = 0
    n_unchanged: int = 0
    n_articles: int = 0
    n_known: int = 0
    n_found: int = 0
    wire_bytes: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    by_source: Counter[str] = field(default_factory=Counter)
    is_complete: bool = False

    @property
    def n_failed(self) -> int:
        """Visits that failed."""
        return self.failures.total()
