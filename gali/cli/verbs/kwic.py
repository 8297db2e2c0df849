"""``gali kwic``: a word in its context, one line for each occurrence."""

from __future__ import annotations

from typing import Any

import click

from gali.cli.listing import Destination, limit_option, listing_options, write_listing
from gali.cli.selecting import WORD_HINT, bring_stems_up_to_date, filters_from, word_options
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb


@click.command(
    "kwic",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali kwic replikasi",
        "gali kwic jemput bola --region jateng --sort right",
        "gali kwic 'stunt*' --year 2019..2021 --limit 0 --format csv -o kwic.csv",
        "gali kwic melayani --stem --width 80",
    ],
    epilog=f"{WORD_HINT}  Exit code 3 if it does not occur.",
)
@word_options
@click.option(
    "--width",
    type=click.IntRange(0, 1000),
    default=40,
    show_default=True,
    help="Characters on either side.",
)
@click.option(
    "--sort",
    type=click.Choice(["date", "left", "right"]),
    default="date",
    show_default=True,
    help="By the article's date, or by the words next to it.",
)
@limit_option(20)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    word: tuple[str, ...],
    stem: bool,
    width: int,
    sort: Any,
    limit: int | None,
    destination: Destination,
    **chosen: str | None,
) -> None:
    """Show a word of the articles in its context.

    Each line names the article, the field and the place in it: text[start:end] is the word.
    """
    from corpus.words.kwic import read_concordance
    from gali.word_rows import KWIC_KEYS, kwic_columns, kwic_row
    from gali.wording import plural

    filters, words = filters_from(**chosen), " ".join(word)
    if stem:
        bring_stems_up_to_date(session)
    with session.read_corpus() as conn:
        found = read_concordance(conn, words, filters, limit, width=width, sort=sort, stem=stem)
    rows = [kwic_row(line) for line in found.lines]
    write_listing(rows, KWIC_KEYS, kwic_columns(), destination)
    if not found.n_articles:
        session.note("The word does not occur.")
        ctx.exit(ExitCode.NOTHING_FOUND)
    session.note(
        f"{plural(len(rows), 'line')}; {plural(found.n_articles, 'article')} with it."
        + (" --limit 0 shows all." if len(rows) == limit else "")
    )
