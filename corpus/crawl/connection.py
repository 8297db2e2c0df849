"""One connection for many threads.

SQLite connections belong to the thread that made them, so this one gets a thread of its own and
does there what others ask for. What several ask for at the same time is committed together:
waiting for the disk is the dearest part of it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar

from corpus.connection import connect, is_refusal, refusal, transaction

P = ParamSpec("P")
T = TypeVar("T")
_MOST_TOGETHER = 64
_Work = Callable[[sqlite3.Connection], Any]


class SharedConnection:
    """A connection to a corpus that any thread may use.

    Args:
        path: A corpus that ``corpus.schema.open_corpus`` has opened before; no ``:memory:``.

    Raises:
        DatabaseRefusedError: If the file cannot be opened.
    """

    def __init__(self, path: Path | str) -> None:
        self._path = str(path)
        self._is_closed = False
        self._jobs: SimpleQueue[tuple[_Work, Future[Any]] | None] = SimpleQueue()
        opened: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._serve, args=(opened,), name="crawl-database", daemon=True
        )
        self._thread.start()
        try:
            opened.result()
        except sqlite3.Error as error:
            raise refusal(error, where=self._path) from error

    def run(
        self,
        work: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Return what a function of the connection returns, once it is done and committed.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
            ValueError: If it is closed.
        """
        try:
            return self.submit(work, *args, **kwargs).result()
        except sqlite3.Error as error:
            if is_refusal(error):
                raise refusal(error, where=self._path) from error
            raise

    def submit(
        self,
        work: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Let a function of the connection be done soon, after what was asked for before.

        Raises:
            ValueError: If the connection is closed.
        """
        if self._is_closed:
            raise ValueError("the connection is closed")
        future: Future[T] = Future()
        self._jobs.put((partial(_called, work, args, kwargs), future))
        return future

    def close(self) -> None:
        """Close the connection after what was asked for before; it cannot be used again."""
        self._is_closed = True
        self._jobs.put(None)
        self._thread.join()

    def __enter__(self) -> SharedConnection:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _serve(self, opened: Future[None]) -> None:
        """Do in this thread what is asked for, until it is to close."""
        try:
            conn = connect(self._path, read_only=False)
        except sqlite3.Error as error:
            opened.set_exception(error)
            return
        opened.set_result(None)
        try:
            while (job := self._jobs.get()) is not None:
                jobs, is_last = self._gather(job)
                _do_together(conn, jobs)
                if is_last:
                    break
        finally:
            conn.close()

    def _gather(
        self, first: tuple[_Work, Future[Any]]
    ) -> tuple[list[tuple[_Work, Future[Any]]], bool]:
        """Return a job with those that wait already, and whether the end was among them."""
        jobs = [first]
        while len(jobs) < _MOST_TOGETHER:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False


def _called(
    work: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    conn: sqlite3.Connection,
) -> Any:
    """Return what a function returns for a connection."""
    return work(conn, *args, **kwargs)


def _do_together(conn: sqlite3.Connection, jobs: Sequence[tuple[_Work, Future[Any]]]) -> None:
    """Do jobs in one transaction and hand out their results when it is committed.

    Each undoes its own part alone if it fails.
    """
    if len(jobs) == 1:
        outcomes = [_outcome(conn, jobs[0][0])]
    else:
        try:
            with transaction(conn):
                outcomes = [_outcome(conn, work) for work, _ in jobs]
        except BaseException as error:
            outcomes = [(None, error)] * len(jobs)
    for (_, future), (result, failure) in zip(jobs, outcomes, strict=True):
        if failure is not None:
            future.set_exception(failure)
        else:
            future.set_result(result)


def _outcome(conn: sqlite3.Connection, work: _Work) -> tuple[Any, BaseException | None]:
    """Return what a job gives, or how it failed."""
    try:
        return work(conn), None
    except BaseException as error:
        return None, error
