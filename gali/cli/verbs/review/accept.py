"""``gali review accept``: confirms what was found."""

from __future__ import annotations

import click

from gali.cli.reviewing import decide_and_tell, decision_options, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "accept",
    cls=Verb,
    section=TEND,
    examples=[
        "gali review accept PINASA --by Ani",
        "gali review accept i3f2a9c1d0b7e6a54 --note 'asked the health office'",
    ],
)
@click.argument("subject", metavar="ID|NAME")
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context, session: Session, /, subject: str, by: str | None, note: str | None
) -> None:
    """Confirm an innovation with all that is told of it, or an award or replication.

    ID is what `gali review queue` shows first; a name will do if only one innovation bears it.
    What is confirmed stays as it is now, whatever is extracted or learnt later.
    """
    from gali.reviewing.drafts import draft_verdict

    reviewer = reviewer_of(session, by)
    ctx.exit(
        decide_and_tell(
            session, lambda conn: draft_verdict(conn, subject, accept=True, by=reviewer, note=note)
        )
    )
