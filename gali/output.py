"""Rows written as a table or as data: csv, tsv, json, jsonl, md.

Data goes to the stream exactly as it is stored, except that what could move a terminal's
cursor is escaped, and in csv and tsv what a spreadsheet would run as a formula is made text
(``corpus.export.formulas``); how a row comes about is the business of the verbs.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from corpus.export.formulas import neutralise_formula
from gali.terminal import clean, clean_json, clean_line, console_for, is_terminal

if TYPE_CHECKING:
    from rich.text import Text

Row = Mapping[str, object]
DATA_FORMATS = ("csv", "tsv", "json", "jsonl", "md")
FORMATS = ("table", *DATA_FORMATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        key: Key of the row.
        title: Heading in the table; data formats use the key.
        weight: Share of the width that is left over, relative to other columns; 0 for a
            column that is as wide as its content.
        align_right: Whether values stand at the right edge, as numbers do.
        one_line: Whether a long value is cut rather than wrapped.
        render: How the value looks on a terminal; as plain text if None.
    """

    key: str
    title: str
    weight: int = 0
    align_right: bool = False
    one_line: bool = False
    render: Callable[[Row], Text] | None = None


def choose_format(asked: str | None, stream: TextIO | None = None) -> str:
    """Return the format that was asked for, else a table on a terminal and JSONL elsewhere."""
    return asked or ("table" if is_terminal(stream or sys.stdout) else "jsonl")


def open_output(path: Path | None) -> AbstractContextManager[TextIO]:
    """Return a file to write to; standard output if the path is None or ``-``.

    Raises:
        OSError: If the file cannot be written.
    """
    if path is None or str(path) == "-":
        return nullcontext(sys.stdout)
    return path.open("w", encoding="utf-8", newline="")


def write_rows(
    rows: Iterable[Row], columns: Sequence[Column], output_format: str, stream: TextIO
) -> int:
    """Write rows and return how many there were.

    JSON formats hold every key of a row; the others the given columns only. Lists are joined
    by ``; `` in csv, tsv and md.

    Args:
        rows: What to write; read lazily except for tables.
        columns: Which columns, in order.
        output_format: One of ``FORMATS``.
        stream: Where to.
    """
    writers: dict[str, Callable[[Iterable[Row], Sequence[Column], TextIO], int]] = {
        "table": _write_table,
        "csv": lambda r, c, s: _write_delimited(r, c, s, csv.excel),
        "tsv": lambda r, c, s: _write_delimited(r, c, s, csv.excel_tab),
        "json": _write_json,
        "jsonl": lambda r, _c, s: write_json_lines(r, s),
        "md": _write_markdown,
    }
    return writers[output_format](rows, columns, stream)


def write_json_lines(records: Iterable[Mapping[str, object]], stream: TextIO) -> int:
    """Write one JSON object a line and return how many."""
    n_records = 0
    for record in records:
        stream.write(clean_json(json.dumps(record, ensure_ascii=False)) + "\n")
        n_records += 1
    return n_records


def _write_json(rows: Iterable[Row], _columns: Sequence[Column], stream: TextIO) -> int:
    """Write one JSON array."""
    listed = [dict(row) for row in rows]
    stream.write(clean_json(json.dumps(listed, ensure_ascii=False, indent=2)) + "\n")
    return len(listed)


def _write_delimited(
    rows: Iterable[Row], columns: Sequence[Column], stream: TextIO, dialect: type[csv.Dialect]
) -> int:
    """Write delimited values under a header line; no spreadsheet takes a text for a formula."""
    writer = csv.writer(stream, dialect, lineterminator="\n")
    writer.writerow([column.key for column in columns])
    escape = clean if is_terminal(stream) else str
    n_rows = 0
    for row in rows:
        writer.writerow([escape(_inert_cell(row.get(column.key))) for column in columns])
        n_rows += 1
    return n_rows


def _write_markdown(rows: Iterable[Row], columns: Sequence[Column], stream: TextIO) -> int:
    """Write a table in Markdown; pipes in cells are escaped."""
    stream.write(_markdown_line(column.title for column in columns))
    stream.write(_markdown_line("---" for _ in columns))
    n_rows = 0
    for row in rows:
        stream.write(_markdown_line(_cell(row.get(column.key)) for column in columns))
        n_rows += 1
    return n_rows


def _markdown_line(cells: Iterable[str]) -> str:
    """Return one line of a Markdown table."""
    escaped = (clean_line(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |\n"


def _write_table(rows: Iterable[Row], columns: Sequence[Column], stream: TextIO) -> int:
    """Write a table for people."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(
            column.title,
            ratio=column.weight or None,
            justify="right" if column.align_right else "left",
            overflow="ellipsis" if column.one_line else "fold",
            no_wrap=column.one_line,
        )
    table.expand = any(column.weight for column in columns)
    for row in rows:
        cells = (
            column.render(row) if column.render else Text(clean(_cell(row.get(column.key))))
            for column in columns
        )
        table.add_row(*cells)
    console_for(stream).print(table)
    return table.row_count


def _inert_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs; numbers stay numbers."""
    cell = _cell(value)
    return cell if isinstance(value, int | float) else neutralise_formula(cell)


def _cell(value: object) -> str:
    """Return a value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(_cell(entry) for entry in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
