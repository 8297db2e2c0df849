"""``gali review log``: who decided what, and what became of it."""

from __future__ import annotations

import click

from gali.cli.listing import Destination, limit_option, listing_options, tell_total, write_listing
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb

# Those of corpus.reviews.states, which is not imported to print help; a test compares them.
STATES = ("holds", "disputed", "overruled", "undone", "dangling")


@click.command(
    "log",
    cls=Verb,
    section=TEND,
    examples=[
        "gali review log",
        "gali review log --state dangling",
        "gali review log PINASA --format jsonl",
    ],
    epilog="States: holds; disputed (people say different things); overruled (a later decision "
    "holds instead); undone; dangling (what it spoke of is not in the corpus any more).  Exit code "
    "3 if there is nothing.",
)
@click.argument("subject", metavar="[ID|NAME]", required=False)
@click.option("--by", metavar="NAME", help="Only decisions of this person.")
@click.option("--state", type=click.Choice(STATES), help="Only decisions of which this became.")
@limit_option(50)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    subject: str | None,
    by: str | None,
    state: str | None,
    limit: int | None,
    destination: Destination,
) -> None:
    """List decisions, the latest first, with what became of each."""
    from corpus.reviews.states import describe_log
    from gali.review_rows import LOG_KEYS, log_columns, log_row
    from gali.reviewing.applying import read_log
    from gali.reviewing.drafts import find_one

    with session.read_corpus() as conn:
        wanted = find_one(conn, subject).id if subject else None
        entries = [
            entry
            for entry in reversed(describe_log(conn, read_log(conn)))
            if (wanted is None or wanted in entry.innovation_ids)
            and (by is None or by == entry.decision.by)
            and (state is None or state == entry.state)
        ]
    rows = [log_row(entry) for entry in entries[:limit]]
    write_listing(rows, LOG_KEYS, log_columns(), destination)
    ctx.exit(tell_total(session, "decision", len(entries), len(rows)))
