"""Makes drafts of decisions from what the corpus shows now, with the places that they hold for.

Every one tells who decides (``by``) and, if that was said, why (``note``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from corpus.errors import GaliError, InvalidRecordError
from corpus.names_index import read_names_like
from corpus.reader import find_innovation
from corpus.records import Innovation
from corpus.reviews.decisions import (
    CORRECTABLE,
    FACT_FIELDS,
    Anchor,
    Draft,
    SubjectKind,
    Value,
)
from gali.reviewing.field_values import find_owner_type, parse_field

_ANCHORS = """
SELECT m.article_id, e.field, e.start, e."end" AS end_, e.quote
FROM mentions AS m JOIN evidence AS e ON e.article_id = m.article_id
  AND e.fact_kind = 'mention' AND e.fact_position = m.position AND e.position = 0
WHERE m.innovation_id = ? ORDER BY m.article_id, e.field, e.start
"""
_FACT_SPANS = """
SELECT article_id, field, start, "end" AS end_, quote FROM evidence
WHERE article_id = ? AND fact_kind = ? AND fact_position = ? ORDER BY position
"""
_FACT_VALUES: Mapping[SubjectKind, str] = {
    "award": "SELECT coalesce(m.name, f.recipient) AS winner, f.rank FROM awards AS f "
    "LEFT JOIN mentions AS m ON m.article_id = f.article_id AND m.local_id = f.local_id "
    "WHERE f.article_id = ? AND f.position = ?",
    "replication": "SELECT from_region, to_region FROM replications "
    "WHERE article_id = ? AND position = ?",
}


class NoSuchSubjectError(GaliError):
    """What is to be reviewed is not in the corpus, or may be several things."""


def find_one(conn: sqlite3.Connection, id_or_name: str) -> Innovation:
    """Return the one innovation that is meant.

    Args:
        conn: A corpus.
        id_or_name: Id, unique beginning of an id, or a name that only one innovation bears.

    Raises:
        NoSuchSubjectError: If there is none, or several.
    """
    found = find_innovation(conn, id_or_name)
    if not found:
        names = ", ".join(read_names_like(conn, id_or_name))
        raise NoSuchSubjectError(
            f"no innovation is called {id_or_name!r}",
            mend=f"Perhaps one of these: {names}."
            if names
            else "Look for it with `gali search`, and give the id that stands there.",
        )
    if len(found) > 1:
        listed = "; ".join(f"{one.id} {one.name} ({one.region or '-'})" for one in found[:10])
        raise NoSuchSubjectError(
            f"several innovations are called {id_or_name!r}: {listed}", mend="Give an id."
        )
    return found[0]


def draft_verdict(
    conn: sqlite3.Connection, subject: str, *, accept: bool, by: str, note: str | None = None
) -> Draft:
    """Return the draft that accepts or rejects whatever an id stands for.

    Args:
        conn: A corpus.
        subject: An innovation as for ``find_one``, or a fact such as ``a1b2…:award:0``.
        accept: Whether it is right.
        by: Who says so.
        note: Why; None if nothing is said.

    Raises:
        NoSuchSubjectError: If there is none, or several.
    """
    if fact := parse_fact_id(subject):
        return draft_fact(conn, fact[1], fact[0], fact[2], accept=accept, by=by, note=note)
    draft = draft_accept if accept else draft_reject
    return draft(conn, find_one(conn, subject), by=by, note=note)


def draft_accept(
    conn: sqlite3.Connection, innovation: Innovation, *, by: str, note: str | None = None
) -> Draft:
    """Return the draft that confirms an innovation with all that is told of it now."""
    told = {name: getattr(innovation, name) for name in CORRECTABLE}
    return _draft(
        conn,
        innovation,
        by=by,
        action="accept",
        values={name: value for name, value in told.items() if value is not None},
        note=note,
    )


def draft_reject(
    conn: sqlite3.Connection, innovation: Innovation, *, by: str, note: str | None = None
) -> Draft:
    """Return the draft that says: this is no innovation."""
    return _draft(conn, innovation, by=by, action="reject", note=note)


def draft_rename(
    conn: sqlite3.Connection, innovation: Innovation, name: str, *, by: str, note: str | None = None
) -> Draft:
    """Return the draft that gives an innovation the name by which it is to be called."""
    values: dict[str, Value] = {"name": " ".join(name.split())}
    return _draft(conn, innovation, by=by, action="rename", values=values, note=note)


def draft_set(
    conn: sqlite3.Connection,
    innovation: Innovation,
    values: Mapping[str, str | None],
    *,
    by: str,
    note: str | None = None,
) -> Draft:
    """Return the draft that corrects fields of an innovation.

    Args:
        conn: A corpus.
        innovation: The innovation.
        values: New values as people write them: names or codes of sectors and regions, a type of
            body by its name or abbreviation; None or an empty text for no value. Where an owner is
            given without a type, its type follows from its name.
        by: Who corrects.
        note: Why; None if nothing is said.

    Raises:
        InvalidQueryError: If a value means nothing, or several things.
        InvalidRecordError: If a field does not exist, or may not have that value.
    """
    meant = {name: parse_field(name, value) for name, value in values.items()}
    if "owner" in meant and "owner_type" not in meant:
        meant["owner_type"] = find_owner_type(meant["owner"], innovation)
    return _draft(conn, innovation, by=by, action="set", values=meant, note=note)


def draft_merge(
    conn: sqlite3.Connection,
    innovation: Innovation,
    other: Innovation,
    *,
    by: str,
    note: str | None = None,
) -> Draft:
    """Return the draft that says: these two are one.

    Raises:
        InvalidRecordError: If they are one already.
    """
    if innovation.id == other.id:
        raise InvalidRecordError("an innovation cannot be merged with itself", where=other.id)
    return _draft(
        conn,
        innovation,
        by=by,
        action="merge",
        other_id=other.id,
        other_anchors=read_anchors(conn, other.id),
        note=note,
    )


def draft_split(
    conn: sqlite3.Connection,
    innovation: Innovation,
    article_ids: Collection[str],
    *,
    by: str,
    note: str | None = None,
) -> Draft:
    """Return the draft that says: what these articles tell of is another innovation.

    Args:
        conn: A corpus.
        innovation: The innovation.
        article_ids: Ids of articles, or their beginnings, whose mentions go.
        by: Who says so.
        note: Why; None if nothing is said.

    Raises:
        InvalidRecordError: If an article does not tell of it, or none would stay.
    """
    anchors = read_anchors(conn, innovation.id)
    leaving = {_article_among(anchors, one) for one in article_ids}
    stay = tuple(anchor for anchor in anchors if anchor.article_id not in leaving)
    if not stay:
        raise InvalidRecordError(
            "all of its articles would go", where=innovation.id, mend="Leave out at least one."
        )
    go = tuple(anchor for anchor in anchors if anchor.article_id in leaving)
    return _make(
        by=by,
        action="split",
        innovation_id=innovation.id,
        anchors=stay,
        other_anchors=go,
        note=note,
    )


def draft_note(conn: sqlite3.Connection, innovation: Innovation, note: str, *, by: str) -> Draft:
    """Return the draft that only says something about an innovation."""
    return _draft(conn, innovation, by=by, action="note", note=note)


def draft_undo(decision_id: str, *, by: str, note: str | None = None) -> Draft:
    """Return the draft that takes a decision back."""
    return _make(by=by, action="undo", target=decision_id, note=note)


def draft_fact(
    conn: sqlite3.Connection,
    kind: SubjectKind,
    article_id: str,
    position: int,
    *,
    accept: bool,
    by: str,
    note: str | None = None,
) -> Draft:
    """Return the draft that accepts or rejects an award or a replication.

    Args:
        conn: A corpus.
        kind: ``award`` or ``replication``.
        article_id: The article that tells of it.
        position: Its place among the article's facts of that kind, from 0.
        accept: Whether it is right.
        by: Who says so.
        note: Why; None if nothing is said.

    Raises:
        NoSuchSubjectError: If the article tells of no such fact.
    """
    row = conn.execute(_FACT_VALUES[kind], (article_id, position)).fetchone()
    if row is None:
        raise NoSuchSubjectError(
            f"no {kind} stands at place {position}",
            where=article_id,
            mend=f"See `gali review queue --kind {kind}` for ids.",
        )
    spans = conn.execute(_FACT_SPANS, (article_id, kind, position)).fetchall()
    return _make(
        by=by,
        action="accept" if accept else "reject",
        kind=kind,
        anchors=tuple(map(_anchor, spans)),
        values={name: row[name] for name in FACT_FIELDS[kind] if row[name] is not None},
        note=note,
    )


def parse_fact_id(text: str) -> tuple[str, SubjectKind, int] | None:
    """Return article, kind and place of ``a1b2…:award:0``; None if the text is no such id."""
    article_id, _, rest = text.partition(":")
    kind, _, position = rest.partition(":")
    if kind in get_args(SubjectKind) and kind != "innovation" and position.isdecimal():
        return article_id, kind, int(position[:9])  # type: ignore[return-value]
    return None


def read_anchors(conn: sqlite3.Connection, innovation_id: str) -> tuple[Anchor, ...]:
    """Return the places at which articles name an innovation."""
    return tuple(map(_anchor, conn.execute(_ANCHORS, (innovation_id,))))


def _draft(conn: sqlite3.Connection, innovation: Innovation, **parts: object) -> Draft:
    """Return a draft about an innovation."""
    anchors = read_anchors(conn, innovation.id)
    return _make(innovation_id=innovation.id, anchors=anchors, **parts)


def _make(**parts: object) -> Draft:
    """Return a draft; what breaks its rules is told as an error of the input."""
    try:
        return Draft(**parts)  # type: ignore[arg-type]  # the record checks its own fields
    except ValueError as error:
        raise InvalidRecordError(str(error)) from error


def _anchor(row: sqlite3.Row) -> Anchor:
    """Return the anchor of a span."""
    return Anchor(
        article_id=row["article_id"],
        field=row["field"],
        start=row["start"],
        end=row["end_"],
        quote=row["quote"],
    )


def _article_among(anchors: Sequence[Anchor], id_or_prefix: str) -> str:
    """Return the one article of an id, or of its beginning, in which an innovation is named."""
    ids = {anchor.article_id for anchor in anchors}
    found = {one for one in ids if one.startswith(id_or_prefix)} if id_or_prefix else set()
    if id_or_prefix in ids:
        return id_or_prefix
    if len(found) != 1:
        state = "several articles begin so" if found else "it does not tell of this innovation"
        raise InvalidRecordError(state, where=id_or_prefix, mend="See `gali show ID`.")
    return found.pop()
