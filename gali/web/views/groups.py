"""Sektor and OPD: innovations by what they are for, and by the type of body that owns them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from corpus.facets import count_facet, count_facets
from corpus.filters import SearchFilters
from corpus.search import InnovationHit, SearchPage, list_innovations
from corpus.selection import select_innovations
from corpus.statistics import Tallies
from corpus.subjects import Facet
from corpus.vocabulary import body_types, sectors
from gali.web.asking import Ask
from gali.web.labels import Labels
from gali.web.page import Page, UnknownPageError
from gali.web.views.found import with_quotes

N_ROWS = 12
_MOST_VALUES = 10


def show_sectors(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return all sectors, those of most innovations first."""
    tallies = ask.recall(conn, "sectors", _counting("sector"))
    n_of = {tally.key: tally.n for tally in tallies}
    known = sorted(sectors().values(), key=lambda sector: (-n_of.get(sector.code, 0), sector.code))
    return Page(
        template="sectors.html",
        title=ask.words("sectors.title"),
        values={
            "sectors": known,
            "n_of": n_of,
            "n_unknown": n_of.get(None, 0),
            "most": max(n_of.values(), default=1),
        },
    )


def show_sector(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return one sector.

    Raises:
        UnknownPageError: If there is none of that code.
    """
    code = ask.places["code"]
    if code not in sectors():
        raise UnknownPageError(code)
    filters = SearchFilters(sector=code)
    facets: tuple[Facet, ...] = ("province", "owner", "year")
    return Page(
        template="sector.html",
        title=Labels(ask.words).sector(code),
        values={"sector": sectors()[code], **_group(conn, ask, filters, facets)},
    )


def show_bodies(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return all types of bodies that own innovations, by their class."""
    tallies = ask.recall(conn, "owners", _counting("owner"))
    classes: dict[str, list[tuple[str, int]]] = {}
    for tally in tallies:
        if tally.key in body_types():
            body = body_types()[tally.key]
            classes.setdefault(body.body_class, []).append((body.canonical_id, tally.n))
    ordered = sorted(classes.items(), key=lambda one: -sum(n for _, n in one[1]))
    return Page(
        template="bodies.html",
        title=ask.words("bodies.title"),
        values={
            "classes": ordered,
            "n_unknown": next((tally.n for tally in tallies if tally.key is None), 0),
        },
    )


def show_body(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return one type of body.

    Raises:
        UnknownPageError: If there is none of that id.
    """
    canonical_id = ask.places["id"]
    body = body_types().get(canonical_id)
    if body is None:
        raise UnknownPageError(canonical_id)
    facets: tuple[Facet, ...] = ("province", "sector", "year")
    group = _group(conn, ask, SearchFilters(owner=canonical_id), facets)
    return Page(template="body.html", title=body.name, values={"body": body, **group})


def _group(
    conn: sqlite3.Connection, ask: Ask, filters: SearchFilters, facets: tuple[Facet, ...]
) -> dict[str, object]:
    """Return the innovations of a group, and how they spread."""
    found, spread = ask.recall(conn, ("group", filters), lambda c: _find(c, filters, facets))
    return {
        "total": found.total,
        "innovations": with_quotes(conn, found.hits),
        "spread": {facet: _known(tallies, facet) for facet, tallies in spread.items()},
    }


def _find(
    conn: sqlite3.Connection, filters: SearchFilters, facets: tuple[Facet, ...]
) -> tuple[SearchPage[InnovationHit], dict[Facet, Tallies]]:
    """Return the first innovations of a group, and how all of it spreads over some facets."""
    selection = select_innovations(conn, "", filters)
    return list_innovations(conn, selection, N_ROWS), count_facets(conn, selection, facets)


def _counting(facet: Facet) -> Callable[[sqlite3.Connection], Tallies]:
    """Return what counts the values of a facet among all innovations."""
    return lambda conn: count_facet(conn, select_innovations(conn), facet)


def _known(tallies: Tallies, facet: Facet) -> Tallies:
    """Return the values that are known, the most frequent; of years all."""
    known = tuple(tally for tally in tallies if tally.key is not None)
    return known if facet == "year" else known[:_MOST_VALUES]
