"""``gali harvest reread``: stored pages read again with the rules of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gali.cli.inputs import tell_problems
from gali.cli.outlets import find_source, no_such_source
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, database_option, quiet_option

if TYPE_CHECKING:
    from gali.rereading import RereadReport


@click.command(
    "reread",
    cls=Verb,
    section=BUILD,
    examples=["gali harvest reread", "gali harvest reread --source jatengprov --again"],
    epilog="Exit code 3 if there is no such outlet, 4 if some pages could not be read.",
)
@click.option("--source", metavar="SLUG", help="Pages of this outlet alone.")
@click.option("--again", is_flag=True, help="Also pages that today's rules have read already.")
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session, /, source: str | None, again: bool) -> None:
    """Read stored pages again with the rules of today, without the network.

    An article that reads otherwise is replaced by a new one; its id stays and leads there.  May
    be interrupted: the next run goes on from there.  Afterwards run gali run, which extracts and
    links what is new.
    """
    from gali.rereading import reread_pages

    only = find_source(session.sources, source) if source else None
    if source and only is None:
        session.note(no_such_source(session.sources, source))
        ctx.exit(ExitCode.NOTHING_FOUND)
    if not session.settings.db.exists():
        session.insist_on_corpus()  # says what is missing; an older corpus is migrated
    with session.write_corpus() as conn:
        report = reread_pages(
            conn, sources=session.sources, only=only, again=again, watch=session.watch
        )
    tell_problems(report.problems)
    session.note(_words(report))
    is_partial = any(not problem.kept for problem in report.problems)
    ctx.exit(ExitCode.DONE_IN_PART if is_partial else ExitCode.DONE)


def _words(report: RereadReport) -> str:
    """Return what reading again did in one sentence."""
    from gali.wording import plural

    if not report.n_origins:
        return "Nothing to do: today's rules have read all pages."
    parts = [
        f"{report.n_same:,} as before",
        f"{report.n_corrected:,} with another date or author",
        f"{report.n_changed:,} changed",
        f"{report.n_new:,} new",
        f"{report.n_gone:,} gone",
    ]
    return f"{plural(report.n_origins, 'page')} read; articles: {', '.join(parts)}."
