"""How often one region learnt from another, counted over the replications that pass filters."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus.outcome_filters import ReplicationFilters, replication_conditions
from corpus.outcomes import REPLICATIONS, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How often one region learnt from another.

    Attributes:
        from_region: Code of the region that is learnt from; None if not told.
        to_region: Code of the region that learns; None if not told (never both None).
        n: Replications, at least 1.
        n_innovations: Different innovations that are named in them.
    """

    from_region: str | None
    to_region: str | None
    n: int
    n_innovations: int


def count_flows(conn: sqlite3.Connection, filters: ReplicationFilters) -> tuple[Flow, ...]:
    """Return how often one region learnt from another, most frequent first.

    Args:
        conn: A corpus.
        filters: What must hold of the replications that count.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    where, parameters = joined(replication_conditions(filters))
    rows = conn.execute(
        "SELECT from_region, to_region, count(*) AS n, "  # noqa: S608 -- our own text
        "count(DISTINCT innovation_id) AS n_innovations "
        f"FROM ({REPLICATIONS}) AS outcome WHERE {where} "
        "GROUP BY from_region, to_region ORDER BY n DESC, from_region, to_region",
        parameters,
    )
    return tuple(Flow(**dict(row)) for row in rows)
