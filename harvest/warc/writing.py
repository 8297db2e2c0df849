"""Writes what was fetched as web archives that a kill, at any moment, leaves readable.

A file is called ``….warc.gz.open`` while it grows, and gets its name when it is complete. What a
record holds is decided by ``building``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from io import FileIO
from pathlib import Path
from types import TracebackType

from corpus.records import Page
from harvest.fetching.agent import NAME
from harvest.fetching.results import FetchResult
from harvest.warc.building import RecordPacker
from harvest.warc.limits import MAX_FILE
from harvest.warc.roles import Role

_OPEN = ".open"


def _utc_now() -> datetime:
    """Return the time of day, UTC."""
    return datetime.now(UTC)


class WarcWriter:
    """Writes records into files of a folder; a context manager that completes the last file.

    Nothing is written before the first record, and no file that exists is touched. For one
    thread at a time.

    Args:
        folder: Made if it does not exist.
        version: Version of gali, for the first record of each file.
        contact: How to reach who runs it, likewise; None leaves it out.
        max_bytes: Size from which on a new file is begun.
        now: The time of day, UTC; it names the files.
    """

    def __init__(
        self,
        folder: Path,
        *,
        version: str,
        contact: str | None = None,
        max_bytes: int = MAX_FILE,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._folder = folder
        self._version = version
        self._contact = contact
        self._max_bytes = max_bytes
        self._now = now
        self._serial = 0
        self._file: _OpenFile | None = None
        self._complete: list[Path] = []

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are complete, in order; may be empty."""
        return tuple(self._complete)

    def __enter__(self) -> WarcWriter:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Complete the file."""
        self.close()

    def write(self, result: FetchResult, role: Role | None = None) -> bool:
        """Write what was fetched; return False if the server said that nothing had changed.

        Args:
            result: What was fetched.
            role: What the page is besides an article; None says nothing of it.

        Raises:
            OSError: If it cannot be written; what was written before stays.
        """
        if result.page is None:
            return False
        self._write(result.page, result.status, result.headers, role)
        return True

    def write_page(self, page: Page) -> None:
        """Write a stored page, of whose answer no more is known than its media type.

        Raises:
            OSError: If it cannot be written; what was written before stays.
        """
        self._write(page, HTTPStatus.OK, {})

    def close(self) -> None:
        """Complete the file that is open, if there is one.

        Raises:
            OSError: If it cannot be written to its end.
        """
        file, self._file = self._file, None
        if file is not None:
            self._complete.append(file.complete())

    def _write(
        self, page: Page, status: int, headers: Mapping[str, str], role: Role | None = None
    ) -> None:
        """Write the records of one page into the file that is to take it."""
        if self._file is not None and self._file.size >= self._max_bytes:
            self.close()
        if self._file is None:
            self._file = self._begin_file()
        self._file.append(self._file.packer.pack_page(page, status, headers, role))

    def _begin_file(self) -> _OpenFile:
        """Begin a file under a name that no file has."""
        self._folder.mkdir(parents=True, exist_ok=True)
        moment = self._now().astimezone(UTC).strftime("%Y%m%d%H%M%S")
        while True:
            name = f"{NAME}-{moment}-{self._serial:05}-{os.getpid()}.warc.gz"
            self._serial += 1
            path = self._folder / name
            if not path.exists() and not _unfinished(path).exists():
                packer = RecordPacker(name, version=self._version, contact=self._contact)
                return _OpenFile(path, packer)


class _OpenFile:
    """One file that is being written; a record that could not be written whole is cut off."""

    def __init__(self, path: Path, packer: RecordPacker) -> None:
        """Begin the file with the record that tells who made it."""
        self.packer = packer
        self.size = 0
        self._path = path
        self._stream = FileIO(_unfinished(path), "xb")  # unbuffered: a kill loses nothing
        self.append(packer.pack_info())

    def append(self, packed: bytes) -> None:
        """Hand packed records to the system, all or nothing."""
        rest = memoryview(packed)
        try:
            while rest:
                rest = rest[self._stream.write(rest) :]
        except BaseException:
            self._stream.seek(self.size)
            self._stream.truncate()
            raise
        self.size += len(packed)

    def complete(self) -> Path:
        """Close the file and give it its name; return its path."""
        os.fsync(self._stream.fileno())
        self._stream.close()
        return _unfinished(self._path).rename(self._path)


def _unfinished(path: Path) -> Path:
    """Return what a file is called while it grows."""
    return path.with_name(path.name + _OPEN)
