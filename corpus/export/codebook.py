"""The codebook: what each table and column means, as Markdown and as JSON.

It is written from the schema (``description``); with an export also how many values are missing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from corpus.export.description import Column, Table, describe_table, list_tables
from corpus.export.digests import TableSummary

_HEAD = """# Codebook

Each table and column, and what it means. Types: `day` is ISO 8601, `time` likewise and UTC, `json`
is a list in JSON; a column that is not required may have no value. `key` marks the columns that
identify a row.
"""


def describe_corpus(conn: sqlite3.Connection) -> list[Table]:
    """Return all tables and views of a corpus, tables first."""
    return [describe_table(conn, name) for name in list_tables(conn)]


def codebook_json(
    tables: Iterable[Table], summaries: Iterable[TableSummary] = ()
) -> list[dict[str, object]]:
    """Return the codebook as JSON holds it.

    Args:
        tables: What to describe.
        summaries: What was exported of them; may be empty.
    """
    exported = {summary.table.name: summary for summary in summaries}
    return [_table_json(table, exported.get(table.name)) for table in tables]


def codebook_markdown(tables: Iterable[Table], summaries: Iterable[TableSummary] = ()) -> str:
    """Return the codebook as a page; the arguments are those of ``codebook_json``."""
    exported = {summary.table.name: summary for summary in summaries}
    return "\n".join(
        [_HEAD, *(_table_markdown(table, exported.get(table.name)) for table in tables)]
    )


def _table_json(table: Table, summary: TableSummary | None) -> dict[str, object]:
    """Return one table as JSON holds it."""
    told: dict[str, object] = {
        "name": table.name,
        "is_view": table.is_view,
        "description": table.description,
        "key": list(table.key),
        "references": [
            {"columns": list(one.columns), "table": one.table, "target": list(one.target)}
            for one in table.references
        ],
    }
    if summary is not None:
        told["n_rows"] = summary.n_rows
    missing = summary.n_missing if summary is not None else [None] * len(table.columns)
    told["columns"] = [
        _column_json(column, n) for column, n in zip(table.columns, missing, strict=True)
    ]
    return told


def _column_json(column: Column, n_missing: int | None) -> dict[str, object]:
    """Return one column as JSON holds it; what does not hold is left out."""
    told = {
        "name": column.name,
        "type": column.kind,
        "required": column.required,
        "description": column.description,
        "values": list(column.values) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "n_missing": n_missing,
    }
    return {name: value for name, value in told.items() if value is not None}


def _table_markdown(table: Table, summary: TableSummary | None) -> str:
    """Return one table as a section of the page."""
    heads = ["column", "type", "required", "meaning"]
    rows = [_column_cells(table, column) for column in table.columns]
    if summary is not None:
        heads.insert(3, "missing")
        for row, n_missing in zip(rows, summary.n_missing, strict=True):
            row.insert(3, str(n_missing))
    about = "View. " if table.is_view else ""
    size = f" {summary.n_rows} rows." if summary is not None else ""
    lines = [
        f"## {table.name}\n",
        f"{about}{table.description}{size}\n",
        _line(heads),
        _line(["---"] * len(heads)),
        *map(_line, rows),
    ]
    return "\n".join(lines) + "\n"


def _column_cells(table: Table, column: Column) -> list[str]:
    """Return what a line of the page says of a column."""
    leads = [
        f"`{one.table}.{one.target[one.columns.index(column.name)]}`"
        for one in table.references
        if column.name in one.columns
    ]
    meaning = " ".join(
        [
            column.description,
            *(
                [f"One of: {', '.join(f'`{value}`' for value in column.values)}."]
                * bool(column.values)
            ),
            *([f"Refers to {', '.join(leads)}."] * bool(leads)),
        ]
    )
    kind = f"{column.kind}, key" if column.name in table.key else column.kind
    return [f"`{column.name}`", kind, "yes" if column.required else "no", meaning]


def _line(cells: Sequence[str]) -> str:
    """Return one line of a table in Markdown."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
