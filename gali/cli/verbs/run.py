"""``gali run``: all stages, as far as there is something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gali.cli.inputs import (
    FILES_HELP,
    input_options,
    iter_inputs,
    tell_crashes,
    tell_problems,
)
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, database_option, jobs_option, quiet_option

if TYPE_CHECKING:
    from gali.pipeline import RunReport


@click.command(
    "run",
    cls=Verb,
    section=BUILD,
    examples=["gali run articles/", "gali run", "gali run news.jsonl --db news.db --jobs 4"],
    epilog=f"FILES: {FILES_HELP}",
)
@input_options
@click.option("--again", is_flag=True, help="Extract all articles anew.")
@database_option
@jobs_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context, session: Session, /, files: tuple[str, ...], again: bool, **reading: Any
) -> None:
    """Import FILES, extract what is new, link it to innovations.

    Without FILES it goes on with the articles that the corpus has.  What is done already is not
    done again, so it may be run as often as one likes.
    """
    from gali.pipeline import run

    sources = session.sources if files else None
    found = iter_inputs(files, sources=sources, **reading) if sources is not None else None
    if found is None:
        session.insist_on_corpus()
    jobs = session.settings.jobs
    with session.write_corpus() as conn:
        report = run(conn, found, sources=sources, jobs=jobs, again=again, watch=session.watch)
    if report.imported:
        tell_problems(report.imported.problems)
    tell_crashes(report.extracted.crashes)
    _tell(session, report)
    ctx.exit(_exit_code(report))


def _tell(session: Session, report: RunReport) -> None:
    """Say what was done."""
    from gali.cli.verbs.import_ import import_words
    from gali.wording import plural

    if report.imported:
        session.note(import_words(report.imported))
    extracted = report.extracted
    session.note(
        f"{plural(extracted.n_articles, 'article')} extracted, "
        f"{plural(extracted.n_innovations, 'mention')} of innovations found; "
        f"the corpus has {plural(report.n_innovations, 'innovation')}."
    )
    if report.n_innovations:
        session.note(f"Next: gali stats, gali search WORDS{session.database_words()}")
    else:
        session.note_if_empty()


def _exit_code(report: RunReport) -> ExitCode:
    """Return how the run ended."""
    from gali.cli.verbs.import_ import exit_code

    if report.extracted.crashes:
        return ExitCode.DONE_IN_PART
    return exit_code(report.imported) if report.imported else ExitCode.DONE
