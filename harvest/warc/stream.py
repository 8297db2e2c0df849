"""The bytes of an archive, packed or not, read forward; damage is told and can be skipped.

warcio takes the end of a file that was cut off for its regular end, tells damage to standard
error only, and reads lines of any length. So bytes come from here, and warcio parses heads.
"""

from __future__ import annotations

import zlib

from corpus.errors import UnreadableFileError
from harvest.limits import HARMLESS_OUTPUT, MAX_SWELLING
from harvest.streams import Readable

_PIECE = 65_536
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b\x08"
_RECORD = b"WARC/1."
_STRAY = "there are bytes before it that belong to no record"
_MEND = "Fetch or copy the file again"


class DamagedError(UnreadableFileError):
    """A stretch of an archive is not as it was written; what follows may be sound."""


class CutOffError(DamagedError):
    """An archive ends in the middle of a record."""

    def __init__(self) -> None:
        super().__init__("the file ends in the middle of it; what came before was read", mend=_MEND)


class RecordStream:
    """The unpacked bytes of an archive.

    Every method that reads raises ``DamagedError`` where they are damaged, ``CutOffError`` where
    they end too early, and plain ``UnreadableFileError`` where they unfold like a bomb.

    Args:
        source: The archive from its start, packed with gzip or plain.
    """

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._latest = source.read(_PIECE)
        self._waiting = self._latest  # packed bytes that are not unpacked yet
        self._is_packed = _looks_packed(self._waiting)
        self._decoder: zlib._Decompress | None = None  # of the member that is being unpacked
        self._n_taken = len(self._waiting)
        self._n_given = 0
        self._member_start = -1
        self._buffer, self._position = b"", 0

    def is_at_end(self) -> bool:
        """Return whether nothing but blank lines is left; they are passed over."""
        while self._position < len(self._buffer) or self._refill():
            rest = self._buffer[self._position :].lstrip(b"\r\n")
            self._position = len(self._buffer) - len(rest)
            if rest:
                return False
        return True

    def insist_on_record(self) -> None:
        """Complain if no record begins here; nothing is passed over."""
        rest = self._buffer[self._position :]
        while len(rest) < len(_RECORD) and self._refill():
            rest += self._buffer
        self._buffer, self._position = rest, 0
        if len(rest) < len(_RECORD) and _RECORD.startswith(rest):
            raise CutOffError
        if not rest.startswith(_RECORD):
            raise DamagedError(_STRAY)

    def read(self, size: int) -> bytes:
        """Return exactly ``size`` bytes."""
        pieces, missing = [], size
        while missing:
            if self._position == len(self._buffer) and not self._refill():
                raise CutOffError
            piece = self._buffer[self._position : self._position + missing]
            self._position += len(piece)
            missing -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def skip(self, size: int) -> None:
        """Pass over ``size`` bytes."""
        while size > 0:
            size -= len(self.read(min(size, _PIECE)))

    def readline(self, limit: int) -> bytes:
        """Return the bytes up to a line's end, and with it, of a line of at most ``limit``."""
        line = b""
        while not line.endswith(b"\n"):
            if self._position == len(self._buffer) and not self._refill():
                raise CutOffError
            end = self._buffer.find(b"\n", self._position) + 1 or len(self._buffer)
            line += self._buffer[self._position : end]
            self._position = end
            if len(line) > limit:
                raise DamagedError("a line in its head is too long", mend=_MEND)
        return line

    def seal(self) -> None:
        """Verify the checksum of a gzip member, if nothing but its end is left of it."""
        if self._decoder is not None and self._position == len(self._buffer):
            self._buffer, self._position = self._unpack(self._decoder), 0

    def skip_to_record(self) -> bool:
        """Go on to what looks like the head of a record; return False if none is left."""
        while True:
            try:
                return self._find_record()
            except DamagedError:
                if not self._skip_to_member():
                    return False

    def _find_record(self) -> bool:
        """Go on to where a record begins in the unpacked bytes."""
        while (found := self._buffer.find(_RECORD, self._position)) < 0:
            tail = self._buffer[max(self._position, len(self._buffer) - len(_RECORD) + 1) :]
            if not self._refill():
                return False
            self._buffer = tail + self._buffer
        self._position = found
        return True

    def _refill(self) -> bool:
        """Replace the buffer, which was given out, by the bytes that follow; False at the end."""
        self._buffer, self._position = b"", 0
        if not self._is_packed:
            self._buffer = self._waiting or self._source.read(_PIECE)
            self._waiting = b""
        while self._is_packed and not self._buffer:
            if self._decoder is None and not self._begin_member():
                break
            assert self._decoder is not None
            self._buffer = self._unpack(self._decoder)
        return bool(self._buffer)

    def _begin_member(self) -> bool:
        """Begin to unpack the next gzip member; return False at the end of the file."""
        self._waiting = self._waiting.lstrip(b"\0")  # some tapes and disks pad files
        while len(self._waiting) < len(_MAGIC) and self._take():
            self._waiting = self._waiting.lstrip(b"\0")
        if not self._waiting:
            return False
        self._member_start = self._n_taken - len(self._waiting)
        if not _MAGIC.startswith(self._waiting[: len(_MAGIC)]):
            raise DamagedError(_STRAY)
        self._decoder = zlib.decompressobj(_GZIP)
        return True

    def _unpack(self, decoder: zlib._Decompress) -> bytes:
        """Return the next bytes of a gzip member; none at its end, whose checksum fits then."""
        data = b""
        while not data and not decoder.eof:
            try:
                data = decoder.decompress(self._waiting, _PIECE)
            except zlib.error as error:
                raise DamagedError("its packed bytes are damaged", mend=_MEND) from error
            self._waiting = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            if not data and not decoder.eof and not self._waiting and not self._take():
                raise CutOffError
        if decoder.eof:
            self._decoder = None
        self._n_given += len(data)
        self._insist_on_proportion()
        return data

    def _skip_to_member(self) -> bool:
        """Go on to the next gzip member after the damaged one; return False if there is none.

        A damaged member may have swallowed its neighbours, so the search begins again where the
        latest bytes were taken in, but never before the member itself.
        """
        self._buffer, self._position, self._decoder = b"", 0, None
        if not self._is_packed:
            return False
        rest = max(self._waiting, self._latest, key=len)
        self._waiting = rest[max(0, self._member_start + 1 - self._n_taken + len(rest)) :]
        while (found := self._waiting.find(_MAGIC)) < 0:
            self._waiting = self._waiting[-len(_MAGIC) + 1 :]
            if not self._take():
                return False
        self._waiting = self._waiting[found:]
        return True

    def _take(self) -> bool:
        """Take in more packed bytes; return False at the end of the file."""
        data = self._source.read(_PIECE)
        if not data:
            return False
        self._latest = data
        self._n_taken += len(data)
        self._waiting += data
        return True

    def _insist_on_proportion(self) -> None:
        """Complain of a file that unfolds to more than pages ever do."""
        if self._n_given > max(HARMLESS_OUTPUT, MAX_SWELLING * self._n_taken):
            raise UnreadableFileError(
                f"the archive swells more than {MAX_SWELLING}-fold, as a decompression bomb does",
                mend="If you trust it, unpack it yourself and give the files",
            )


def _looks_packed(head: bytes) -> bool:
    """Return whether the first bytes of an archive are packed, even if some are damaged."""
    is_magic = _MAGIC in head or _MAGIC.startswith(head)
    return is_magic and not head.startswith(_RECORD)
