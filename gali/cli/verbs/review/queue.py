"""``gali review queue``: what waits for a person's eyes, least certain first."""

from __future__ import annotations

from typing import Any

import click

from gali.cli.listing import (
    Destination,
    limit_option,
    listing_options,
    offset_option,
    tell_total,
    write_listing,
)
from gali.cli.selecting import filter_options, filters_from
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb

# Those of corpus.reviews.decisions, which is not imported to print help; a test compares them.
KINDS = ("innovation", "award", "replication")


@click.command(
    "queue",
    cls=Verb,
    section=TEND,
    examples=[
        "gali review queue --region banyumas",
        "gali review queue --kind award --year 2021 --limit 50",
        "gali review queue --disputed",
    ],
    epilog="The first column is the ID for `gali review accept` and `gali review reject`.  Exit "
    "code 3 if nothing waits.",
)
@click.option(
    "--kind", type=click.Choice(KINDS), default="innovation", show_default=True, help="Of what."
)
@click.option("--disputed", is_flag=True, help="List what people disagree on instead.")
@filter_options
@limit_option(20)
@offset_option("Entries")
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    kind: Any,
    disputed: bool,
    limit: int | None,
    offset: int,
    destination: Destination,
    **filters: str | None,
) -> None:
    """List what nobody has decided on yet, least certain first."""
    from corpus.reviews.queue import list_queue
    from gali.review_rows import QUEUE_KEYS, queue_columns, queue_row

    wanted = filters_from(**filters)
    with session.read_corpus() as conn:
        page = list_queue(conn, kind, wanted, limit, offset, disputed=disputed)
    rows = [queue_row(entry) for entry in page.outcomes]
    write_listing(rows, QUEUE_KEYS, queue_columns(), destination)
    ctx.exit(tell_total(session, kind, page.total, len(rows)))
