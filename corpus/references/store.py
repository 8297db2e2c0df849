"""Reference lists in the database: written whole, so that the same list again changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from corpus.connection import transaction
from corpus.errors import InvalidQueryError
from corpus.references.records import ReferenceEntry, ReferenceList, entry_id
from corpus.rows import insert_statement, insisting_on_records, to_sql

_LIST_FIELDS = tuple(field.name for field in fields(ReferenceList))
_ENTRY_FIELDS = tuple(field.name for field in fields(ReferenceEntry))
_UPSERT_LIST = (
    insert_statement("reference_lists", (*_LIST_FIELDS, "imported_at"))
    + " ON CONFLICT (slug) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in (*_LIST_FIELDS, "imported_at"))
)
_INSERT_ENTRY = insert_statement("reference_entries", ("id", "list", "position", *_ENTRY_FIELDS))


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry in the database.

    Attributes:
        id: Its id.
        list: Slug of its list.
        entry: What the list says.
    """

    id: str
    list: str
    entry: ReferenceEntry


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list in the database.

    Attributes:
        list: What is known of it.
        imported_at: When it was imported last, UTC.
        n_entries: How many innovations it has.
    """

    list: ReferenceList
    imported_at: str
    n_entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """What writing a list did.

    Attributes:
        n_entries: Entries of the list now.
        n_new: Those that it did not have before.
        n_gone: Entries that it had and that are no longer in the file.
        n_repeated: Rows that said the same as an earlier one.
    """

    n_entries: int
    n_new: int
    n_gone: int
    n_repeated: int


def write_reference_list(
    conn: sqlite3.Connection,
    described: ReferenceList,
    entries: Iterable[ReferenceEntry],
    *,
    now: datetime | None = None,
) -> ListReport:
    """Write a list, in one transaction; it then has these entries and no others.

    Args:
        conn: A corpus that can be written.
        described: The list; one of the same slug is replaced.
        entries: Its innovations, in its order; one that says the same again is left out.
        now: The present time; the clock's if None.

    Raises:
        InvalidRecordError: If a region or sector is unknown; nothing is changed then.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    listed = list(entries)
    wanted: dict[str, ReferenceEntry] = {}
    for entry in listed:
        wanted.setdefault(entry_id(described.slug, entry), entry)
    with transaction(conn):
        known = {stored.id: stored.entry for stored in read_entries(conn, described.slug)}
        if list(known.items()) != list(wanted.items()) or described != _find(conn, described.slug):
            _replace(conn, described, wanted, now or datetime.now(UTC))
    return ListReport(
        n_entries=len(wanted),
        n_new=len(wanted.keys() - known.keys()),
        n_gone=len(known.keys() - wanted.keys()),
        n_repeated=len(listed) - len(wanted),
    )


def read_lists(conn: sqlite3.Connection) -> list[StoredList]:
    """Return all lists, by slug."""
    rows = conn.execute(
        "SELECT l.*, (SELECT count(*) FROM reference_entries AS e WHERE e.list = l.slug) AS n "
        "FROM reference_lists AS l ORDER BY l.slug"
    )
    return [
        StoredList(
            ReferenceList(**{name: row[name] for name in _LIST_FIELDS}),
            row["imported_at"],
            row["n"],
        )
        for row in rows
    ]


def read_entries(conn: sqlite3.Connection, slug: str | None = None) -> list[StoredEntry]:
    """Return the entries of a list in its order; those of all lists, by list, if it is None."""
    rows = conn.execute(
        "SELECT * FROM reference_entries WHERE ?1 IS NULL OR list = ?1 ORDER BY list, position",
        (slug,),
    )
    return [
        StoredEntry(
            row["id"],
            row["list"],
            ReferenceEntry(**{name: row[name] for name in _ENTRY_FIELDS}),
        )
        for row in rows
    ]


def remove_list(conn: sqlite3.Connection, slug: str) -> None:
    """Remove a list and its entries.

    Raises:
        InvalidQueryError: If there is no such list.
        DatabaseRefusedError: If the file is locked, …
    """
    insist_on_list(conn, slug)
    with transaction(conn):
        conn.execute("DELETE FROM reference_lists WHERE slug = ?", (slug,))


def insist_on_list(conn: sqlite3.Connection, slug: str) -> None:
    """Check that there is a list.

    Raises:
        InvalidQueryError: If there is none of that slug.
    """
    if _find(conn, slug) is None:
        known = ", ".join(stored.list.slug for stored in read_lists(conn))
        raise InvalidQueryError(
            f"there is no list {slug!r}",
            mend=f"Perhaps one of these: {known}." if known else "Import one first.",
        )


def _find(conn: sqlite3.Connection, slug: str) -> ReferenceList | None:
    """Return a list; None if there is none of that slug."""
    row = conn.execute("SELECT * FROM reference_lists WHERE slug = ?", (slug,)).fetchone()
    return None if row is None else ReferenceList(**{name: row[name] for name in _LIST_FIELDS})


def _replace(
    conn: sqlite3.Connection,
    described: ReferenceList,
    entries: dict[str, ReferenceEntry],
    now: datetime,
) -> None:
    """Write a list and its entries in the place of what there was."""
    values = (getattr(described, name) for name in _LIST_FIELDS)
    with insisting_on_records(described.slug):
        conn.execute(_UPSERT_LIST, (*values, to_sql(now)))
        conn.execute("DELETE FROM reference_entries WHERE list = ?", (described.slug,))
    for position, (identifier, entry) in enumerate(entries.items()):
        told = (getattr(entry, name) for name in _ENTRY_FIELDS)
        with insisting_on_records(f"{described.slug}: {entry.as_written}"):
            conn.execute(_INSERT_ENTRY, (identifier, described.slug, position, *told))
