"""Files that people already have, read as articles: text, web pages, tables, archives.

The one door of the import: it walks what the user names, decides what each file is, hands it to
the room that reads it, and turns every failure into a ``Problem`` beside the articles. Lazy:
nothing is opened before it is asked for, and one file is open at a time.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Literal

from corpus.errors import UnreadableFileError
from corpus.records import Article
from harvest.archives import iter_tar, iter_zip, unpacked
from harvest.charset import decode, iter_lines
from harvest.drafts import Draft, complete
from harvest.kinds import HEAD, FileKind, find_kind, is_asset, stem
from harvest.options import ReadOptions
from harvest.outlets.catalogue import SourceIndex, load_sources
from harvest.outlets.manifest import SourceManifest
from harvest.plain import read_plain
from harvest.problems import Problem, printable
from harvest.reading.reader import HtmlReader
from harvest.streams import Entry, Readable, ReplayedStream, read_document, read_head
from harvest.tables import BadRecord, read_csv, read_jsonl

__all__ = ["Problem", "ReadOptions", "read_inputs"]

STDIN = "-"
_LONGEST_PATH = 4096
_Inside = Literal["nothing", "gzip", "archive"]


def read_inputs(
    paths: Iterable[Path | str],
    *,
    options: ReadOptions,
    stdin: BinaryIO | None = None,
    sources: Iterable[SourceManifest] | None = None,
) -> Iterator[Article | Problem]:
    """Yield the articles of files and folders, and a problem for whatever cannot be read.

    Args:
        paths: Files, folders (walked by name, hidden files and parts of saved pages left out),
            archives, and ``-`` for standard input.
        options: How to read them.
        stdin: Standard input; None takes the process's own.
        sources: The outlets that are known, which tell the time zones of archived pages; None
            for those that come with gali.

    Yields:
        Articles in the order of the paths; problems where the article would have been. A
        problem with ``kept`` follows the article of which it tells a lost detail.
    """
    with HtmlReader() as pages:
        reader = _Reader(options, pages, sources)
        entries = _iter_entries(paths, stdin)
        found = (one for entry in entries for one in reader.read(entry, "nothing"))
        yield from _numbered(found, options)


def _numbered(
    found: Iterable[Article | Problem], options: ReadOptions
) -> Iterator[Article | Problem]:
    """Yield what was found, articles without an id by their position if that is wanted.

    A file or record that could not be read holds its number, so that the others keep theirs
    when it is mended.
    """
    prefix = f"{options.id_prefix}-" if options.id_prefix else ""
    position = 0
    for one in found:
        if isinstance(one, Article) and options.id_from == "position" and one.external_id is None:
            one = replace(one, external_id=f"{prefix}{position:03}")
        if isinstance(one, Article) or not one.kept:
            position += 1
        yield one


def _iter_entries(paths: Iterable[Path | str], stdin: BinaryIO | None) -> Iterator[Entry | Problem]:
    """Yield the files that are to be read."""
    for path in paths:
        given = str(path)
        if given == STDIN:
            yield _stdin_entry(stdin)
        elif os.path.isdir(given):  # noqa: PTH112 - the name as given, which Path would alter
            yield from _walk(given)
        else:
            yield _file_entry(given)


def _stdin_entry(stdin: BinaryIO | None) -> Entry:
    """Return standard input; it is not closed after reading."""
    stream = sys.stdin.buffer if stdin is None else stdin
    return Entry(origin=STDIN, name="", open=lambda: nullcontext(stream))


def _file_entry(path: str) -> Entry:
    """Return a file of the disk."""

    def open_file() -> AbstractContextManager[Readable]:
        return open(path, "rb")  # noqa: PTH123 - the name as given

    return Entry(origin=_shown(path), name=os.path.basename(path), open=open_file)  # noqa: PTH119


def _walk(folder: str) -> Iterator[Entry | Problem]:
    """Yield the files of a folder and those below it, in the order of their names."""
    failures: list[OSError] = []
    is_empty = True
    for place, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not is_asset(name)):
            is_empty = False
            yield _walked(os.path.join(place, name))  # noqa: PTH118
    for failure in failures:
        yield _unreadable(_shown(str(failure.filename)), failure)
    if is_empty and not failures:
        yield Problem(
            _shown(folder), None, "the folder holds no file to read", "Give a folder with articles"
        )


def _walked(path: str) -> Entry | Problem:
    """Return a file met in a folder; pipes and devices, which could block, are refused."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except (OSError, ValueError) as error:
        return _unreadable(_shown(path), error)
    if not stat.S_ISREG(mode):
        return Problem(_shown(path), None, "this is no regular file")
    return _file_entry(path)


class _Reader:
    """Reads one entry after the other, whatever it is."""

    def __init__(
        self, options: ReadOptions, pages: HtmlReader, sources: Iterable[SourceManifest] | None
    ) -> None:
        """Take the user's choices, the process that reads web pages, and the known outlets."""
        self._options = options
        self._pages = pages
        self._sources = sources
        self._today = date.today()

    @cached_property
    def _index(self) -> SourceIndex:
        """The known outlets by their addresses; most inputs never ask for them."""
        return SourceIndex(load_sources() if self._sources is None else self._sources)

    def read(self, entry: Entry | Problem, inside: _Inside) -> Iterator[Article | Problem]:
        """Yield the articles of an entry and its problems; nothing that is in it raises."""
        if isinstance(entry, Problem):
            yield entry
            return
        try:
            with entry.open() as stream:
                yield from self._read_stream(stream, entry, inside)
        except UnreadableFileError as error:
            yield Problem(entry.origin, error.where, error.what, error.mend)
        except (OSError, ValueError) as error:
            yield _unreadable(entry.origin, error)

    def _read_stream(
        self, stream: Readable, entry: Entry, inside: _Inside
    ) -> Iterator[Article | Problem]:
        """Yield the articles of an opened entry."""
        head = read_head(stream, HEAD)
        if not head:
            yield Problem(entry.origin, None, "the file is empty")
            return
        kind = find_kind(entry.name, head, self._options.kind)
        buffered = _rewound(stream, head)
        if kind == "csv" or kind == "jsonl" or kind == "parquet":
            yield from self._read_table(buffered, entry, kind)
        elif kind == "text" or kind == "html":
            yield from self._read_document(buffered, entry, kind)
        else:
            yield from self._read_archive(buffered, entry, kind, inside)

    def _read_document(
        self, stream: Readable, entry: Entry, kind: Literal["text", "html"]
    ) -> Iterator[Article | Problem]:
        """Yield the article of a text or web page."""
        body, encoding = read_document(stream), self._options.encoding
        if kind == "html":
            draft = self._pages.read(body, encoding=encoding, today=self._today)
        else:
            draft = read_plain(decode(body, forced=encoding).text)
        if self._options.id_from == "name":
            draft = replace(draft, id=stem(entry.name))
        yield from self._complete(draft, entry)

    def _read_table(
        self, stream: io.BufferedReader, entry: Entry, kind: Literal["csv", "jsonl", "parquet"]
    ) -> Iterator[Article | Problem]:
        """Yield the articles of a table's records, and a problem for each bad one."""
        is_empty = True
        for record in self._records(stream, kind):
            is_empty = False
            if isinstance(record, BadRecord):
                yield record.problem(entry.origin)
            else:
                yield from self._complete(record, entry)
        if is_empty:
            yield Problem(entry.origin, None, "the table holds no record")

    def _records(
        self, stream: io.BufferedReader, kind: Literal["csv", "jsonl", "parquet"]
    ) -> Iterator[Draft | BadRecord]:
        """Yield a draft for each record of a table, or why it is none."""
        if kind == "parquet":
            from harvest.parquet_tables import read_parquet  # here: needs the extra parquet

            return read_parquet(stream, self._options.columns)
        lines = iter_lines(stream, forced=self._options.encoding)
        read = read_csv if kind == "csv" else read_jsonl
        return read(lines, self._options.columns)

    def _complete(self, draft: Draft, entry: Entry) -> Iterator[Article | Problem]:
        """Yield the article of a draft, and what was lost of it."""
        return complete(draft, entry.origin, outlet=self._options.outlet, today=self._today)

    def _read_archive(
        self, stream: io.BufferedReader, entry: Entry, kind: FileKind, inside: _Inside
    ) -> Iterator[Article | Problem]:
        """Yield the articles of an archive's members; an archive in an archive is refused."""
        if inside == "archive" or (inside == "gzip" and kind not in ("tar", "warc")):
            raise UnreadableFileError(
                "this is an archive inside an archive", mend="Unpack the outer one"
            )
        if kind == "gzip" or kind == "zstd":
            inner = replace(
                entry, name=_name_inside(entry.name), open=lambda: unpacked(stream, kind)
            )
            yield from self.read(inner, "gzip")
            return
        if kind == "warc":
            from harvest.warc.articles import read_warc  # here: few inputs are web archives

            yield from read_warc(stream, entry.origin, self._pages, self._index)
            return
        members = (iter_zip if kind == "zip" else iter_tar)(stream, entry.origin)
        is_empty = True
        for member in members:
            is_empty = False
            yield from self.read(member, "archive")
        if is_empty:
            yield Problem(entry.origin, None, "the archive holds no file to read")


def _rewound(stream: Readable, head: bytes) -> io.BufferedReader:
    """Return a stream from whose start some bytes were read, at its start again."""
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    return io.BufferedReader(ReplayedStream(head, stream))


def _name_inside(name: str) -> str:
    """Return the name of what is packed: ``a.txt`` in ``a.txt.gz``, ``a.tar`` in ``a.tgz``."""
    base, suffix = os.path.splitext(name)  # noqa: PTH122
    return f"{base}.tar" if suffix.lower() == ".tgz" else base


def _unreadable(origin: str, error: OSError | ValueError) -> Problem:
    """Return a failure of the operating system in plain words."""
    if isinstance(error, FileNotFoundError):
        mend = "Check the spelling; names are looked up from the current folder"
        return Problem(origin, None, "there is no such file or folder", mend)
    if isinstance(error, PermissionError):
        return Problem(origin, None, "reading it is not permitted", "Ask its owner, or use chmod")
    reason = getattr(error, "strerror", None) or str(error)
    return Problem(origin, None, f"it cannot be read: {printable(reason)}")


def _shown(path: str) -> str:
    """Return a path as the user wrote it, without bytes that are no characters."""
    return printable(path, _LONGEST_PATH)
