"""The HTTP answer in a record: its status and fields, and its body as a server meant it.

Archives of others keep bodies as they were sent, in chunks and compressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser

from corpus.errors import UnreadableFileError
from harvest.fetching.decoding import iter_decoded, parse_encoding
from harvest.fetching.failures import FetchError
from harvest.limits import MAX_DOCUMENT
from harvest.streams import too_large
from harvest.warc.limits import MAX_HEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedAnswer:
    """An answer as it was archived.

    Attributes:
        status: HTTP status; 0 if it cannot be read.
        fields: Header fields in order, names in lower case.
        payload: The body as it was sent.
    """

    status: int
    fields: tuple[tuple[str, str], ...]
    payload: bytes

    def all(self, name: str) -> list[str]:
        """Return the values of a header in order; empty if it is missing."""
        return [value for key, value in self.fields if key == name]

    @property
    def content_type(self) -> str | None:
        """The media type as declared; None if none is."""
        return next(iter(self.all("content-type")), None)

    @property
    def is_chunked(self) -> bool:
        """Whether the fields say that the body was sent in chunks."""
        return any("chunked" in value.lower() for value in self.all("transfer-encoding"))


def parse_answer(block: bytes) -> ArchivedAnswer:
    """Return the HTTP answer of a block, the start of which is enough for its head.

    Raises:
        UnreadableFileError: If it has no head, or an endless one.
    """
    head = BytesIO(block[:MAX_HEAD])
    try:
        parsed = StatusAndHeadersParser([], verify=False).parse(head)
    except EOFError as error:
        raise UnreadableFileError("its HTTP answer is empty") from error
    if head.tell() == MAX_HEAD:
        raise UnreadableFileError("the head of its HTTP answer is too large")
    return ArchivedAnswer(
        status=_status(parsed.statusline),
        fields=tuple((name.lower(), value.strip()) for name, value in parsed.headers),
        payload=block[head.tell() :],
    )


def unchunked(answer: ArchivedAnswer) -> bytes:
    """Return the body without the marks of its chunks; as it is where it has none after all."""
    if not answer.is_chunked:
        return answer.payload
    reader = ChunkedDataReader(BytesIO(answer.payload))
    return bytes(reader.read())


def decoded(body: bytes, encodings: Sequence[str]) -> bytes:
    """Return a body that may be compressed as it was meant.

    Args:
        body: Without the marks of chunks.
        encodings: Values of ``Content-Encoding``. Some archives keep them beside a body that
            they have unpacked; such a one is taken as it is.

    Raises:
        UnreadableFileError: If it is damaged, cut off, or larger than a document.
    """
    pieces, size = [], 0
    try:
        for piece in iter_decoded([body], parse_encoding(encodings)):
            size += len(piece)
            if size > MAX_DOCUMENT:
                raise too_large("the page")
            pieces.append(piece)
    except FetchError as error:
        if body.lstrip()[:1] in (b"<", b"{"):
            return body
        raise UnreadableFileError(error.what) from error
    return b"".join(pieces)


def _status(statusline: str) -> int:
    """Return the number that a status line begins with; 0 if there is none."""
    number = statusline.partition(" ")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) == 3 else 0
