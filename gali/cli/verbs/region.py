"""``gali region``: one region's innovations, awards, and whom it learnt from."""

from __future__ import annotations

import click

from gali.cli.completion import complete_region
from gali.cli.listing import Destination, limit_option, listing_options, write_listing
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb


@click.command(
    "region",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali region banyumas",
        "gali region 'Kota Magelang' --limit 0 --format csv -o magelang.csv",
        "gali region jateng --format jsonl",
    ],
    epilog="Data formats have one row for each innovation, award and replication; 'part' tells "
    "which.  Exit code 3 if nothing is known of it.",
)
@click.argument("name", nargs=-1, required=True, shell_complete=complete_region)
@limit_option(20)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    name: tuple[str, ...],
    limit: int | None,
    destination: Destination,
) -> None:
    """Show what a region launched, won, learnt and taught.

    NAME is a code, a name or an abbreviation; a province includes its regencies and cities.
    """
    from corpus.region_profile import read_region_profile
    from gali.output import choose_format, open_output
    from gali.region_rows import REGION_KEYS, region_rows, totals_of, write_region

    with session.read_corpus() as conn:
        profile = read_region_profile(conn, " ".join(name), limit)
    with open_output(destination.path) as stream:
        chosen = choose_format(destination.output_format, stream)
        if chosen == "table" and not profile.is_empty:
            write_region(profile, stream)
    if chosen != "table":
        write_listing(region_rows(profile), REGION_KEYS, [], destination)
    session.note(totals_of(profile))
    ctx.exit(ExitCode.NOTHING_FOUND if profile.is_empty else ExitCode.DONE)
