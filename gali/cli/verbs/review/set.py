"""``gali review set``: corrects fields of an innovation."""

from __future__ import annotations

import click

from gali.cli.completion import complete_region, complete_sector
from gali.cli.reviewing import decide_and_tell, decision_options, dry_run_option, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "set",
    cls=Verb,
    section=TEND,
    examples=[
        "gali review set PINASA --sector kesehatan --by Ani",
        "gali review set i3f2a9c1d0b7e6a54 --owner 'Puskesmas Melati' --year 2021",
        "gali review set PINASA --description ''",
    ],
    epilog="An empty value says that there is none.",
)
@click.argument("subject", metavar="ID|NAME")
@click.option("--owner", help="Name of the body; its type follows from it.")
@click.option("--owner-type", help="Id, name or abbreviation of a type of body.")
@click.option("--region", shell_complete=complete_region, help="Name or code.")
@click.option("--sector", shell_complete=complete_sector, help="Name or code.")
@click.option("--expansion", help="Words that the acronym stands for.")
@click.option("--description", help="What it is.")
@click.option("--year", metavar="YEAR", help="Year of launch.")
@dry_run_option
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    subject: str,
    dry_run: bool,
    by: str | None,
    note: str | None,
    **fields: str | None,
) -> None:
    """Correct the owner, region, sector or other fields of an innovation."""
    from gali.reviewing.drafts import draft_set, find_one

    values = {name: value for name, value in fields.items() if value is not None}
    if not values:
        raise click.UsageError("name at least one field, such as --sector")
    reviewer = reviewer_of(session, by)
    ctx.exit(
        decide_and_tell(
            session,
            lambda conn: draft_set(conn, find_one(conn, subject), values, by=reviewer, note=note),
            dry_run=dry_run,
        )
    )
