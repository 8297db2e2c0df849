"""Compressed bodies to bytes, a small piece at a time, so that a bomb never unfolds in memory.

Every decoder gives at most `PIECE` bytes at once, whatever it was fed; how many pieces are
taken is the caller's decision. gzip, deflate, Brotli and Zstandard; one of them, never nested.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import brotli  # type: ignore[import-untyped]
import zstandard

from harvest.fetching.failures import FetchError

PIECE = 65_536
"""Bytes that a decoder gives at once."""

ACCEPTED = "gzip, deflate, br, zstd"
"""What is offered to servers."""

# RFC 9659: what a decoder on the web must be able to hold, and may refuse to exceed.
_ZSTD_WINDOW = 8 * 1024 * 1024
# The library gives all that a piece unfolds to, at most 128 KiB for each four bytes of it; so
# it is fed by the sip, and 64 bytes cannot become more than 2 MiB.
_ZSTD_SIP = 64
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS

_DEFLATE_METHOD = 8  # in the low bits of a zlib frame's first byte

_Decoder = Callable[[Iterable[bytes]], Iterator[bytes]]


def parse_encoding(values: Sequence[str]) -> str:
    """Return the one encoding that the headers declare; empty if the body is plain.

    Raises:
        FetchError: ``broken`` if encodings are nested or unknown.
    """
    names = [name.strip().lower() for value in values for name in value.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > 1:
        raise FetchError("broken", f"the body is compressed {len(names)} times over")
    if names and names[0] not in _DECODERS:
        raise FetchError("broken", "the body is compressed in an unknown way")
    return names[0] if names else ""


def iter_decoded(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield a body decoded, in pieces of at most `PIECE` bytes where it was compressed.

    Args:
        pieces: The body as sent.
        encoding: As `parse_encoding` returns it.

    Raises:
        FetchError: ``broken`` if it is damaged, cut off, or not what it is said to be.
    """
    if not encoding:
        yield from pieces
        return
    try:
        yield from _DECODERS[encoding](pieces)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise FetchError("broken", f"the body is no proper {encoding}") from error


def _iter_gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzip holds; several members follow one another, rubbish after them is left."""
    decoder, started = zlib.decompressobj(_GZIP), False
    for piece in pieces:
        data = piece
        while data:
            if decoder.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return
                decoder = zlib.decompressobj(_GZIP)
            started = True
            yield from _nonempty(decoder.decompress(data, PIECE))
            data = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    yield from _rest(decoder, started)


def _iter_deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what deflate holds: with zlib's frame as the standard says, or raw as some send."""
    decoder, started = zlib.decompressobj(_ZLIB), False
    for piece in pieces:
        if not started and piece:
            decoder = zlib.decompressobj(_ZLIB if piece[0] & 0x0F == _DEFLATE_METHOD else _RAW)
            started = True
        data = piece
        while data and not decoder.eof:
            yield from _nonempty(decoder.decompress(data, PIECE))
            data = decoder.unconsumed_tail
    yield from _rest(decoder, started)


def _rest(decoder: zlib._Decompress, started: bool) -> Iterator[bytes]:
    """Yield what zlib still holds back after the last piece was taken in."""
    while started and not decoder.eof:
        data = decoder.decompress(decoder.unconsumed_tail, PIECE)
        if not data:
            raise _cut_off()
        yield data


def _iter_brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what Brotli holds."""
    decoder, started = brotli.Decompressor(), False
    for piece in pieces:
        if decoder.is_finished():
            return
        started = started or bool(piece)
        data = decoder.process(piece, output_buffer_limit=PIECE)
        # Output may be held back even where all input was taken, so ask until none comes.
        while data:
            yield from _sliced(data)
            data = decoder.process(b"", output_buffer_limit=PIECE)
    if started and not decoder.is_finished():
        raise _cut_off()


def _iter_zstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what Zstandard holds; several frames follow one another."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    decoder, is_open = unpacker.decompressobj(), False
    for piece in pieces:
        for start in range(0, len(piece), _ZSTD_SIP):
            data = piece[start : start + _ZSTD_SIP]
            while data:
                if decoder.eof:
                    decoder = unpacker.decompressobj()
                yield from _sliced(decoder.decompress(data))
                is_open = not decoder.eof
                data = decoder.unused_data if decoder.eof else b""
    if is_open:
        raise _cut_off()


def _sliced(data: bytes) -> Iterator[bytes]:
    """Yield bytes in pieces of at most `PIECE`."""
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]


def _nonempty(data: bytes) -> Iterator[bytes]:
    """Yield bytes if there are any."""
    if data:
        yield data


def _cut_off() -> FetchError:
    """Return the complaint that a compressed body ends too early."""
    return FetchError("broken", "the compressed body is cut off before its end")


_DECODERS: dict[str, _Decoder] = {
    "gzip": _iter_gzip,
    "x-gzip": _iter_gzip,
    "deflate": _iter_deflate,
    "br": _iter_brotli,
    "zstd": _iter_zstd,
}
