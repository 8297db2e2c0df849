"""``gali review reject``: says that something is none."""

from __future__ import annotations

import click

from gali.cli.reviewing import decide_and_tell, decision_options, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "reject",
    cls=Verb,
    section=TEND,
    examples=[
        "gali review reject 'Rapat Kerja' --by Ani",
        "gali review reject a0c1d2e3f4a5b6c7:award:0 --note 'another region won'",
    ],
)
@click.argument("subject", metavar="ID|NAME")
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context, session: Session, /, subject: str, by: str | None, note: str | None
) -> None:
    """Say that what was found is no innovation, or that an award or replication is wrong.

    ID is what `gali review queue` shows first; a name will do if only one innovation bears it.
    What is rejected is shown only where it is asked for (--status ditolak).
    """
    from gali.reviewing.drafts import draft_verdict

    reviewer = reviewer_of(session, by)
    ctx.exit(
        decide_and_tell(
            session, lambda conn: draft_verdict(conn, subject, accept=False, by=reviewer, note=note)
        )
    )
