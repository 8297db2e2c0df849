"""``gali review export``: the whole log as JSON Lines."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, ExitCode, Verb, database_option, quiet_option


@click.command(
    "export",
    cls=Verb,
    section=TEND,
    examples=["gali review export -o decisions.jsonl"],
    epilog="Exit code 3 if nobody has decided anything.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session, /, output: Path | None) -> None:
    """Write all decisions as JSON Lines, in the order of their times.

    The file can be imported into another log, however often, and given to others with a dataset.
    """
    from corpus.reviews.lines import decision_line
    from corpus.reviews.log import read_decisions, review_log_path
    from gali.output import open_output
    from gali.wording import plural

    decisions = read_decisions(review_log_path(session.settings.db))
    if not decisions:
        session.insist_on_corpus()
    with open_output(output) as stream:
        stream.writelines(f"{decision_line(decision)}\n" for decision in decisions)
    session.note(f"{plural(len(decisions), 'decision')} exported.")
    ctx.exit(ExitCode.DONE if decisions else ExitCode.NOTHING_FOUND)
