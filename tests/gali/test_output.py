"""The same rows as table, csv, tsv, json, jsonl and Markdown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from gali.output import (
    DATA_FORMATS,
    FORMATS,
    Column,
    choose_format,
    open_output,
    write_json_lines,
    write_rows,
)

COLUMNS = [Column(key="name", title="Name"), Column(key="owners", title="Owners", weight=1)]
ROWS: list[dict[str, object]] = [
    {"name": "Sirup, manis", "owners": ["Puskesmas A", "Dinas|B"], "n": 2},
    {"name": 'kata "kutip"\nbaris\tdua', "owners": [], "n": None},
]


def _written(output_format: str, rows: list[dict[str, object]] = ROWS) -> str:
    stream = io.StringIO()
    assert write_rows(rows, COLUMNS, output_format, stream) == len(rows)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["csv", "tsv"])
def test_delimited_values_are_read_back_by_the_csv_module(delimiter: str) -> None:
    text = _written("csv" if delimiter == "," else "tsv")
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    assert rows == [
        ["name", "owners"],
        ["Sirup, manis", "Puskesmas A; Dinas|B"],
        ['kata "kutip"\nbaris\tdua', ""],
    ]


def test_json_holds_every_key_of_every_row() -> None:
    assert json.loads(_written("json")) == ROWS


def test_json_lines_hold_one_row_each() -> None:
    assert [json.loads(line) for line in _written("jsonl").splitlines()] == ROWS


def test_markdown_keeps_a_row_on_a_line_and_escapes_pipes() -> None:
    assert _written("md").splitlines() == [
        "| Name | Owners |",
        "| --- | --- |",
        "| Sirup, manis | Puskesmas A; Dinas\\|B |",
        '| kata "kutip" baris dua |  |',
    ]


def test_a_table_shows_headings_and_cells() -> None:
    lines = _written("table").splitlines()
    assert "Name" in lines[0] + lines[1]
    assert any("Sirup, manis" in line and "Puskesmas A; Dinas|B" in line for line in lines)


@pytest.mark.parametrize("output_format", ["table", "md", "json", "jsonl"])
def test_no_format_for_terminals_lets_an_escape_through(output_format: str) -> None:
    assert "\x1b" not in _written(output_format, [{"name": "\x1b[31mmerah", "owners": "\x9b1m"}])


def test_article_text_is_no_markup() -> None:
    assert "[red]x[/red]" in _written("table", [{"name": "[red]x[/red]", "owners": None}])


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_rows_are_written_as_such(output_format: str) -> None:
    assert _written(output_format, []) is not None


def test_without_a_terminal_the_default_is_json_lines() -> None:
    assert choose_format(None, io.StringIO()) == "jsonl"
    assert choose_format("csv", io.StringIO()) == "csv"
    assert "jsonl" in DATA_FORMATS


def test_a_file_is_written_in_utf_8(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with open_output(target) as stream:
        assert write_json_lines([{"a": "é"}], stream) == 1
    assert target.read_bytes() == '{"a": "é"}\n'.encode()


@pytest.mark.parametrize("output_format", ["csv", "tsv"])
def test_no_cell_is_a_formula_for_a_spreadsheet_and_numbers_stay(output_format: str) -> None:
    rows: list[dict[str, object]] = [
        {"name": "=1+1", "owners": -5},
        {"name": "a-b", "owners": "@x"},
    ]
    lines = _written(output_format, rows).replace("\t", ",").splitlines()
    assert lines[1:] == ["'=1+1,-5", "a-b,'@x"]
