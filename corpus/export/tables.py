"""Which tables of a corpus are exported, and their rows, in the one order that they always have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from corpus.export.description import Reference, Table, describe_table
from corpus.export.scope import Scope, condition_of
from corpus.rows import SqlValue

Row = tuple[SqlValue, ...]
# Every table stands behind those that it refers to.
EXPORTED = (
    "regions",
    "sectors",
    "body_types",
    "award_schemes",
    "sources",
    "articles",
    "replaced_articles",
    "near_copies",
    "extractions",
    "article_relevance",
    "innovations",
    "innovation_redirects",
    "innovation_reviews",
    "corrections",
    "mentions",
    "mention_owners",
    "awards",
    "replications",
    "innovation_relations",
    "replica_proofs",
    "innovation_conflicts",
    "counts",
    "fact_reviews",
    "evidence",
)
# Pages go out as web archives; lists belong to those who keep them; the rest is of use to this
# program alone, or is built again.
LEFT_OUT = (
    "applied_decisions",
    "copy_bands",
    "copy_signatures",
    "crawl_hosts",
    "crawl_robots",
    "crawl_sections",
    "crawl_targets",
    "crawl_turns",
    "crawlers",
    "forgotten_addresses",
    "page_readings",
    "pages",
    "reference_entries",
    "reference_lists",
    "stemming",
    "word_stems",
)
# A path on somebody's disk may tell who they are; where it is an address, ``url`` has it too.
_PRIVATE = {"articles": {"text", "origin"}}


def exported_tables(conn: sqlite3.Connection, *, without_text: bool = False) -> tuple[Table, ...]:
    """Return the tables of an export, referenced ones first.

    Row numbers, bytes and generated columns are left out, and references lead to exported tables.

    Args:
        conn: A corpus.
        without_text: Whether the articles' texts are left out, and where they were read from.
    """
    return tuple(exported_table(conn, name, without_text=without_text) for name in EXPORTED)


def exported_table(conn: sqlite3.Connection, name: str, *, without_text: bool = False) -> Table:
    """Return one table as it is exported; see ``exported_tables``."""
    table = describe_table(conn, name)
    private = _PRIVATE.get(name, set()) if without_text else set()
    stored = {row["name"] for row in conn.execute("SELECT * FROM pragma_table_info(?)", (name,))}
    columns = tuple(
        column
        for column in table.columns
        if column.name in stored - private
        if column.kind != "bytes" and not column.is_row_number
    )
    kept = {column.name for column in columns}
    keys = [key for key in (table.key, *table.unique) if kept.issuperset(key)]
    references = [_followed(conn, reference) for reference in table.references]
    return replace(
        table,
        columns=columns,
        key=keys[0],
        unique=tuple(keys[1:]),
        references=tuple(references),
        indexed=tuple(group for group in table.indexed if kept.issuperset(group)),
    )


def iter_rows(conn: sqlite3.Connection, table: Table, scope: Scope) -> Iterator[Row]:
    """Yield the rows of an exported table that are selected, by its key."""
    columns = ", ".join(f't."{column.name}"' for column in table.columns)
    order = ", ".join(f't."{name}"' for name in table.key)
    query = (
        f"SELECT {columns} FROM {table.name} AS t "  # noqa: S608 -- names of our own schema
        f"WHERE {condition_of(table.name, scope)} ORDER BY {order}"
    )
    yield from (tuple(row) for row in conn.execute(query, scope.parameters))


def _followed(conn: sqlite3.Connection, reference: Reference) -> Reference:
    """Return a reference that leads through tables that are left out to one that is exported."""
    while reference.table in LEFT_OUT:
        further = describe_table(conn, reference.table).references
        (onward,) = (one for one in further if one.columns == reference.target)
        reference = replace(reference, table=onward.table, target=onward.target)
    return reference
