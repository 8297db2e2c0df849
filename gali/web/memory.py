"""Remembers answers that are costly to find, as long as the corpus stays as it is.

While a corpus is being written its version changes with every batch. What is costly to find, such
as counts of all there is, is then shown as it was a moment before and found anew behind the scenes;
what is cheap is always found anew. A page that shows anything of before says so
(``Recollection.is_stale``) and is not kept by browsers.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from sqlite3 import Connection
from threading import Lock
from typing import TypeVar, cast

Answer = TypeVar("Answer")
Reading = Callable[[], AbstractContextManager[Connection]]
_MOST_ANSWERS = 1024
_COSTLY_SECONDS = 0.08
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    """An answer: of which version of the corpus, and how long it took to find."""

    version: str
    answer: object
    seconds: float


class Memory:
    """Answers by what was asked; those not asked for the longest are forgotten.

    Args:
        read_version: Returns the version of the corpus.
        reading: Lends a connection to find answers behind the scenes.
    """

    def __init__(self, read_version: Callable[[], str], reading: Reading) -> None:
        self._read_version = read_version
        self._reading = reading
        self._known: OrderedDict[Hashable, _Known] = OrderedDict()
        self._sought: set[Hashable] = set()
        self._lock = Lock()
        self._seeker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gali-memory")

    def close(self) -> None:
        """Give up what is still being sought."""
        self._seeker.shutdown(wait=True, cancel_futures=True)

    def do_later(self, task: Callable[[], object]) -> None:
        """Run something behind the scenes."""
        self._seeker.submit(task)

    def find_known(self, key: Hashable) -> _Known | None:
        """Return what is known of a question, of whatever version; None if nothing is."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def find_anew(
        self, conn: Connection, version: str, key: Hashable, find: Callable[[Connection], Answer]
    ) -> Answer:
        """Find an answer and keep it."""
        start = time.perf_counter()
        answer = find(conn)
        known = _Known(version, answer, time.perf_counter() - start)
        with self._lock:
            self._known[key] = known
            self._known.move_to_end(key)
            while len(self._known) > _MOST_ANSWERS:
                self._known.popitem(last=False)
        return answer

    def seek(self, key: Hashable, find: Callable[[Connection], object]) -> None:
        """Find an answer anew behind the scenes, unless that is being done."""
        with self._lock:
            if key in self._sought:
                return
            self._sought.add(key)

        def find_later() -> None:
            try:
                version = self._read_version()
                with self._reading() as conn:
                    self.find_anew(conn, version, key, find)
            except Exception:
                _log.exception("an answer could not be found anew")
            finally:
                with self._lock:
                    self._sought.discard(key)

        self._seeker.submit(find_later)


class Recollection:
    """What one request remembers.

    Args:
        memory: Shared by all requests.
        version: Version of the corpus when the request came.

    Attributes:
        is_stale: Whether anything that was recalled is of an earlier version.
    """

    def __init__(self, memory: Memory, version: str) -> None:
        self._memory = memory
        self._version = version
        self.is_stale = False

    def recall(
        self, conn: Connection, key: Hashable, find: Callable[[Connection], Answer]
    ) -> Answer:
        """Return what was found before, else find it and keep it.

        Args:
            conn: The connection of the request.
            key: What is asked.
            find: Finds the answer; what it returns is shared and must not be changed.
        """
        known = self._memory.find_known(key)
        if known is not None and known.version == self._version:
            return cast(Answer, known.answer)
        if known is not None and known.seconds >= _COSTLY_SECONDS:
            self.is_stale = True
            self._memory.seek(key, find)
            return cast(Answer, known.answer)
        return self._memory.find_anew(conn, self._version, key, find)

    def knows(self, key: Hashable) -> bool:
        """Return whether an answer need not be found first."""
        return self._memory.find_known(key) is not None
