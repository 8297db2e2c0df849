"""Bytes to characters, for files whose encoding nobody wrote down or wrote down wrongly.

One broken byte must not spoil a page, and a wrong label must not either. No statistical guess
is made: on short Indonesian texts in cp1252 charset-normalizer answers cp1250 or UTF-16.
Finding out whether bytes are text at all is the business of ``kinds``.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    resolve_encoding,
)

from corpus.errors import UnreadableFileError
from harvest.limits import MAX_RECORD

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_LONGEST_TYPE = 200
_LAST_RESORT = "cp1252"
# Declared by hostile or broken pages; each would let ASCII bytes mean other characters.
_REFUSED = frozenset({"utf-7", "hz", "idna", "punycode", "unicode_escape", "raw_unicode_escape"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text.

    Attributes:
        text: The characters; U+FFFD stands where bytes made no sense.
        encoding: The Python name of the encoding that was used.
    """

    text: str
    encoding: str


def decode(body: bytes, *, declared: str | None = None, forced: str | None = None) -> Decoded:
    """Return bytes as text: by mark, as UTF-8, as declared, else as cp1252, in this order.

    UTF-8 is accepted with broken bytes as long as it has more sound multi-byte characters than
    broken ones, whatever was declared: that does not happen by chance.

    Args:
        body: The bytes.
        declared: What the document or its server says; not trusted.
        forced: What the user says; obeyed, with U+FFFD for what does not fit.

    Raises:
        UnreadableFileError: If the bytes cannot be text in the forced encoding at all.
    """
    if forced is not None:
        return Decoded(_decode_forced(body, forced), forced)
    encoding = encoding_by_mark(body) or looks_like_utf16(body[:_SAMPLE])
    if encoding is not None:
        return Decoded(body.decode(encoding, "replace"), encoding)
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_broken(body, declared)


def decode_html(
    body: bytes, *, content_type: str | None = None, forced: str | None = None
) -> Decoded:
    """Return a web page as text, with what its server or its ``<meta>`` declares as a hint.

    Args:
        body: The page.
        content_type: ``Content-Type`` as its server sent it; believed rather than ``<meta>``, as
            the HTML standard has it. None if there was none.
        forced: What the user says; obeyed.

    Raises:
        UnreadableFileError: If the bytes cannot be text in the forced encoding at all.
    """
    told = http_content_type_encoding(content_type[:_LONGEST_TYPE]) if content_type else None
    declared = told or html_body_declared_encoding(body[:_SAMPLE])
    return decode(body, declared=declared, forced=forced)


def iter_lines(stream: io.BufferedReader, *, forced: str | None = None) -> Iterator[str]:
    r"""Yield the lines of a text of any length, each with its ``\n``, decoded one by one.

    A line that is not UTF-8 is read as cp1252 without harm to the others.

    Args:
        stream: Positioned at its start.
        forced: Encoding of the whole; None finds it out.

    Raises:
        UnreadableFileError: If a line is longer than `MAX_RECORD`.
    """
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    wide = forced or _wide_encoding(sample)
    if wide is None:
        return _lines_of_bytes(stream)
    return _lines_of_text(stream, wide)


def encoding_by_mark(body: bytes) -> str | None:
    """Return the encoding that a byte order mark announces, or None."""
    return next((name for mark, name in _MARKS if body.startswith(mark)), None)


def looks_like_utf16(sample: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` if every other byte is mostly NUL, else None."""
    if len(sample) < 8:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _decode_broken(body: bytes, declared: str | None) -> Decoded:
    """Return bytes that are not sound UTF-8 as text."""
    text = body.decode("utf-8", "replace")
    if _sound_characters(text) > text.count("�"):
        return Decoded(text, "utf-8")
    named = resolve_encoding(declared) if declared and _is_harmless(declared) else None
    encoding = named if named and named != "utf-8" else _LAST_RESORT
    return Decoded(body.decode(encoding, "replace"), encoding)


def _sound_characters(text: str) -> int:
    """Return how many characters beyond ASCII were decoded properly."""
    return len(text) - len(text.encode("ascii", "ignore")) - text.count("�")


def _is_harmless(name: str) -> bool:
    """Return whether a declared encoding is one that turns bytes into text, plainly."""
    try:
        return codecs.lookup(name).name not in _REFUSED and isinstance(b"a".decode(name), str)
    except (LookupError, ValueError):
        return False


def _wide_encoding(sample: bytes) -> str | None:
    """Return the encoding whose line ends are not single bytes, or None for all others."""
    mark = encoding_by_mark(sample)
    return mark if mark and mark != "utf-8-sig" else looks_like_utf16(sample)


def _lines_of_bytes(stream: io.BufferedReader) -> Iterator[str]:
    """Yield lines that end with the byte LF, each decoded by itself."""
    number = 0
    while line := stream.readline(MAX_RECORD + 1):
        number += 1
        _check_length(line, number)
        yield decode(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).text


def _lines_of_text(stream: io.BufferedReader, encoding: str) -> Iterator[str]:
    """Yield lines of a stream in a known encoding."""
    text = io.TextIOWrapper(stream, encoding, "replace", newline="\n")
    number = 0
    try:
        while line := text.readline(MAX_RECORD + 1):
            number += 1
            _check_length(line, number)
            yield line
    except UnicodeError as error:
        raise _not_in(encoding) from error
    finally:
        text.detach()  # the stream is not ours to close


def _check_length(line: bytes | str, number: int) -> None:
    """Complain of a line beyond the limit."""
    if len(line) > MAX_RECORD:
        raise UnreadableFileError(
            f"line {number} is longer than {MAX_RECORD // 1_000_000} MB",
            mend="Write one record on each line",
        )


def _decode_forced(body: bytes, encoding: str) -> str:
    """Return bytes in the encoding that the user asked for."""
    try:
        return body.decode(encoding, "replace")
    except UnicodeError as error:
        raise _not_in(encoding) from error


def _not_in(encoding: str) -> UnreadableFileError:
    """Return the complaint that bytes are not in an encoding."""
    return UnreadableFileError(
        f"the bytes are not text in the encoding {encoding}",
        mend="Name another encoding, or none to have it found out",
    )
