"""What an export holds, as a digest: the same for the same content, in whatever format.

The digest of a table is defined so that PostgreSQL can work it out as well. A value is its length
in characters, ``:`` and its text, no value is ``-``; a row is the SHA-256 of its values one behind
the other; a table is that of its rows' digests, in hexadecimal, by key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.export.description import Kind, Table
from corpus.export.tables import Row
from corpus.export.values import as_text, without_nul
from corpus.rows import SqlValue


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSummary:
    """What was exported of one table.

    Attributes:
        table: The table.
        n_rows: How many rows.
        n_missing: How many of them have no value, for each column in order.
        sha256: Digest of the rows.
    """

    table: Table
    n_rows: int
    n_missing: tuple[int, ...]
    sha256: str


class RowTally:
    """Counts and digests rows on their way into a file."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._n_rows = 0
        self._n_missing = [0] * len(table.columns)
        self._digest = hashlib.sha256()

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows as they come."""
        kinds = [column.kind for column in self._table.columns]
        for row in rows:
            self._n_rows += 1
            for place, value in enumerate(row):
                self._n_missing[place] += value is None
            self._digest.update(_row_digest(row, kinds).encode())
            yield row

    def summary(self) -> TableSummary:
        """Return what has passed."""
        return TableSummary(
            table=self._table,
            n_rows=self._n_rows,
            n_missing=tuple(self._n_missing),
            sha256=self._digest.hexdigest(),
        )


def dataset_digest(summaries: Iterable[TableSummary]) -> str:
    """Return the digest of some tables: their names, columns and digests."""
    digest = hashlib.sha256()
    for summary in summaries:
        names = ",".join(column.name for column in summary.table.columns)
        digest.update(f"{summary.table.name} {names} {summary.sha256}\n".encode())
    return digest.hexdigest()


def _row_digest(row: Row, kinds: Sequence[Kind]) -> str:
    """Return the digest of one row."""
    line = "".join(map(_measured, row, kinds))
    return hashlib.sha256(line.encode()).hexdigest()


def _measured(value: SqlValue, kind: Kind) -> str:
    """Return a value so that no two rows look the same when theirs are joined."""
    text = as_text(value, kind)
    return "-" if text is None else f"{len(text)}:{without_nul(text)}"
