"""Tables as Parquet, for DuckDB, Polars, Spark, R and pandas; needs the extra ``parquet``.

Days and times are days and times; lists are JSON in a text, as they are in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.export.description import Kind, Table
from corpus.export.errors import missing_library
from corpus.export.tables import Row
from corpus.rows import SqlValue

if TYPE_CHECKING:
    import pyarrow

_ROWS_AT_A_TIME = 10_000


def write_parquet(table: Table, rows: Iterable[Row], path: Path) -> None:
    """Write a table.

    Args:
        table: What its columns are.
        rows: Values in the order of the columns, read lazily.
        path: The file, which is replaced.

    Raises:
        ExportRefusedError: If pyarrow is not installed.
        OSError: If the file cannot be written.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise missing_library("pyarrow", "parquet") from error
    schema = _schema(table)
    iterator = iter(rows)
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(iterator, _ROWS_AT_A_TIME)):
            columns = [
                [_typed(value, column.kind) for value in values]
                for column, values in zip(table.columns, zip(*batch, strict=True), strict=True)
            ]
            writer.write_table(pyarrow.table(columns, schema=schema))


def _schema(table: Table) -> pyarrow.Schema:
    """Return the columns as Arrow describes them, with what they mean."""
    import pyarrow

    types: dict[Kind, Any] = {
        "text": pyarrow.string(),
        "json": pyarrow.string(),
        "integer": pyarrow.int64(),
        "real": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "day": pyarrow.date32(),
        "time": pyarrow.timestamp("us", tz="UTC"),
    }
    return pyarrow.schema(
        [
            pyarrow.field(
                column.name,
                types[column.kind],
                nullable=not column.required,
                metadata={"description": column.description},
            )
            for column in table.columns
        ]
    )


def _typed(value: SqlValue, kind: Kind) -> object:
    """Return a value as Arrow takes it."""
    if value is None:
        return None
    if kind == "day":
        return date.fromisoformat(str(value))
    if kind == "time":
        return datetime.fromisoformat(str(value))
    return bool(value) if kind == "boolean" else value
