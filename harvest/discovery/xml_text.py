"""Bytes of a stranger's XML to characters that parsers can be given: unpacked, sound, harmless.

All of it in small pieces, so that a packed bomb never unfolds in memory.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from w3lib.encoding import html_body_declared_encoding

from corpus.errors import UnreadableFileError
from harvest.charset import decode
from harvest.fetching.decoding import PIECE, iter_decoded

_GZIP = b"\x1f\x8b"
_SAMPLE = 4096
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CHARACTERS = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
_LONGEST_REFERENCE = 12
# What a document defines itself (<!ENTITY …>) is never expanded, and what HTML defines is unknown
# to XML; a bare & is a common slip in addresses. All of these become plain text.
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>\d{1,7});|#x(?P<hex>[\da-fA-F]{1,6});|(?!(?:amp|lt|gt|quot|apos);))",
    re.ASCII,
)


def iter_bytes(body: bytes, limit: int) -> Iterator[bytes]:
    """Yield a document in pieces, unpacked if it is gzip.

    Args:
        body: As fetched.
        limit: Bytes, unpacked, that are given at most.

    Raises:
        UnreadableFileError: Behind what could be given, if there is more, or the rest is damaged.
        FetchError: ``broken``, likewise, if the packing is damaged.
    """
    pieces: Iterator[bytes] = (body[n : n + PIECE] for n in range(0, len(body), PIECE))
    if body.startswith(_GZIP):
        pieces = iter_decoded(pieces, "gzip")
    size = 0
    for piece in pieces:
        yield piece[: limit - size]
        size += len(piece)
        if size > limit:
            raise UnreadableFileError(f"only the first {limit // 1_000_000} MB were read")


def iter_text(pieces: Iterable[bytes], declared: str | None = None) -> Iterator[str]:
    """Yield a document as characters, without those that XML does not know.

    Args:
        pieces: The document; the first is the sample by which its encoding is found.
        declared: Encoding that the server declares; None if it declares none.
    """
    decoder: codecs.IncrementalDecoder | None = None
    for piece in pieces:
        decoder = decoder or _decoder(piece, declared)
        yield _NOT_XML.sub("", decoder.decode(piece))
    if decoder is not None:
        yield _NOT_XML.sub("", decoder.decode(b"", final=True))


def iter_sound(pieces: Iterable[str]) -> Iterator[str]:
    """Yield XML in which every ``&`` begins one of XML's five references or a character's number.

    In CDATA sections it becomes ``&amp;`` as well, which whoever reads the values must undo.
    """
    held = ""
    for piece in pieces:
        held += piece
        cut = held.rfind("&", max(0, len(held) - _LONGEST_REFERENCE))
        ready, held = (held[:cut], held[cut:]) if cut >= 0 else (held, "")
        yield _REFERENCE.sub(_sound_reference, ready)
    yield _REFERENCE.sub(_sound_reference, held)


def _sound_reference(found: re.Match[str]) -> str:
    """Return a reference by number if XML knows the character, and ``&amp;`` for a stray ``&``."""
    if not (found["decimal"] or found["hex"]):
        return "&amp;"
    code = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
    is_known = code in (9, 10, 13) or any(first <= code <= last for first, last in _CHARACTERS)
    return found.group() if is_known else "\ufffd"


def _decoder(piece: bytes, declared: str | None) -> codecs.IncrementalDecoder:
    """Return what decodes a document that begins with some bytes."""
    # A character that the end of the piece cuts in two is no sign of a broken encoding.
    sample = piece[: piece.rfind(b">") + 1] or piece
    declared = html_body_declared_encoding(piece[:_SAMPLE]) or declared
    encoding = decode(sample, declared=declared).encoding
    return codecs.getincrementaldecoder(encoding)("replace")
