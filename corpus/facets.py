"""Facets: how the rows of a selection spread over regions, sectors, years, bodies, newspapers.

A row counts under each of its values; of copies and rejected innovations the selection decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from corpus import vocabulary
from corpus.errors import InvalidQueryError
from corpus.selection import Selection
from corpus.statistics import UNKNOWN, Tallies, Tally
from corpus.subjects import Facet


def count_facet(conn: sqlite3.Connection, selection: Selection, facet: Facet) -> Tallies:
    """Return how many rows have each value, most frequent first; years in their order.

    Args:
        conn: A corpus.
        selection: See ``corpus.selection``.
        facet: What is counted.

    Returns:
        The values that occur; under the key None rows of which the value is not known.

    Raises:
        InvalidQueryError: If such rows have no such facet.
    """
    if facet not in selection.subject.facets:
        known = ", ".join(selection.subject.facets)
        raise InvalidQueryError(
            f"{selection.subject.noun}s have no facet {facet}", mend=f"Choose from: {known}."
        )
    values = selection.subject.facets[facet]
    rows = conn.execute(
        f"WITH selected AS MATERIALIZED ({selection.keys}) "  # noqa: S608 -- our own names
        "SELECT CAST(found.value AS TEXT) AS key, count(DISTINCT found.key) AS n "
        f"FROM ({values}) AS found WHERE found.key IN selected GROUP BY 1 ORDER BY n DESC, 1",
        selection.parameters,
    )
    labels = _labels(facet)
    tallies = (
        Tally(key=row["key"], label=labels.get(row["key"], row["key"]) or UNKNOWN, n=row["n"])
        for row in rows
    )
    if facet == "year":
        return tuple(sorted(tallies, key=lambda tally: (tally.key is None, tally.key or "")))
    return tuple(tallies)


def _labels(facet: Facet) -> Mapping[str | None, str]:
    """Return the names of a facet's values; none where they speak for themselves."""
    if facet in {"region", "province"}:
        return {code: region.official_name for code, region in vocabulary.regions().items()}
    if facet == "sector":
        return {code: sector.name_id for code, sector in vocabulary.sectors().items()}
    if facet == "owner":
        return {code: body.name for code, body in vocabulary.body_types().items()}
    if facet == "award":
        return {code: scheme.name for code, scheme in vocabulary.award_schemes().items()}
    return {}
