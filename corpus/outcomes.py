"""Awards and replications of a corpus, one row for each, filtered, with the words that prove it.

Which rows a filter keeps is settled by ``corpus.outcome_filters``. Copies of articles are left out,
and what people rejected: the award or replication itself, or its innovation.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from corpus.conditions import Condition
from corpus.outcome_filters import (
    AwardFilters,
    ReplicationFilters,
    award_conditions,
    replication_conditions,
)
from corpus.rows import SqlValue, day_from_sql

Outcome = TypeVar("Outcome")
_NO_LIMIT = -1
_MOST_OFFSET = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where an outcome is told.

    Attributes:
        article_id: The article.
        title: Its headline; empty where the source has none.
        outlet: Newspaper; None if unknown.
        url: Address; None for files without one.
        published: Day of publication; None if unknown.
        quote: The sentence that tells it.
        date_words: The words that tell the day of the event; None if there are none.
        confidence: How sure the extractor is, 0 to 1.
        found_by: Rule and version that found it.
        review: ``otomatis``, or ``diperiksa`` if a person confirmed the outcome.
    """

    article_id: str
    title: str
    outlet: str | None
    url: str | None
    published: date | None
    quote: str | None
    date_words: str | None
    confidence: float
    found_by: str
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardOutcome:
    """An award of a corpus; the fields are those of ``corpus.records.Award``.

    Attributes:
        winner: Name of the innovation, region or body that won.
        innovation_id: Id of the innovation; None where a region or body won.
        owner: Most specific owner of the innovation; None without one.
        region: Code of the winner's region; None if it is national or not told.
        sector: Sector of the innovation; None without one.
        year_from: What told the year: ``contest``, ``sentence`` or ``date``; ``publication`` if
            only the article's own date does; None without a year.
        proof: The article and its words.
    """

    winner: str
    innovation_id: str | None
    owner: str | None
    region: str | None
    sector: str | None
    scheme: str
    rank: str | None
    year: int | None
    year_from: str | None
    level: str | None
    status: str
    prize: str | None
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationOutcome:
    """A replication of a corpus; the fields are those of ``corpus.records.Replication``.

    Attributes:
        innovation: Name of what is copied, as written; None where none is named.
        innovation_id: Its id; None likewise.
        replica: Name under which it goes on; None if it was not renamed.
        proof: The article and its words.
    """

    innovation: str | None
    innovation_id: str | None
    replica: str | None
    from_region: str | None
    to_region: str | None
    kind: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class OutcomePage(Generic[Outcome]):
    """One page of a list: how many there are on all pages, and those of this one."""

    total: int
    outcomes: tuple[Outcome, ...]


_PROOF = """
  f.article_id, f.position, f.local_id, a.title, a.outlet, a.url, a.published, f.confidence,
  f.found_by,
  coalesce((SELECT v.status FROM fact_reviews AS v WHERE v.article_id = f.article_id
    AND v.fact_kind = 'KIND' AND v.fact_position = f.position), 'otomatis') AS review,
  (SELECT e.quote FROM evidence AS e WHERE e.article_id = f.article_id AND e.fact_kind = 'KIND'
    AND e.fact_position = f.position AND e.role = 'sentence' ORDER BY e.position LIMIT 1) AS quote,
  (SELECT e.quote FROM evidence AS e WHERE e.article_id = f.article_id AND e.fact_kind = 'KIND'
    AND e.fact_position = f.position AND e.role = 'date' LIMIT 1) AS date_words
"""
# Joined from the left, so that SQLite passes over what a count or an order does not need.
_JOINED = """
  LEFT JOIN articles AS a ON a.id = f.article_id
  LEFT JOIN mentions AS m ON m.article_id = f.article_id AND m.local_id = f.local_id
"""
# Copies and what people rejected are few: they are listed once, not looked up for each row.
_ACCEPTED = """
WHERE f.article_id NOT IN (SELECT id FROM articles WHERE duplicate_of IS NOT NULL)
  AND (f.local_id IS NULL OR (f.article_id, f.local_id) NOT IN (
    SELECT n.article_id, n.local_id FROM innovations AS i
    JOIN mentions AS n ON n.innovation_id = i.id WHERE i.status = 'ditolak'))
  AND (f.article_id, f.position) NOT IN (SELECT v.article_id, v.fact_position
    FROM fact_reviews AS v WHERE v.fact_kind = 'KIND' AND v.status = 'ditolak')
"""
# What people corrected in the innovation holds for its awards too; else what the article says.
_CORRECTED = """
(SELECT v.corrected FROM corrections AS v
  WHERE v.innovation_id = m.innovation_id AND v.field = 'FIELD')
"""
# A body that won has no region of its own in the corpus; the article's is the nearest to it.
AWARDS = f"""
SELECT
  coalesce({_CORRECTED.replace("FIELD", "name")}, m.name, r.official_name, f.recipient) AS winner,
  m.innovation_id,
  coalesce({_CORRECTED.replace("FIELD", "sector")}, m.sector) AS sector,
  CASE WHEN f.local_id IS NULL THEN coalesce(r.code, x.region)
    ELSE coalesce({_CORRECTED.replace("FIELD", "region")}, m.region) END AS region,
  CASE WHEN f.local_id IS NOT NULL THEN coalesce({_CORRECTED.replace("FIELD", "owner")},
      (SELECT o.owner FROM mention_owners AS o
      WHERE o.article_id = f.article_id AND o.local_id = f.local_id ORDER BY o.position LIMIT 1))
    WHEN r.code IS NULL THEN f.recipient END AS owner,
  f.scheme, s.name AS scheme_name, f.rank, f.year,
  CASE WHEN f.year IS NOT NULL THEN coalesce((SELECT replace(e.role, 'year_from_', '')
      FROM evidence AS e WHERE e.article_id = f.article_id AND e.fact_kind = 'award'
      AND e.fact_position = f.position AND e.role LIKE 'year~_from~_%' ESCAPE '~' LIMIT 1),
    'publication') END AS year_from,
  f.level, f.status, f.prize, {_PROOF.replace("KIND", "award")}
FROM awards AS f {_JOINED}
  LEFT JOIN extractions AS x ON x.article_id = f.article_id
  LEFT JOIN regions AS r ON r.code = f.recipient
  LEFT JOIN award_schemes AS s ON s.scheme_id = f.scheme
{_ACCEPTED.replace("KIND", "award")}
"""  # noqa: S608 -- our own text
REPLICATIONS = f"""
SELECT
  coalesce({_CORRECTED.replace("FIELD", "name")}, m.name) AS innovation, m.expansion,
  m.innovation_id, coalesce({_CORRECTED.replace("FIELD", "sector")}, m.sector) AS sector,
  f.from_region, f.to_region, f.kind,
  (SELECT e.quote FROM evidence AS e WHERE e.article_id = f.article_id
    AND e.fact_kind = 'replication' AND e.fact_position = f.position AND e.role = 'replica'
    LIMIT 1) AS replica,
  {_PROOF.replace("KIND", "replication")}
FROM replications AS f {_JOINED} {_ACCEPTED.replace("KIND", "replication")}
"""  # noqa: S608 -- our own text


def list_awards(
    conn: sqlite3.Connection, filters: AwardFilters, limit: int | None = 20, offset: int = 0
) -> OutcomePage[AwardOutcome]:
    """Return the awards of a corpus, latest competition first.

    Args:
        conn: A corpus.
        filters: What must hold.
        limit: Rows on a page; None for all.
        offset: Rows to pass over.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    order = "year IS NULL, year DESC, scheme, rank, winner, article_id, position"
    total, rows = _page(conn, AWARDS, award_conditions(filters), order, limit, offset)
    return OutcomePage(total, tuple(_award(row) for row in rows))


def list_replications(
    conn: sqlite3.Connection, filters: ReplicationFilters, limit: int | None = 20, offset: int = 0
) -> OutcomePage[ReplicationOutcome]:
    """Return the replications of a corpus, those of the latest articles first.

    Args:
        conn: A corpus.
        filters: What must hold.
        limit: Rows on a page; None for all.
        offset: Rows to pass over.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    order = "published IS NULL, published DESC, article_id, position"
    total, rows = _page(conn, REPLICATIONS, replication_conditions(filters), order, limit, offset)
    return OutcomePage(total, tuple(_replication(row) for row in rows))


def joined(conditions: Sequence[Condition]) -> tuple[str, tuple[SqlValue, ...]]:
    """Return conditions that must all hold as SQL, with the values of their placeholders."""
    where = " AND ".join(condition.sql for condition in conditions) or "TRUE"
    return where, sum((condition.parameters for condition in conditions), ())


def _page(
    conn: sqlite3.Connection,
    select: str,
    conditions: Sequence[Condition],
    order: str,
    limit: int | None,
    offset: int,
) -> tuple[int, list[sqlite3.Row]]:
    """Return how many rows there are, and those of one page."""
    where, parameters = joined(conditions)
    rest = f"FROM ({select}) AS outcome WHERE {where}"
    places = conn.execute(
        f"SELECT article_id, position, count(*) OVER () AS total {rest} "
        f"ORDER BY {order} LIMIT ? OFFSET ?",
        (*parameters, _NO_LIMIT if limit is None else max(limit, 0), min(offset, _MOST_OFFSET)),
    ).fetchall()
    if not places:
        return int(conn.execute(f"SELECT count(*) {rest}", parameters).fetchone()[0]), []
    # What is shown of a row is looked up for the rows of the page alone, not for all to be sorted.
    rows = conn.execute(
        f"SELECT outcome.* FROM json_each(?) AS place JOIN ({select}) AS outcome "  # noqa: S608
        "ON outcome.article_id = place.value ->> 0 AND outcome.position = place.value ->> 1 "
        "ORDER BY place.key",
        (json.dumps([place[:2] for place in map(tuple, places)]),),
    )
    return places[0]["total"], rows.fetchall()


def _award(row: sqlite3.Row) -> AwardOutcome:
    """Return the award of a row."""
    return AwardOutcome(
        winner=row["winner"],
        innovation_id=row["innovation_id"],
        owner=row["owner"],
        region=row["region"],
        sector=row["sector"],
        scheme=row["scheme"],
        rank=row["rank"],
        year=row["year"],
        year_from=row["year_from"],
        level=row["level"],
        status=row["status"],
        prize=row["prize"],
        proof=_proof(row),
    )


def _replication(row: sqlite3.Row) -> ReplicationOutcome:
    """Return the replication of a row."""
    return ReplicationOutcome(
        innovation=row["innovation"],
        innovation_id=row["innovation_id"],
        replica=row["replica"],
        from_region=row["from_region"],
        to_region=row["to_region"],
        kind=row["kind"],
        proof=_proof(row),
    )


def _proof(row: sqlite3.Row) -> Proof:
    """Return the article of a row and its words."""
    return Proof(
        article_id=row["article_id"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=day_from_sql(row["published"]),
        quote=row["quote"],
        date_words=row["date_words"],
        confidence=row["confidence"],
        found_by=row["found_by"],
        review=row["review"],
    )
