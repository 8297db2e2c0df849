"""``gali sql``: the user's own SQL, reading alone."""

from __future__ import annotations

import sys

import click

from gali.cli.listing import Destination, limit_option, listing_options, write_listing
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb

_MAX_STATEMENT_CHARACTERS = 100_000


@click.command(
    "sql",
    cls=Verb,
    section=LOOK,
    examples=[
        'gali sql "SELECT name, region_name, n_articles FROM v_innovations LIMIT 10"',
        'gali sql "SELECT scheme, count(*) AS n FROM v_awards GROUP BY 1 ORDER BY n DESC"',
        "gali sql --format csv -o flows.csv - < flows.sql",
    ],
    epilog="Tables and views are told in docs/search.md.  '-' reads the statement from standard "
    "input.  Exit code 3 if it gives no rows.",
)
@click.argument("statement")
@limit_option(1000)
@click.option(
    "--seconds",
    type=click.FloatRange(0.001, 600),
    default=10,
    show_default=True,
    help="When it is given up.",
)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    statement: str,
    limit: int | None,
    seconds: float,
    destination: Destination,
) -> None:
    """Run one SQL statement that reads.

    Nothing can be written and no other file opened.
    """
    from corpus.free_sql import run_sql
    from gali.output import Column
    from gali.sql_values import shown_value

    text = sys.stdin.read(_MAX_STATEMENT_CHARACTERS) if statement == "-" else statement
    with session.read_corpus() as conn:
        found = run_sql(conn, text, limit, seconds=seconds)
    rows = [
        {name: shown_value(value) for name, value in zip(found.columns, row, strict=True)}
        for row in found.rows
    ]
    columns = [Column(key=name, title=name) for name in found.columns]
    write_listing(rows, found.columns, columns, destination)
    if found.is_cut:
        session.note(f"The first {len(rows):,} rows; --limit 0 shows all.")
    ctx.exit(ExitCode.DONE if rows else ExitCode.NOTHING_FOUND)
