"""Streams of bytes with a name, read within limits; damage becomes a reason, not a crash.

What the bytes mean is decided elsewhere.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import zstandard

from corpus.errors import UnreadableFileError
from harvest.limits import HARMLESS_OUTPUT, MAX_DOCUMENT, MAX_SWELLING

_DAMAGE = (
    EOFError,
    OSError,
    zlib.error,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    zstandard.ZstdError,
)


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file, an archive's member or standard input, not opened yet.

    Attributes:
        origin: How it is called in results and messages.
        name: Base name, which may tell its kind; empty if it has none.
        open: Opens it for reading; may raise OSError, ValueError or UnreadableFileError.
    """

    origin: str
    name: str
    open: Callable[[], AbstractContextManager[Readable]]


class ReplayedStream(io.RawIOBase):
    """A stream whose first bytes were read already and are given once more."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        """Take what was read and what is still to be read."""
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer as far as one reading goes."""
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


class CountedStream:
    """Counts the compressed bytes that a decompressor has taken in."""

    def __init__(self, stream: Readable) -> None:
        """Take the compressed stream."""
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes and count them."""
        data = self._stream.read(size)
        self.count += len(data)
        return data


class UnpackedStream(io.RawIOBase):
    """The output of a decompressor: forward only, refuses bombs, explains damage."""

    def __init__(self, stream: Readable, packed: Callable[[], int]) -> None:
        """Take the output and a function that tells how many packed bytes it came from."""
        self._stream = stream
        self._packed = packed
        self._position = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer as far as one reading goes.

        Raises:
            UnreadableFileError: If the archive is damaged, cut off, locked, or a bomb.
        """
        try:
            data = self._stream.read(len(buffer))
        except _DAMAGE as error:
            raise damaged(error) from error
        self._position += len(data)
        if self._position > max(HARMLESS_OUTPUT, MAX_SWELLING * self._packed()):
            raise UnreadableFileError(
                f"the archive swells more than {MAX_SWELLING}-fold, as a decompression bomb does",
                mend="If you trust it, unpack it yourself and give the files",
            )
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes; no more than a document at once, whatever a header asks.

        Raises:
            UnreadableFileError: As ``readinto``, or if more is asked for.
        """
        if size > MAX_DOCUMENT:
            raise too_large("an entry in the archive")
        return super().read(size) or b""

    def tell(self) -> int:
        """Return how many bytes were given out."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Skip forward to a position.

        Raises:
            UnreadableFileError: If the position lies behind, or after the end.
        """
        if whence != io.SEEK_SET or offset < self._position:
            raise damaged(ValueError("backward reference"))
        while self._position < offset:
            if not self.read(min(65536, offset - self._position)):
                raise damaged(EOFError("unexpected end"))
        return offset


def read_head(stream: Readable, size: int) -> bytes:
    """Return the first ``size`` bytes of a stream, or all if it is shorter."""
    head = b""
    while len(head) < size and (piece := stream.read(size - len(head))):
        head += piece
    return head


def read_document(stream: Readable) -> bytes:
    """Return all bytes of a document.

    Raises:
        UnreadableFileError: If it is larger than `MAX_DOCUMENT`.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(1 << 20):
        size += len(piece)
        if size > MAX_DOCUMENT:
            raise too_large("the document")
        pieces.append(piece)
    return b"".join(pieces)


def too_large(what: str) -> UnreadableFileError:
    """Return the complaint that something is larger than one document can be."""
    return UnreadableFileError(
        f"{what} is larger than {MAX_DOCUMENT // 1_000_000} MB",
        mend="Split it into articles, for example as JSONL, one a line",
    )


def damaged(error: Exception) -> UnreadableFileError:
    """Return the complaint that an archive cannot be unpacked, with the reason if known."""
    if isinstance(error, EOFError) or "unexpected end" in str(error):
        return UnreadableFileError(
            "the archive is cut off before its end", mend="Fetch or copy it again"
        )
    if isinstance(error, RuntimeError) and "password" in str(error):
        return UnreadableFileError("this member is encrypted", mend="Unpack it with its password")
    return UnreadableFileError("the archive is damaged", mend="Fetch or copy it again")
