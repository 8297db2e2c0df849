"""A few reading processes that many fetching threads share.

A reader is held only while it reads, never while a host is waited for.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime, tzinfo
from queue import SimpleQueue
from types import TracebackType

from harvest.reading.reader import HtmlReader
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.written_dates import WESTERN_TIME


class ReaderPool:
    """Reads pages in a few processes at once; may be used by many threads.

    Args:
        size: Number of readers, at least 1.
    """

    def __init__(self, size: int) -> None:
        self._stack = ExitStack()
        self._free: SimpleQueue[HtmlReader] = SimpleQueue()
        for _ in range(size):
            self._free.put(self._stack.enter_context(HtmlReader()))

    def read_page(
        self,
        html: str,
        *,
        url: str | None = None,
        today: date | None = None,
        fetched_at: datetime | None = None,
        zone: tzinfo = WESTERN_TIME,
        rules: ReadingRules | None = None,
    ) -> PageReading:
        """Return what a page holds, once a reader is free; see ``HtmlReader.read_page``.

        Raises:
            UnreadableFileError: If the page is refused for its size or not read in time.
        """
        reader = self._free.get()
        try:
            return reader.read_page(
                html, url=url, today=today, fetched_at=fetched_at, zone=zone, rules=rules
            )
        finally:
            self._free.put(reader)

    def __enter__(self) -> ReaderPool:
        """Return itself; processes start with their first page."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        self._stack.close()
