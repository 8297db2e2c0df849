"""``gali import``: articles from files, or whole other corpora, into the corpus."""

from __future__ import annotations

from pathlib import Path
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
    import sqlite3

    from gali.pipeline import ImportReport


@click.command(
    "import",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali import articles/ more.zip",
        "gali import news.csv --column text=isi --outlet kabar.example",
        "zcat news.jsonl.gz | gali import -",
        "gali import colleague.db",
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
    shards (see `gali extract --shards`) is merged, with what was found in its articles, and so is
    another corpus of gali, with its pages, lists and the log of its reviews; `gali run` links all.
    """
    from gali.merging import is_database
    from gali.pipeline import import_articles
    from gali.shards.inputs import split_shards

    insist_on_files(files)
    sources = session.sources
    corpora = [name for name in files if is_database(Path(name))]
    shards, others = split_shards([name for name in files if name not in corpora])
    codes = []
    with session.write_corpus() as conn:
        for name in corpora:
            _merge(session, conn, Path(name))
            codes.append(ExitCode.DONE)
        if shards:
            codes.append(import_shards(session, conn, shards))
        if others:
            found = iter_inputs(others, sources=sources, **reading)
            report = import_articles(conn, found, sources=sources, watch=session.watch)
            tell_problems(report.problems)
            session.note(import_words(report))
            codes.append(exit_code(report))
    ctx.exit(codes[0] if len(set(codes)) == 1 else ExitCode.DONE_IN_PART)


def _merge(session: Session, conn: sqlite3.Connection, path: Path) -> None:
    """Take another corpus in, and say what that did."""
    from gali.merging import merge_file
    from gali.wording import plural

    report, n_decisions = merge_file(conn, path)
    parts = [plural(report.n_new, "new article"), f"{report.n_known:,} known already"]
    parts += [f"findings in {report.n_extractions:,}"] if report.n_extractions else []
    parts += [plural(n_decisions, "new decision")] if n_decisions else []
    session.note(f"{path}: {', '.join(parts)}. `gali run` links them.")


def import_words(report: ImportReport) -> str:
    """Return what an import did in one sentence."""
    from gali.wording import plural

    parts = [plural(report.n_new, "new article"), f"{report.n_known:,} known already"]
    if report.n_duplicates:
        parts.append(plural(report.n_duplicates, "copy of another", "copies of others"))
    if report.n_forgotten:
        parts.append(f"{report.n_forgotten:,} left out as forgotten")
    if report.n_failed:
        parts.append(f"{report.n_failed:,} not readable")
    return f"{', '.join(parts)}."


def exit_code(report: ImportReport) -> ExitCode:
    """Return how an import ended: all, part or nothing of the input could be read."""
    if not report.n_failed:
        return ExitCode.DONE
    return ExitCode.DONE_IN_PART if report.n_new + report.n_known else ExitCode.FAILED
