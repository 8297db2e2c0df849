"""``gali review import``: merges the decisions of others into the log."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.reviewing import BUSY
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, ExitCode, Verb, database_option, quiet_option

_MOST_PROBLEMS_SHOWN = 20


@click.command(
    "import",
    cls=Verb,
    section=TEND,
    examples=["gali review import decisions-of-budi.jsonl", "gali review import a.jsonl b.jsonl"],
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session, /, files: tuple[Path, ...]) -> None:
    """Merge decisions from JSON Lines into the log, and let them take effect.

    All or nothing: a bad line is named, and nothing is imported.  The same decisions twice, or in
    another order, come to the same.
    """
    from corpus.reviews.log import (
        import_decisions,
        iter_bounded_lines,
        open_log,
        parse_lines,
        review_log_path,
    )
    from gali.reviewing.applying import apply_if_free
    from gali.terminal import clean
    from gali.wording import plural

    session.insist_on_corpus()
    decisions, problems = [], []
    for file in files:
        with file.open("rb") as stream:
            found, wrong = parse_lines(iter_bounded_lines(stream), where=str(file))
        decisions += found
        problems += wrong
    for problem in problems[:_MOST_PROBLEMS_SHOWN]:
        click.echo(f"Problem: {clean(problem)}", err=True)
    if problems:
        click.echo(f"{plural(len(problems), 'bad line')}; nothing was imported.", err=True)
        ctx.exit(ExitCode.FAILED)
    with open_log(review_log_path(session.settings.db)) as log:
        report = import_decisions(log, decisions)
    with session.write_corpus() as conn:
        is_applied = apply_if_free(conn)
    session.note(f"{plural(report.n_new, 'new decision')}, {report.n_known:,} known already.")
    if not is_applied:
        session.note(BUSY)
