"""Writes the innovations that linkage gathered, and keeps ids that were cited alive."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from corpus.connection import transaction
from corpus.errors import InvalidRecordError
from corpus.records import Innovation, MentionRef
from corpus.rows import (
    INNOVATION_COLUMNS,
    innovation_values,
    insert_statement,
    insisting_on_records,
)

Links = Mapping[MentionRef, str]
_UPSERT = (
    insert_statement("innovations", INNOVATION_COLUMNS)
    + " ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in INNOVATION_COLUMNS[1:])
    # A row that stays the same is not touched, nor is its place in the full-text index.
    + f" WHERE ({', '.join(INNOVATION_COLUMNS)})"
    + f" IS NOT ({', '.join(f'excluded.{name}' for name in INNOVATION_COLUMNS)})"
)


def write_innovations(conn: sqlite3.Connection, innovations: Iterable[Innovation]) -> int:
    """Replace all innovations of the corpus, in one transaction.

    Each mention is linked to its innovation, mentions of none lose their link. Where an id
    vanishes because its mentions moved to others, it redirects to the one that got most of them.

    Returns:
        How many innovations the corpus now has.

    Raises:
        InvalidRecordError: If two innovations share an id or a mention, one has no mention, a
            mention is not in the corpus, or a code is unknown; nothing is changed then.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    wanted = sorted(innovations, key=lambda innovation: innovation.id)
    after = _insist_on_partition(wanted)
    with transaction(conn):
        before = _read_links(conn)
        _insist_on_mentions(conn, after)
        _write(conn, wanted, before, after)
        vanished = _read_ids(conn) - {innovation.id for innovation in wanted}
        conn.executemany("DELETE FROM innovations WHERE id = ?", [(old,) for old in vanished])
        conn.execute("UPDATE extractions SET linked = 1 WHERE linked = 0")
    return len(wanted)


def replace_innovations(
    conn: sqlite3.Connection, replaced: Collection[str], innovations: Iterable[Innovation]
) -> None:
    """Replace some innovations by others that are made of the same mentions, in one transaction.

    Ids that vanish redirect as they do when all innovations are written.

    Args:
        conn: A corpus that can be written.
        replaced: Ids of the innovations that are replaced.
        innovations: What takes their place; may bear the same ids.

    Raises:
        InvalidRecordError: If they are not made of the same mentions, or one has the id of an
            innovation that is not replaced; nothing is changed then.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    wanted = sorted(innovations, key=lambda innovation: innovation.id)
    after = _insist_on_partition(wanted)
    with transaction(conn):
        before = _read_links_of(conn, replaced)
        for taken in _read_links_of(conn, set(after.values()) - set(replaced)).values():
            raise InvalidRecordError("another innovation bears this id", where=taken)
        if before.keys() != after.keys():
            raise InvalidRecordError("the innovations are not made of the same mentions")
        _write(conn, wanted, before, after)
        vanished = set(replaced) - {innovation.id for innovation in wanted}
        conn.executemany("DELETE FROM innovations WHERE id = ?", [(old,) for old in vanished])


def derive_redirects(before: Links, after: Links, known: Mapping[str, str]) -> dict[str, str]:
    """Return where each id leads that no innovation bears any more.

    Args:
        before: Innovation of each mention until now.
        after: Innovation of each mention from now on.
        known: Redirects until now.

    Returns:
        Old id to new id, without chains. An id whose mentions are all gone leads nowhere, unless
        it did before; an id that is borne again leads to itself and is left out.
    """
    alive = set(after.values())
    moved: dict[str, Counter[str]] = defaultdict(Counter)
    for ref, old in before.items():
        if old not in alive and ref in after:
            moved[old][after[ref]] += 1
    fresh = {
        old: min(targets, key=lambda new: (-targets[new], new)) for old, targets in moved.items()
    }
    kept = {old: fresh.get(new, new) for old, new in known.items()}
    return {old: new for old, new in (kept | fresh).items() if old not in alive}


def _write(
    conn: sqlite3.Connection, innovations: Iterable[Innovation], before: Links, after: Links
) -> None:
    """Write innovations, the links of their mentions, and where ids lead that are gone."""
    for innovation in innovations:
        with insisting_on_records(innovation.id):
            conn.execute(_UPSERT, innovation_values(innovation))
    _write_links(conn, before, after)
    known = dict(conn.execute("SELECT old_id, new_id FROM innovation_redirects").fetchall())
    _write_redirects(conn, known, derive_redirects(before, after, known))


def _insist_on_partition(innovations: Iterable[Innovation]) -> dict[MentionRef, str]:
    """Return the innovation of each mention, after checking that there is only one."""
    links: dict[MentionRef, str] = {}
    seen: set[str] = set()
    for innovation in innovations:
        if innovation.id in seen or not innovation.mentions:
            what = "two innovations bear this id" if innovation.id in seen else "it has no mention"
            raise InvalidRecordError(what, where=innovation.id)
        seen.add(innovation.id)
        for ref in innovation.mentions:
            if ref in links:
                raise InvalidRecordError(
                    f"mention {ref.local_id} of {ref.article_id} belongs to {links[ref]} already",
                    where=innovation.id,
                )
            links[ref] = innovation.id
    return links


def _insist_on_mentions(conn: sqlite3.Connection, links: Links) -> None:
    """Check that the corpus has all mentions that innovations are made of."""
    rows = conn.execute("SELECT article_id, local_id FROM mentions")
    known = {MentionRef(article_id=article_id, local_id=local_id) for article_id, local_id in rows}
    for ref in links.keys() - known:
        raise InvalidRecordError(
            f"the corpus has no mention {ref.local_id} of {ref.article_id}", where=links[ref]
        )


def _read_links(conn: sqlite3.Connection) -> dict[MentionRef, str]:
    """Return the innovation of each linked mention."""
    rows = conn.execute(
        "SELECT article_id, local_id, innovation_id FROM mentions WHERE innovation_id IS NOT NULL"
    )
    return {
        MentionRef(article_id=article_id, local_id=local_id): innovation_id
        for article_id, local_id, innovation_id in rows
    }


def _read_links_of(
    conn: sqlite3.Connection, innovation_ids: Collection[str]
) -> dict[MentionRef, str]:
    """Return the innovation of each mention of some innovations."""
    rows = conn.execute(
        "SELECT article_id, local_id, innovation_id FROM mentions "
        "WHERE innovation_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(innovation_ids)),),
    )
    return {
        MentionRef(article_id=article_id, local_id=local_id): innovation_id
        for article_id, local_id, innovation_id in rows
    }


def _read_ids(conn: sqlite3.Connection) -> set[str]:
    """Return the ids of all innovations."""
    return {row["id"] for row in conn.execute("SELECT id FROM innovations")}


def _write_links(conn: sqlite3.Connection, before: Links, after: Links) -> None:
    """Link the mentions whose innovation changed."""
    changed = [ref for ref in before.keys() | after.keys() if before.get(ref) != after.get(ref)]
    conn.executemany(
        "UPDATE mentions SET innovation_id = ? WHERE article_id = ? AND local_id = ?",
        [(after.get(ref), ref.article_id, ref.local_id) for ref in changed],
    )


def _write_redirects(
    conn: sqlite3.Connection, known: Mapping[str, str], wanted: Mapping[str, str]
) -> None:
    """Bring the redirects from what is known to what is wanted."""
    conn.executemany(
        "DELETE FROM innovation_redirects WHERE old_id = ?",
        [(old,) for old in known.keys() - wanted.keys()],
    )
    conn.executemany(
        "INSERT INTO innovation_redirects (old_id, new_id) VALUES (?, ?) "
        "ON CONFLICT (old_id) DO UPDATE SET new_id = excluded.new_id",
        sorted(wanted.items() - known.items()),
    )
