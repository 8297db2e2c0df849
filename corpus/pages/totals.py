"""How much a corpus holds, in few numbers, quickly counted.

Copies of articles and rejected innovations are not counted. All numbers of a corpus are counted
in ``corpus.statistics``.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from corpus.rows import day_from_sql

_TOTALS = """
SELECT
  (SELECT count(*) FROM articles) - (SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL)
    AS n_articles,
  (SELECT count(DISTINCT outlet) FROM articles) AS n_outlets,
  (SELECT count(*) FROM innovations WHERE status <> 'ditolak') AS n_innovations,
  (SELECT count(*) FROM innovations WHERE status = 'diperiksa') AS n_checked,
  (SELECT count(DISTINCT region) FROM innovations WHERE status <> 'ditolak') AS n_regions,
  (SELECT count(*) FROM awards) AS n_awards,
  (SELECT count(*) FROM replications) AS n_replications,
  (SELECT min(published) FROM articles) AS first_published,
  (SELECT max(published) FROM articles) AS last_published
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much a corpus holds.

    Attributes:
        n_articles: Originals.
        n_outlets: Newspapers and sites.
        n_innovations: Innovations.
        n_checked: Those that a person has checked.
        n_regions: Regions that have innovations.
        n_awards: Awards, as often as they are told.
        n_replications: Replications, as often as they are told.
        first_published: Earliest day of publication; None if no article is dated.
        last_published: Latest day.
    """

    n_articles: int
    n_outlets: int
    n_innovations: int
    n_checked: int
    n_regions: int
    n_awards: int
    n_replications: int
    first_published: date | None
    last_published: date | None


def read_totals(conn: sqlite3.Connection) -> Totals:
    """Return how much a corpus holds."""
    row = dict(conn.execute(_TOTALS).fetchone())
    first, last = row.pop("first_published"), row.pop("last_published")
    return Totals(**row, first_published=day_from_sql(first), last_published=day_from_sql(last))


def count_extractors(conn: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Return name and version of each extractor with how many articles it read, most first."""
    rows = conn.execute("SELECT extractor, count(*) FROM extractions GROUP BY 1 ORDER BY 2 DESC, 1")
    return tuple((row[0], row[1]) for row in rows)
