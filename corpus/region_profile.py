"""What the corpus knows of a region: innovations, awards, whom it learnt from, who from it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus import vocabulary
from corpus.facets import count_facet
from corpus.filters import SearchFilters, resolve_region
from corpus.outcome_filters import AwardFilters, ReplicationFilters
from corpus.outcomes import (
    AwardOutcome,
    OutcomePage,
    ReplicationOutcome,
    list_awards,
    list_replications,
)
from corpus.search import InnovationHit, SearchPage, list_innovations
from corpus.selection import select_innovations
from corpus.statistics import Tallies
from corpus.vocabulary import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionProfile:
    """A region; of a province the regencies and cities are a part.

    Attributes:
        region: The region.
        innovations: Those of most articles first.
        sectors: Its innovations by sector, most frequent first.
        awards: Latest competitions first.
        learnt_from: Replications in which it learns, latest first.
        learnt_by: Replications in which others learn from it, latest first.
    """

    region: Region
    innovations: SearchPage[InnovationHit]
    sectors: Tallies
    awards: OutcomePage[AwardOutcome]
    learnt_from: OutcomePage[ReplicationOutcome]
    learnt_by: OutcomePage[ReplicationOutcome]

    @property
    def is_empty(self) -> bool:
        """Whether the corpus knows nothing of the region."""
        pages = (self.innovations, self.awards, self.learnt_from, self.learnt_by)
        return not any(page.total for page in pages)


def read_region_profile(
    conn: sqlite3.Connection, name: str, limit: int | None = 20
) -> RegionProfile:
    """Return what is known of a region.

    Args:
        conn: A corpus.
        name: Code, name or abbreviation, as in a filter.
        limit: Rows of each list; None for all.

    Raises:
        InvalidQueryError: If it is no region, or may be several.
    """
    code = resolve_region(name)[0]
    selection = select_innovations(conn, "", SearchFilters(region=code))
    return RegionProfile(
        region=vocabulary.regions()[code],
        innovations=list_innovations(conn, selection, limit),
        sectors=count_facet(conn, selection, "sector"),
        awards=list_awards(conn, AwardFilters(region=code), limit),
        learnt_from=list_replications(conn, ReplicationFilters(to_region=code), limit),
        learnt_by=list_replications(conn, ReplicationFilters(from_region=code), limit),
    )
