"""All regions side by side: innovations, awards, whom they learnt from, who from them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus.outcomes import AWARDS, REPLICATIONS

_COUNTS = f"""
WITH told (region, kind) AS (
  SELECT region, 'innovation' FROM innovations WHERE status <> 'ditolak'
  UNION ALL SELECT region, 'award' FROM ({AWARDS})
  UNION ALL SELECT to_region, 'learnt_from' FROM ({REPLICATIONS})
  UNION ALL SELECT from_region, 'learnt_by' FROM ({REPLICATIONS})
)
SELECT region,
  sum(kind = 'innovation') AS n_innovations,
  sum(kind = 'award') AS n_awards,
  sum(kind = 'learnt_from') AS n_learnt_from,
  sum(kind = 'learnt_by') AS n_learnt_by
FROM told WHERE region IS NOT NULL GROUP BY region ORDER BY region
"""  # noqa: S608 -- our own text


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionCounts:
    """What is known of a region alone; of a province, what is the province's own.

    Attributes:
        region: Its code.
        n_innovations: Innovations, rejected ones left out.
        n_awards: Awards of the region, its bodies and innovations.
        n_learnt_from: Replications in which it learns.
        n_learnt_by: Replications in which others learn from it.
    """

    region: str
    n_innovations: int
    n_awards: int
    n_learnt_from: int
    n_learnt_by: int


def count_by_region(conn: sqlite3.Connection) -> tuple[RegionCounts, ...]:
    """Return the counts of all regions of which anything is known, by code."""
    return tuple(RegionCounts(**dict(row)) for row in conn.execute(_COUNTS))
