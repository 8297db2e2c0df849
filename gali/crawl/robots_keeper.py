"""robots.txt kept in the corpus, so that a crawl that starts again need not ask for it."""

from __future__ import annotations

from corpus.crawl.connection import SharedConnection
from corpus.crawl.robots import StoredRobots, find_robots, write_robots
from harvest.fetching.robots_cache import KeptRobots


class CorpusRobots:
    """A ``harvest.fetching.robots_cache.RobotsKeeper``; may be used by many threads.

    Args:
        shared: A connection of these threads.
    """

    def __init__(self, shared: SharedConnection) -> None:
        self._shared = shared

    def load(self, origin: str) -> KeptRobots | None:
        """Return what was kept last of a site; None if nothing was."""
        found = self._shared.run(find_robots, origin)
        if found is None:
            return None
        return KeptRobots(body=found.body, fetched_at=found.fetched_at)

    def keep(self, origin: str, robots: KeptRobots) -> None:
        """Keep the robots.txt of a site instead of what was kept before."""
        stored = StoredRobots(body=robots.body, fetched_at=robots.fetched_at)
        self._shared.run(write_robots, origin, stored)
