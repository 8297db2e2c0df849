"""The queue of a crawl: what is to be fetched, handed out so that no two crawlers get the same.

A target is in the queue once, whatever the spelling of its address. Claims are made and given back
here; how long to wait before another visit or attempt is decided by the caller.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable

from corpus.connection import transaction
from corpus.crawl.claims import choose_targets, seconds_until_due, target_of
from corpus.crawl.crawlers import DEAD_AFTER_SECONDS, check_in
from corpus.crawl.found import add_target
from corpus.crawl.records import ClaimRules, Crawler, Ending, Fetched, NewTarget, Target
from corpus.identity import canonical_url, normalise_text
from corpus.rows import insisting_on_records

_LONGEST_WORDS = 500
_LONGEST_VALIDATOR = 1024
_ANY_TARGET = ClaimRules()


class Frontier:
    """The queue as one crawler sees it.

    Each call is one transaction, or part of the one that the caller has begun with
    ``corpus.connection.transaction``: thus a page, its article, its links and the end of its
    target are kept together.

    Args:
        conn: A corpus that can be written.
        crawler: Who claims.
        dead_after_seconds: Seconds of silence after which another crawler is dead.
        clock: Unix seconds.
    """

    def __init__(
        self,
        conn: sqlite3.Connection,
        crawler: Crawler,
        *,
        dead_after_seconds: float = DEAD_AFTER_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._conn = conn
        self._crawler = crawler
        self._dead_after_seconds = dead_after_seconds
        self._clock = clock

    def add(self, targets: Iterable[NewTarget]) -> int:
        """Put targets into the queue; return how many addresses were new.

        A known address never enters twice, but its priority may rise, and it becomes due again
        if the listing says that it changed since it was last asked for: documents at most
        hourly, articles at most daily, because some sites say so of everything all the time.

        Raises:
            InvalidRecordError: If a value breaks a rule of the database; then none is added.
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        found = [(target, canonical_url(target.url)) for target in targets]
        with transaction(self._conn):
            now, n_new = self._clock(), 0
            for target, canonical in found:
                with insisting_on_records(target.url):
                    n_new += add_target(self._conn, target, canonical, now)
        return n_new

    def claim(self, limit: int, rules: ClaimRules = _ANY_TARGET) -> list[Target]:
        """Take the best due targets of the hosts that may be asked now.

        Hosts that have waited longest come first; of each, the highest priority. A host that
        must wait, rests, or is worked on as much as the rules allow gives none.

        Args:
            limit: Most targets to take.
            rules: Which targets are wanted.

        Returns:
            Targets that no other crawler gets until they are finished, failed or unclaimed, or
            this one is dead; empty if none can be had now.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        with transaction(self._conn):
            now = check_in(self._conn, self._crawler, self._clock, self._dead_after_seconds)
            chosen = choose_targets(self._conn, limit, rules, now)
            self._conn.executemany(
                "UPDATE crawl_targets SET crawler = ?, claimed_at = ? WHERE target_key = ?",
                [(self._crawler.id, now, row["key"]) for row in chosen],
            )
        return [target_of(row, self._crawler.id, now) for row in chosen]

    def unclaim(self, target: Target) -> bool:
        """Give a target back as it was; return whether it still was this crawler's.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        return self._end_claim(target, "", {})

    def finish(
        self, target: Target, fetched: Fetched, *, revisit_seconds: float | None = None
    ) -> bool:
        """Note that a target was fetched.

        Args:
            target: As it was claimed.
            fetched: What came of it.
            revisit_seconds: Pause until it is to be fetched again; None for never.

        Returns:
            Whether it still was this crawler's. If not, nothing is noted: this crawler was
            silent for so long that another one has the target, and what it found is void.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        now, is_same = self._clock(), fetched.status == 304
        values = {
            "state": "done" if revisit_seconds is None else "queued",
            "due_at": None if revisit_seconds is None else now + revisit_seconds,
            "revisit_seconds": revisit_seconds,
            "now": now,
            "status": fetched.status,
            "etag": _kept(fetched.etag, target.etag if is_same else None),
            "last_modified": _kept(
                fetched.last_modified, target.last_modified if is_same else None
            ),
            "digest": fetched.digest or (target.digest if is_same else None),
            "n_new": fetched.n_new,
        }
        return self._end_claim(
            target,
            "state = :state, due_at = :due_at, revisit_seconds = :revisit_seconds, attempts = 0, "
            "error_kind = NULL, error_words = NULL, status = :status, asked_at = :now, "
            "etag = :etag, last_modified = :last_modified, digest = :digest, n_new = :n_new, ",
            values,
        )

    def fail(
        self,
        target: Target,
        kind: str,
        words: str,
        *,
        status: int | None = None,
        retry_seconds: float | None = None,
        ending: Ending = "failed",
    ) -> bool:
        """Note that a target could not be fetched.

        Args:
            target: As it was claimed.
            kind: Kind of failure.
            words: The failure in words; at most 500 characters are kept.
            status: HTTP status of the answer; None if there was none.
            retry_seconds: Pause until it is to be tried again; None for never.
            ending: What becomes of it if it is not tried again.

        Returns:
            As `finish`.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        now = self._clock()
        values = {
            "state": ending if retry_seconds is None else "queued",
            "due_at": None if retry_seconds is None else now + retry_seconds,
            "kind": kind,
            "words": normalise_text(words)[:_LONGEST_WORDS],
            "status": status,
            "now": now,
        }
        return self._end_claim(
            target,
            "state = :state, due_at = :due_at, attempts = attempts + 1, error_kind = :kind, "
            "error_words = :words, status = :status, asked_at = :now, ",
            values,
        )

    def seconds_until_next(self, rules: ClaimRules = _ANY_TARGET) -> float | None:
        """Return the seconds until something can be claimed.

        Returns:
            0.0 if it can be claimed now; a second where it depends on requests that are under
            way; None if nothing that is wanted is queued, and nothing is worked on that could
            lead to more.
        """
        return seconds_until_due(self._conn, rules, self._clock())

    def release_dead(self) -> None:
        """Void the claims and turns of dead crawlers; claiming does so as well.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        with transaction(self._conn):
            check_in(self._conn, self._crawler, self._clock, self._dead_after_seconds)

    def _end_claim(
        self, target: Target, changes: str, values: dict[str, str | float | None]
    ) -> bool:
        """Change a target and give it back; return whether it was this crawler's."""
        claim = {"key": target.key, "crawler": target.crawler, "claimed_at": target.claimed_at}
        with transaction(self._conn), insisting_on_records(target.url):
            changed = self._conn.execute(
                f"UPDATE crawl_targets SET {changes} crawler = NULL, claimed_at = NULL "  # noqa: S608
                "WHERE target_key = :key AND crawler = :crawler AND claimed_at = :claimed_at",
                {**values, **claim},
            )
        return changed.rowcount == 1


def _kept(validator: str | None, known: str | None) -> str | None:
    """Return what is kept of a validator; one that is too long to be sent back is not."""
    return validator if validator and len(validator) <= _LONGEST_VALIDATOR else known
