"""``gali review note``: says something about an innovation, and changes nothing."""

from __future__ import annotations

import click

from gali.cli.reviewing import decide_and_tell, decision_options, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "note",
    cls=Verb,
    section=TEND,
    examples=["gali review note PINASA --note 'year to be asked for' --by Ani"],
)
@click.argument("subject", metavar="ID|NAME")
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context, session: Session, /, subject: str, by: str | None, note: str | None
) -> None:
    """Write a note on an innovation into the log."""
    from gali.reviewing.drafts import draft_note, find_one

    if not note:
        raise click.UsageError("say something: --note WORDS")
    reviewer, words = reviewer_of(session, by), note
    ctx.exit(
        decide_and_tell(
            session, lambda conn: draft_note(conn, find_one(conn, subject), words, by=reviewer)
        )
    )
