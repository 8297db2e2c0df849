"""The process that reads web pages, apart, because hostile pages hang or swell.

It reads questions from its standard input and writes answers to its standard output until the
input ends; ``reader`` starts it, waits for it, and ends it when it takes too long. Run as
``python -m harvest.reading.worker BYTES_OF_MEMORY``.
"""

from __future__ import annotations

import json
import logging
import struct
import sys
import warnings
from dataclasses import asdict
from datetime import date, datetime, timedelta, timezone
from typing import IO, Any

from corpus.errors import UnreadableFileError
from harvest.reading.page_type import PageType
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.written_dates import WESTERN_TIME, WrittenDate

LENGTH = struct.Struct(">Q")
"""Each message is its length in bytes and then JSON in UTF-8."""

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def encode_question(
    html: str,
    *,
    url: str | None,
    today: date | None,
    fetched_at: datetime | None,
    offset: timedelta | None,
    rules: ReadingRules | None,
) -> bytes:
    """Return a page and what is known of it as a message; see `HtmlReader.read_page`."""
    question = {
        "html": html,
        "url": url,
        "today": today.isoformat() if today else None,
        "fetched_at": fetched_at.isoformat() if fetched_at else None,
        "offset": offset.total_seconds() if offset is not None else None,
        "rules": asdict(rules) if rules is not None else None,
    }
    return json.dumps(question).encode()


def decode_answer(answer: bytes) -> PageReading:
    """Return the reading that a message holds.

    Raises:
        UnreadableFileError: If the page could not be read.
    """
    found: dict[str, Any] = json.loads(answer)
    if "error" in found:
        raise UnreadableFileError(found["error"], mend=found["mend"])
    found["page_type"] = PageType(**found["page_type"])
    if written := found["published"]:
        day = date.fromisoformat(written["day"])
        found["published"] = WrittenDate(day, written["precision"])
    return PageReading(**found)


def answer(question: bytes) -> bytes:
    """Return the answer to a message; whatever breaks concerns that page alone."""
    from harvest.reading.article import read_article  # here: this process alone needs its parsers

    try:
        asked: dict[str, Any] = json.loads(question)
        offset, day, moment = asked["offset"], asked["today"], asked["fetched_at"]
        reading = read_article(
            asked["html"],
            url=asked["url"],
            today=date.fromisoformat(day) if day else None,
            fetched_at=datetime.fromisoformat(moment) if moment else None,
            zone=WESTERN_TIME if offset is None else timezone(timedelta(seconds=offset)),
            rules=_rules_of(asked["rules"]),
        )
        return json.dumps(asdict(reading), default=date.isoformat).encode()
    except UnreadableFileError as error:
        return json.dumps({"error": error.what, "mend": error.mend}).encode()
    except Exception as error:
        what = f"the page cannot be read: {type(error).__name__}"
        return json.dumps({"error": what, "mend": None}).encode()


def _rules_of(table: dict[str, Any] | None) -> ReadingRules | None:
    """Return the rules of a question, whose tuples JSON has turned into lists."""
    if table is None:
        return None
    lists = {key: tuple(table[key]) for key in ("remove", "byline_labels")}
    return ReadingRules(**{**table, **lists})


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions until there are no more."""
    while len(header := questions.read(LENGTH.size)) == LENGTH.size:
        reply = answer(questions.read(LENGTH.unpack(header)[0]))
        answers.write(LENGTH.pack(len(reply)) + reply)
        answers.flush()


def _stay_offline(event: str, _arguments: tuple[object, ...]) -> None:
    """Forbid the network to this process: reading a file must not tell anybody about it."""
    if event in _NETWORK:
        raise PermissionError("pages are read offline")


def _limit_memory(size: int) -> None:
    """Bound the memory of this process, in bytes, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    _limit_memory(int(sys.argv[1]))
    sys.addaudithook(_stay_offline)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    serve(sys.stdin.buffer, sys.stdout.buffer)
