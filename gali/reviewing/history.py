"""What people decided of some innovations, or lately: decisions and what became of each.

What became of a decision depends on the others that speak of the same articles; the rest of the log
is not looked at, so that a page of the history costs the same however long the log is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.reviews.application import articles_around
from corpus.reviews.decisions import Decision
from corpus.reviews.log import find_review_log, read_decisions
from corpus.reviews.matching import articles_of
from corpus.reviews.states import LogEntry, describe_log


def read_known_log(conn: sqlite3.Connection) -> tuple[Decision, ...]:
    """Return all decisions on a corpus in their order; read again only if the log has grown.

    Raises:
        DatabaseRefusedError: If the review log is damaged or no review log.
    """
    path = find_review_log(conn)
    stamp = log_version(path)
    return _read(path, stamp) if path is not None and stamp else ()


def log_version(path: Path | None) -> str:
    """Return what changes with every decision in a review log; empty if there is none."""
    try:
        found = path.stat() if path is not None else None
    except FileNotFoundError:
        return ""
    return f"{found.st_ino:x}.{found.st_mtime_ns:x}.{found.st_size:x}" if found else ""


def list_history(conn: sqlite3.Connection, innovation_id: str, limit: int) -> list[LogEntry]:
    """Return what people decided of an innovation, the latest first; empty if nothing.

    Args:
        conn: A corpus.
        innovation_id: The innovation, as the corpus links it now.
        limit: Decisions at most.
    """
    decisions = read_known_log(conn)
    if not decisions:
        return []
    around = _speaking_of(decisions, articles_around(conn, [innovation_id]))
    entries = describe_log(conn, around)
    own = [entry for entry in entries if innovation_id in entry.innovation_ids]
    known = {entry.decision.id for entry in own}
    own += [entry for entry in entries if entry.decision.target in known]
    return sorted(own, key=lambda entry: entry.decision.order, reverse=True)[:limit]


def list_latest(
    conn: sqlite3.Connection, limit: int, offset: int = 0
) -> tuple[int, list[LogEntry]]:
    """Return how many decisions there are, and a page of them, the latest first.

    Args:
        conn: A corpus.
        limit: Decisions at most.
        offset: Decisions to pass over.
    """
    decisions = read_known_log(conn)
    last = len(decisions) - offset
    wanted = decisions[max(last - limit, 0) : max(last, 0)]
    return len(decisions), _described(conn, decisions, wanted)


def find_entry(conn: sqlite3.Connection, decision_id: str) -> LogEntry | None:
    """Return a decision and what became of it; None if the log has none of that id."""
    decisions = read_known_log(conn)
    wanted = [one for one in decisions if one.id == decision_id]
    return next(iter(_described(conn, decisions, wanted)), None)


def _described(
    conn: sqlite3.Connection, decisions: Sequence[Decision], wanted: Sequence[Decision]
) -> list[LogEntry]:
    """Return what became of some decisions, the latest first."""
    ids = {one.id for one in wanted}
    articles = articles_of([*wanted, *_undone_by(decisions, wanted)])
    entries = describe_log(conn, _with(_speaking_of(decisions, articles), wanted))
    found = [entry for entry in entries if entry.decision.id in ids]
    return sorted(found, key=lambda entry: entry.decision.order, reverse=True)


def _undone_by(decisions: Sequence[Decision], wanted: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that some take back."""
    targets = {one.target for one in wanted if one.target}
    return [one for one in decisions if one.id in targets]


def _speaking_of(decisions: Sequence[Decision], articles: Collection[str]) -> list[Decision]:
    """Return the decisions that speak of some articles, and all that take these back."""
    found: dict[str, Decision] = {}
    for decision in decisions:  # what undoes always comes after what it undoes
        if decision.target in found or not articles_of([decision]).isdisjoint(articles):
            found[decision.id] = decision
    return list(found.values())


def _with(decisions: Iterable[Decision], others: Iterable[Decision]) -> list[Decision]:
    """Return decisions and others, each once."""
    return list({one.id: one for one in (*decisions, *others)}.values())


@lru_cache(maxsize=4)
def _read(path: Path, stamp: str) -> tuple[Decision, ...]:
    """Return all decisions of a log as it is at one moment, which its stamp stands for."""
    del stamp
    return read_decisions(path)
