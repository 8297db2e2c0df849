"""``gali review rename``: gives an innovation the name by which it is to be called."""

from __future__ import annotations

import click

from gali.cli.reviewing import decide_and_tell, decision_options, dry_run_option, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "rename",
    cls=Verb,
    section=TEND,
    examples=["gali review rename 'Layanan PINASA' PINASA --by Ani"],
)
@click.argument("subject", metavar="ID|NAME")
@click.argument("name", metavar="NEW_NAME")
@dry_run_option
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    subject: str,
    name: str,
    dry_run: bool,
    by: str | None,
    note: str | None,
) -> None:
    """Give an innovation the name by which it is to be called.

    The names that articles use stay among its other names, so that it is still found by them.
    """
    from gali.reviewing.drafts import draft_rename, find_one

    reviewer = reviewer_of(session, by)
    ctx.exit(
        decide_and_tell(
            session,
            lambda conn: draft_rename(conn, find_one(conn, subject), name, by=reviewer, note=note),
            dry_run=dry_run,
        )
    )
