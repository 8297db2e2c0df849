"""Riwayat: who decided what and when, what became of it, and how to take it back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus.reviews.states import LogEntry
from gali.reviewing.history import find_entry, list_latest
from gali.web.asking import Ask
from gali.web.page import Page

N_ROWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDecision:
    """The decision that was just made.

    Attributes:
        entry: The decision and what became of it.
        is_applied: Whether the corpus shows it already.
    """

    entry: LogEntry
    is_applied: bool


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return a page of the decisions, the latest first."""
    offset = ask.offset()
    total, entries = list_latest(conn, N_ROWS, offset)
    return Page(
        template="review_log.html",
        title=ask.words("review.log_title"),
        values={
            "total": total,
            "entries": entries,
            "first": offset + 1,
            "next": ask.next_cursor(total, len(entries)),
            "previous": ask.previous_cursor(N_ROWS),
            "last": read_last(conn, ask),
            "back": ask.here(kursor=ask.text("kursor")).removeprefix(ask.prefix),
        },
    )


def read_last(conn: sqlite3.Connection, ask: Ask) -> LastDecision | None:
    """Return the decision that the address names as just made; None without one."""
    wanted = ask.text("putusan")
    entry = find_entry(conn, wanted) if wanted else None
    if entry is None:
        return None
    query = "SELECT 1 FROM applied_decisions WHERE decision_id = ?"
    return LastDecision(
        entry=entry, is_applied=conn.execute(query, (wanted,)).fetchone() is not None
    )
