"""Exports as the command line offers them: each format by its name, web archives among them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import gali
from corpus.errors import InvalidRecordError
from corpus.export.annotations import export_annotations
from corpus.export.csv_ import write_csv
from corpus.export.dataset import DatasetFacts, ExportRequest, read_facts
from corpus.export.digests import RowTally
from corpus.export.formats import CSV, JSONL, PARQUET, TableFormat
from corpus.export.package import (
    DATA,
    export_tables,
    finish_package,
    new_folder,
    reading,
)
from corpus.export.pages import find_newest_fetch, read_origins
from corpus.export.postgres import export_postgres
from corpus.export.tables import exported_table, iter_rows
from corpus.export.workbook import export_workbook
from corpus.records import Page
from corpus.versions import iter_versions
from harvest.warc.reproducible import write_archive

Exporter = Callable[[sqlite3.Connection, Path, ExportRequest], DatasetFacts]


def _export_as(
    conn: sqlite3.Connection, folder: Path, request: ExportRequest, *, table_format: TableFormat
) -> DatasetFacts:
    """Write a package of tables; the format goes last, so that it can be given beforehand."""
    return export_tables(conn, folder, table_format, request)


def export_pages(conn: sqlite3.Connection, folder: Path, request: ExportRequest) -> DatasetFacts:
    """Write a package with the selected pages as they were fetched (WARC), and a list of them.

    Args:
        conn: A corpus.
        folder: Does not exist yet, or is empty.
        request: Which rows, and what is said of them.

    Raises:
        ExportRefusedError: If the folder holds something.
        InvalidRecordError: If the corpus holds one of the pages damaged.
        OSError: If the files cannot be written; nothing is left behind.
    """
    with reading(conn), new_folder(folder) as unfinished:
        (unfinished / DATA).mkdir()
        table = exported_table(conn, "pages")
        tally = RowTally(table)
        rows = tally.watch(iter_rows(conn, table, request.scope))
        write_csv(table, rows, unfinished / DATA / "pages.csv")
        made_at = find_newest_fetch(conn, request.scope)
        if made_at is not None:
            pages = _iter_pages(conn, request)
            write_archive(unfinished / DATA, pages, version=gali.__version__, made_at=made_at)
        facts = read_facts(conn, request, (tally.summary(),))
        finish_package(unfinished, facts)
    return facts


def _iter_pages(conn: sqlite3.Connection, request: ExportRequest) -> Iterator[Page]:
    """Yield the selected pages, by origin."""
    for origin in read_origins(conn, request.scope):
        try:
            yield from iter_versions(conn, origin)
        except InvalidRecordError as error:
            error.mend = "Fetch it again, or write the others with `gali harvest archive`."
            raise


EXPORTERS: Mapping[str, Exporter] = {
    "csv": partial(_export_as, table_format=CSV),
    "jsonl": partial(_export_as, table_format=JSONL),
    "parquet": partial(_export_as, table_format=PARQUET),
    "xlsx": export_workbook,
    "annotations": export_annotations,
    "warc": export_pages,
    "postgres": export_postgres,
}
