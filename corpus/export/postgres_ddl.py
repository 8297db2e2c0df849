"""The tables of an export in PostgreSQL's SQL: types, keys, checks, comments, full text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.export.description import Column, Kind, Table

_TYPES: dict[Kind, str] = {
    "text": "text",
    "integer": "bigint",
    "real": "double precision",
    "boolean": "boolean",
    "day": "date",
    "time": "timestamptz",
    "json": "json",
}
# Weights as in the corpus' own search; a tsvector holds no more than 1 MB.
_SEARCHED = {
    "articles": (("title", "A"), ("text", "B")),
    "innovations": (("name", "A"), ("expansion", "B"), ("description", "C"), ("owner", "D")),
}
_MOST_CHARACTERS = 200_000


def create_statements(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements that make empty tables, referenced ones first."""
    for table in tables:
        yield _create_table(table)
        yield from _comments(table)


def index_statements(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements that make indexes, to be run when the rows are there."""
    for table in tables:
        keys = {name for one in table.references for name in one.columns}
        free_text = {c.name for c in table.columns if c.kind == "text"} - keys
        for columns in table.indexed:
            # A B-tree takes no text beyond 2.7 kB, and addresses may be longer.
            method = "hash" if columns[0] in free_text and len(columns) == 1 else "btree"
            yield f"CREATE INDEX ON {quoted(table.name)} USING {method} ({_listed(columns)});"
        if table.name in _SEARCHED:
            yield f"CREATE INDEX ON {quoted(table.name)} USING gin (search);"


def quoted(name: str) -> str:
    """Return a name as SQL takes it literally."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL takes it literally."""
    return "'" + text.replace("'", "''") + "'"


def _create_table(table: Table) -> str:
    """Return the statement that makes a table."""
    keys = {name for one in table.references for name in one.columns}
    keys.update(table.key, *table.unique)
    parts = [_column(column, is_key=column.name in keys) for column in table.columns]
    parts += _search_column(table)
    parts.append(f"PRIMARY KEY ({_listed(table.key)})")
    parts += [f"UNIQUE ({_listed(columns)})" for columns in table.unique]
    parts += [
        f"FOREIGN KEY ({_listed(one.columns)}) "
        f"REFERENCES {quoted(one.table)} ({_listed(one.target)})"
        for one in table.references
    ]
    parts += [f"CHECK ({check})" for check in table.checks]
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {quoted(table.name)} (\n  {body}\n);"


def _column(column: Column, *, is_key: bool) -> str:
    """Return one column; keys are compared byte by byte, as SQLite does."""
    name = quoted(column.name)
    parts = [name, _TYPES[column.kind]]
    if is_key and column.kind == "text":
        parts.append('COLLATE "C"')
    if column.required:
        parts.append("NOT NULL")
    parts += [f"CHECK ({check})" for check in _iter_checks(name, column)]
    return " ".join(parts)


def _iter_checks(name: str, column: Column) -> Iterator[str]:
    """Yield the conditions on one column."""
    if column.values:
        yield f"{name} IN ({', '.join(map(literal, column.values))})"
    if column.minimum is not None:
        yield f"{name} >= {column.minimum}"
    if column.maximum is not None:
        yield f"{name} <= {column.maximum}"
    if column.is_never_empty:
        yield f"{name} <> ''"
    if column.kind == "json":
        yield f"json_typeof({name}) = 'array'"


def _search_column(table: Table) -> list[str]:
    """Return the column for PostgreSQL's full text in Indonesian, if the table has one."""
    names = {column.name for column in table.columns}
    vectors = [
        f"setweight(to_tsvector('pg_catalog.indonesian', "
        f"left(coalesce({quoted(name)}, ''), {_MOST_CHARACTERS})), '{weight}')"
        for name, weight in _SEARCHED.get(table.name, ())
        if name in names
    ]
    if not vectors:
        return []
    return [f"search tsvector GENERATED ALWAYS AS ({' || '.join(vectors)}) STORED"]


def _comments(table: Table) -> Iterator[str]:
    """Yield the statements that say what a table and its columns mean."""
    yield f"COMMENT ON TABLE {quoted(table.name)} IS {literal(table.description)};"
    for column in table.columns:
        place = f"{quoted(table.name)}.{quoted(column.name)}"
        yield f"COMMENT ON COLUMN {place} IS {literal(column.description)};"


def _listed(names: Sequence[str]) -> str:
    """Return names with commas between them."""
    return ", ".join(map(quoted, names))
