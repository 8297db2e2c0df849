"""The sheets of a workbook for people: what stands in each, with headers in Bahasa Indonesia.

A sheet is a query in ``corpus/data/sheets``. Its columns bear the headers that people read; the
comment behind a column explains it. ``Tautan …`` is an address, ``Tanggal …`` a day.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from corpus.export.scope import Scope, scope_of_innovations
from corpus.export.tables import Row
from corpus.filters import SearchFilters

_COMMENT = re.compile(r"-- (.*)$", re.MULTILINE)
_HEADER = re.compile(r'AS "([^"]+)",? --')


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its header and what it means."""

    header: str
    description: str

    @property
    def is_link(self) -> bool:
        """Whether its values are addresses."""
        return self.header.startswith("Tautan")

    @property
    def is_day(self) -> bool:
        """Whether its values are days."""
        return self.header.startswith("Tanggal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of data.

    Attributes:
        name: What stands on its tab.
        description: What a row is.
        columns: Its columns, in order.
        query: The query for its rows.
    """

    name: str
    description: str
    columns: tuple[SheetColumn, ...]
    query: str


def load_sheets() -> tuple[Sheet, ...]:
    """Return the sheets in the order of their files' names."""
    folder = files("corpus").joinpath("data", "sheets")
    found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(_sheet(entry.read_text(encoding="utf-8")) for entry in found)


def iter_sheet_rows(conn: sqlite3.Connection, sheet: Sheet, scope: Scope) -> Iterator[Row]:
    """Yield the rows of a sheet for a scope that ``scope_of_sheets`` made."""
    # What is told of no innovation belongs to no search for innovations.
    all_facts = scope.subject != "innovations"
    parameters = {**scope.parameters, "all_facts": all_facts}
    yield from (tuple(row) for row in conn.execute(sheet.query, parameters))


def scope_of_sheets(conn: sqlite3.Connection, scope: Scope) -> Scope:
    """Return what people are shown of a scope.

    Of the whole corpus that is what a search without words finds, and the articles that tell of
    innovations, awards or replications: no rejected innovations, no copies.
    """
    if scope.subject != "corpus":
        return scope
    articles = conn.execute(
        "SELECT a.id FROM articles AS a JOIN extractions AS e ON e.article_id = a.id "
        "WHERE e.relevant AND a.duplicate_of IS NULL ORDER BY a.id"
    )
    return Scope(
        subject="corpus",
        asked={},
        article_ids=tuple(row["id"] for row in articles),
        innovation_ids=scope_of_innovations(conn, "", SearchFilters()).innovation_ids,
    )


def _sheet(query: str) -> Sheet:
    """Return the sheet of a query."""
    (first, *descriptions) = _COMMENT.findall(query)
    name, _, description = first.partition(": ")
    headers = _HEADER.findall(query)
    return Sheet(
        name=name,
        description=description,
        columns=tuple(map(SheetColumn, headers, descriptions)),
        query=query,
    )
