"""Parquet tables to drafts, a batch of rows at a time; needs the extra ``parquet``.

Only the columns that hold our fields are read. Lists and numbers are treated as those of JSONL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from corpus.errors import UnreadableFileError
from harvest.archives import seekable
from harvest.columns import find_columns, missing_text
from harvest.drafts import Draft
from harvest.limits import MAX_CELL_CHARACTERS
from harvest.streams import Readable
from harvest.tables import BadRecord, make_draft

_ROWS_AT_A_TIME = 200


def read_parquet(stream: Readable, mapping: Mapping[str, str]) -> Iterator[Draft | BadRecord]:
    """Yield a draft for each row of a Parquet table, or why it is none.

    Args:
        stream: The table; copied aside if it cannot be read in any order.
        mapping: Our field → the user's column; common names are recognised without it.

    Raises:
        UnreadableFileError: If it is no Parquet, damaged, no column holds the text, or pyarrow
            is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UnreadableFileError(
            "Parquet is read with pyarrow, which is not installed",
            mend="Install it: pip install 'gali-inovasi[parquet]'",
        ) from error
    with seekable(stream) as file:
        try:
            yield from _rows(parquet.ParquetFile(file), mapping)
        except (pyarrow.ArrowException, OSError) as error:
            raise UnreadableFileError(
                "the Parquet table is damaged or cut off", mend="Fetch or copy it again"
            ) from error


def _rows(table: Any, mapping: Mapping[str, str]) -> Iterator[Draft | BadRecord]:
    """Yield the drafts of an opened table."""
    names = table.schema_arrow.names
    columns = find_columns(names, mapping)
    if "text" not in columns:
        raise missing_text(names)
    number = 0
    for batch in table.iter_batches(_ROWS_AT_A_TIME, columns=sorted(set(columns.values()))):
        for row in batch.to_pylist():
            number += 1
            yield _draft({field: _written(row[name]) for field, name in columns.items()}, number)


def _draft(cells: dict[Any, object], number: int) -> Draft | BadRecord:
    """Return the draft of a row, or why it is none."""
    place = f"row {number}"
    for field in ("title", "text"):
        if not isinstance(cells.get(field), str | None):
            return BadRecord(place, f"{field} is no text")
    if any(isinstance(c, str) and len(c) > MAX_CELL_CHARACTERS for c in cells.values()):
        return BadRecord(place, f"a cell is longer than {MAX_CELL_CHARACTERS} characters")
    return make_draft(cells, place)


def _written(value: object) -> object:
    """Return a cell as JSON would write it: days and times as ISO 8601."""
    return value.isoformat() if isinstance(value, datetime | date) else value
