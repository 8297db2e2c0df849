"""Where decisions are written down: one at a time, into the log first, then into the corpus.

A decision is safe as soon as it stands in the log. If the corpus is being written by another
program just then, the desk tries again behind the scenes until the corpus shows the decision.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from corpus.errors import DatabaseRefusedError, GaliError
from corpus.reviews.decisions import Draft
from corpus.reviews.log import review_log_path
from corpus.schema import open_corpus
from gali.reviewing.applying import Decided, apply_if_free, decide
from gali.reviewing.history import log_version
from gali.reviewing.preview import Change, preview

# A reviewer does not wait longer than this for another program to let go of the corpus.
_PATIENCE_SECONDS = 3.0
_KNOWN_BUSY_SECONDS = 0.2
_BETWEEN_TRIES_SECONDS = 5.0
Drafting = Callable[[sqlite3.Connection], Draft]
_log = logging.getLogger(__name__)


class Desk:
    """Writes decisions on one corpus.

    Args:
        path: The corpus.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._closing = Event()
        self._catching_up: Thread | None = None

    @property
    def version(self) -> str:
        """What changes with every decision."""
        return log_version(review_log_path(self._path))

    def decide(self, drafting: Drafting) -> Decided:
        """Make a draft from the corpus as it is now, and write it down.

        Raises:
            GaliError: If there can be no such draft, or the log cannot be written; nothing is
                written then.
        """
        with self._writing() as conn:
            decided = decide(conn, drafting(conn))
        if not decided.is_applied:
            self._catch_up()
        return decided

    def preview(self, drafting: Drafting) -> tuple[Change, ...]:
        """Return what a draft would change; nothing stays changed.

        Raises:
            GaliError: If there can be no such draft, or another program is writing the corpus.
        """
        with self._writing() as conn:
            return preview(conn, drafting(conn))

    def close(self) -> None:
        """Stop trying; what waits takes effect with the next decision or run."""
        self._closing.set()
        if self._catching_up is not None:
            self._catching_up.join()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the one connection that writes."""
        with self._lock, closing(open_corpus(self._path)) as conn:
            seconds = _KNOWN_BUSY_SECONDS if self._is_catching_up else _PATIENCE_SECONDS
            conn.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
            yield conn

    @property
    def _is_catching_up(self) -> bool:
        """Whether decisions wait for another program to let go of the corpus."""
        return self._catching_up is not None and self._catching_up.is_alive()

    def _catch_up(self) -> None:
        """See to it that the corpus shows what waits, unless that is being done."""
        with self._lock:
            if not self._is_catching_up:
                self._catching_up = Thread(target=self._try_until_shown, name="gali-desk")
                self._catching_up.start()

    def _try_until_shown(self) -> None:
        """Let what waits take effect as soon as the corpus is free."""
        while not self._closing.wait(_BETWEEN_TRIES_SECONDS):
            try:
                with self._writing() as conn:
                    if apply_if_free(conn):
                        return
            except DatabaseRefusedError as error:
                _log.warning("decisions wait: %s", error)
            except GaliError:
                _log.exception("decisions cannot take effect")
                return
