"""Whether lists have anything new, so that long ones are read on only as long as that pays."""

from __future__ import annotations

import sqlite3

from corpus.crawl.history import count_recent_news, found_since
from corpus.crawl.records import Target
from corpus.identity import canonical_url
from gali.crawl.visiting import Visit

_PATIENCE_DOCUMENTS = 2
"""Documents before one in a list that are looked at as well before the list is left."""


class ListNews:
    """Tells what of the listed addresses is news in this crawl.

    Args:
        conn: A corpus.
        began_at: When the crawl began, Unix seconds.
    """

    def __init__(self, conn: sqlite3.Connection, began_at: float) -> None:
        self._conn = conn
        self._began_at = began_at
        self._lists: dict[str, set[str]] = {}

    def count(self, visit: Visit) -> int:
        """Return how many listed addresses are news; 0 if the visit gave no list.

        That is: nobody knew them before this crawl began, and no document before this one in a
        long list has listed them; some sites repeat their last page for ever. Called once for
        each visit, after its addresses are queued.
        """
        listing = visit.listing
        if listing is None:
            return 0
        listed = [link.url for link in listing.links] + [one.url for one in listing.articles]
        news = found_since(self._conn, map(canonical_url, listed), self._began_at)
        seen = self._lists.setdefault(canonical_url(visit.target.url), set())
        news -= seen
        seen |= news
        for document in listing.documents:
            if document.is_next:
                self._lists[canonical_url(document.url)] = seen
        return len(news)

    def goes_on(self, target: Target, n_news: int) -> bool:
        """Return whether a list is worth reading on behind one of its documents."""
        if n_news > 0 or not target.is_next:
            return True
        return count_recent_news(self._conn, target, _PATIENCE_DOCUMENTS) > 0
