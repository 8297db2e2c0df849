"""Beranda: what the corpus holds in plain words, where it is, what is new, and where to go."""

from __future__ import annotations

import sqlite3

from corpus.pages.region_counts import RegionCounts, count_by_region
from corpus.pages.totals import read_totals
from corpus.search import search_innovations
from gali.web.asking import Ask
from gali.web.drawing.geometry import HEIGHT, WIDTH, province_outlines
from gali.web.drawing.shades import shades_of
from gali.web.page import Page
from gali.web.views.found import ListedInnovation, with_quotes

_N_NEWEST = 5


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return the first page."""
    totals = ask.recall(conn, "totals", read_totals)
    counts = ask.recall(conn, "region counts", count_by_region)
    newest = ask.recall(conn, "newest", _find_newest)
    by_province = innovations_by_province(counts)
    shade_of, shades = shades_of(by_province)
    return Page(
        template="home.html",
        title=ask.words("home.title"),
        values={
            "totals": totals,
            "newest": newest,
            "outlines": province_outlines(),
            "map_size": (WIDTH, HEIGHT),
            "by_province": by_province,
            "shade_of": shade_of,
            "shades": shades,
        },
    )


def innovations_by_province(counts: tuple[RegionCounts, ...]) -> dict[str, int]:
    """Return the innovations of each province, its regencies and cities included."""
    found: dict[str, int] = {}
    for one in counts:
        province = one.region[:2]
        found[province] = found.get(province, 0) + one.n_innovations
    return found


def _find_newest(conn: sqlite3.Connection) -> tuple[ListedInnovation, ...]:
    """Return the innovations of which the latest articles tell."""
    return with_quotes(conn, search_innovations(conn, "", limit=_N_NEWEST, sort="newest").hits)
