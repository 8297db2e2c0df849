"""Examines the review log of a corpus: can it be read, and does the corpus show what it says?"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus.check import Problem
from corpus.errors import DatabaseRefusedError, InvalidRecordError
from corpus.reviews.application import find_pending
from corpus.reviews.decisions import Decision
from corpus.reviews.log import find_review_log, open_log, read_decisions
from corpus.reviews.states import describe_log


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHealth:
    """How a corpus and its review log fit together; nothing of it is damage.

    Attributes:
        n_pending: Decisions that the corpus does not show yet.
        n_dangling: Decisions that speak of what is not in the corpus any more.
        n_unlogged: Decisions that the corpus shows and the log does not have.
    """

    n_pending: int
    n_dangling: int
    n_unlogged: int


def check_log(path: Path) -> list[Problem]:
    """Examine the file of a review log; none of what is found can be made again.

    Returns:
        All problems; empty if the log is sound, or there is none.
    """
    try:
        if not read_decisions(path):
            return []
        with open_log(path, read_only=True) as log:
            messages = [row[0] for row in log.execute("PRAGMA integrity_check")]
    except (DatabaseRefusedError, InvalidRecordError) as error:
        return [Problem(where=error.where or str(path), what=error.what)]
    return [Problem(where=str(path), what=message) for message in messages if message != "ok"]


def compare_log(conn: sqlite3.Connection) -> LogHealth:
    """Return how a sound corpus and its sound review log fit together.

    Raises:
        DatabaseRefusedError: If the log cannot be read.
    """
    decisions = read_decisions(find_review_log(conn))
    entries = describe_log(conn, decisions)
    return LogHealth(
        n_pending=len(find_pending(conn, decisions)),
        n_dangling=sum(entry.state == "dangling" for entry in entries),
        n_unlogged=_count_unlogged(conn, decisions),
    )


def _count_unlogged(conn: sqlite3.Connection, decisions: tuple[Decision, ...]) -> int:
    """Return how many decisions a corpus has seen that a log does not have."""
    known = {decision.id for decision in decisions}
    seen = conn.execute("SELECT decision_id FROM applied_decisions")
    return sum(row[0] not in known for row in seen)
