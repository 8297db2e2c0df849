"""``gali search``: innovations, or articles, by words and filters."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb, database_option, format_option, quiet_option

if TYPE_CHECKING:
    from corpus.filters import SearchFilters
    from corpus.search import ArticleHit, InnovationHit
    from gali.output import Row


@click.command(
    "search",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali search stunting",
        'gali search "antar jemput" --region 33.02 --year 2019..2021',
        'gali search --sector kesehatan --award "Top 99" --format csv -o health.csv',
        "gali search 'posyandu OR puskesmas' --articles",
    ],
    epilog='Words must all occur; "a phrase", begin*, OR, NOT and ( ) work.  Exit code 3 if '
    "nothing is found.",
)
@click.argument("query", nargs=-1)
@click.option("--articles", is_flag=True, help="Find articles instead of innovations.")
@click.option("--region", help="Name or code; a province includes its regions.")
@click.option("--sector", help="Name or code.")
@click.option("--owner", help="Part of a body's name, or a type of body (dinkes).")
@click.option("--award", help="Rank (Top 99) or scheme (kipp-nasional).")
@click.option("--year", metavar="YEARS", help="2020, 2019..2021, 2019.. or ..2021.")
@click.option("--status", help="otomatis, diperiksa or ditolak.  [default: all but ditolak]")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="0 shows all.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to pass over.")
@format_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    query: tuple[str, ...],
    articles: bool,
    region: str | None,
    sector: str | None,
    owner: str | None,
    award: str | None,
    year: str | None,
    status: str | None,
    limit: int,
    offset: int,
    output_format: str | None,
    output: Path | None,
) -> None:
    """Find innovations, or articles, by words and filters.

    Words are looked for in names, expansions, descriptions and owners; with --articles in titles
    and texts.  Without words it lists all that pass the filters.
    """
    from corpus.filters import SearchFilters, resolve_years

    first, last = resolve_years(year) if year else (None, None)
    filters = SearchFilters(
        region=region,
        sector=sector,
        owner=owner,
        award=award,
        year_from=first,
        year_to=last,
        status=status,
    )
    search = _find_articles if articles else _find_innovations
    total, rows = search(session, " ".join(query), filters, limit or None, offset)
    _write(rows, articles=articles, output_format=output_format, output=output)
    _tell(session, total, len(rows), "article" if articles else "innovation")
    ctx.exit(ExitCode.DONE if total else ExitCode.NOTHING_FOUND)


def _find_innovations(
    session: Session, text: str, filters: SearchFilters, limit: int | None, offset: int
) -> tuple[int, list[Row]]:
    """Return how many innovations there are, and the rows of this page."""
    from corpus.search import search_innovations

    with session.read_corpus() as conn:
        page = search_innovations(conn, text, filters, limit, offset)
    return page.total, [_innovation_row(hit) for hit in page.hits]


def _find_articles(
    session: Session, text: str, filters: SearchFilters, limit: int | None, offset: int
) -> tuple[int, list[Row]]:
    """Return how many articles there are, and the rows of this page."""
    from corpus.search import search_articles

    with session.read_corpus() as conn:
        page = search_articles(conn, text, filters, limit, offset)
    return page.total, [_article_row(hit) for hit in page.hits]


def _innovation_row(hit: InnovationHit) -> Row:
    """Return an innovation as a row; ``snippet`` keeps its marks until it is written."""
    from gali.plain_values import plain_value
    from gali.wording import region_name, sector_name

    innovation = hit.innovation
    return {
        "id": innovation.id,
        "name": innovation.name,
        "expansion": innovation.expansion,
        "description": innovation.description,
        "other_names": list(innovation.other_names),
        "owner": innovation.owner,
        "owner_type": innovation.owner_type,
        "region": innovation.region,
        "region_name": region_name(innovation.region) or None,
        "sector": innovation.sector,
        "sector_name": sector_name(innovation.sector) or None,
        "year": innovation.year,
        "first_seen": plain_value(innovation.first_seen),
        "last_seen": plain_value(innovation.last_seen),
        "n_articles": hit.n_articles,
        "confidence": innovation.confidence,
        "status": innovation.status,
        "snippet": hit.snippet,
    }


def _article_row(hit: ArticleHit) -> Row:
    """Return an article as a row."""
    from gali.plain_values import plain_value

    article = hit.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": plain_value(article.published),
        "url": article.url,
        "n_innovations": hit.n_innovations,
        "snippet": hit.snippet,
    }


def _write(
    rows: list[Row], *, articles: bool, output_format: str | None, output: Path | None
) -> None:
    """Write the rows as a table with marked words, or as data without marks."""
    from gali.output import Column, choose_format, open_output, write_rows
    from gali.result_columns import article_columns, innovation_columns, without_marks

    with open_output(output) as stream:
        chosen = choose_format(output_format, stream)
        if chosen == "table":
            if rows:
                columns = article_columns() if articles else innovation_columns()
                write_rows(rows, columns, chosen, stream)
            return
        keys = [key for key in (rows[0] if rows else ()) if key != "snippet"]
        plain = [{**row, "snippet": without_marks(str(row["snippet"]))} for row in rows]
        write_rows(plain, [Column(key=key, title=key) for key in keys], chosen, stream)


def _tell(session: Session, total: int, n_shown: int, noun: str) -> None:
    """Say how many there are."""
    from gali.wording import plural

    if not total:
        session.note(f"No {noun} found.")
    elif n_shown < total:
        session.note(f"{n_shown} of {plural(total, noun)}; --limit 0 shows all.")
    elif sys.stderr.isatty():
        session.note(f"{plural(total, noun)}.")
