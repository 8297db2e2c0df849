"""``gali harvest archive``: stored pages as web archives."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.inputs import tell_problems
from gali.cli.network import make_own_agent
from gali.cli.outlets import find_source, no_such_source
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, database_option, quiet_option
from gali.terminal import clean_line


@click.command(
    "archive",
    cls=Verb,
    section=BUILD,
    examples=["gali harvest archive --out archive/"],
    epilog="Exit code 3 if there is no page or no such outlet, 4 if the corpus holds some damaged.",
)
@click.option(
    "--out",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to write; files that are there are left alone.",
)
@click.option("--source", metavar="SLUG", help="Pages of this outlet alone.")
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session, /, folder: Path, source: str | None) -> None:
    """Write all stored pages of the corpus as WARC, the format of web archives.

    A contact in gali.toml is written into the files, so that readers know whom to ask.
    """
    from gali.archiving import archive_pages
    from gali.wording import plural

    only = find_source(session.sources, source) if source else None
    if source and only is None:
        session.note(no_such_source(session.sources, source))
        ctx.exit(ExitCode.NOTHING_FOUND)
    contact = session.settings.contact
    with session.read_corpus() as conn:
        report = archive_pages(
            conn,
            folder,
            sources=session.sources,
            only=only,
            contact=make_own_agent(contact).contact if contact else None,
            watch=session.watch,
        )
    tell_problems(report.problems)
    for path in report.paths:
        click.echo(clean_line(str(path)))
    session.note(f"{plural(report.n_pages, 'page')} in {plural(len(report.paths), 'file')}.")
    if not report.n_pages:
        ctx.exit(ExitCode.NOTHING_FOUND)
    ctx.exit(ExitCode.DONE_IN_PART if report.problems else ExitCode.DONE)
