"""Daerah: all regions side by side; one region, its neighbours in learning, and what it lacks."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from corpus import vocabulary
from corpus.pages.region_counts import RegionCounts, count_by_region
from corpus.pages.sector_gaps import find_sector_gaps
from corpus.region_profile import read_region_profile
from gali.web.asking import Ask
from gali.web.drawing.geometry import HEIGHT, WIDTH, province_outlines
from gali.web.drawing.shades import shades_of
from gali.web.page import Page, Table, UnknownPageError
from gali.web.views.found import with_quotes
from gali.web.views.home import innovations_by_province

N_ROWS = 12


def show_all(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return all provinces with their regencies and cities."""
    counts = ask.recall(conn, "region counts", count_by_region)
    by_province = innovations_by_province(counts)
    shade_of, shades = shades_of(by_province)
    return Page(
        template="regions.html",
        title=ask.words("regions.title"),
        values={
            "groups": _by_province(counts),
            "outlines": province_outlines(),
            "map_size": (WIDTH, HEIGHT),
            "by_province": by_province,
            "shade_of": shade_of,
            "shades": shades,
        },
    )


def table(conn: sqlite3.Connection, ask: Ask) -> Table:
    """Return all regions with their counts."""
    counts = ask.recall(conn, "region counts", count_by_region)
    columns = ("region_code", "region", "n_innovations", "n_awards", "n_learnt_from", "n_learnt_by")
    regions = vocabulary.regions()
    return Table(
        name="daerah",
        columns=[ask.words(f"column.{column}") for column in columns],
        rows=[
            (
                one.region,
                regions[one.region].official_name,
                one.n_innovations,
                one.n_awards,
                one.n_learnt_from,
                one.n_learnt_by,
            )
            for one in counts
        ],
    )


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return one region.

    Raises:
        UnknownPageError: If no region has that code.
    """
    code = ask.places["code"]
    region = vocabulary.regions().get(code)
    if region is None:
        raise UnknownPageError(code)
    profile = ask.recall(conn, ("region", code), lambda c: read_region_profile(c, code, N_ROWS))
    counts = ask.recall(conn, "region counts", count_by_region)
    inside = [one for one in counts if one.region[:2] == code and one.region != code]
    return Page(
        template="region.html",
        title=region.official_name,
        values={
            "region": region,
            "profile": profile,
            "innovations": with_quotes(conn, profile.innovations.hits),
            "inside": sorted(inside, key=lambda one: (-one.n_innovations, one.region)),
            "gaps": ask.recall(conn, ("gaps", code), lambda c: find_sector_gaps(c, code)),
            "is_province": region.code == region.province_code,
        },
    )


def _by_province(
    counts: tuple[RegionCounts, ...],
) -> list[tuple[str, RegionCounts, tuple[RegionCounts, ...]]]:
    """Return each province with its own counts and those of its regions, by code."""
    inside: dict[str, list[RegionCounts]] = defaultdict(list)
    own: dict[str, RegionCounts] = {}
    for one in counts:
        if len(one.region) == 2:
            own[one.region] = one
        else:
            inside[one.region[:2]].append(one)
    return [
        (code, own.get(code) or _nothing(code), tuple(inside[code]))
        for code in sorted(own.keys() | inside.keys())
    ]


def _nothing(code: str) -> RegionCounts:
    """Return the counts of a region of which nothing is known."""
    return RegionCounts(region=code, n_innovations=0, n_awards=0, n_learnt_from=0, n_learnt_by=0)
