"""The tables and views of a corpus as data: columns, keys, limits, and what each means.

Read from the file itself: from SQLite's own account of the schema, and from the comments that
stand in it (``-- …``). Nothing is described twice, so no description can be out of date.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "real", "boolean", "day", "time", "json", "bytes"]
_STORED: dict[str, Kind] = {"TEXT": "text", "INTEGER": "integer", "REAL": "real", "BLOB": "bytes"}
_COMMENT = re.compile(r"-- (.*)$", re.MULTILINE)
_TABLE_CHECK = re.compile(r"^  CHECK \((.*)\),?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: Its name.
        kind: What its values are. Days are ISO 8601; times too, UTC; ``json`` is a list.
        required: Whether it always has a value.
        description: What it means; empty if the schema does not say.
        values: The only values that it may have; empty if there is no such list.
        minimum: Least value; None if there is none.
        maximum: Greatest value; None likewise.
        is_never_empty: Whether its text has at least one character.
        is_row_number: Whether it is a number that SQLite gave the row, of no meaning elsewhere.
    """

    name: str
    kind: Kind
    required: bool
    description: str
    values: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    is_never_empty: bool = False
    is_row_number: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values are those of a row in another table, or in the same one."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or view.

    Attributes:
        name: Its name.
        is_view: Whether it is a view.
        description: What it holds.
        columns: Its columns, in order.
        key: Columns that identify a row; empty for views.
        unique: Other columns that do so.
        references: Where its columns point to.
        indexed: Columns by which rows are often looked up.
        checks: Conditions on several columns, in SQL.
    """

    name: str
    is_view: bool
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    references: tuple[Reference, ...] = ()
    indexed: tuple[tuple[str, ...], ...] = ()
    checks: tuple[str, ...] = ()


def list_tables(conn: sqlite3.Connection) -> list[str]:
    """Return the names of all tables, then of all views; indexes of full text are left out."""
    rows = conn.execute(
        "SELECT l.name FROM pragma_table_list AS l WHERE l.schema = 'main' "
        "AND l.type IN ('table', 'view') AND l.name NOT LIKE 'sqlite~_%' ESCAPE '~' "
        "ORDER BY l.type, l.name"
    )
    return [row[0] for row in rows]


def describe_table(conn: sqlite3.Connection, name: str) -> Table:
    """Return a table or view of a corpus as data; its name must be one that exists."""
    kind, sql = conn.execute(
        "SELECT type, sql FROM sqlite_schema WHERE name = ?", (name,)
    ).fetchone()
    comments = [comment.strip() for comment in _COMMENT.findall(sql)]
    rows = conn.execute("SELECT * FROM pragma_table_xinfo(?) ORDER BY cid", (name,)).fetchall()
    keys = sorted((row["pk"], row["name"]) for row in rows if row["pk"])
    return Table(
        name=name,
        is_view=kind == "view",
        description=comments[0] if comments else "",
        columns=tuple(
            _column(row, sql, comments[place] if len(comments) == len(rows) + 1 else "")
            for place, row in enumerate(rows, start=1)
        ),
        key=tuple(column for _, column in keys),
        unique=_indexes(conn, name, origin="u"),
        references=_references(conn, name),
        indexed=_indexes(conn, name, origin="c"),
        checks=tuple(_TABLE_CHECK.findall(sql)) if kind == "table" else (),
    )


def _column(row: sqlite3.Row, sql: str, comment: str) -> Column:
    """Return one column; what its line in the schema says of its values is read there."""
    name, declared = row["name"], row["type"]
    found = re.search(rf'^  "?{name}"? {declared}\b.*$', sql, re.MULTILINE) if declared else None
    line = found.group().partition("--")[0] if found else ""
    limits = re.search(rf"{name} BETWEEN (\d+) AND (\d+)\b", line)
    listed = re.search(rf"{name} IN \(('[^)]*)\)", line)
    is_row_number = row["pk"] == 1 and "INTEGER PRIMARY KEY" in line
    return Column(
        name=name,
        kind=_kind(name, declared, line),
        required=bool(row["notnull"]) or is_row_number,
        description=comment,
        values=tuple(re.findall(r"'([^']*)'", listed.group(1))) if listed else (),
        minimum=int(limits.group(1)) if limits else 0 if f"{name} >= 0" in line else None,
        maximum=int(limits.group(2)) if limits else None,
        is_never_empty=f"{name} <> ''" in line,
        is_row_number=is_row_number,
    )


def _kind(name: str, declared: str, line: str) -> Kind:
    """Return what a column's values are: what is stored, narrowed by the line's check."""
    if f"{name} IN (0, 1)" in line:
        return "boolean"
    if f"{name} IS date({name})" in line:
        return "day"
    if f"json_type({name})" in line:
        return "json"
    if declared == "TEXT" and name.endswith("_at"):
        return "time"
    return _STORED.get(declared, "text")


def _indexes(conn: sqlite3.Connection, name: str, *, origin: str) -> tuple[tuple[str, ...], ...]:
    """Return the columns of each index that a constraint (``u``) or a statement (``c``) made."""
    rows = conn.execute(
        "SELECT l.name AS label, i.name FROM pragma_index_list(?) AS l "
        "JOIN pragma_index_info(l.name) AS i WHERE l.origin = ? AND NOT l.partial "
        "ORDER BY l.name, i.seqno",
        (name, origin),
    )
    columns: dict[str, list[str]] = defaultdict(list)
    for label, column in rows:
        columns[label].append(column)
    return tuple(tuple(group) for group in columns.values())


def _references(conn: sqlite3.Connection, name: str) -> tuple[Reference, ...]:
    """Return where a table's columns point to, in the order of the columns."""
    groups: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in conn.execute(
        "SELECT * FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq", (name,)
    ):
        groups[row["id"]].append(row)
    return tuple(
        Reference(
            columns=tuple(row["from"] for row in rows),
            table=rows[0]["table"],
            target=tuple(row["to"] for row in rows),
        )
        for rows in groups.values()
    )
