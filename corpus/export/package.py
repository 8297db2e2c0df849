"""A package: a folder with data, and with all that one needs to understand and to cite it.

It is written beside its place and gets its name when it is complete, so that there is never half
of one. All of it is read in one transaction, so that its tables agree.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.digests import file_digest
from corpus.export.citation import citation_cff
from corpus.export.codebook import codebook_json, codebook_markdown
from corpus.export.dataset import DatasetFacts, ExportRequest, read_facts
from corpus.export.description import Table
from corpus.export.digests import RowTally, TableSummary
from corpus.export.errors import ExportRefusedError
from corpus.export.files import DataFile
from corpus.export.formats import TableFormat
from corpus.export.tables import Row, exported_tables, iter_rows

DATA = "data"
_SUMS = "SHA256SUMS"


def export_tables(
    conn: sqlite3.Connection, folder: Path, table_format: TableFormat, request: ExportRequest
) -> DatasetFacts:
    """Write a package of tables, each table a file of its own.

    Args:
        conn: A corpus.
        folder: Does not exist yet, or is empty.
        table_format: How to write tables.
        request: Which rows, and what is said of them.

    Raises:
        ExportRefusedError: If the folder holds something, or a library is not installed.
        OSError: If the files cannot be written; nothing is left behind.
    """
    with reading(conn), new_folder(folder) as unfinished:
        (unfinished / DATA).mkdir()
        summaries, files = [], []
        for table in exported_tables(conn, without_text=request.without_text):
            tally = RowTally(table)
            path = unfinished / DATA / f"{table.name}.{table_format.suffix}"
            table_format.write(table, tally.watch(iter_rows(conn, table, request.scope)), path)
            summaries.append(tally.summary())
            files.append(_data_file(table, table_format, path))
        facts = read_facts(conn, request, tuple(summaries))
        write_json(unfinished / table_format.descriptor, table_format.describe(facts, files))
        finish_package(unfinished, facts)
    return facts


def summarise_tables(
    conn: sqlite3.Connection, tables: Iterable[Table], request: ExportRequest
) -> tuple[TableSummary, ...]:
    """Return what tables hold, without writing them."""
    return tuple(summarise(table, iter_rows(conn, table, request.scope)) for table in tables)


def summarise(table: Table, rows: Iterable[Row]) -> TableSummary:
    """Return what some rows of a table are."""
    tally = RowTally(table)
    for _ in tally.watch(rows):
        pass
    return tally.summary()


def finish_package(folder: Path, facts: DatasetFacts) -> None:
    """Add what every package has: facts, codebook, citation, and the digests of its files."""
    tables = [summary.table for summary in facts.summaries]
    write_json(folder / "dataset.json", facts.as_json())
    write_json(folder / "codebook.json", codebook_json(tables, facts.summaries))
    _write_text(folder / "CODEBOOK.md", codebook_markdown(tables, facts.summaries))
    _write_text(folder / "CITATION.cff", citation_cff(facts))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        _sync(path)
    sums = [f"{file_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    _write_text(folder / _SUMS, "".join(sums))


@contextmanager
def reading(conn: sqlite3.Connection) -> Iterator[None]:
    """Read the corpus as it is now, whatever others write meanwhile."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.execute("ROLLBACK")


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder to write into, which gets its name when the block is done.

    Raises:
        ExportRefusedError: If there is something in its place.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportRefusedError(
            "there is something already",
            where=str(folder),
            mend="Name a folder that is empty or does not exist.",
        )
    unfinished = folder.with_name(f"{folder.name}.part")
    if unfinished.exists():
        raise ExportRefusedError(
            "an export to this place was interrupted, or is running",
            where=str(unfinished),
            mend="Delete it if no export is running, or name another folder.",
        )
    unfinished.mkdir(parents=True)
    try:
        yield unfinished
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


@contextmanager
def write_file(path: Path) -> Iterator[Path]:
    """Yield a file to write, which takes the place of another one when the block is done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON."""
    _write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _data_file(table: Table, table_format: TableFormat, path: Path) -> DataFile:
    """Return what is told of a file that was written."""
    return DataFile(
        table=table,
        path=f"{DATA}/{path.name}",
        suffix=table_format.suffix,
        media_type=table_format.media_type,
        n_bytes=path.stat().st_size,
        sha256=file_digest(path),
    )


def _sync(path: Path) -> None:
    """Return when a file is safe on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with plain line ends."""
    path.write_text(text, encoding="utf-8", newline="\n")
