"""What zip, tar, gzip and zstd archives hold, read in place and within limits.

Nothing is ever written to disk under a member's name, so names that climb out of a folder do no
harm. An archive inside an archive is not opened (``.tar.gz`` is one archive).
"""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import PurePosixPath
from typing import IO, Literal, cast

import zstandard

from corpus.errors import UnreadableFileError
from harvest.kinds import is_asset
from harvest.limits import (
    HARMLESS_OUTPUT,
    MAX_MEMBERS,
    MAX_SPOOL,
    MAX_SWELLING,
)
from harvest.problems import Problem, printable
from harvest.streams import CountedStream, Entry, Readable, UnpackedStream, damaged

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_ENCRYPTED = 0x1
# A block of three bytes may hold 128 kB, so little is unpacked at a time.
_ZSTD_SIP_BYTES = 1024
_ZSTD_WINDOW_BYTES = 1 << 27
_ZIP_DAMAGE = (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError)
_TAR_DAMAGE = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, RecursionError)


def iter_zip(stream: Readable, origin: str) -> Iterator[Entry | Problem]:
    """Yield the members of a zip archive by name, and a problem for each that is refused.

    Args:
        stream: The archive; copied aside if it cannot be read in any order.
        origin: The archive's name.

    Raises:
        UnreadableFileError: If it is no zip archive, damaged, too full, or a bomb.
    """
    with seekable(stream) as file, _open_zip(file) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _check_count(len(members))
        _check_swelling(sum(member.file_size for member in members), _size(file))
        for member in sorted(members, key=lambda m: m.filename):
            if not _is_passed_over(member.filename):
                yield _zip_member(archive, member, origin)


def iter_tar(stream: Readable, origin: str) -> Iterator[Entry | Problem]:
    """Yield the files of a tar archive in its own order; each must be read before the next.

    Args:
        stream: The archive, unpacked if it was compressed.
        origin: The archive's name.

    Raises:
        UnreadableFileError: If it is no tar archive, damaged, or too full.
    """
    forward = UnpackedStream(stream, _unlimited)
    try:
        archive = tarfile.open(fileobj=cast("IO[bytes]", forward), mode="r:")  # noqa: SIM115
    except _TAR_DAMAGE as error:
        raise damaged(error) from error
    for count, member in enumerate(_tar_members(archive)):
        _check_count(count)
        if member.isreg() and not _is_passed_over(member.name):
            yield _tar_member(archive, member, origin)


def unpacked(stream: Readable, method: Literal["gzip", "zstd"]) -> io.BufferedReader:
    """Return the bytes that a packed stream holds; reading them may raise UnreadableFileError."""
    packed = CountedStream(stream)
    source = cast("IO[bytes]", packed)
    opened: Readable
    opened = gzip.GzipFile(fileobj=source, mode="rb") if method == "gzip" else _ZstdStream(source)
    return io.BufferedReader(UnpackedStream(opened, lambda: packed.count))


class _ZstdStream:
    """The frames of a zstd stream, one after the other; complains if the last one is cut off."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._frame = self._new_frame()
        self._packed = b""
        self._unpacked = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""
        while not self._unpacked:
            if not self._packed:
                self._packed = self._source.read(_ZSTD_SIP_BYTES)
                if not self._packed:
                    return self._end()
            self._advance()
        data, self._unpacked = self._unpacked[:size], self._unpacked[size:]
        return data

    def _advance(self) -> None:
        """Unpack what was read, up to the end of a frame."""
        if self._frame.eof:
            self._frame = self._new_frame()
        self._unpacked = self._frame.decompress(self._packed)
        self._packed = self._frame.unused_data

    def _end(self) -> bytes:
        """Return nothing, if the last frame has ended."""
        if not self._frame.eof:
            raise EOFError("unexpected end")
        return b""

    @staticmethod
    def _new_frame() -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW_BYTES).decompressobj()


def _tar_members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the members of a tar archive until its end."""
    while True:
        try:
            member = archive.next()
        except _TAR_DAMAGE as error:
            raise damaged(error) from error
        if member is None:
            return
        yield member


def _unlimited() -> int:
    """Return a number of packed bytes that no archive exceeds: gzip was watched before."""
    return 1 << 62


def seekable(stream: Readable) -> AbstractContextManager[IO[bytes]]:
    """Return a stream that can be read in any order: itself, or a copy in a temporary file."""
    if isinstance(stream, io.BufferedIOBase) and stream.seekable():
        return nullcontext(cast("IO[bytes]", stream))
    copy = tempfile.SpooledTemporaryFile(max_size=HARMLESS_OUTPUT)  # noqa: SIM115
    copied = CountedStream(stream)
    shutil.copyfileobj(_Capped(copied), copy)
    copy.seek(0)
    return cast("AbstractContextManager[IO[bytes]]", copy)


class _Capped:
    """Stops copying an archive that is larger than the space set aside for it."""

    def __init__(self, stream: CountedStream) -> None:
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes.

        Raises:
            UnreadableFileError: If there are more than `MAX_SPOOL` in all.
        """
        data = self._stream.read(size)
        if self._stream.count > MAX_SPOOL:
            raise UnreadableFileError(
                f"the archive is larger than {MAX_SPOOL // 10**9} GB",
                mend="Save it as a file and give its name",
            )
        return data


def _open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Return an opened zip archive."""
    try:
        return zipfile.ZipFile(file)
    except _ZIP_DAMAGE as error:
        raise damaged(error) from error


def _size(file: IO[bytes]) -> int:
    """Return the size of a seekable file in bytes."""
    position = file.tell()
    size = file.seek(0, io.SEEK_END)
    file.seek(position)
    return size


def _check_count(count: int) -> None:
    """Complain of an archive with too many members."""
    if count > MAX_MEMBERS:
        raise UnreadableFileError(
            f"the archive has more than {MAX_MEMBERS} members",
            mend="Unpack it and give the folder",
        )


def _check_swelling(unpacked_size: int, packed_size: int) -> None:
    """Complain of an archive that would become too large."""
    if unpacked_size > max(HARMLESS_OUTPUT, MAX_SWELLING * packed_size):
        raise UnreadableFileError(
            f"the archive swells more than {MAX_SWELLING}-fold, as a decompression bomb does",
            mend="If you trust it, unpack it yourself and give the files",
        )


def _is_passed_over(name: str) -> bool:
    """Return whether a member is a mere part of a page or a trace of an operating system."""
    parts = PurePosixPath(name).parts
    return (
        is_asset(name)
        or "__MACOSX" in parts
        or any(part.startswith(".") and part not in (".", "..") for part in parts[:-1])
    )


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str) -> Entry | Problem:
    """Return a member that can be opened, or the reason why not."""
    where = f"{origin}!{printable(member.filename)}"
    if member.flag_bits & _ENCRYPTED:
        return Problem(where, None, "this member is encrypted", "Unpack it with its password")
    if member.compress_type not in _METHODS:
        return Problem(
            where, None, "this member is compressed in a way that is not read", "Pack it as deflate"
        )

    def open_member() -> AbstractContextManager[Readable]:
        try:
            opened = archive.open(member)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise damaged(error) from error
        size = member.compress_size
        return closing(io.BufferedReader(UnpackedStream(opened, lambda: size)))

    return Entry(origin=where, name=PurePosixPath(member.filename).name, open=open_member)


def _tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, origin: str) -> Entry:
    """Return a file of a tar archive."""

    def open_member() -> AbstractContextManager[Readable]:
        content = archive.extractfile(member)
        if content is None:
            raise damaged(ValueError("no content"))
        return closing(io.BufferedReader(UnpackedStream(content, _unlimited)))

    where = f"{origin}!{printable(member.name)}"
    return Entry(origin=where, name=PurePosixPath(member.name).name, open=open_member)
