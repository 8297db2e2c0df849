"""Web pages to readings and drafts, in a process of their own, with a limit on time and memory.

What the process does is in ``article`` and ``worker``; decoding is the business of ``charset``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import date, datetime, tzinfo
from pathlib import Path
from types import TracebackType

from corpus.errors import UnreadableFileError
from harvest.charset import decode_html
from harvest.drafts import Draft
from harvest.limits import MAX_PAGE_MEMORY, MAX_PAGE_SECONDS
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.reading.worker import LENGTH, decode_answer, encode_question
from harvest.written_dates import WESTERN_TIME

_MEND = "Look at it in a browser; if there is an article, save its text as .txt"


def draft_of(reading: PageReading) -> Draft:
    """Return a page that holds an article as a draft of it."""
    return Draft(
        title=reading.title,
        text=reading.text,
        published=reading.published,
        published_from=reading.published_from or "given",
        url=reading.url,
        outlet=reading.outlet,
        author=reading.author,
    )


class HtmlReader:
    """Reads web pages without the network; a context manager that ends its process.

    Args:
        seconds: Time for one page; a page that takes longer is refused.
    """

    def __init__(self, *, seconds: float = MAX_PAGE_SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> HtmlReader:
        """Return itself; the process starts with the first page."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._end()

    def read(self, body: bytes, *, encoding: str | None = None, today: date | None = None) -> Draft:
        """Return the article of a page that somebody saved.

        Args:
            body: The page as saved.
            encoding: Its encoding; None finds it out.
            today: The latest believable day of publication; None takes the clock's.

        Raises:
            UnreadableFileError: If the page is no article, holds none, or is not read in time.
        """
        reading = self.read_page(decode_html(body, forced=encoding).text, today=today)
        if reading.page_type.kind != "article":
            raise UnreadableFileError(f"the page {reading.page_type.reason}", mend=_MEND)
        if not reading.text:
            raise UnreadableFileError("no article was found in the page", mend=_MEND)
        return draft_of(reading)

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
        """Return what a page holds, article or not; see `harvest.reading.article.read_article`.

        Args:
            html: The page as characters.
            url: The address it was fetched from; None if unknown.
            today: The latest believable day of publication; None takes the clock's.
            fetched_at: When it was fetched, with a time zone; None if unknown.
            zone: The time that the outlet keeps, an offset that does not change.
            rules: What is known of the outlet's pages; None leaves it to the general rules.

        Raises:
            UnreadableFileError: If the page is refused for its size or not read in time.
        """
        question = encode_question(
            html,
            url=url,
            today=today,
            fetched_at=fetched_at,
            offset=zone.utcoffset(None),
            rules=rules,
        )
        return decode_answer(self._ask(question))

    def _ask(self, question: bytes) -> bytes:
        """Return the answer of the process to a question."""
        process = self._process = self._process or _start()
        too_late = threading.Event()
        timer = threading.Timer(self._seconds, _end_late, (process, too_late))
        timer.start()
        try:
            answer = _exchange(process, question)
        finally:
            timer.cancel()
        if answer is None or too_late.is_set():
            self._end()
            reason = f"takes longer than {self._seconds:g} s" if too_late.is_set() else "broke off"
            raise UnreadableFileError(f"reading the page {reason}", mend=_MEND)
        return answer

    def _end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _end_late(process: subprocess.Popen[bytes], too_late: threading.Event) -> None:
    """End a process whose time is over."""
    too_late.set()
    process.kill()


def _start() -> subprocess.Popen[bytes]:
    """Start the process; ``-P`` keeps modules of the current folder out of it."""
    home = str(Path(__file__).resolve().parents[2])
    others = os.environ.get("PYTHONPATH")
    path = home if not others else home + os.pathsep + others
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no user input
        [sys.executable, "-P", "-m", "harvest.reading.worker", str(MAX_PAGE_MEMORY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a Ctrl-C at the terminal is for us, who end it when we are done
        env={**os.environ, "PYTHONPATH": path},
    )


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    """Return the answer to a question; None if the process ended before it was complete."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(LENGTH.pack(len(question)) + question)
        process.stdin.flush()
        header = process.stdout.read(LENGTH.size)
        if len(header) < LENGTH.size:
            return None
        size = LENGTH.unpack(header)[0]
        answer = process.stdout.read(size)
    except OSError:
        return None
    return answer if len(answer) == size else None
