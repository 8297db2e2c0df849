"""All regions side by side: innovations, awards, whom they learnt from, who from them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus.outcomes import AWARDS, REPLICATIONS

_COUNTS = f"""
WITH flows AS MATERIALIZED (
  SELECT from_region, to_region, count(*) AS n FROM ({REPLICATIONS}) GROUP BY 1, 2
),
told (region, kind, n) AS (
  SELECT region, 'innovation', count(*) FROM innovations WHERE status <> 'ditolak' GROUP BY 1
  UNION ALL SELECT region, 'award', count(*) FROM ({AWARDS}) GROUP BY 1
  UNION ALL SELECT to_region, 'learnt_from', n FROM flows
  UNION ALL SELECT from_region, 'learnt_by', n FROM flows
)
SELECT region,
  sum(n * (kind = 'innovation')) AS n_innovations,
  sum(n * (kind = 'award')) AS n_awards,
  sum(n * (kind = 'learnt_from')) AS n_learnt_from,
  sum(n * (kind = 'learnt_by')) AS n_learnt_by
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
