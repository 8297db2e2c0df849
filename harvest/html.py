"""Web pages to drafts: trafilatura in a process of its own, with a limit on time and memory.

What the process does is in ``page_worker``; decoding is the business of ``charset``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from types import TracebackType

from corpus.errors import UnreadableFileError
from corpus.identity import fold
from harvest.charset import decode_html
from harvest.drafts import Draft, strip_blank_lines
from harvest.limits import MAX_PAGE_MEMORY, MAX_PAGE_SECONDS
from harvest.page_worker import LENGTH
from harvest.written_dates import WrittenDate, parse_date

_BYLINE_LABEL = re.compile(
    r"(?:oleh|by|penulis|editor|reporter|pewarta|redaktur)\s{0,2}[:-]?\s{1,2}", re.IGNORECASE
)
_LEAST_TEXT = 60
"""Characters; less than that is a menu, a notice or a caption."""
_MEND = "Look at it in a browser; if there is an article, save its text as .txt"


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
        """Return the article of a page.

        Args:
            body: The page as saved.
            encoding: Its encoding; None finds it out.
            today: The latest believable day of publication; None takes the clock's.

        Raises:
            UnreadableFileError: If no article is found, or not in time.
        """
        found = self._ask(decode_html(body, forced=encoding).text)
        if "error" in found:
            raise UnreadableFileError(f"the page cannot be read: {found['error']}", mend=_MEND)
        title, text = found.get("title") or "", found.get("text") or ""
        if len(text.strip()) < _LEAST_TEXT:
            raise UnreadableFileError("no article was found in the page", mend=_MEND)
        return Draft(
            title=title,
            text=_without_headline(text, title),
            published=_published(found, today),
            published_from="html",
            url=found.get("url"),
            outlet=found.get("outlet"),
            author=_BYLINE_LABEL.sub("", found.get("author") or "", count=1),
        )

    def _ask(self, html: str) -> dict[str, str | None]:
        """Return the answer of the process to a page."""
        page = html.encode("utf-8", "replace")
        process = self._process = self._process or _start()
        too_late = threading.Event()
        timer = threading.Timer(self._seconds, _end_late, (process, too_late))
        timer.start()
        try:
            answer = _exchange(process, page)
        finally:
            timer.cancel()
        if answer is None or too_late.is_set():
            self._end()
            reason = f"takes longer than {self._seconds:g} s" if too_late.is_set() else "broke off"
            raise UnreadableFileError(f"reading the page {reason}", mend=_MEND)
        found: dict[str, str | None] = json.loads(answer)
        return found

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
    home = str(Path(__file__).resolve().parent.parent)
    others = os.environ.get("PYTHONPATH")
    path = home if not others else home + os.pathsep + others
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no user input
        [sys.executable, "-P", "-m", "harvest.page_worker", str(MAX_PAGE_MEMORY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )


def _exchange(process: subprocess.Popen[bytes], page: bytes) -> bytes | None:
    """Return the answer to a page; None if the process ended before it was complete."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(LENGTH.pack(len(page)) + page)
        process.stdin.flush()
        header = process.stdout.read(LENGTH.size)
        if len(header) < LENGTH.size:
            return None
        size = LENGTH.unpack(header)[0]
        answer = process.stdout.read(size)
    except OSError:
        return None
    return answer if len(answer) == size else None


def _published(found: dict[str, str | None], today: date | None) -> WrittenDate | None:
    """Return the date that the page's metadata gives, else one found elsewhere in it."""
    for key in ("published", "found_date"):
        if (written := found.get(key)) and (day := parse_date(written, today=today)):
            return day
    return None


def _without_headline(text: str, title: str) -> str:
    """Return a body without the repetition of its headline in the first line."""
    first, _, rest = text.partition("\n")
    return strip_blank_lines(rest) if rest.strip() and fold(first) == fold(title) else text
