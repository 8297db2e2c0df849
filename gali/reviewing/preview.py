"""Shows what a decision would do: it is done and taken back, so the answer is exact."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corpus.reader import read_innovations
from corpus.records import Innovation
from corpus.reviews.decisions import Decision, Draft, make_decision
from corpus.schema import transaction
from gali.reviewing.applying import apply_decision, read_log
from gali.wording import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An innovation that would come, go or change.

    Attributes:
        sign: ``-`` as it is, ``+`` as it would be.
        innovation: The innovation.
    """

    sign: str
    innovation: Innovation

    @property
    def n_articles(self) -> int:
        """How many articles tell of it."""
        return len({mention.article_id for mention in self.innovation.mentions})

    @property
    def words(self) -> str:
        """The innovation on one line."""
        one = self.innovation
        told = (one.id, one.name, one.expansion, one.owner, one.region, one.sector, one.year)
        parts = [str(part) for part in told if part is not None]
        return " · ".join([*parts, plural(self.n_articles, "article"), one.status])


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to stay."""


def preview(conn: sqlite3.Connection, draft: Draft) -> tuple[Change, ...]:
    """Return what a draft would change among the innovations of a corpus; nothing stays changed.

    Args:
        conn: A corpus that can be written; it is locked for a moment.
        draft: What would be decided.

    Returns:
        Innovations as they are, then as they would be; empty if the draft would change nothing.
    """
    decisions = read_log(conn)
    decision = make_decision(draft, at=_now_after(decisions), chance=secrets.token_hex(4))
    touched: set[str] = set()
    after: dict[str, Innovation] = {}
    with suppress(_TakenBackError), transaction(conn):
        touched = apply_decision(conn, decision, (*decisions, decision))
        after = _read(conn, touched)
        raise _TakenBackError
    before = _read(conn, touched)
    changed = sorted(one for one in touched if before.get(one) != after.get(one))
    return tuple(
        Change(sign=sign, innovation=state[one])
        for sign, state in (("-", before), ("+", after))
        for one in changed
        if one in state
    )


def _now_after(decisions: Sequence[Decision]) -> datetime:
    """Return a time after that of all decisions."""
    times = [one.at + timedelta(microseconds=1) for one in decisions]
    return max([datetime.now(UTC), *times])


def _read(conn: sqlite3.Connection, ids: Collection[str]) -> dict[str, Innovation]:
    """Return innovations by id."""
    return {one.id: one for one in read_innovations(conn, sorted(ids))}
