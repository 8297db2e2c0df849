"""The records of an archive one after the other, each whole, and what is damaged between them.

What a record holds is told by ``answers``; here only where it begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from harvest.warc.limits import MAX_BLOCK, MAX_HEAD
from harvest.warc.stream import DamagedError, RecordStream

_VERSIONS = ["WARC/1.0", "WARC/1.1"]
_WANTED = frozenset({"response", "resource"})
_BLANK = (b"\r\n", b"\n")
_LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """One record, whose end was found where its head says.

    Attributes:
        number: Its place in the archive, from 1; damaged records are counted.
        kind: ``WARC-Type`` in lower case.
        fields: The other named fields, names in lower case; of equal ones the first.
        block: Its bytes up to `MAX_BLOCK`; empty if it is neither ``response`` nor ``resource``.
        length: Length of its block.
    """

    number: int
    kind: str
    fields: dict[str, str]
    block: bytes
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A record that cannot be read.

    Attributes:
        number: Its place in the archive, from 1.
        error: What is wrong with it.
    """

    number: int
    error: DamagedError


def iter_records(stream: RecordStream) -> Iterator[WarcRecord | Damage]:
    """Yield the records of an archive; where one is damaged, go on with the next that is found.

    Raises:
        UnreadableFileError: If the archive unfolds like a bomb.
        OSError: If it cannot be read.
    """
    number = 1
    while True:
        try:
            if stream.is_at_end():
                return
            stream.insist_on_record()
            yield _read_record(stream, number)
        except DamagedError as error:
            yield Damage(number=number, error=error)
            if not stream.skip_to_record():
                return
        number += 1


def _read_record(stream: RecordStream, number: int) -> WarcRecord:
    """Return the record that begins here.

    Raises:
        DamagedError: If it is not whole.
    """
    fields = _read_fields(stream)
    kind, length = fields.get("warc-type", "").lower(), _length(fields)
    block = stream.read(min(length, MAX_BLOCK)) if kind in _WANTED else b""
    stream.skip(length - len(block))
    if not all(stream.readline(MAX_HEAD) in _BLANK for _ in range(2)):
        raise DamagedError("it does not end where its head says")
    stream.seal()
    return WarcRecord(number=number, kind=kind, fields=fields, block=block, length=length)


def _read_fields(stream: RecordStream) -> dict[str, str]:
    """Return the named fields of a record's head, names in lower case."""
    head = b""
    while not head.endswith((b"\n\r\n", b"\n\n")):
        head += stream.readline(MAX_HEAD - len(head))
    try:
        parsed = StatusAndHeadersParser(_VERSIONS).parse(BytesIO(head))
    except (StatusAndHeadersParserException, EOFError) as error:
        raise DamagedError("it does not begin as a WARC record does") from error
    return {name.lower(): value for name, value in reversed(parsed.headers)}


def _length(fields: dict[str, str]) -> int:
    """Return the length of a record's block."""
    length = fields.get("content-length", "").strip()
    if not (length.isascii() and length.isdecimal() and len(length) <= _LONGEST_NUMBER):
        raise DamagedError("its head does not say how long it is")
    return int(length)
