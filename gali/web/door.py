"""The door to the corpus: connections that only read, each request on one snapshot, in time.

Connections are lent and given back, so that none is used by two requests at once. Nothing is kept
of an answer here; ``version`` tells whoever does when it is out of date.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue

from corpus.connection import connect, is_refusal, refusal
from corpus.schema import open_corpus

_INSTRUCTIONS_BETWEEN_LOOKS = 4_000
# Each connection has a cache of its own; the operating system's is shared by all.
_CACHE_KIBIBYTES = 16_000
_MAP_BYTES = 2**30


class TooSlowError(Exception):
    """A request took longer than it may."""


class CorpusDoor:
    """Lends connections to one corpus.

    Args:
        path: The corpus.
        seconds: How long a connection is lent at most; what is asked of it later fails.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        self.path = path
        self._seconds = seconds
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._file: tuple[int, int] | None = None

    @property
    def version(self) -> str:
        """What changes with every change of the corpus; equal versions mean equal answers."""
        return "-".join(
            f"{found.st_ino:x}.{found.st_mtime_ns:x}.{found.st_size:x}" for found in self._stats()
        )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one request; everything it reads is of one moment.

        Raises:
            TooSlowError: If it takes too long.
            DatabaseRefusedError: If the corpus cannot be opened or read.
        """
        conn = self._take()
        end = time.monotonic() + self._seconds
        conn.set_progress_handler(lambda: time.monotonic() > end, _INSTRUCTIONS_BETWEEN_LOOKS)
        try:
            conn.execute("BEGIN")
            yield conn
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise TooSlowError from error
            if is_refusal(error):
                raise refusal(error, where=str(self.path)) from error
            raise
        finally:
            self._give_back(conn)

    def close(self) -> None:
        """Close all connections that are not lent."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _take(self) -> sqlite3.Connection:
        """Return a connection to the file as it is now: another may have been put in its place."""
        file = (self.path.stat().st_dev, self.path.stat().st_ino) if self.path.exists() else None
        if file != self._file:
            self.close()
            self._file = file
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._open()

    def _open(self) -> sqlite3.Connection:
        """Open a connection."""
        open_corpus(self.path, read_only=True).close()  # says what is wrong with it, if anything
        conn = connect(self.path, read_only=True, any_thread=True)
        conn.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
        conn.execute(f"PRAGMA mmap_size = {_MAP_BYTES}")
        return conn

    def _give_back(self, conn: sqlite3.Connection) -> None:
        """End the request's snapshot and keep the connection for the next one."""
        conn.set_progress_handler(None, 0)
        try:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        except sqlite3.Error:
            conn.close()
        else:
            self._idle.put(conn)

    def _stats(self) -> Iterator[os.stat_result]:
        """Yield what the file system tells of the file, and of the log of what is newly written."""
        for path in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            with suppress(FileNotFoundError):
                yield path.stat()
