"""``gali search``: innovations, or articles, by words and filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from gali.cli.listing import (
    Destination,
    limit_option,
    listing_options,
    offset_option,
    tell_total,
    write_listing,
)
from gali.cli.selecting import bring_stems_up_to_date, filter_options, filters_from, stem_option
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb

if TYPE_CHECKING:
    import sqlite3

    from corpus.filters import SearchFilters
    from corpus.subjects import Facet
    from gali.output import Row

# Those of corpus.subjects, which is not imported to print help; a test compares them.
SORTS = (
    *("relevance", "name", "articles", "newest", "oldest", "year", "region", "outlet"),
    "confidence",
)
FACETS = ("region", "province", "sector", "year", "owner", "award", "outlet", "status")
_N_SUGGESTIONS = 3


@click.command(
    "search",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali search stunting",
        'gali search "antar jemput" --region 33.02 --year 2019..2021',
        'gali search --sector kesehatan --award "Top 99" --format csv -o health.csv',
        "gali search 'posyandu OR puskesmas' --articles --stem --sort newest",
        "gali search 'stunting daerah:jateng -opd:puskesmas' --facet sector --facet year",
        "gali search --fuzzy 'sapu jagad'",
    ],
    epilog='Words must all occur; "a phrase", begin*, OR, NOT and ( ) work, and the fields nama: '
    "judul: opd: daerah: sektor: tahun: penghargaan: media: status:.  Exit code 3 if nothing is "
    "found.",
)
@click.argument("query", nargs=-1)
@click.option("--articles", is_flag=True, help="Find articles instead of innovations.")
@filter_options
@click.option("--status", help="otomatis, diperiksa or ditolak.  [default: all but ditolak]")
@stem_option
@click.option("--fuzzy", is_flag=True, help="QUERY is a name that may be misspelt.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", help="Order of the hits.")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    type=click.Choice(FACETS),
    help="Count what is found by this instead of listing it; may be repeated.",
)
@limit_option(20)
@offset_option("Hits")
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    query: tuple[str, ...],
    articles: bool,
    stem: bool,
    fuzzy: bool,
    sort: Any,
    facets: tuple[Facet, ...],
    limit: int | None,
    offset: int,
    destination: Destination,
    **chosen: str | None,
) -> None:
    """Find innovations, or articles, by words and filters.

    Words are looked for in names, expansions, descriptions and owners; with --articles in titles
    and texts.  Without words it lists all that pass the filters.
    """
    if fuzzy and (articles or facets):
        raise click.UsageError("--fuzzy finds innovations; it goes with no --articles or --facet.")
    filters, text = filters_from(**chosen), " ".join(query)
    if stem:
        bring_stems_up_to_date(session)
    with session.read_corpus() as conn:
        if facets:
            rows = _count_facets(conn, text, filters, facets, articles=articles, stem=stem)
            _write_facets(rows, destination)
            total = len(rows)
        else:
            options = {"sort": sort, "stem": stem} | ({"fuzzy": True} if fuzzy else {})
            total, rows = _find(conn, text, filters, limit, offset, articles=articles, **options)
            _write_hits(rows, destination, articles=articles)
        if not (total or articles or fuzzy):
            _suggest_names(session, conn, text)
    if facets and total:
        ctx.exit(ExitCode.DONE)
    ctx.exit(tell_total(session, "article" if articles else "innovation", total, len(rows)))


def _find(
    conn: sqlite3.Connection,
    text: str,
    filters: SearchFilters,
    limit: int | None,
    offset: int,
    *,
    articles: bool,
    **options: Any,
) -> tuple[int, list[Row]]:
    """Return how many innovations, or articles, there are, and the rows of this page."""
    from corpus.search import search_articles, search_innovations
    from gali.result_rows import article_row, innovation_row

    if articles:
        page = search_articles(conn, text, filters, limit, offset, **options)
        return page.total, [article_row(hit) for hit in page.hits]
    found = search_innovations(conn, text, filters, limit, offset, **options)
    return found.total, [innovation_row(hit) for hit in found.hits]


def _count_facets(
    conn: sqlite3.Connection,
    text: str,
    filters: SearchFilters,
    facets: Sequence[Facet],
    *,
    articles: bool,
    stem: bool,
) -> list[Row]:
    """Return a row for each value of each facet."""
    from corpus.facets import count_facet
    from corpus.selection import select_articles, select_innovations
    from gali.result_rows import facet_row

    select = select_articles if articles else select_innovations
    selection = select(conn, text, filters, stem=stem)
    return [
        facet_row(facet, tally)
        for facet in dict.fromkeys(facets)
        for tally in count_facet(conn, selection, facet)
    ]


def _write_facets(rows: list[Row], destination: Destination) -> None:
    """Write counts as a table or as data."""
    from gali.result_rows import FACET_KEYS, facet_columns

    write_listing(rows, FACET_KEYS, facet_columns(), destination)


def _write_hits(rows: list[Row], destination: Destination, *, articles: bool) -> None:
    """Write the rows as a table with marked words, or as data without marks."""
    from gali.result_columns import article_columns, innovation_columns
    from gali.result_rows import ARTICLE_KEYS, INNOVATION_KEYS

    keys = ARTICLE_KEYS if articles else INNOVATION_KEYS
    columns = article_columns() if articles else innovation_columns()
    write_listing(rows, keys, columns, destination)


def _suggest_names(session: Session, conn: sqlite3.Connection, text: str) -> None:
    """Say which names are like a text under which nothing was found."""
    from corpus.search import search_innovations

    found = search_innovations(conn, text, limit=_N_SUGGESTIONS, fuzzy=True)
    names = dict.fromkeys(hit.innovation.name for hit in found.hits)
    if names:
        session.note(f"Names like it: {', '.join(names)} (--fuzzy finds them).")
