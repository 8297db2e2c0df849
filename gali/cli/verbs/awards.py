"""``gali awards``: which innovations, regions and bodies won what."""

from __future__ import annotations

from typing import Any, get_args

import click

from corpus.records import AwardLevel, AwardStatus
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
    "awards",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali awards --region 33.02",
        "gali awards --scheme kipp-nasional --year 2019..2021 --status won",
        'gali awards --rank "Top 45" --sector kesehatan --format csv -o top45.csv',
        "gali awards --region jatim --level provinsi --owner dinkes",
    ],
    epilog="Every row names the sentence, the article and its address.  Exit code 3 if nothing is "
    "found.",
)
@click.option("--region", help="Name or code of the winner's region; a province includes its own.")
@click.option("--year", metavar="YEARS", help="Of the contest: 2020, 2019..2021, 2019.. or ..2021.")
@click.option("--scheme", help="Id (kipp-nasional) or part of a contest's name.")
@click.option("--rank", help="Words of a rank (Top 99).")
@click.option("--level", type=click.Choice(get_args(AwardLevel)), help="Who held the contest.")
@click.option("--status", type=click.Choice(get_args(AwardStatus)), help="How far it came.")
@click.option("--owner", help="Part of a body's name, or a type of body (dinkes).")
@click.option("--sector", help="Name or code.")
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
    """List awards with the sentences that tell of them.

    Innovations, regions and bodies that were entered in a contest for innovations, came into its
    selection, or won.  Without filters it lists all, the latest contests first.
    """
    from corpus.filters import resolve_years
    from corpus.outcome_filters import AwardFilters
    from corpus.outcomes import list_awards
    from gali.outcome_rows import AWARD_KEYS, award_columns, award_row

    first, last = resolve_years(year) if year else (None, None)
    wanted = AwardFilters(year_from=first, year_to=last, **filters)
    with session.read_corpus() as conn:
        page = list_awards(conn, wanted, limit, offset)
    rows = [award_row(award) for award in page.outcomes]
    write_listing(rows, AWARD_KEYS, award_columns(), destination)
    ctx.exit(tell_total(session, "award", page.total, len(rows)))
