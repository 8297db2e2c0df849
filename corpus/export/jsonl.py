"""Tables as JSON Lines: one object a row, lists as lists, no value as null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from corpus.export.description import Table
from corpus.export.tables import Row
from corpus.export.values import as_json


def write_jsonl(table: Table, rows: Iterable[Row], path: Path) -> None:
    """Write a table.

    Args:
        table: What its columns are.
        rows: Values in the order of the columns, read lazily.
        path: The file, which is replaced.

    Raises:
        OSError: If the file cannot be written.
    """
    columns = [(column.name, column.kind) for column in table.columns]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            record = {
                name: as_json(value, kind) for value, (name, kind) in zip(row, columns, strict=True)
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
