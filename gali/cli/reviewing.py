"""What the verbs of ``gali review`` share: who decides, taking effect, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gali.cli.session import Session
from gali.cli.verb import ExitCode, database_option, quiet_option

if TYPE_CHECKING:
    import sqlite3

    from corpus.reviews.decisions import Draft

BUSY = (
    "It is safe in the log; the corpus is busy, and shows it after the next decision or `gali run`."
)
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def decision_options(command: Decorated) -> Decorated:
    """Let a verb take ``--by``, ``--note``, ``--db`` and ``--quiet``."""
    options = [
        click.option(
            "--by",
            metavar="NAME",
            help="Who decides.  [default: the setting reviewer, or GALI_REVIEWER]",
        ),
        click.option("--note", help="Why, in your words."),
        database_option,
        quiet_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def dry_run_option(command: Decorated) -> Decorated:
    """Let a verb take ``--dry-run``."""
    return click.option("--dry-run", is_flag=True, help="Show what would become; decide nothing.")(
        command
    )


def reviewer_of(session: Session, by: str | None) -> str:
    """Return the name of who decides.

    Raises:
        click.UsageError: If nobody is named.
    """
    name = (by or session.settings.reviewer).strip()
    if not name:
        raise click.UsageError(
            "say who decides: --by NAME, GALI_REVIEWER, or reviewer in gali.toml"
        )
    return name


def decide_and_tell(
    session: Session, draft_of: Callable[[sqlite3.Connection], Draft], *, dry_run: bool = False
) -> ExitCode:
    """Make a draft from the corpus, decide it or show what it would do, and say so.

    Args:
        session: Opens the corpus.
        draft_of: Makes the draft.
        dry_run: Whether nothing is to be written.
    """
    from gali.reviewing.applying import decide
    from gali.reviewing.preview import preview
    from gali.terminal import clean

    session.insist_on_corpus()
    with session.write_corpus() as conn:
        draft = draft_of(conn)
        if dry_run:
            for change in preview(conn, draft):
                click.echo(clean(f"{change.sign} {change.words}"))
            return ExitCode.DONE
        decided = decide(conn, draft)
    click.echo(decided.decision.id)
    if decided.is_applied:
        session.note(f"Decided. To take it back: gali review undo {decided.decision.id}")
    else:
        session.note(f"Decided. {BUSY}")
    return ExitCode.DONE
