"""What reads web pages, for those who only need the reading: one process, or a pool of them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Protocol

from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.written_dates import WESTERN_TIME


class PageReader(Protocol):
    """Reads web pages; ``HtmlReader`` is one."""

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
        """Return what a page holds, article or not; see `HtmlReader.read_page`.

        Raises:
            UnreadableFileError: If the page is refused for its size or not read in time.
        """
        ...
