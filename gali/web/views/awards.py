"""Penghargaan: what was won, by whom, in which contest, each with its sentence."""

from __future__ import annotations

import sqlite3
from typing import get_args

from corpus.outcome_filters import AwardFilters
from corpus.outcomes import list_awards
from corpus.pages.award_counts import count_schemes
from corpus.records import AwardLevel, AwardStatus
from corpus.vocabulary import sectors
from gali.web.asking import Ask
from gali.web.labels import Labels
from gali.web.page import Page, Table

N_ROWS = 25
MOST_TABLE_ROWS = 10_000
STATUSES = ("", *get_args(AwardStatus))
LEVELS = ("", *get_args(AwardLevel))
_N_SCHEMES = 12
_COLUMNS = (
    *("winner", "owner", "region", "sector", "scheme", "rank", "year", "award_status"),
    *("level", "prize", "quote", "outlet", "published", "url"),
)


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return a page of the awards that pass the filters."""
    filters, offset = _filters(ask), ask.offset()
    page = ask.recall(
        conn, ("awards", filters, offset), lambda c: list_awards(c, filters, N_ROWS, offset)
    )
    schemes = ask.recall(conn, "schemes", count_schemes)
    return Page(
        template="awards.html",
        title=ask.words("awards.title"),
        values={
            "total": page.total,
            "outcomes": page.outcomes,
            "statuses": STATUSES,
            "levels": LEVELS,
            "sectors": tuple(sectors()),
            "schemes": schemes[:_N_SCHEMES],
            "next": ask.next_cursor(page.total, len(page.outcomes)),
            "previous": ask.previous_cursor(N_ROWS),
        },
    )


def table(conn: sqlite3.Connection, ask: Ask) -> Table:
    """Return all awards that pass the filters, in the order of the page."""
    name = Labels(ask.words)
    return Table(
        name="penghargaan",
        columns=[ask.words(f"column.{column}") for column in _COLUMNS],
        rows=[
            (
                one.winner,
                one.owner,
                name.region(one.region),
                name.sector(one.sector),
                name.scheme(one.scheme),
                one.rank,
                one.year,
                name.award_status(one.status),
                name.level(one.level),
                one.prize,
                one.proof.quote,
                one.proof.outlet,
                str(one.proof.published) if one.proof.published else None,
                one.proof.url,
            )
            for one in list_awards(conn, _filters(ask), MOST_TABLE_ROWS).outcomes
        ],
    )


def _filters(ask: Ask) -> AwardFilters:
    """Return what the list is narrowed to."""
    first, last = ask.years("tahun")
    return AwardFilters(
        region=ask.region("daerah"),
        year_from=first,
        year_to=last,
        scheme=ask.text("lomba") or None,
        rank=ask.text("peringkat") or None,
        level=ask.choice("tingkat", LEVELS) or None,
        status=ask.choice("hasil", STATUSES) or None,
        owner=ask.text("opd") or None,
        sector=ask.choice("sektor", ("", *sectors())) or None,
    )
