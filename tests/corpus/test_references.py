"""Lists of innovations are kept whole: the same again changes nothing, ids are stable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corpus.check import check_corpus
from corpus.errors import InvalidQueryError, InvalidRecordError
from corpus.references.records import ReferenceEntry, ReferenceList, entry_id, slug_of
from corpus.references.store import (
    read_entries,
    read_lists,
    remove_list,
    write_reference_list,
)

RowsOf = Callable[[sqlite3.Connection], dict[str, list[tuple[object, ...]]]]
LIST = ReferenceList(slug="top", name="Top 99", digest="0", year=2021, source="https://a.example")
ENTRIES = [
    ReferenceEntry(name="GESIT", as_written="GESIT (Gerakan Sisir)", region="33.02", year=2021),
    ReferenceEntry(name="Pak Raja", as_written="Pak Raja", sector="perpustakaan_arsip"),
]


def test_a_list_comes_back_as_it_was(conn: sqlite3.Connection) -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    report = write_reference_list(conn, LIST, ENTRIES, now=now)
    assert (report.n_entries, report.n_new, report.n_gone, report.n_repeated) == (2, 2, 0, 0)
    assert [stored.entry for stored in read_entries(conn, "top")] == ENTRIES
    (stored,) = read_lists(conn)
    assert (stored.list, stored.n_entries) == (LIST, 2)
    assert stored.imported_at == "2026-01-02T00:00:00.000000Z"
    assert check_corpus(conn) == []


def test_the_same_again_changes_nothing(conn: sqlite3.Connection, rows_of: RowsOf) -> None:
    write_reference_list(conn, LIST, ENTRIES)
    before = rows_of(conn)
    report = write_reference_list(conn, LIST, [*ENTRIES, ENTRIES[0]])
    assert (report.n_new, report.n_gone, report.n_repeated) == (0, 0, 1)
    assert rows_of(conn) == before


def test_a_list_has_the_entries_of_its_latest_file(conn: sqlite3.Connection) -> None:
    write_reference_list(conn, LIST, ENTRIES)
    changed = [replace(ENTRIES[1], award="Top 45"), ReferenceEntry(name="Baru", as_written="Baru")]
    report = write_reference_list(conn, replace(LIST, digest="1"), changed)
    assert (report.n_entries, report.n_new, report.n_gone) == (2, 1, 1)
    assert [stored.entry for stored in read_entries(conn)] == changed


def test_ids_do_not_depend_on_the_order_or_on_spelling() -> None:
    one, other = ENTRIES
    assert entry_id("top", one) == entry_id("top", replace(one, as_written="Gesit – Gerakan Sisir"))
    assert len({entry_id("top", one), entry_id("top", other), entry_id("else", one)}) == 3


def test_an_unknown_region_is_refused_and_nothing_changes(
    conn: sqlite3.Connection, rows_of: RowsOf
) -> None:
    write_reference_list(conn, LIST, ENTRIES)
    before = rows_of(conn)
    with pytest.raises(InvalidRecordError, match="top: X"):
        write_reference_list(conn, LIST, [ReferenceEntry(name="X", as_written="X", region="99.99")])
    assert rows_of(conn) == before


def test_a_list_can_be_removed(conn: sqlite3.Connection) -> None:
    write_reference_list(conn, LIST, ENTRIES)
    remove_list(conn, "top")
    assert read_lists(conn) == []
    assert read_entries(conn) == []
    with pytest.raises(InvalidQueryError, match="no list 'top'"):
        remove_list(conn, "top")


@pytest.mark.parametrize(
    ("name", "slug"), [("INOLAN LAN (2015)", "inolan-lan-2015"), ("---", "list"), ("Ä/ö", "list")]
)
def test_slugs(name: str, slug: str) -> None:
    assert slug_of(name) == slug
