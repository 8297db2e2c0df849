"""The part of ``gali extract`` and ``gali import`` that deals with shards."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gali.cli.session import Session
from gali.cli.verb import ExitCode
from gali.terminal import clean

if TYPE_CHECKING:
    import sqlite3

    from gali.output import Column, Row
    from gali.shards.merging import MergeReport
    from gali.shards.pool import ShardFailure
    from gali.shards.work import ShardDone

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def shard_options(command: Decorated) -> Decorated:
    """Let a verb make shards."""
    options = [
        click.option(
            "--shards",
            "is_sharded",
            is_flag=True,
            help="Make a shard of each input file: Parquet tables of its articles and of what "
            "was found in them, and a marker.  Shards that are there are not made again.",
        ),
        click.option(
            "--out",
            type=click.Path(file_okay=False, path_type=Path),
            help="Folder for the shards; made if it is not there.",
        ),
        click.option(
            "--relevant-only",
            is_flag=True,
            help="Leave articles that tell nothing of innovations out of the shards.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def extract_shards(
    session: Session, files: Sequence[str], *, out: Path | None, relevant_only: bool, reading: Any
) -> ExitCode:
    """Make the shard of each input file and list them; return how it ended.

    Raises:
        click.UsageError: If no folder for the shards is named.
    """
    from gali.cli.inputs import read_options
    from gali.output import choose_format, write_rows
    from gali.shards.inputs import find_inputs
    from gali.shards.pool import iter_made_shards
    from gali.shards.work import ShardDone, ShardTask

    if out is None:
        raise click.UsageError("Name the folder for the shards: --out DIR.")
    out.mkdir(parents=True, exist_ok=True)
    options = read_options(**reading)
    tasks = [
        ShardTask(path=path, out=out, reading=options, is_relevant_only=relevant_only)
        for path in find_inputs(files)
    ]
    made = session.watch(
        iter_made_shards(tasks, session.settings.jobs), "Extracting", lambda: len(tasks)
    )
    done: list[ShardDone] = []
    failures: list[ShardFailure] = []
    for one in made:
        if isinstance(one, ShardDone):
            done.append(one)
        else:
            failures.append(one)
    rows = [_row(one) for one in sorted(done, key=lambda one: one.folder)]
    write_rows(rows, _columns(), choose_format(None, sys.stdout), sys.stdout)
    for failure in failures:
        click.echo(clean(f"Problem: {failure.reason}"), err=True)
    return _exit_code(done, failures)


def import_shards(session: Session, conn: sqlite3.Connection, folders: Sequence[Path]) -> ExitCode:
    """Merge shards into a corpus, say what that did, and return how it ended."""
    from gali.shards.merging import merge_shards

    report = merge_shards(conn, folders, sources=session.sources, watch=session.watch)
    for error in report.damaged:
        click.echo(clean(f"Problem: {error}"), err=True)
    session.note(_merge_words(report))
    if not report.damaged:
        return ExitCode.DONE
    return ExitCode.DONE_IN_PART if report.n_shards else ExitCode.FAILED


def _merge_words(report: MergeReport) -> str:
    """Return what merging shards did in one sentence."""
    from gali.wording import plural

    parts = [
        plural(report.n_shards, "shard"),
        plural(report.n_new, "new article"),
        f"{report.n_known:,} known already",
        f"{report.n_extracted:,} with what was found in them",
    ]
    if report.n_duplicates:
        parts.append(plural(report.n_duplicates, "copy of another", "copies of others"))
    return f"{', '.join(parts)}."


def _exit_code(done: Sequence[ShardDone], failures: Sequence[ShardFailure]) -> ExitCode:
    """Return how the run ended: all, part or nothing could be made and read."""
    unread = [one for one in done if one.marker.n_problems and not one.marker.n_articles]
    if not failures and not any(one.marker.n_problems for one in done):
        return ExitCode.DONE
    return ExitCode.DONE_IN_PART if len(unread) < len(done) else ExitCode.FAILED


def _row(one: ShardDone) -> Row:
    """Return a shard as a row."""
    marker = one.marker
    return {
        "shard": one.folder.name,
        "input": marker.input.name,
        "n_articles": marker.n_articles,
        "n_relevant": marker.n_relevant,
        "n_innovations": marker.n_innovations,
        "n_problems": marker.n_problems,
        "is_new": one.is_new,
    }


def _columns() -> list[Column]:
    """Return the columns of the table."""
    from gali.output import Column

    return [
        Column(key="shard", title="Shard", weight=4),
        Column(key="input", title="Input", weight=4),
        Column(key="n_articles", title="Articles"),
        Column(key="n_relevant", title="Relevant"),
        Column(key="n_innovations", title="Innovations"),
        Column(key="n_problems", title="Problems"),
        Column(key="is_new", title="New"),
    ]
