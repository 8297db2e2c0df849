"""``gali review undo``: takes a decision back."""

from __future__ import annotations

import click

from gali.cli.reviewing import decide_and_tell, decision_options, dry_run_option, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "undo",
    cls=Verb,
    section=TEND,
    examples=["gali review undo d06442a8f3b1c20a1b2c3d4 --by Ani"],
    epilog="`gali review log` shows the ids of decisions.  An undo can be undone.",
)
@click.argument("decision", metavar="DECISION_ID")
@dry_run_option
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    decision: str,
    dry_run: bool,
    by: str | None,
    note: str | None,
) -> None:
    """Take a decision back; it stays in the log, and no longer holds."""
    from gali.reviewing.drafts import draft_undo

    reviewer = reviewer_of(session, by)
    ctx.exit(
        decide_and_tell(
            session, lambda _conn: draft_undo(decision, by=reviewer, note=note), dry_run=dry_run
        )
    )
