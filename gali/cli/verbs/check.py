"""``gali check``: is the corpus sound?"""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, ExitCode, Verb, database_option, quiet_option


@click.command(
    "check",
    cls=Verb,
    section=TEND,
    examples=["gali check", "gali check --db news.db"],
)
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session, /) -> None:
    """Examine the corpus and list what is wrong with it.

    Looks at the schema, references, full-text indexes, evidence and orphans; alters nothing.
    Ends with exit code 1 if anything is wrong.
    """
    from corpus.check import check_corpus
    from gali.terminal import clean_line

    path = session.settings.db
    if _is_empty(path):
        session.note(f"{path} is sound, but nothing was imported yet.")
        return
    with session.read_corpus() as conn:
        problems = check_corpus(conn)
    for problem in problems:
        click.echo(clean_line(f"{problem.where}: {problem.what}"))
    if problems:
        session.note(f"{path} is not sound: {len(problems)} found.")
        ctx.exit(ExitCode.FAILED)
    session.note(f"{path} is sound.")


def _is_empty(path: Path) -> bool:
    """Return whether there is a file without content, as a run leaves that is killed at once.

    Such a run may also leave a journal beside it, which the next run that writes clears away.
    """
    return path.is_file() and path.stat().st_size == 0
