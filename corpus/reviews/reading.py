"""What people said of one innovation, as a reader is shown it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from corpus.rows import time_from_sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A field that a person gave another value than the articles do.

    Attributes:
        field: The field of the innovation.
        found: What the articles say, as text; None if they say nothing.
        corrected: What holds now, as text; None if there is no value.
        checked_by: Who corrected it.
        checked_at: When, UTC.
    """

    field: str
    found: str | None
    corrected: str | None
    checked_by: str
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InnovationReview:
    """What people said of an innovation.

    Attributes:
        checked_by: Who decided last.
        checked_at: When that was, UTC.
        n_decisions: Decisions that hold for it.
        is_disputed: Whether two people say different things.
        corrections: Fields with another value than the articles say, by name; may be empty.
    """

    checked_by: str
    checked_at: datetime
    n_decisions: int
    is_disputed: bool
    corrections: tuple[Correction, ...]


def read_review(conn: sqlite3.Connection, innovation_id: str) -> InnovationReview | None:
    """Return what people said of an innovation; None if nobody checked it."""
    row = conn.execute(
        "SELECT * FROM innovation_reviews WHERE innovation_id = ?", (innovation_id,)
    ).fetchone()
    if row is None:
        return None
    corrections = conn.execute(
        "SELECT * FROM corrections WHERE innovation_id = ? AND field <> 'other_names' "
        "ORDER BY field",
        (innovation_id,),
    )
    return InnovationReview(
        checked_by=row["checked_by"],
        checked_at=_time(row),
        n_decisions=row["n_decisions"],
        is_disputed=bool(row["is_disputed"]),
        corrections=tuple(_correction(correction) for correction in corrections),
    )


def _correction(row: sqlite3.Row) -> Correction:
    """Return the correction of a row."""
    return Correction(
        field=row["field"],
        found=row["found"],
        corrected=row["corrected"],
        checked_by=row["checked_by"],
        checked_at=_time(row),
    )


def _time(row: sqlite3.Row) -> datetime:
    """Return when a row was checked."""
    checked_at = time_from_sql(row["checked_at"])
    assert checked_at is not None
    return checked_at
