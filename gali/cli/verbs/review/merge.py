"""``gali review merge``: says that two innovations are one."""

from __future__ import annotations

import click

from gali.cli.reviewing import decide_and_tell, decision_options, dry_run_option, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "merge",
    cls=Verb,
    section=TEND,
    examples=[
        "gali review merge i3f2a9c1d0b7e6a54 i9e8d7c6b5a493827 --dry-run --by Ani",
        "gali review merge i3f2a9c1d0b7e6a54 i9e8d7c6b5a493827 --by Ani",
    ],
    epilog="Ids that vanish lead on to the innovation that has their articles now.",
)
@click.argument("subject", metavar="ID|NAME")
@click.argument("other", metavar="OTHER_ID|NAME")
@dry_run_option
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    subject: str,
    other: str,
    dry_run: bool,
    by: str | None,
    note: str | None,
) -> None:
    """Say that two innovations are one.

    With --dry-run it shows what is there now (-) and what would be there (+).
    """
    from gali.reviewing.drafts import draft_merge, find_one

    reviewer = reviewer_of(session, by)
    ctx.exit(
        decide_and_tell(
            session,
            lambda conn: draft_merge(
                conn, find_one(conn, subject), find_one(conn, other), by=reviewer, note=note
            ),
            dry_run=dry_run,
        )
    )
