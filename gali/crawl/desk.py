"""Where the loop's work meets the database: visits go in, new targets come out, in one commit.

Queue and ledger are used in the thread of the connection that turns are taken on as well: two
connections of one process would wait for each other's locks, and each commit costs a wait for the
disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from corpus.connection import transaction
from corpus.crawl.connection import SharedConnection
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import ClaimRules, Target
from gali.crawl.ledger import Ledger, Settled
from gali.crawl.visiting import Visit


class Desk:
    """Settles visits and hands out targets; for the loop's thread.

    Args:
        shared: A connection that other threads use too.
        make_ledger: Returns queue and ledger for the connection; called in its thread.
    """

    def __init__(
        self,
        shared: SharedConnection,
        make_ledger: Callable[[sqlite3.Connection], tuple[Frontier, Ledger]],
    ) -> None:
        self._shared = shared
        self._frontier, self._ledger = shared.run(make_ledger)

    @property
    def hosts(self) -> Mapping[str, str]:
        """Slug of the outlet of each host that has been met."""
        return self._ledger.hosts

    @property
    def requests_at_once(self) -> Mapping[str, int]:
        """For hosts that bear more than one request at a time, how many."""
        return self._ledger.requests_at_once

    def exchange(
        self, visits: Sequence[Visit], n_free: int, rules: Callable[[], ClaimRules]
    ) -> tuple[list[Settled], list[Target]]:
        """Settle visits and claim targets, all in one transaction; also tells that we are alive.

        Args:
            visits: What came of earlier targets; may be empty.
            n_free: How many targets are wanted.
            rules: Returns which; called after the visits are settled.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        return self._shared.run(self._exchange, visits, n_free, rules)

    def seconds_until_next(self, rules: ClaimRules) -> float | None:
        """Return how long until something can be claimed; see ``Frontier.seconds_until_next``."""
        return self._shared.run(lambda _conn: self._frontier.seconds_until_next(rules))

    def give_back(self, targets: Iterable[Target]) -> None:
        """Unclaim targets that were not visited.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        self._shared.run(self._give_back, list(targets))

    def _exchange(
        self,
        conn: sqlite3.Connection,
        visits: Sequence[Visit],
        n_free: int,
        rules: Callable[[], ClaimRules],
    ) -> tuple[list[Settled], list[Target]]:
        """Do what `exchange` says."""
        with transaction(conn):
            settled = self._ledger.settle(visits)
            if n_free > 0:
                return settled, self._frontier.claim(n_free, rules())
            self._frontier.release_dead()
            return settled, []

    def _give_back(self, conn: sqlite3.Connection, targets: Sequence[Target]) -> None:
        """Do what `give_back` says."""
        with transaction(conn):
            for target in targets:
                self._frontier.unclaim(target)
