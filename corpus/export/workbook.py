"""A workbook for people (XLSX, with headers in Bahasa Indonesia); needs the extra ``xlsx``.

Rows can be filtered, the header stays in view, addresses can be clicked. Nothing in it is a
formula: every text is written as a text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.export.dataset import DatasetFacts, ExportRequest, read_facts
from corpus.export.errors import ExportRefusedError, missing_library
from corpus.export.package import reading, summarise_tables, write_file
from corpus.export.sheets import Sheet, SheetColumn, iter_sheet_rows, load_sheets, scope_of_sheets
from corpus.export.tables import Row, exported_tables
from corpus.rows import SqlValue

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits.
_MOST_ROWS = 1_048_576
_MOST_LINKS = 65_530
_LONGEST_LINK = 2_079
_LONGEST_TEXT = 32_767
_NARROWEST, _WIDEST = 8, 60
# A workbook must tell when it was made; this is what its parts in the ZIP archive say as well.
MADE = datetime(1980, 1, 1)
_ABOUT, _CODEBOOK = "Tentang data", "Kamus data"


def export_workbook(conn: sqlite3.Connection, path: Path, request: ExportRequest) -> DatasetFacts:
    """Write a workbook; one that is there is replaced when the new one is complete.

    Of the whole corpus it shows what a search without words finds.

    Args:
        conn: A corpus.
        path: The file.
        request: Which rows, and what is said of them; there are no texts of articles in it.

    Raises:
        ExportRefusedError: If XlsxWriter is not installed, or there are more rows than Excel reads.
        OSError: If the file cannot be written; nothing is left behind.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise missing_library("XlsxWriter", "xlsx") from error
    with reading(conn), write_file(path) as unfinished:
        tables = exported_tables(conn, without_text=True)
        facts = read_facts(conn, request, summarise_tables(conn, tables, request))
        shown = scope_of_sheets(conn, request.scope)
        workbook = Workbook(str(unfinished), {"constant_memory": True})
        try:
            workbook.set_properties({"title": request.citation.title, "created": MADE})
            sheets = load_sheets()
            for sheet in sheets:
                rows = iter_sheet_rows(conn, sheet, shown)
                SheetWriter(workbook, sheet.name).write(sheet.columns, rows)
            _write_about(workbook, facts)
            _write_codebook(workbook, sheets)
        finally:
            try:
                workbook.close()
            except FileCreateError as error:
                raise OSError(str(error)) from error
    return facts


class SheetWriter:
    """Writes one sheet, row after row."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self._sheet: Worksheet = workbook.add_worksheet(name)
        self._heading = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._link = workbook.get_default_url_format()
        self._n_links = 0

    def write(self, columns: Iterable[SheetColumn], rows: Iterable[Row]) -> None:
        """Write the header and the rows, then set widths, filter and frozen header.

        Raises:
            ExportRefusedError: If there are more rows than Excel reads.
        """
        listed = tuple(columns)
        widths = [len(column.header) + 3 for column in listed]
        for place, column in enumerate(listed):
            self._sheet.write_string(0, place, column.header, self._heading)
        n_rows = 0
        for n_rows, row in enumerate(rows, start=1):
            if n_rows == _MOST_ROWS:
                raise ExportRefusedError(
                    f"the sheet {self._sheet.name!r} has more rows than Excel reads",
                    mend="Choose fewer with --region, --year, …, or export csv.",
                )
            for place, (column, value) in enumerate(zip(listed, row, strict=True)):
                self._write_cell(n_rows, place, column, value)
                widths[place] = max(widths[place], len(str(value or "")))
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, min(max(width, _NARROWEST), _WIDEST))
        self._sheet.autofilter(0, 0, n_rows, len(listed) - 1)
        self._sheet.freeze_panes(1, 0)

    def _write_cell(self, row: int, place: int, column: SheetColumn, value: SqlValue) -> None:
        """Write one value as what it is; nothing for no value."""
        if value is None:
            return
        if isinstance(value, int | float):
            self._sheet.write_number(row, place, value)
        elif column.is_day:
            self._sheet.write_datetime(row, place, date.fromisoformat(str(value)), self._day)
        elif column.is_link and self._may_link(str(value)):
            self._n_links += 1
            self._sheet.write_url(row, place, str(value), self._link, str(value))
        else:
            self._sheet.write_string(row, place, _shortened(str(value)))

    def _may_link(self, address: str) -> bool:
        """Return whether an address leads to the web and Excel takes it."""
        is_web = address.startswith(("https://", "http://"))
        return is_web and len(address) <= _LONGEST_LINK and self._n_links < _MOST_LINKS


def _write_about(workbook: Any, facts: DatasetFacts) -> None:
    """Write the sheet that tells what the data are, and how to cite them."""
    columns = (SheetColumn("Hal", ""), SheetColumn("Isi", ""))
    SheetWriter(workbook, _ABOUT).write(columns, _iter_about(facts))


def _iter_about(facts: DatasetFacts) -> Iterator[Row]:
    """Yield what the data are, line by line."""
    request, citation = facts.request, facts.request.citation
    yield "Judul", citation.title
    yield "Versi data", facts.version
    yield "Sidik jari isi (SHA-256)", facts.digest
    yield "Penyusun", "; ".join(facts.creators)
    yield "Lisensi", citation.license
    yield "Tanggal rilis", citation.released.isoformat() if citation.released else None
    yield "Program", request.program
    yield "Daftar baku", request.vocabularies
    yield "Versi skema", facts.schema_version
    for name, n_articles in facts.extractors.items():
        yield "Pengekstrak", f"{name} ({n_articles} berita)"
    for name, n_mentions in facts.sector_models.items():
        yield "Model bidang", f"{name} ({n_mentions} penyebutan)"
    for name, value in request.scope.asked.items():
        yield "Disaring menurut", f"{name}: {value}"
    yield "Berita terbit", f"{facts.first_published or '?'} – {facts.last_published or '?'}"
    yield (
        "Catatan",
        "Ditemukan oleh mesin dari berita daerah. Periksa kutipan dan tautannya sebelum dipakai.",
    )


def _write_codebook(workbook: Any, sheets: Iterable[Sheet]) -> None:
    """Write the sheet that explains each column."""
    columns = tuple(SheetColumn(header, "") for header in ("Lembar", "Kolom", "Arti"))
    rows = chain.from_iterable(
        [
            (sheet.name, None, sheet.description),
            *((sheet.name, column.header, column.description) for column in sheet.columns),
        ]
        for sheet in sheets
    )
    SheetWriter(workbook, _CODEBOOK).write(columns, rows)


def _shortened(text: str) -> str:
    """Return a text as long as a cell can hold."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
