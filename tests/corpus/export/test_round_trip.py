"""What is read back from an export is what the database holds."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from corpus.export.dataset import ExportRequest
from corpus.export.description import Kind, Table
from corpus.export.formats import CSV, JSONL, PARQUET, TableFormat
from corpus.export.formulas import restore_formula
from corpus.export.package import export_tables
from corpus.export.scope import WHOLE_CORPUS, scope_of_articles, scope_of_innovations
from corpus.export.tables import EXPORTED, exported_tables
from corpus.filters import SearchFilters
from corpus.rows import SqlValue

FORMATS = [CSV, JSONL, PARQUET]
Rows = list[tuple[SqlValue, ...]]


def _from_csv(table: Table, path: Path) -> Rows:
    def value(cell: str, kind: Kind, required: bool) -> SqlValue:
        if cell == "" and not required:
            return None
        if kind == "text":
            return restore_formula(cell)
        if kind == "boolean":
            return {"true": 1, "false": 0}[cell]
        return {"integer": int, "real": float}.get(kind, str)(cell)

    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == [column.name for column in table.columns]
    return [
        tuple(value(c, one.kind, one.required) for c, one in zip(row, table.columns, strict=True))
        for row in rows
    ]


def _from_jsonl(table: Table, path: Path) -> Rows:
    def value(found: object, kind: Kind) -> SqlValue:
        if kind == "json" and found is not None:
            return json.dumps(found, ensure_ascii=False)
        assert found is None or isinstance(found, bool) == (kind == "boolean")
        return found  # type: ignore[return-value]

    records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [tuple(value(r[one.name], one.kind) for one in table.columns) for r in records]


def _from_parquet(table: Table, path: Path) -> Rows:
    parquet = pytest.importorskip("pyarrow.parquet")

    def value(found: object) -> SqlValue:
        if isinstance(found, datetime):
            return found.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        return found.isoformat() if isinstance(found, date) else found  # type: ignore[return-value]

    records = parquet.read_table(path).to_pylist()
    return [tuple(value(record[one.name]) for one in table.columns) for record in records]


READERS: dict[str, Callable[[Table, Path], Rows]] = {
    "csv": _from_csv,
    "jsonl": _from_jsonl,
    "parquet": _from_parquet,
}


def _stored(conn: sqlite3.Connection, table: Table) -> Rows:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(table.key)
    rows = conn.execute(f"SELECT {columns} FROM {table.name} ORDER BY {keys}")
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("table_format", FORMATS, ids=lambda one: one.suffix)
def test_every_table_comes_back_as_it_was(
    rich: sqlite3.Connection,
    tmp_path: Path,
    table_format: TableFormat,
    request_of: Callable[..., ExportRequest],
) -> None:
    if table_format is PARQUET:
        pytest.importorskip("pyarrow")
    facts = export_tables(rich, tmp_path / "out", table_format, request_of())
    tables = exported_tables(rich)
    assert [table.name for table in tables] == list(EXPORTED)
    for table, summary in zip(tables, facts.summaries, strict=True):
        path = tmp_path / "out" / "data" / f"{table.name}.{table_format.suffix}"
        stored = _stored(rich, table)
        assert READERS[table_format.suffix](table, path) == stored
        assert summary.n_rows == len(stored)
    assert facts.n_rows("innovations") == 4
    assert facts.n_rows("articles") == 7


def test_codes_and_digits_survive(
    rich: sqlite3.Connection, tmp_path: Path, request_of: Callable[..., ExportRequest]
) -> None:
    export_tables(rich, tmp_path / "out", CSV, request_of())
    text = (tmp_path / "out" / "data" / "innovations.csv").read_text(encoding="utf-8")
    assert ",33.10," in text


def test_no_cell_of_a_csv_file_is_a_formula(
    rich: sqlite3.Connection, tmp_path: Path, request_of: Callable[..., ExportRequest]
) -> None:
    export_tables(rich, tmp_path / "out", CSV, request_of())
    cells: list[str] = []
    for path in (tmp_path / "out" / "data").iterdir():
        with path.open(encoding="utf-8", newline="") as stream:
            cells += [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"}] == []
    assert '\'=HYPERLINK("https://jahat.example","klik")' in cells
    assert "''=1+1" in cells


@pytest.mark.parametrize("subject", ["innovations", "articles", "corpus"])
def test_no_reference_of_a_selection_leads_out_of_it(
    rich: sqlite3.Connection, subject: str
) -> None:
    from corpus.export.tables import iter_rows

    chosen = {
        "corpus": lambda: WHOLE_CORPUS,
        "innovations": lambda: scope_of_innovations(rich, "gesit OR sapa", SearchFilters()),
        "articles": lambda: scope_of_articles(rich, "sapa OR gesit", SearchFilters()),
    }[subject]()
    tables = {table.name: table for table in exported_tables(rich)}
    rows = {name: list(iter_rows(rich, table, chosen)) for name, table in tables.items()}
    assert rows["evidence"]
    assert rows["awards"]

    def values(name: str, columns: Sequence[str]) -> set[tuple[SqlValue, ...]]:
        places = [[c.name for c in tables[name].columns].index(column) for column in columns]
        return {tuple(row[place] for place in places) for row in rows[name]}

    for table in tables.values():
        for one in table.references:
            pointing = {v for v in values(table.name, one.columns) if None not in v}
            assert pointing <= values(one.table, one.target), (table.name, one)
