"""Tables as CSV: RFC 4180, UTF-8, a line of names first.

An empty cell is no value; in a column that always has one it is the empty text. Cells that a
spreadsheet would run as formulas are made harmless (``formulas``).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from corpus.export.description import Table
from corpus.export.formulas import neutralise_formula
from corpus.export.tables import Row
from corpus.export.values import as_text


def write_csv(table: Table, rows: Iterable[Row], path: Path) -> None:
    """Write a table.

    Args:
        table: What its columns are.
        rows: Values in the order of the columns, read lazily.
        path: The file, which is replaced.

    Raises:
        OSError: If the file cannot be written.
    """
    columns = [(column.kind, column.kind == "text") for column in table.columns]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.name for column in table.columns)
        for row in rows:
            cells = []
            for value, (kind, is_text) in zip(row, columns, strict=True):
                cell = as_text(value, kind) or ""
                cells.append(neutralise_formula(cell) if is_text else cell)
            writer.writerow(cells)
