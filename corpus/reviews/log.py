"""The file in which decisions stand: ``corpus.review.db`` beside ``corpus.db``, append-only.

It is the one thing in the house that no machine can make again, so it is a file of its own, is
never rewritten, and every decision is on the disk before anything follows from it.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import IO

from corpus.connection import (
    MEMORY,
    connect,
    database_path,
    is_refusal,
    refusal,
    set_journal_mode,
    transaction,
)
from corpus.errors import DatabaseRefusedError, InvalidRecordError
from corpus.migrations import iter_statements
from corpus.reviews.decisions import Decision, Draft, make_decision
from corpus.reviews.lines import LONGEST_LINE, decision_line, parse_decision, time_text
from corpus.rows import insert_statement
from corpus.schema import connect_after_recovery

APPLICATION_ID = int.from_bytes(b"galr")
VERSION = 1
_INSERT = insert_statement(
    "decisions", ("id", "at", "by", "action", "kind", "innovation_id", "target", "line")
)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogImport:
    """What an import of decisions did.

    Attributes:
        n_new: Decisions that the log did not have.
        n_known: Decisions that it had.
    """

    n_new: int
    n_known: int


def review_log_path(corpus: Path | str) -> Path:
    """Return where the review log of a corpus lies: ``news.review.db`` for ``news.db``."""
    return Path(corpus).with_suffix(".review.db")


def find_review_log(conn: sqlite3.Connection) -> Path | None:
    """Return where the review log of an open corpus lies; None for one in memory.

    The file need not exist.
    """
    path = database_path(conn)
    return None if path == MEMORY else review_log_path(path)


@contextmanager
def open_log(path: Path, *, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a review log, which is made if there is none, unless ``read_only``.

    Raises:
        DatabaseRefusedError: If the file is no review log, is newer than this program, damaged,
            locked, or absent and ``read_only``.
    """
    try:
        conn = connect_after_recovery(path) if read_only else connect(path, read_only=False)
    except sqlite3.Error as error:
        raise refusal(error, where=str(path)) from error
    try:
        _prepare(conn, str(path), read_only=read_only)
        yield conn
    except sqlite3.Error as error:
        if is_refusal(error):
            raise refusal(error, where=str(path)) from error
        raise
    finally:
        conn.close()


def append_draft(log: sqlite3.Connection, draft: Draft, *, now: datetime | None = None) -> Decision:
    """Write what a person decided and return it as it stands in the log.

    Its time is after that of all that the log has, so that of two decisions made here the second
    always holds, whatever the clock does.

    Args:
        log: A review log.
        draft: What was decided.
        now: The present time; the clock's if None.

    Raises:
        InvalidRecordError: If it undoes what the log does not have, or speaks of too many places.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(log):
        _insist_on_target(log, draft)
        moment = now or datetime.now(UTC)
        latest = log.execute("SELECT max(at) FROM decisions").fetchone()[0]
        if latest is not None:
            moment = max(moment, datetime.fromisoformat(latest) + _TICK)
        decision = make_decision(draft, at=moment, chance=secrets.token_hex(4))
        _insert(log, decision)
    return decision


def read_decisions(path: Path | None) -> tuple[Decision, ...]:
    """Return all decisions of a review log in their order; none if there is no such file.

    Raises:
        DatabaseRefusedError: If the file is no review log, or is damaged.
        InvalidRecordError: If a decision in it breaks a rule.
    """
    if path is None or not path.exists() or not path.stat().st_size:
        return ()
    with open_log(path, read_only=True) as log:
        rows = log.execute("SELECT id, line FROM decisions ORDER BY at, id").fetchall()
    return tuple(parse_decision(line, where=f"{path}: {name}") for name, line in rows)


def import_decisions(log: sqlite3.Connection, decisions: Iterable[Decision]) -> LogImport:
    """Add decisions of another log, all or none; those that are known change nothing.

    Logs may be merged in any order, and as often as one likes: what holds depends on the
    decisions' own times.

    Raises:
        InvalidRecordError: If the log has another decision of the same id.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    n_new = n_known = 0
    with transaction(log):
        for decision in decisions:
            row = log.execute("SELECT line FROM decisions WHERE id = ?", (decision.id,)).fetchone()
            if row is None:
                _insert(log, decision)
                n_new += 1
            elif row["line"] == decision_line(decision):
                n_known += 1
            else:
                raise InvalidRecordError(
                    "the log has another decision of this id",
                    where=decision.id,
                    mend="One of the two was altered; nothing was imported.",
                )
    return LogImport(n_new=n_new, n_known=n_known)


def iter_bounded_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file; of a line without end, pieces that no decision is as long as."""
    while line := stream.readline(LONGEST_LINE + 1):
        yield line


def parse_lines(lines: Iterable[bytes], *, where: str) -> tuple[list[Decision], list[str]]:
    """Return the decisions of some lines, and what is wrong with those that hold none.

    Args:
        lines: One decision a line, UTF-8; empty lines are passed over.
        where: Name of the file, for the messages.
    """
    decisions, problems = [], []
    now = datetime.now(UTC)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            decisions.append(parse_decision(line.decode(), where=place, now=now))
        except InvalidRecordError as error:
            problems.append(str(error))
        except UnicodeDecodeError:
            problems.append(f"{place}: no decision: it is not UTF-8")
    return decisions, problems


def _insert(log: sqlite3.Connection, decision: Decision) -> None:
    """Insert one decision."""
    line = decision_line(decision)
    if len(line) > LONGEST_LINE:  # it could never be read again
        raise InvalidRecordError("the decision speaks of too many places", where=decision.id)
    told = (decision.id, time_text(decision.at), decision.by, decision.action, decision.kind)
    what = (decision.innovation_id, decision.target, line)
    log.execute(_INSERT, (*told, *what))


def _insist_on_target(log: sqlite3.Connection, draft: Draft) -> None:
    """Check that what is undone stands in the log."""
    if draft.target is None:
        return
    if not log.execute("SELECT 1 FROM decisions WHERE id = ?", (draft.target,)).fetchone():
        raise InvalidRecordError(
            "no decision has this id", where=draft.target, mend="See `gali review log`."
        )


def _prepare(log: sqlite3.Connection, where: str, *, read_only: bool) -> None:
    """Refuse what is no review log; make the tables of a new one."""
    application_id = log.execute("PRAGMA application_id").fetchone()[0]
    version = log.execute("PRAGMA user_version").fetchone()[0]
    is_new = not log.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application_id != APPLICATION_ID and not (is_new and application_id == 0):
        raise DatabaseRefusedError(
            "it is no review log of gali",
            where=where,
            mend="Move it away; a new log is made with the next decision.",
        )
    if version > VERSION:
        raise DatabaseRefusedError(
            f"the log is of version {version}; this gali knows versions up to {VERSION}",
            where=where,
            mend="Install a newer gali; this file is left as it is.",
        )
    if read_only:
        return
    set_journal_mode(log)
    if is_new:
        _create(log)


def _create(log: sqlite3.Connection) -> None:
    """Make the tables of a new log, unless another process was quicker."""
    script = files("corpus").joinpath("data", "schema", "review_log.sql").read_text("utf-8")
    with transaction(log):
        if log.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return
        for statement in iter_statements(script):
            log.execute(statement)
        log.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        log.execute(f"PRAGMA user_version = {VERSION}")
