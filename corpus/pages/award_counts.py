"""The contests of which a corpus tells, and how often."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_SCHEMES = """
SELECT scheme, count(*) AS n, min(year) AS first_year, max(year) AS last_year
FROM awards WHERE article_id NOT IN (SELECT id FROM articles WHERE duplicate_of IS NOT NULL)
GROUP BY scheme ORDER BY n DESC, scheme
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeCount:
    """A contest.

    Attributes:
        scheme: Its id.
        n: Awards of it, as often as they are told.
        first_year: Earliest year of the contest that is told; None if no year is.
        last_year: Latest such year.
    """

    scheme: str
    n: int
    first_year: int | None
    last_year: int | None


def count_schemes(conn: sqlite3.Connection) -> tuple[SchemeCount, ...]:
    """Return the contests, those most often told first."""
    return tuple(SchemeCount(**dict(row)) for row in conn.execute(_SCHEMES))
