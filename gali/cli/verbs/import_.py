"""``gali import``: articles from files into the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gali.cli.inputs import (
    FILES_HELP,
    input_options,
    insist_on_files,
    iter_inputs,
    tell_problems,
)
from gali.cli.session import Session, pass_session
from gali.cli.shards import import_shards
from gali.cli.verb import BUILD, ExitCode, Verb, database_option, quiet_option

if TYPE_CHECKING:
    from gali.pipeline import ImportReport


@click.command(
    "import",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali import articles/ more.zip",
        "gali import news.csv --column text=isi --outlet kabar.example",
        "zcat news.jsonl.gz | gali import -",
        "gali import shards/",
    ],
    epilog=f"FILES: {FILES_HELP}",
)
@input_options
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context, session: Session, /, files: tuple[str, ...], **reading: Any
) -> None:
    """Import articles from FILES into the corpus.

    The same article twice changes nothing.  May be interrupted and run again: what was
    committed stays.  Files that cannot be read are named, the others are imported.  A folder of
    shards (see `gali extract --shards`) is merged, with what was found in its articles.
    """
    from gali.pipeline import import_articles
    from gali.shards.inputs import split_shards

    insist_on_files(files)
    sources = session.sources
    shards, others = split_shards(files)
    codes = []
    with session.write_corpus() as conn:
        if shards:
            codes.append(import_shards(session, conn, shards))
        if others:
            found = iter_inputs(others, sources=sources, **reading)
            report = import_articles(conn, found, sources=sources, watch=session.watch)
            tell_problems(report.problems)
            session.note(import_words(report))
            codes.append(exit_code(report))
    ctx.exit(codes[0] if len(set(codes)) == 1 else ExitCode.DONE_IN_PART)


def import_words(report: ImportReport) -> str:
    """Return what an import did in one sentence."""
    from gali.wording import plural

    parts = [plural(report.n_new, "new article"), f"{report.n_known:,} known already"]
    if report.n_duplicates:
        parts.append(plural(report.n_duplicates, "copy of another", "copies of others"))
    if report.n_failed:
        parts.append(f"{report.n_failed:,} not readable")
    return f"{', '.join(parts)}."


def exit_code(report: ImportReport) -> ExitCode:
    """Return how an import ended: all, part or nothing of the input could be read."""
    if not report.n_failed:
        return ExitCode.DONE
    return ExitCode.DONE_IN_PART if report.n_new + report.n_known else ExitCode.FAILED
