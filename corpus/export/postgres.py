"""A corpus for PostgreSQL 12 or newer: tables, rows, and scripts that load and verify them.

The verification works out the digest of each table (``digests``) in PostgreSQL and compares it and
the number of rows with those that were exported. No library is needed; psql does the work.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.export.dataset import DatasetFacts, ExportRequest, read_facts
from corpus.export.description import Column, Table
from corpus.export.digests import RowTally, TableSummary
from corpus.export.package import DATA, finish_package, new_folder, reading
from corpus.export.postgres_ddl import create_statements, index_statements, literal, quoted
from corpus.export.tables import Row, exported_tables, iter_rows
from corpus.export.values import as_text, without_nul

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_SETTINGS = "\\set ON_ERROR_STOP on\nSET client_encoding TO 'UTF8';\n"
_HEAD = """-- Loads this corpus into an empty schema of a database in UTF-8. In this folder:
--   psql --dbname NAME --file load.sql && psql --dbname NAME --file verify.sql
"""
_COMPARISON = """
SELECT name, found.n_rows, (expected.n_rows, expected.sha256) = (found.n_rows, found.sha256) AS same
FROM expected JOIN found USING (name) ORDER BY name;
DO $$ BEGIN
  IF EXISTS (SELECT FROM expected LEFT JOIN found USING (name)
      WHERE found.sha256 IS DISTINCT FROM expected.sha256
      OR found.n_rows IS DISTINCT FROM expected.n_rows) THEN
    RAISE EXCEPTION 'the tables are not as they were exported';
  END IF;
END $$;
"""


def export_postgres(conn: sqlite3.Connection, folder: Path, request: ExportRequest) -> DatasetFacts:
    """Write a package with ``schema.sql``, the rows, ``load.sql`` and ``verify.sql``.

    Args:
        conn: A corpus.
        folder: Does not exist yet, or is empty.
        request: Which rows, and what is said of them.

    Raises:
        ExportRefusedError: If the folder holds something.
        OSError: If the files cannot be written; nothing is left behind.
    """
    with reading(conn), new_folder(folder) as unfinished:
        (unfinished / DATA).mkdir()
        tables = exported_tables(conn, without_text=request.without_text)
        summaries = []
        for table in tables:
            tally = RowTally(table)
            rows = tally.watch(iter_rows(conn, table, request.scope))
            _write_rows(table, rows, unfinished / DATA / _file_name(table))
            summaries.append(tally.summary())
        for name, script in {
            "schema.sql": _lines(create_statements(tables)),
            "load.sql": _load_script(tables),
            "verify.sql": _verify_script(summaries),
        }.items():
            (unfinished / name).write_text(script, encoding="utf-8", newline="\n")
        facts = read_facts(conn, request, tuple(summaries))
        finish_package(unfinished, facts)
    return facts


def _write_rows(table: Table, rows: Iterable[Row], path: Path) -> None:
    r"""Write rows as COPY reads them: tabs between values, ``\N`` for no value."""
    kinds = [column.kind for column in table.columns]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            texts = map(as_text, row, kinds)
            cells = (
                r"\N" if text is None else without_nul(text).translate(_ESCAPES) for text in texts
            )
            stream.write("\t".join(cells) + "\n")


def _load_script(tables: Sequence[Table]) -> str:
    """Return the script that makes the tables and fills them, all or nothing."""
    copies = [
        f"\\copy {quoted(table.name)} ({', '.join(quoted(c.name) for c in table.columns)}) "
        f"FROM '{DATA}/{_file_name(table)}'"
        for table in tables
    ]
    parts = ["BEGIN;", "\\ir schema.sql", *copies, *index_statements(tables), "COMMIT;", "ANALYZE;"]
    return _HEAD + _SETTINGS + _lines(parts)


def _verify_script(summaries: Sequence[TableSummary]) -> str:
    """Return the script that fails if the tables do not hold what was exported."""
    expected = ",\n".join(
        f"  ({literal(one.table.name)}, {one.n_rows}, {literal(one.sha256)})" for one in summaries
    )
    found = "\nUNION ALL ".join(_digest_query(one.table) for one in summaries)
    return (
        f"{_SETTINGS}CREATE TEMPORARY TABLE expected (name text, n_rows bigint, sha256 text);\n"
        f"INSERT INTO expected VALUES\n{expected};\n"
        f"CREATE TEMPORARY TABLE found AS\n{found};\n{_COMPARISON}"
    )


def _digest_query(table: Table) -> str:
    """Return the query for the number of rows and the digest of a table."""
    line = " || ".join(
        f"coalesce(length({text}) || ':' || {text}, '-')" for text in map(_as_text, table.columns)
    )
    order = ", ".join(quoted(name) for name in table.key)
    row = f"encode(sha256(convert_to({line}, 'UTF8')), 'hex')"
    whole = f"coalesce(string_agg({row}, '' ORDER BY {order}), '')"
    return (
        f"SELECT {literal(table.name)} AS name, count(*) AS n_rows, "  # noqa: S608 -- our own names
        f"encode(sha256(convert_to({whole}, 'UTF8')), 'hex') AS sha256 FROM {quoted(table.name)}"
    )


def _as_text(column: Column) -> str:
    """Return the expression for a value as ``as_text`` writes it."""
    name = quoted(column.name)
    if column.kind == "day":
        return f"to_char({name}, 'YYYY-MM-DD')"
    if column.kind == "time":
        return f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    return name if column.kind == "text" else f"{name}::text"


def _file_name(table: Table) -> str:
    """Return the name of the file with a table's rows."""
    return f"{table.name}.tsv"


def _lines(parts: Iterable[str]) -> str:
    """Return statements one below the other."""
    return "".join(f"{part}\n" for part in parts)
