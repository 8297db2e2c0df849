"""How a search can be narrowed, and which filters hold: as links with what stands on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.facets import count_facets
from corpus.statistics import Tallies
from corpus.subjects import Facet
from gali.web.asking import Ask
from gali.web.labels import Labels
from gali.web.views.asked import FILTERS, Asked

# Which parameter narrows a search to a value of a facet.
FACETS: dict[str, Facet] = {
    "sektor": "sector",
    "daerah": "province",
    "tahun": "year",
    "penghargaan": "award",
    "opd": "owner",
    "status": "status",
}
MOST_COUNTED_AT_ONCE = 5_000
_MOST_VALUES = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: what to call it, how many there are, where it leads."""

    label: str
    n: int
    href: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter that holds: its parameter, its value in words, where it is taken away."""

    name: str
    label: str
    href: str


def facets_of(
    conn: sqlite3.Connection, ask: Ask, asked: Asked, total: int
) -> dict[str, tuple[Choice, ...]] | None:
    """Return the facets that narrow a search, each with its most frequent values.

    Args:
        conn: A corpus.
        ask: The request.
        asked: What is searched for.
        total: How many results there are.

    Returns:
        None if they must be asked for (``saringan=semua``) because to count so many takes long.
    """
    within = bool(ask.text("daerah"))
    key = ("facets", within, replace(asked, sort="relevance"))
    if total > MOST_COUNTED_AT_ONCE and not (ask.text("saringan") or ask.recollection.knows(key)):
        return None
    tallies = ask.recall(conn, key, lambda c: _count_facets(c, asked, within=within))
    facets = {
        parameter: _choices(ask, parameter, facet, counted)
        for parameter, (facet, counted) in tallies.items()
    }
    return {parameter: choices for parameter, choices in facets.items() if len(choices) > 1}


def narrowings_of(ask: Ask) -> tuple[Narrowing, ...]:
    """Return the filters that hold, with links that take each away."""
    return tuple(
        Narrowing(name, _filter_label(ask, name), ask.here(**{name: None}))
        for name in FILTERS
        if ask.text(name)
    )


def _count_facets(
    conn: sqlite3.Connection, asked: Asked, *, within: bool
) -> dict[str, tuple[Facet, Tallies]]:
    """Return how the results spread over the values of each facet, by parameter.

    Args:
        conn: A corpus.
        asked: What is searched for.
        within: Whether regions of a region are counted, instead of provinces.
    """
    selection = asked.select(conn)
    wanted: dict[str, Facet] = {
        parameter: "region" if facet == "province" and within else facet
        for parameter, facet in FACETS.items()
        if facet in selection.subject.facets
    }
    tallies = count_facets(conn, selection, tuple(wanted.values()))
    return {parameter: (facet, tallies[facet]) for parameter, facet in wanted.items()}


def _choices(ask: Ask, parameter: str, facet: Facet, tallies: Tallies) -> tuple[Choice, ...]:
    """Return the values of a facet as links; years the latest first."""
    known = [(tally.key, tally.n) for tally in tallies if tally.key]
    if facet == "year":
        known.reverse()
    labels = _labels(ask, facet, [key for key, _ in known[:_MOST_VALUES]])
    return tuple(
        Choice(label, n, ask.here(**{parameter: key}))
        for label, (key, n) in zip(labels, known[:_MOST_VALUES], strict=True)
    )


def _labels(ask: Ask, facet: Facet, keys: list[str]) -> list[str]:
    """Return what to call values; contests whose short names are alike by their long ones."""
    name = Labels(ask.words)
    namers: dict[Facet, Callable[[str], str]] = {
        "sector": name.sector,
        "province": name.province,
        "region": name.short_region,
        "owner": name.body,
        "award": name.short_scheme,
        "status": name.status,
    }
    namer = namers.get(facet, str)
    labels = [namer(key) for key in keys]
    if facet == "award" and len(set(labels)) < len(labels):
        labels = [name.scheme(key) for key in keys]
    return labels


def _filter_label(ask: Ask, parameter: str) -> str:
    """Return the value of a filter in words."""
    name = Labels(ask.words)
    value = ask.text(parameter)
    namers: dict[str, Callable[[str], str]] = {
        "daerah": lambda _: name.region(ask.region(parameter)),
        "sektor": name.sector,
        "opd": name.body,
        "penghargaan": name.short_scheme,
        "status": name.status,
    }
    return namers.get(parameter, str)(value)
