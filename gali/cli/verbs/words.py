"""``gali words``: how a word spreads over years, regions or newspapers."""

from __future__ import annotations

from typing import Any

import click

from gali.cli.listing import Destination, limit_option, listing_options, tell_total, write_listing
from gali.cli.selecting import WORD_HINT, bring_stems_up_to_date, filters_from, word_options
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb


@click.command(
    "words",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali words stunting --by year",
        "gali words 'jemput bola' --by province --limit 0",
        "gali words replikasi --stem --by region --year 2019..2021 --format csv",
    ],
    epilog=f"{WORD_HINT}  Exit code 3 if it does not occur.",
)
@click.option(
    "--by",
    type=click.Choice(["year", "month", "region", "province", "outlet"]),
    default="year",
    show_default=True,
    help="What the articles are grouped by.",
)
@word_options
@limit_option(40)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    word: tuple[str, ...],
    by: Any,
    stem: bool,
    limit: int | None,
    destination: Destination,
    **chosen: str | None,
) -> None:
    """Count a word by year, month, region, province or newspaper.

    Groups without the word are listed as well; beside its occurrences stand those in a million
    words and all articles of the group.
    """
    from corpus.words.spread import spread_word
    from gali.word_rows import GROUP_KEYS, group_columns, group_row

    filters, words = filters_from(**chosen), " ".join(word)
    if stem:
        bring_stems_up_to_date(session)
    with session.read_corpus() as conn:
        groups = spread_word(conn, words, by, filters, stem=stem)
    rows = [group_row(group) for group in groups[:limit]]
    write_listing(rows, GROUP_KEYS, group_columns(by.capitalize()), destination)
    if not groups:
        session.note("The word does not occur.")
        ctx.exit(ExitCode.NOTHING_FOUND)
    ctx.exit(tell_total(session, by, len(groups), len(rows)))
