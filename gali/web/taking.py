"""Tables to take away: CSV and XLSX of exactly what a page lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from corpus.export.formulas import neutralise_formula
from corpus.export.table_sheet import write_table_sheet
from gali.web.page import Table

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_answer(table: Table) -> Response:
    """Return a table as CSV; spreadsheets know by its first character that it is UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows(list(_inert(row)) for row in table.rows)
    body = f"\ufeff{stream.getvalue()}".encode()
    return Response(body, media_type="text/csv; charset=utf-8", headers=_named(table, "csv"))


def xlsx_answer(table: Table) -> Response:
    """Return a table as a workbook of one sheet.

    Raises:
        ExportRefusedError: If XlsxWriter is not installed.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write_table_sheet(path, table.name, table.columns, table.rows)
        body = path.read_bytes()
    return Response(body, media_type=_XLSX, headers=_named(table, "xlsx"))


def _named(table: Table, suffix: str) -> dict[str, str]:
    """Return the header that gives a file its name."""
    return {"Content-Disposition": f'attachment; filename="gali-{table.name}.{suffix}"'}


def _inert(row: object) -> Iterator[object]:
    """Yield the cells of a row, none of which a spreadsheet takes for a formula."""
    assert isinstance(row, (list, tuple))
    for value in row:
        yield neutralise_formula(value) if isinstance(value, str) else value
