"""Replikasi: who learnt from whom, as a map, as a matrix of provinces, and as a list with proof."""

from __future__ import annotations

import sqlite3
from typing import get_args

from corpus.outcome_filters import ReplicationFilters
from corpus.outcomes import list_replications
from corpus.pages.flows import count_flows
from corpus.records import ReplicationKind
from corpus.vocabulary import sectors
from gali.web.asking import Ask
from gali.web.drawing.flow_map import draw_flows, tabulate_flows
from gali.web.drawing.geometry import HEIGHT, WIDTH, province_outlines
from gali.web.labels import Labels
from gali.web.page import Page, Table

N_ROWS = 25
MOST_TABLE_ROWS = 10_000
KINDS = ("", *get_args(ReplicationKind))


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return the flows that pass the filters, and a page of the replications behind them."""
    filters = _filters(ask)
    flows = ask.recall(conn, ("flows", filters), lambda c: count_flows(c, filters))
    offset = ask.offset()
    page = ask.recall(
        conn,
        ("replications", filters, offset),
        lambda c: list_replications(c, filters, N_ROWS, offset),
    )
    return Page(
        template="replications.html",
        title=ask.words("replications.title"),
        values={
            "filters": filters,
            "kinds": KINDS,
            "sectors": tuple(sectors()),
            "total": page.total,
            "outcomes": page.outcomes,
            "flow_map": draw_flows(flows),
            "matrix": tabulate_flows(flows),
            "outlines": province_outlines(),
            "map_size": (WIDTH, HEIGHT),
            "next": ask.next_cursor(page.total, len(page.outcomes)),
            "previous": ask.previous_cursor(N_ROWS),
        },
    )


def table(conn: sqlite3.Connection, ask: Ask) -> Table:
    """Return all replications that pass the filters, in the order of the page."""
    name = Labels(ask.words)
    columns = ("from", "to", "kind", "innovation", "replica", "quote", "outlet", "published", "url")
    return Table(
        name="replikasi",
        columns=[ask.words(f"column.{column}") for column in columns],
        rows=[
            (
                name.region(one.from_region),
                name.region(one.to_region),
                name.kind(one.kind),
                one.innovation,
                one.replica,
                one.proof.quote,
                one.proof.outlet,
                str(one.proof.published) if one.proof.published else None,
                one.proof.url,
            )
            for one in list_replications(conn, _filters(ask), MOST_TABLE_ROWS).outcomes
        ],
    )


def _filters(ask: Ask) -> ReplicationFilters:
    """Return what the list is narrowed to."""
    first, last = ask.years("tahun")
    return ReplicationFilters(
        from_region=ask.region("dari"),
        to_region=ask.region("ke"),
        region=ask.region("daerah"),
        innovation=ask.text("inovasi") or None,
        kind=ask.choice("tahap", KINDS) or None,
        sector=ask.choice("sektor", ("", *sectors())) or None,
        year_from=first,
        year_to=last,
    )
