"""The formats in which each table is a file of its own.

Each is described in the standard whose tools read it without harm. Croissant's read CSV and JSON
Lines with guessed types, which turns the region code 33.10 into 33.1, so it describes Parquet
alone; Frictionless' take missing years in Parquet for an error, so it describes the other two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.export.croissant import croissant
from corpus.export.csv_ import write_csv
from corpus.export.datapackage import data_package
from corpus.export.dataset import DatasetFacts
from corpus.export.description import Table
from corpus.export.files import DataFile
from corpus.export.jsonl import write_jsonl
from corpus.export.parquet import write_parquet
from corpus.export.tables import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """A format in which each table is a file.

    Attributes:
        suffix: How the names of its files end, without the dot.
        media_type: Its media type.
        write: Writes one table.
        descriptor: Name of the file that describes the package.
        describe: Returns what stands in that file, as JSON holds it.
    """

    suffix: str
    media_type: str
    write: Callable[[Table, Iterable[Row], Path], None]
    descriptor: str
    describe: Callable[[DatasetFacts, Sequence[DataFile]], dict[str, object]]


CSV = TableFormat(
    suffix="csv",
    media_type="text/csv",
    write=write_csv,
    descriptor="datapackage.json",
    describe=data_package,
)
JSONL = TableFormat(
    suffix="jsonl",
    media_type="application/jsonl",
    write=write_jsonl,
    descriptor="datapackage.json",
    describe=data_package,
)
PARQUET = TableFormat(
    suffix="parquet",
    media_type="application/x-parquet",
    write=write_parquet,
    descriptor="croissant.json",
    describe=croissant,
)
