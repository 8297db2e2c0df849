"""What a file is: text, web page, table, archive, or something that is not read at all.

Facts are in ``data/kinds.toml``. The name decides where it says something, the first bytes
where it does not or where they prove it wrong. Nothing is opened or parsed here.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Literal, cast

from corpus.errors import UnreadableFileError
from harvest.charset import decode, encoding_by_mark, looks_like_utf16
from harvest.columns import find_columns
from harvest.options import Kind

ArchiveKind = Literal["zip", "gzip", "zstd", "tar", "warc"]
FileKind = Literal["text", "html", "jsonl", "csv", "parquet", "zip", "gzip", "zstd", "tar", "warc"]

HEAD = 8192
"""Bytes from the start of a file that are looked at."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MOST_CONTROLS = 0.005
_HTML = re.compile(
    r"\s{0,200}(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_MARKUP = re.compile(r"\s{0,200}<[a-z!?]", re.I)
_WARC = re.compile(rb"WARC/[01]\.\d")
_ZSTD = b"\x28\xb5\x2f\xfd"
_PARQUET = b"PAR1"
_JSON = re.compile(r'\s{0,200}(?:\[\s{0,200})?\{\s{0,200}(?:"|$)')


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A kind of file that is refused with a reason."""

    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """The table of ``kinds.toml``."""

    by_suffix: dict[str, FileKind]
    assets: frozenset[str]
    foreign: tuple[_Foreign, ...]


def kind_by_name(name: str) -> FileKind | None:
    """Return what the end of a name says a file is; None where it says nothing."""
    return _facts().by_suffix.get(_suffix(name))


def is_asset(name: str) -> bool:
    """Return whether a file is a mere part of a saved web page, or hidden."""
    path = PurePosixPath(name)
    return path.name.startswith((".", "~$")) or _suffix(name) in _facts().assets


def find_kind(name: str, head: bytes, wanted: Kind | None) -> FileKind:
    """Return what a file is.

    Args:
        name: Its base name.
        head: Its first bytes, up to `HEAD`.
        wanted: What the user says it is; archives are recognised all the same.

    Raises:
        UnreadableFileError: If it is of a kind that cannot be read, with how to mend it.
    """
    by_name = kind_by_name(name)
    if by_name == "gzip" and _holds_warc(head):
        return "warc"
    if by_name in ("parquet", "zip", "gzip", "zstd", "tar", "warc"):
        return by_name
    _refuse_foreign(name if wanted is None else "", head)
    if head.startswith(_PARQUET):
        return "parquet"
    if archive := _archive_by_content(head):
        return _unless_named_otherwise(archive, by_name)
    _refuse_binary(head)
    if wanted is not None:
        return wanted
    if by_name in (None, "text") and _HTML.match(_beginning(head)):
        return "html"
    return by_name or _kind_by_content(head)


def stem(name: str) -> str:
    """Return the base name of a file without the suffixes of its kind: ``a.txt.gz`` is ``a``."""
    base = PurePosixPath(name).name
    while (suffix := _suffix(base)) in _facts().by_suffix and suffix != base:
        base = base[: -len(suffix)]
    return base


def _archive_by_content(head: bytes) -> ArchiveKind | None:
    """Return the kind of archive that the first bytes announce, or None."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _holds_warc(head) else "gzip"
    if head.startswith(_ZSTD):
        return "zstd"
    if _WARC.match(head):
        return "warc"
    return "tar" if head[257:262] == b"ustar" else None


def _holds_warc(head: bytes) -> bool:
    """Return whether the first bytes of a gzip file are those of a web archive."""
    try:
        return bool(_WARC.match(zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 16)))
    except zlib.error:
        return False


def _kind_by_content(head: bytes) -> FileKind:
    """Return what a file without a telling name is; plain text where nothing else fits."""
    beginning = _beginning(head)
    if _JSON.match(beginning):
        return "jsonl"
    if _MARKUP.match(beginning):
        return "html"
    return "csv" if _is_table_header(beginning.lstrip().partition("\n")[0]) else "text"


def _is_table_header(line: str) -> bool:
    """Return whether a line names two columns or more, and that of the text among them."""
    names = [name.strip(" \"'\r") for name in re.split(r"[,;\t|]", line)]
    try:
        return len(names) > 1 and "text" in find_columns(names, {})
    except UnreadableFileError:
        return True


def _beginning(head: bytes) -> str:
    """Return the first characters of a file."""
    return decode(head).text.replace("\ufeff", "")


def _refuse_foreign(name: str, head: bytes) -> None:
    """Complain of a file that its name or its bytes show to be of a kind that is not read."""
    for foreign in _facts().foreign:
        if _suffix(name) in foreign.suffixes or head.startswith(foreign.magic):
            raise UnreadableFileError(f"this is {foreign.what}, no text", mend=foreign.mend)


def _unless_named_otherwise(archive: ArchiveKind, by_name: FileKind | None) -> ArchiveKind:
    """Return the kind of an archive, unless its name says that it is a text."""
    if by_name is None:
        return archive
    raise UnreadableFileError(
        "this is an archive under the name of a text", mend="Name it .zip, .tar, .gz or .zst"
    )


def _refuse_binary(head: bytes) -> None:
    """Complain of bytes that are no text."""
    if _is_binary(head):
        raise UnreadableFileError(
            "this is a binary file, no text", mend="Give plain text, HTML, CSV or JSONL"
        )


def _is_binary(head: bytes) -> bool:
    """Return whether bytes hold more control characters than a text can."""
    if encoding_by_mark(head) not in (None, "utf-8-sig") or looks_like_utf16(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(head) and controls > 1


def _suffix(name: str) -> str:
    """Return the last suffix of a name in lower case; empty if it has none."""
    return PurePosixPath(name).suffix.lower()


@lru_cache(maxsize=1)
def _facts() -> _Facts:
    """Read ``kinds.toml``."""
    table = tomllib.loads(files("harvest").joinpath("data", "kinds.toml").read_text("utf-8"))
    by_suffix = {
        suffix: cast(FileKind, kind)
        for kind, suffixes in {**table["kinds"], **table["binary"], **table["archives"]}.items()
        for suffix in suffixes
    }
    foreign = tuple(
        _Foreign(
            tuple(row["suffixes"]),
            tuple(bytes.fromhex(magic) for magic in row["magic"]),
            row["what"],
            row["mend"],
        )
        for row in table["foreign"]
    )
    return _Facts(by_suffix, frozenset(table["assets"]["suffixes"]), foreign)
