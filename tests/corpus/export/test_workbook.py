"""A workbook that a ministry can read: headers, filters, links, and nothing that runs."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.export import workbook as module
from corpus.export.dataset import ExportRequest
from corpus.export.errors import ExportRefusedError
from corpus.export.scope import scope_of_articles, scope_of_innovations
from corpus.export.sheets import iter_sheet_rows, load_sheets, scope_of_sheets
from corpus.export.workbook import export_workbook
from corpus.filters import SearchFilters
from corpus.search import search_articles, search_innovations

pytest.importorskip("xlsxwriter")
openpyxl = pytest.importorskip("openpyxl")
RequestOf = Callable[..., ExportRequest]
DATA_SHEETS = ["Inovasi", "Kutipan", "Penghargaan", "Replikasi", "Berita"]


@pytest.fixture
def export(rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf) -> Callable[..., Any]:
    def make(**values: object) -> Any:
        export_workbook(rich, tmp_path / "out.xlsx", request_of(**values))
        return openpyxl.load_workbook(tmp_path / "out.xlsx")

    return make


def cells(sheet: Any) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_it_comes_back_as_the_corpus_shows_it(
    rich: sqlite3.Connection, export: Callable[..., Any], request_of: RequestOf
) -> None:
    book = export()
    assert book.sheetnames == [*DATA_SHEETS, "Tentang data", "Kamus data"]
    shown = scope_of_sheets(rich, request_of().scope)
    for sheet in load_sheets():
        written = book[sheet.name]
        headers = [cell.value for cell in written[1]]
        assert headers == [column.header for column in sheet.columns]
        wanted = [
            tuple(
                datetime.fromisoformat(str(value)) if column.is_day and value else value
                for column, value in zip(sheet.columns, row, strict=True)
            )
            for row in iter_sheet_rows(rich, sheet, shown)
        ]
        assert cells(written) == wanted


def test_there_are_as_many_rows_as_the_search_finds(
    rich: sqlite3.Connection, export: Callable[..., Any]
) -> None:
    everything = export()
    assert len(cells(everything["Inovasi"])) == search_innovations(rich).total == 3
    filters = SearchFilters(region="33.10")
    book = export(scope=scope_of_innovations(rich, "", filters))
    assert len(cells(book["Inovasi"])) == search_innovations(rich, "", filters).total == 1
    book = export(scope=scope_of_articles(rich, "warga", SearchFilters()))
    assert len(cells(book["Berita"])) == search_articles(rich, "warga").total == 3


def test_awards_of_regions_are_shown_unless_innovations_were_asked_for(
    rich: sqlite3.Connection, export: Callable[..., Any]
) -> None:
    winners = {row[0] for row in cells(export()["Penghargaan"])}
    assert winners == {"Gesit", "Kabupaten Klaten"}
    chosen = scope_of_innovations(rich, "gesit", SearchFilters())
    assert [row[0] for row in cells(export(scope=chosen)["Penghargaan"])] == ["Gesit"]


def test_each_sheet_has_filters_and_a_header_that_stays(export: Callable[..., Any]) -> None:
    for sheet in export():
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])


def test_addresses_of_the_web_are_links_if_excel_takes_them(export: Callable[..., Any]) -> None:
    sheet = export()["Berita"]
    links = {row[3].value: row[3].hyperlink for row in sheet.iter_rows(min_row=2) if row[3].value}
    gesit = "https://kabar.example/banyumas/gesit"
    assert links[gesit].target == gesit
    assert [url for url, link in links.items() if link is None and len(url) > 2079]


def test_no_cell_is_a_formula(export: Callable[..., Any]) -> None:
    book = export()
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds
    titles = [row[0] for row in cells(book["Berita"])]
    assert '=HYPERLINK("https://jahat.example","klik")' in titles


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "internal:Inovasi!A1"]
)
def test_other_addresses_are_text(
    rich: sqlite3.Connection, export: Callable[..., Any], url: str
) -> None:
    rich.execute("UPDATE articles SET url = ? WHERE url LIKE '%gesit'", (url,))
    found = [row[3] for row in export()["Berita"].iter_rows(min_row=2) if row[3].value == url]
    assert [cell.hyperlink for cell in found] == [None]


def test_the_same_corpus_gives_the_same_bytes(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    export_workbook(rich, tmp_path / "a.xlsx", request_of())
    time.sleep(2.1)  # times in a ZIP archive are even seconds
    export_workbook(rich, tmp_path / "b.xlsx", request_of())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_it_tells_its_version_and_explains_its_columns(
    rich: sqlite3.Connection, export: Callable[..., Any], request_of: RequestOf, tmp_path: Path
) -> None:
    facts = export_workbook(rich, tmp_path / "again.xlsx", request_of())
    book = export()
    about = dict(row for row in cells(book["Tentang data"]))
    assert about["Versi data"] == facts.version
    assert about["Pengekstrak"] == "gali@0.1 (4 berita)"
    explained = {(row[0], row[1]) for row in cells(book["Kamus data"]) if row[2]}
    assert {(s.name, c.header) for s in load_sheets() for c in s.columns} <= explained


def test_more_rows_than_excel_reads_are_refused(
    rich: sqlite3.Connection,
    tmp_path: Path,
    request_of: RequestOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_ROWS", 3)
    (tmp_path / "out.xlsx").write_bytes(b"before")
    with pytest.raises(ExportRefusedError, match="more rows than Excel reads"):
        export_workbook(rich, tmp_path / "out.xlsx", request_of())
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_bytes() == b"before"
