"""Facets: how the rows of a selection spread over regions, sectors, years, bodies, newspapers.

A row counts under each of its values; of copies and rejected innovations the selection decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from corpus import vocabulary
from corpus.errors import InvalidQueryError
from corpus.selection import Selection
from corpus.statistics import UNKNOWN, Tallies, Tally
from corpus.subjects import Facet


def count_facet(conn: sqlite3.Connection, selection: Selection, facet: Facet) -> Tallies:
    """Return how many rows have each value of one facet; see ``count_facets``."""
    return count_facets(conn, selection, (facet,))[facet]


def count_facets(
    conn: sqlite3.Connection, selection: Selection, facets: Sequence[Facet]
) -> dict[Facet, Tallies]:
    """Return how many rows have each value of some facets; the rows are looked for only once.

    Args:
        conn: A corpus.
        selection: See ``corpus.selection``.
        facets: What is counted.

    Returns:
        For each facet the values that occur, most frequent first, years in their order; under the
        key None rows of which the value is not known.

    Raises:
        InvalidQueryError: If such rows have no such facet.
    """
    for facet in facets:
        _insist_on_facet(selection, facet)
    counted: dict[str, list[sqlite3.Row]] = {facet: [] for facet in facets}
    if facets:
        for row in conn.execute(_counting(selection, facets), selection.parameters):
            counted[row["facet"]].append(row)
    return {facet: _tallies(facet, counted[facet]) for facet in facets}


def _counting(selection: Selection, facets: Sequence[Facet]) -> str:
    """Return the query that counts the values of some facets."""
    subject = selection.subject
    values = {facet: subject.values[facet] for facet in facets if facet in subject.values}
    source = selection.joined()
    keys = (f"{subject.key} AS key", f"{subject.id} AS id")
    columns = ", ".join([*keys, *(f"{values[facet]} AS {facet}" for facet in values)])
    parts = [
        f"SELECT '{facet}' AS facet, CAST({facet} AS TEXT) AS value, count(*) AS n "  # noqa: S608
        "FROM selected GROUP BY 2"
        if facet in values
        else f"SELECT '{facet}' AS facet, CAST(value AS TEXT) AS value, "  # noqa: S608
        f"count(DISTINCT key) AS n FROM ({subject.listings[facet]}) GROUP BY 2"
        for facet in facets
    ]
    selected = f"SELECT {columns} FROM {source.source} WHERE {source.where}"  # noqa: S608
    counts = " UNION ALL ".join(parts)
    return f"WITH selected AS MATERIALIZED ({selected}) {counts} ORDER BY n DESC, value"


def _tallies(facet: Facet, rows: Sequence[sqlite3.Row]) -> Tallies:
    """Return the counts of a facet in the order in which they are shown."""
    labels = _labels(facet)
    tallies = (
        Tally(key=row["value"], label=labels.get(row["value"], row["value"]) or UNKNOWN, n=row["n"])
        for row in rows
    )
    if facet == "year":
        return tuple(sorted(tallies, key=lambda tally: (tally.key is None, tally.key or "")))
    return tuple(tallies)


def _insist_on_facet(selection: Selection, facet: Facet) -> None:
    """Raise an error unless the rows of a selection have a facet."""
    if facet not in selection.subject.facets:
        known = ", ".join(selection.subject.facets)
        raise InvalidQueryError(
            f"{selection.subject.noun}s have no facet {facet}", mend=f"Choose from: {known}."
        )


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
