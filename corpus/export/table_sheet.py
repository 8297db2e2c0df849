"""One table as a workbook of one sheet, such as a page lists it; needs the extra ``xlsx``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.export.errors import missing_library
from corpus.export.sheets import SheetColumn
from corpus.export.workbook import MADE, SheetWriter
from corpus.rows import SqlValue


def write_table_sheet(
    path: Path, name: str, columns: Sequence[str], rows: Iterable[Sequence[SqlValue]]
) -> None:
    """Write a workbook that holds one table.

    Args:
        path: The file; one that is there is replaced.
        name: What stands on the tab.
        columns: Headings; under ``Tautan …`` stand addresses, under ``Tanggal …`` days.
        rows: A value for each heading.

    Raises:
        ExportRefusedError: If XlsxWriter is not installed, or there are more rows than Excel reads.
        OSError: If the file cannot be written.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise missing_library("XlsxWriter", "xlsx") from error
    workbook = Workbook(str(path), {"constant_memory": True})
    try:
        workbook.set_properties({"created": MADE})
        headings = [SheetColumn(column, "") for column in columns]
        SheetWriter(workbook, name).write(headings, (tuple(row) for row in rows))
    finally:
        workbook.close()
