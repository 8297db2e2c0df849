"""``gali check``: is the corpus sound, and what of it can be mended?"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, ExitCode, Verb, database_option, quiet_option

if TYPE_CHECKING:
    import sqlite3

    from corpus.check import Problem


@click.command(
    "check",
    cls=Verb,
    section=TEND,
    examples=["gali check", "gali check --db news.db", "gali check --repair"],
)
@click.option(
    "--repair",
    is_flag=True,
    help="Make anew what can be made from the rest: indexes, derived tables, extractions.",
)
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session, /, repair: bool) -> None:
    """Examine the corpus and list what is wrong with it.

    Looks at the schema, references, full-text indexes, evidence, orphans, and the log of reviews;
    alters nothing, unless --repair is given, which first copies the corpus beside it
    (*.bak-repair).  Ends with exit code 1 if anything is wrong; of a repair with 4 if only part
    could be mended.
    """
    from corpus.check import check_corpus
    from corpus.reviews.health import check_log
    from corpus.reviews.log import review_log_path

    path = session.settings.db
    if _is_empty(path):
        session.note(f"{path} is sound, but nothing was imported yet.")
        return
    if repair:
        ctx.exit(_repair(session, path))
    with session.read_corpus() as conn:
        problems = [*check_corpus(conn), *check_log(review_log_path(path))]
        if not problems:
            _tell_of_log(session, conn)
    _list_problems(problems)
    if problems:
        n_mendable = sum(problem.remedy is not None for problem in problems)
        hint = f"; `gali check --repair` mends {n_mendable} of them" if n_mendable else ""
        session.note(f"{path} is not sound: {len(problems)} found{hint}.")
        ctx.exit(ExitCode.FAILED)
    session.note(f"{path} is sound.")


def _tell_of_log(session: Session, conn: sqlite3.Connection) -> None:
    """Say where a corpus does not show what people decided; that is no damage."""
    from corpus.reviews.health import compare_log
    from gali.wording import plural

    health = compare_log(conn)
    told = {
        "not in effect yet; `gali run` applies them": health.n_pending,
        "on what is not in the corpus any more: `gali review log --state dangling`": (
            health.n_dangling
        ),
        "in effect, but not in the log beside the corpus; put the log back, or the next "
        "`gali run` takes the effect away": health.n_unlogged,
    }
    for what, n_decisions in told.items():
        if n_decisions:
            session.note(f"{plural(n_decisions, 'decision')} {what}.")


def _repair(session: Session, path: Path) -> ExitCode:
    """Mend the corpus after a copy; return how that ended."""
    from corpus.repair import repair_corpus
    from gali.terminal import clean_line

    session.insist_on_corpus()
    with session.write_corpus() as conn:
        copy = _copy(conn, path)
        report = repair_corpus(conn)
    for mended in report.mended:
        click.echo(clean_line(f"mended: {mended.what}"))
    _list_problems(report.left)
    if not report.mended and not report.left:
        copy.unlink()
        session.note(f"{path} is sound; nothing was to be mended.")
        return ExitCode.DONE
    session.note(f"The corpus as it was: {copy}")
    if not report.left:
        session.note(f"{path} is sound again.")
        return ExitCode.DONE
    session.note(f"{path} is not sound: {len(report.left)} cannot be mended; restore a backup.")
    return ExitCode.DONE_IN_PART if report.mended else ExitCode.FAILED


def _copy(conn: sqlite3.Connection, path: Path) -> Path:
    """Copy the corpus as it is, byte by byte where it is too damaged to be copied otherwise."""
    import sqlite3

    from corpus.migrations import back_up

    copy = path.with_name(f"{path.name}.bak-repair")
    try:
        back_up(conn, copy)
    except sqlite3.Error:
        shutil.copyfile(path, copy)
    return copy


def _list_problems(problems: Iterable[Problem]) -> None:
    """Print problems, one a line."""
    from gali.terminal import clean_line

    for problem in problems:
        click.echo(clean_line(f"{problem.where}: {problem.what}"))


def _is_empty(path: Path) -> bool:
    """Return whether there is a file without content, as a run leaves that is killed at once.

    Such a run may also leave a journal beside it, which the next run that writes clears away.
    """
    return path.is_file() and path.stat().st_size == 0
