"""Backups: copies of a corpus that are whole, and a corpus brought back from one of them.

A backup is a corpus like any other: one file that can be opened, searched and restored. The log of
what people confirmed or corrected is kept in a file of its own (``corpus.reviews``) and is copied
beside it. Each file is written beside its place, examined, and gets its name when it is sound, so
that there is never half of one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import zstandard

from corpus.connection import connect, copy_into, refusal
from corpus.errors import DatabaseRefusedError
from corpus.reviews.log import review_log_path
from corpus.schema import connect_after_recovery, open_corpus

REPLACED = ".bak-replaced"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_BLOCK_BYTES = 1 << 20
_SIDE_FILES = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What was written.

    Attributes:
        path: The corpus.
        n_bytes: Its size on the disk.
        review_log: The log of reviews beside it; None if there was none to copy.
        replaced: Where the corpus is kept whose place was taken; None if there was none.
    """

    path: Path
    n_bytes: int
    review_log: Path | None
    replaced: Path | None = None


def write_backup(
    corpus: Path, target: Path, *, force: bool = False, compress: bool = False
) -> BackupReport:
    """Copy a corpus and its log of reviews, whatever others write meanwhile.

    Args:
        corpus: The corpus; one of an older version is copied as it is.
        target: Where the copy goes. Both files are complete before either gets its name, the log
            first, so that a corpus is never newer than the log beside it.
        force: Whether a backup that is there already may be replaced.
        compress: Whether the files are compressed (Zstandard).

    Raises:
        DatabaseRefusedError: If the corpus cannot be read, its copy is not sound, the disk is
            full, or there is something in the copy's place. What was there before stays.
    """
    log, log_target = review_log_path(corpus), review_log_path(target)
    has_log = log.is_file()
    _insist_on_room([target, log_target] if has_log else [target], force=force)
    with ExitStack() as stack:
        conn = stack.enter_context(closing(open_corpus(corpus, read_only=True, older=True)))
        copies = [(stack.enter_context(_sound_copy(conn, target, compress=compress)), target)]
        if has_log:
            conn = stack.enter_context(closing(_open_readable(log)))
            copy = stack.enter_context(_sound_copy(conn, log_target, compress=compress))
            copies.insert(0, (copy, log_target))
        for unfinished, place in copies:
            unfinished.replace(place)
    _settle_folder(target.parent)
    return BackupReport(
        path=target, n_bytes=target.stat().st_size, review_log=log_target if has_log else None
    )


def restore_backup(source: Path, corpus: Path, *, force: bool = False) -> BackupReport:
    """Bring a corpus back from a backup, compressed or not.

    Args:
        source: The backup; a log of reviews beside it comes along.
        corpus: Where the corpus is to be.
        force: Whether a corpus that is there may be replaced; it is kept, with its log, under
            names that end in ``.bak-replaced``. A log stays as it is if the backup has none.

    Raises:
        DatabaseRefusedError: If the backup is damaged, no corpus of gali, or of a newer one; if
            there is a corpus already, or another program has it open to write.
    """
    log_source, log = review_log_path(source), review_log_path(corpus)
    is_filled = corpus.exists() and corpus.stat().st_size > 0
    if is_filled:
        _insist_on_room([corpus], force=force)
        _insist_on_lock(corpus)
    replaced = None
    with _unpacked(source, corpus) as unfinished:
        with closing(_open_unpacked(unfinished, source)) as conn:
            _insist_on_soundness(conn, source)
        if log_source.is_file():
            with _unpacked(log_source, log) as unfinished_log:
                with closing(connect(unfinished_log, read_only=True)) as conn:
                    _insist_on_soundness(conn, log_source)
                _set_aside(log)
                unfinished_log.replace(log)
        if is_filled:
            replaced = _set_aside(corpus)
        unfinished.replace(corpus)
    _settle_folder(corpus.parent)
    return BackupReport(
        path=corpus,
        n_bytes=corpus.stat().st_size,
        review_log=log if log_source.is_file() else None,
        replaced=replaced,
    )


@contextmanager
def _sound_copy(conn: sqlite3.Connection, place: Path, *, compress: bool) -> Iterator[Path]:
    """Yield a sound copy of a database beside its place to be; deleted if it is left there."""
    # Of this process alone, so that two backups at the same time do not meet.
    with _vanishing(place.with_name(f"{place.name}.{os.getpid()}.part")) as unfinished:
        with _telling(place):
            copy_into(conn, unfinished)
            with closing(connect(unfinished, read_only=True)) as copy:
                _insist_on_soundness(copy, place)
        if not compress:
            yield unfinished
            return
        with _vanishing(unfinished.with_name(f"{unfinished.name}.zst")) as packed:
            with _telling(place):
                _pack(unfinished, packed)
            unfinished.unlink()
            yield packed


def _pack(source: Path, target: Path) -> None:
    """Compress a file; its size stands in the first bytes, so that unpacking is bounded."""
    compressor = zstandard.ZstdCompressor(level=10, write_checksum=True)
    with source.open("rb") as reader, target.open("wb") as writer:
        compressor.copy_stream(reader, writer, size=source.stat().st_size)
        writer.flush()
        os.fsync(writer.fileno())


@contextmanager
def _unpacked(source: Path, place: Path) -> Iterator[Path]:
    """Yield a copy of a backup beside its place to be, unpacked; deleted if it is left there."""
    with (
        _vanishing(place.with_name(f"{place.name}.{os.getpid()}.part")) as unfinished,
        _telling(source),
    ):
        with source.open("rb") as reader:
            is_packed = reader.read(len(_ZSTANDARD)) == _ZSTANDARD
        if is_packed:
            _unpack(source, unfinished)
        else:
            # Through SQLite, so that a journal beside the backup, as `cp` may leave it, is heeded.
            with closing(_open_readable(source)) as conn:
                copy_into(conn, unfinished)
        yield unfinished


def _unpack(source: Path, target: Path) -> None:
    """Uncompress a file that says how large it will be, and is no larger."""
    with source.open("rb") as reader:
        parameters = zstandard.get_frame_parameters(reader.read(64))
        reader.seek(0)
        n_bytes = parameters.content_size
        if n_bytes in (zstandard.CONTENTSIZE_UNKNOWN, zstandard.CONTENTSIZE_ERROR):
            raise zstandard.ZstdError("it does not say how large it is")
        if n_bytes > shutil.disk_usage(target.parent).free:
            raise _no_room(target)
        with target.open("wb") as writer:
            stream = zstandard.ZstdDecompressor().stream_reader(reader)
            for block in iter(lambda: stream.read(_BLOCK_BYTES), b""):
                writer.write(block)
            writer.flush()
            os.fsync(writer.fileno())
    if target.stat().st_size != n_bytes:
        raise zstandard.ZstdError("it is cut off")


def _open_readable(path: Path) -> sqlite3.Connection:
    """Open a database of any kind for reading, or say why it cannot be."""
    try:
        return connect_after_recovery(path)
    except sqlite3.Error as error:
        raise refusal(error, where=str(path)) from error


def _open_unpacked(unfinished: Path, source: Path) -> sqlite3.Connection:
    """Open the copy of a backup; what is wrong with it is told of the backup itself."""
    try:
        return open_corpus(unfinished, read_only=True, older=True)
    except DatabaseRefusedError as error:
        raise DatabaseRefusedError(
            error.what,
            where=str(source),
            mend="Name another backup; one of a newer gali needs that gali.",
        ) from error


def _insist_on_soundness(conn: sqlite3.Connection, where: Path) -> None:
    """Read a copy to its end; raise an error if SQLite finds anything wrong with it."""
    with _telling(where):
        message = conn.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if message != "ok":
        raise DatabaseRefusedError(
            f"the copy is not sound: {message}",
            where=str(where),
            mend="See what `gali check` says of the corpus; `gali check --repair` may mend it.",
        )


def _insist_on_room(places: list[Path], *, force: bool) -> None:
    """Refuse to write where something is, unless it is to be replaced."""
    for place in places:
        if place.is_dir() or (place.exists() and not force):
            raise DatabaseRefusedError(
                "there is something already",
                where=str(place),
                mend="Name another file, or replace it with --force.",
            )


def _insist_on_lock(corpus: Path) -> None:
    """Refuse to replace a corpus that another program writes to; a damaged one is no offence."""
    try:
        with closing(connect(corpus, read_only=False)) as conn:
            conn.execute("BEGIN EXCLUSIVE")
            conn.execute("ROLLBACK")
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise refusal(error, where=str(corpus)) from error


def _set_aside(path: Path) -> Path | None:
    """Keep a database, and what belongs to it, under other names; None if there is none."""
    if not path.exists():
        return None
    aside = path.with_name(f"{path.name}{REPLACED}")
    for suffix in ("", *_SIDE_FILES):
        old, new = (one.with_name(f"{one.name}{suffix}") for one in (path, aside))
        new.unlink(missing_ok=True)
        if old.exists():
            old.replace(new)
    return aside


@contextmanager
def _vanishing(path: Path) -> Iterator[Path]:
    """Yield a path at which nothing is; what is there at the end is deleted."""
    path.unlink(missing_ok=True)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _telling(where: Path) -> Iterator[None]:
    """Turn what SQLite, the disk or the compression complain of into an error in words."""
    try:
        yield
    except sqlite3.Error as error:
        raise refusal(error, where=str(where)) from error
    except zstandard.ZstdError as error:
        raise DatabaseRefusedError(
            f"the backup is damaged: {error}", where=str(where), mend="Use another backup."
        ) from error
    except OSError as error:
        raise DatabaseRefusedError(
            f"it cannot be written or read: {error.strerror}",
            where=str(error.filename or where),
            mend="Check that the folder exists, that you may write to it, and that it has room.",
        ) from error


def _no_room(place: Path) -> DatabaseRefusedError:
    """Return the error that the disk has no room for a backup that is unpacked."""
    return DatabaseRefusedError(
        "there is no room on the disk for the corpus",
        where=str(place.parent),
        mend="Make room and run the same command again.",
    )


def _settle_folder(folder: Path) -> None:
    """Make sure that new names are on the disk, where the system can do so."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
