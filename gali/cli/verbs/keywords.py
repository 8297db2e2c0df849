"""``gali keywords``: what one part of the corpus talks about more than another."""

from __future__ import annotations

import click

from gali.cli.listing import Destination, limit_option, listing_options, tell_total, write_listing
from gali.cli.selecting import filter_options, filters_from
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Verb


@click.command(
    "keywords",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali keywords --region jateng",
        "gali keywords --year 2020 --against tahun:2018..2019",
        "gali keywords stunting --min-count 10 --limit 50 --format csv",
        "gali keywords --sector kesehatan --against 'sektor:pendidikan'",
    ],
    epilog="Log-likelihood tells how sure the difference is (15.13: by chance once in 10,000), log "
    "ratio how large (1: twice as often).  Exit code 3 if there are none.",
)
@click.argument("query", nargs=-1)
@filter_options
@click.option("--against", metavar="QUERY", help="Articles to compare with.  [default: all others]")
@click.option(
    "--min-count",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Occurrences that a word needs.",
)
@click.option(
    "--min-articles",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Articles that must have it.",
)
@click.option(
    "--min-likelihood",
    type=click.FloatRange(0),
    default=15.13,
    show_default=True,
    help="How sure the difference must be.",
)
@limit_option(30)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    query: tuple[str, ...],
    against: str | None,
    min_count: int,
    min_articles: int,
    min_likelihood: float,
    limit: int | None,
    destination: Destination,
    **chosen: str | None,
) -> None:
    """List words that are typical of a part of the articles.

    The part are the articles that QUERY and the filters select.
    """
    from corpus.errors import InvalidQueryError
    from corpus.selection import select_articles
    from corpus.words.keyness import find_keywords
    from gali.word_rows import KEYWORD_KEYS, keyword_columns, keyword_row

    filters, text = filters_from(**chosen), " ".join(query)
    if not text.strip() and not any(chosen.values()):
        raise InvalidQueryError(
            "no part of the corpus was chosen", mend="Give words or a filter, such as --region."
        )
    with session.read_corpus() as conn:
        found = find_keywords(
            conn,
            select_articles(conn, text, filters),
            select_articles(conn, against) if against else None,
            least_count=min_count,
            least_articles=min_articles,
            least_log_likelihood=min_likelihood,
        )
    rows = [keyword_row(keyword) for keyword in found[:limit]]
    write_listing(rows, KEYWORD_KEYS, keyword_columns(), destination)
    ctx.exit(tell_total(session, "keyword", len(found), len(rows)))
