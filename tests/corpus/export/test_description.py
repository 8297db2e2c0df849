"""The schema as data: kinds, limits, keys and meanings are those of the database."""

from __future__ import annotations

import sqlite3

from corpus.export.codebook import codebook_json, codebook_markdown, describe_corpus
from corpus.export.description import Column, Reference, describe_table
from corpus.export.tables import EXPORTED, LEFT_OUT, exported_tables


def column(conn: sqlite3.Connection, table: str, name: str) -> Column:
    (found,) = (one for one in describe_table(conn, table).columns if one.name == name)
    return found


def test_each_column_of_each_table_and_view_has_a_meaning(conn: sqlite3.Connection) -> None:
    bare = [
        (table.name, one.name)
        for table in describe_corpus(conn)
        for one in table.columns
        if not one.description or not table.description
    ]
    assert bare == []


def test_kinds_are_narrower_than_what_sqlite_stores(conn: sqlite3.Connection) -> None:
    kinds = {
        ("articles", "published"): "day",
        ("articles", "fetched_at"): "time",
        ("extractions", "relevant"): "boolean",
        ("mentions", "surfaces"): "json",
        ("mentions", "confidence"): "real",
        ("awards", "year"): "integer",
        ("regions", "code"): "text",
        ("pages", "body"): "bytes",
    }
    assert {place: column(conn, *place).kind for place in kinds} == kinds


def test_limits_of_values_are_told(conn: sqlite3.Connection) -> None:
    assert column(conn, "innovations", "status").values == ("otomatis", "diperiksa", "ditolak")
    confidence = column(conn, "mentions", "confidence")
    assert (confidence.minimum, confidence.maximum) == (0, 1)
    assert column(conn, "mentions", "position").minimum == 0
    assert column(conn, "innovations", "name").is_never_empty
    assert column(conn, "articles", "article_key").is_row_number


def test_keys_references_and_checks_are_told(conn: sqlite3.Connection) -> None:
    awards = describe_table(conn, "awards")
    assert awards.key == ("article_id", "position")
    pair = Reference(("article_id", "local_id"), "mentions", ("article_id", "local_id"))
    assert pair in awards.references
    assert awards.checks == ("(local_id IS NULL) <> (recipient IS NULL)",)
    assert describe_table(conn, "mentions").unique == (("article_id", "position"),)


def test_every_table_is_exported_or_left_out_on_purpose(conn: sqlite3.Connection) -> None:
    tables = {table.name for table in describe_corpus(conn) if not table.is_view}
    assert tables == {*EXPORTED, *LEFT_OUT}


def test_exported_tables_refer_to_exported_ones_before_them(conn: sqlite3.Connection) -> None:
    before: set[str] = set()
    for table in exported_tables(conn):
        before.add(table.name)
        assert {one.table for one in table.references} <= before
        names = [one.name for one in table.columns]
        assert set(table.key) <= set(names)
        assert not {"article_key", "innovation_key", "also_named"} & set(names)


def test_without_text_neither_text_nor_place_on_a_disk_goes_out(conn: sqlite3.Connection) -> None:
    def names(**choice: bool) -> set[str]:
        return {
            c.name
            for t in exported_tables(conn, **choice)
            if t.name == "articles"
            for c in t.columns
        }

    assert names() - names(without_text=True) == {"text", "origin"}


def test_the_codebook_is_the_same_as_page_and_as_json(conn: sqlite3.Connection) -> None:
    tables = describe_corpus(conn)
    page, listed = codebook_markdown(tables), codebook_json(tables)
    assert page.count("\n## ") == len(listed) == len(tables)
    line = (
        "| `status` | text | yes | Found by machine, checked by a person, or rejected. One of: `ot"
    )
    assert line in page
    for table in listed:
        assert f"## {table['name']}\n" in page
        columns = table["columns"]
        assert isinstance(columns, list)
        assert all(f"`{one['name']}`" in page and one["description"] in page for one in columns)
