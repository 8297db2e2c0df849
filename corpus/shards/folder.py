"""A shard on disk: a folder with four Parquet tables and a marker, whole or not there at all.

The folder is filled under another name and renamed when its marker is written, so that a run that
is killed leaves nothing that looks finished.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.digests import file_digest
from corpus.errors import DatabaseRefusedError, InvalidRecordError, UnreadableFileError
from corpus.export.errors import missing_library
from corpus.records import Article
from corpus.shards.columns import Record, arrow_schema, iter_records, to_rows
from corpus.shards.records import (
    ShardBatch,
    ShardExtraction,
    ShardInput,
    ShardMarker,
    ShardProblem,
    ShardSignature,
    ShardText,
)

if TYPE_CHECKING:
    from types import TracebackType

    import pyarrow
    from pyarrow.parquet import ParquetFile

FORMAT = "gali-shard@2"
MARKER = "done.json"
_TABLES = {
    "articles.parquet": Article,
    "extractions.parquet": ShardExtraction,
    "problems.parquet": ShardProblem,
    "signatures.parquet": ShardSignature,
}
_LACKED_BY_OLDER = {"signatures.parquet"}
_ROWS_AT_A_TIME = 500
_ROWS_IN_A_GROUP = 1_000


def write_shard(folder: Path, batches: Iterable[ShardBatch], made_from: ShardInput) -> ShardMarker:
    """Write a shard; an earlier one of the same name is replaced.

    Args:
        folder: Where; its parent must exist.
        batches: Rows of all tables, read lazily.
        made_from: What the shard is made from.

    Raises:
        ExportRefusedError: If pyarrow is not installed.
        OSError: If the folder cannot be written; nothing is left under its name then.
    """
    unfinished = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    counts = _write_tables(unfinished, batches)
    marker = ShardMarker(
        input=made_from,
        **counts,
        files={name: file_digest(unfinished / name) for name in _TABLES},
    )
    _write_marker(unfinished / MARKER, marker)
    if folder.exists():
        shutil.rmtree(folder)
    unfinished.rename(folder)
    return marker


def find_marker(folder: Path) -> ShardMarker | None:
    """Return the marker of a shard; None if the shard is not there or not whole.

    Raises:
        UnreadableFileError: If the marker is none of ours, or of a newer format.
    """
    path = folder / MARKER
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _not_a_marker(path) from error
    if not isinstance(stored, dict) or stored.pop("format", None) != FORMAT:
        raise _not_a_marker(path)
    try:
        return next(iter_records([stored], ShardMarker))
    except InvalidRecordError as error:
        raise _not_a_marker(path) from error


def iter_shards(folder: Path) -> Iterator[Path]:
    """Yield the shards in a folder by name, or the folder itself if it is one."""
    if (folder / MARKER).is_file():
        yield folder
    elif folder.is_dir():
        yield from sorted(path.parent for path in folder.glob(f"*/{MARKER}"))


def insist_on_whole(folder: Path) -> ShardMarker:
    """Return the marker of a shard whose tables are those that it speaks of.

    Raises:
        DatabaseRefusedError: If a file is missing, cut off or altered.
        UnreadableFileError: If the marker is none of ours, or of a newer format.
    """
    marker = find_marker(folder)
    if marker is None:
        raise _damaged(folder / MARKER)
    for name in _TABLES:
        if name in _LACKED_BY_OLDER and name not in marker.files:
            continue
        path = folder / name
        if not path.is_file() or file_digest(path) != marker.files.get(name):
            raise _damaged(path)
    return marker


def iter_articles(folder: Path) -> Iterator[list[Article]]:
    """Yield the articles of a shard in order, some hundred at a time.

    Raises:
        DatabaseRefusedError: If the table is no Parquet that can be read.
        InvalidRecordError: If a row breaks the rules of its record.
        ExportRefusedError: If pyarrow is not installed.
    """
    return _iter_table(folder / "articles.parquet", Article)


def iter_extractions(folder: Path) -> Iterator[list[ShardExtraction]]:
    """Yield what was found in a shard's articles, in their order; raises as `iter_articles`."""
    return _iter_table(folder / "extractions.parquet", ShardExtraction)


def iter_problems(folder: Path) -> Iterator[list[ShardProblem]]:
    """Yield what could not be read or extracted, in order; raises as `iter_articles`."""
    return _iter_table(folder / "problems.parquet", ShardProblem)


def iter_signatures(folder: Path) -> Iterator[list[ShardSignature]]:
    """Yield the signatures of a shard's articles, in their order; raises as `iter_articles`."""
    return _iter_table(folder / "signatures.parquet", ShardSignature)


def iter_texts(folder: Path) -> Iterator[list[ShardText]]:
    """Yield the bodies of a shard's articles, in their order; raises as `iter_articles`."""
    return _iter_table(folder / "articles.parquet", ShardText)


def read_signatures(folder: Path) -> pyarrow.Table:
    """Return the signatures of a shard's articles, whole, with the columns of their record.

    Raises:
        DatabaseRefusedError: If the table is no Parquet that can be read, or has other columns.
        ExportRefusedError: If pyarrow is not installed.
    """
    path = folder / "signatures.parquet"
    schema = arrow_schema(ShardSignature)
    with _damage_told(path), _open_reader(path) as table:
        return table.read(columns=schema.names).cast(schema)


def _write_tables(folder: Path, batches: Iterable[ShardBatch]) -> dict[str, int]:
    """Write all rows and return how many there are of each kind."""
    counts = dict.fromkeys(("n_articles", "n_relevant", "n_innovations", "n_problems"), 0)
    with ExitStack() as stack:
        writers = [
            stack.enter_context(_TableWriter(folder / name, record_class))
            for name, record_class in _TABLES.items()
        ]
        for batch in batches:
            tables = (batch.articles, batch.extractions, batch.problems, batch.signatures)
            for writer, records in zip(writers, tables, strict=True):
                writer.write(records)
            counts["n_articles"] += len(batch.articles)
            counts["n_relevant"] += sum(e.extraction.relevant for e in batch.extractions)
            counts["n_innovations"] += sum(len(e.extraction.innovations) for e in batch.extractions)
            counts["n_problems"] += len(batch.problems)
    return counts


class _TableWriter:
    """Writes records to a Parquet table in row groups of one size, however they arrive.

    Thus the bytes do not depend on the sizes of batches.
    """

    def __init__(self, path: Path, record_class: type) -> None:
        try:
            from pyarrow.parquet import ParquetWriter
        except ImportError as error:
            raise missing_library("pyarrow", "parquet") from error
        self._schema = arrow_schema(record_class)
        self._writer = ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[object] = []

    def __enter__(self) -> _TableWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is left, unless something failed, and close the file."""
        if error is None and self._waiting:
            self._write_group(self._waiting)
        self._writer.close()

    def write(self, records: Iterable[object]) -> None:
        """Take records, in order."""
        self._waiting += records
        while len(self._waiting) >= _ROWS_IN_A_GROUP:
            self._write_group(self._waiting[:_ROWS_IN_A_GROUP])
            del self._waiting[:_ROWS_IN_A_GROUP]

    def _write_group(self, records: Iterable[object]) -> None:
        """Write records as one row group."""
        import pyarrow

        self._writer.write_table(pyarrow.Table.from_pylist(to_rows(records), schema=self._schema))


def _write_marker(path: Path, marker: ShardMarker) -> None:
    """Write the marker, after all other files are safe on the disk."""
    for other in (*path.parent.iterdir(), path.parent):
        _flush(other)
    content = {"format": FORMAT, **asdict(marker)}
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    _flush(path)


def _flush(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _iter_table(path: Path, record_class: type[Record]) -> Iterator[list[Record]]:
    """Yield the records of a table in lists; columns that they have no field for are not read."""
    columns = [field.name for field in fields(record_class)]  # type: ignore[arg-type]
    with _damage_told(path), _open_reader(path) as table:
        for batch in table.iter_batches(_ROWS_AT_A_TIME, columns=columns):
            yield list(iter_records(batch.to_pylist(), record_class))


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    """Say of a table that cannot be read which one it is."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError) as error:
        raise _damaged(path) from error


def _open_reader(path: Path) -> ParquetFile:
    """Open a table for reading."""
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise missing_library("pyarrow", "parquet") from error
    return ParquetFile(path)


def _damaged(path: Path) -> DatabaseRefusedError:
    """Return the complaint that a file of a shard is not what was written."""
    return DatabaseRefusedError(
        "this file of a shard is missing, cut off or altered",
        where=str(path),
        mend="Delete the shard's folder and extract it again, or copy it again.",
    )


def _not_a_marker(path: Path) -> UnreadableFileError:
    """Return the complaint that a marker cannot be understood."""
    return UnreadableFileError(
        "this is no marker of a shard that this gali knows",
        where=str(path),
        mend="Delete the folder and extract the shard again, or install a newer gali.",
    )
