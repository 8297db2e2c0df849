"""``gali review split``: says that some articles tell of another innovation."""

from __future__ import annotations

import click

from gali.cli.reviewing import decide_and_tell, decision_options, dry_run_option, reviewer_of
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb


@click.command(
    "split",
    cls=Verb,
    section=TEND,
    examples=["gali review split i3f2a9c1d0b7e6a54 a0c1d2e3f4a5b6c7 --dry-run --by Ani"],
    epilog="`gali show ID --format json` lists the articles that tell of an innovation.",
)
@click.argument("subject", metavar="ID|NAME")
@click.argument("articles", metavar="ARTICLE_ID...", nargs=-1, required=True)
@dry_run_option
@decision_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    subject: str,
    articles: tuple[str, ...],
    dry_run: bool,
    by: str | None,
    note: str | None,
) -> None:
    """Say that what some articles tell of is another innovation.

    With --dry-run it shows what is there now (-) and what would be there (+).
    """
    from gali.reviewing.drafts import draft_split, find_one

    reviewer = reviewer_of(session, by)
    ctx.exit(
        decide_and_tell(
            session,
            lambda conn: draft_split(
                conn, find_one(conn, subject), articles, by=reviewer, note=note
            ),
            dry_run=dry_run,
        )
    )
