"""``gali collocations``: which words keep company with a word."""

from __future__ import annotations

import click

from gali.cli.listing import Destination, limit_option, listing_options, tell_total, write_listing
from gali.cli.selecting import WORD_HINT, bring_stems_up_to_date, filters_from, word_options
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Verb


@click.command(
    "collocations",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali collocations stunting",
        "gali collocations jemput bola --span 3",
        "gali collocations replikasi --stem --region jatim --format csv",
    ],
    epilog=f"{WORD_HINT}  Exit code 3 if there are none.",
)
@word_options
@click.option(
    "--span",
    type=click.IntRange(1, 20),
    default=5,
    show_default=True,
    help="Words on either side.",
)
@click.option(
    "--min-count",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="How often a word must stand near.",
)
@limit_option(30)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    word: tuple[str, ...],
    stem: bool,
    span: int,
    min_count: int,
    limit: int | None,
    destination: Destination,
    **chosen: str | None,
) -> None:
    """List words that stand near a word more often than by chance.

    In the order of logDice, which does not depend on the size of the corpus; mutual information
    and log-likelihood stand beside it.
    """
    from corpus.words.collocations import find_collocations
    from gali.word_rows import COLLOCATION_KEYS, collocation_columns, collocation_row

    filters, words = filters_from(**chosen), " ".join(word)
    if stem:
        bring_stems_up_to_date(session)
    with session.read_corpus() as conn:
        found = find_collocations(conn, words, filters, span=span, least_count=min_count, stem=stem)
    rows = [collocation_row(collocation) for collocation in found[:limit]]
    write_listing(rows, COLLOCATION_KEYS, collocation_columns(), destination)
    ctx.exit(tell_total(session, "collocation", len(found), len(rows)))
