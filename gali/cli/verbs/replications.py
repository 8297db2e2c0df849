"""``gali replications``: which regions learnt from which."""

from __future__ import annotations

from typing import Any, get_args

import click

from corpus.records import ReplicationKind
from gali.cli.listing import (
    Destination,
    limit_option,
    listing_options,
    offset_option,
    tell_total,
    write_listing,
)
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Verb


@click.command(
    "replications",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali replications --from banyuwangi",
        "gali replications --to jateng --kind adopted",
        "gali replications --innovation 'smart city' --year 2018..2020",
        "gali replications --region 33.02 --format csv -o banyumas.csv",
    ],
    epilog="Every row names the sentence, the article and its address.  Exit code 3 if nothing is "
    "found.",
)
@click.option("--from", "from_region", metavar="REGION", help="Region that is learnt from.")
@click.option("--to", "to_region", metavar="REGION", help="Region that learns or copies.")
@click.option("--region", help="Either of the two; a province includes its own.")
@click.option("--innovation", help="Part of the name of what is copied, or of its new name.")
@click.option("--kind", type=click.Choice(get_args(ReplicationKind)), help="How far it went.")
@click.option("--year", metavar="YEARS", help="Of the article: 2020, 2019..2021 or 2019...")
@limit_option(20)
@offset_option("Rows")
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    year: str | None,
    limit: int | None,
    offset: int,
    destination: Destination,
    **filters: Any,
) -> None:
    """List which region learnt from which, with the sentences.

    Study visits, plans, agreements and adoptions.  Without filters it lists all, those of the
    latest articles first.
    """
    from corpus.filters import resolve_years
    from corpus.outcome_filters import ReplicationFilters
    from corpus.outcomes import list_replications
    from gali.outcome_rows import REPLICATION_KEYS, replication_columns, replication_row

    first, last = resolve_years(year) if year else (None, None)
    wanted = ReplicationFilters(year_from=first, year_to=last, **filters)
    with session.read_corpus() as conn:
        page = list_replications(conn, wanted, limit, offset)
    rows = [replication_row(replication) for replication in page.outcomes]
    write_listing(rows, REPLICATION_KEYS, replication_columns(), destination)
    ctx.exit(tell_total(session, "replication", page.total, len(rows)))
