"""The options of every verb that reads files, and how their problems are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gali.terminal import clean

if TYPE_CHECKING:
    from corpus.records import Article
    from gali.extraction import Crash
    from harvest.options import ReadOptions
    from harvest.outlets.manifest import SourceManifest
    from harvest.problems import Problem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
FILES_HELP = (
    "Text files (first line is the title), web pages, JSONL, CSV, Parquet, .warc, folders, "
    ".zip, .gz, .zst, '-'."
)
_MOST_PROBLEMS = 100


def input_options(command: Decorated) -> Decorated:
    """Let a verb read files: FILES and how to read them."""
    options = [
        click.argument("files", nargs=-1, type=click.Path()),
        click.option(
            "--kind",
            type=click.Choice(["text", "html", "jsonl", "csv"]),
            help="What the files are.  [default: by name and content]",
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="FIELD=NAME",
            help="Which column holds title, text, published, outlet, url, id or author; "
            "may be repeated.  [default: by common names]",
        ),
        click.option(
            "--id-from",
            type=click.Choice(["name", "position", "none"]),
            default="none",
            show_default=True,
            help="Where an article without an id gets one: its file's name, its position.",
        ),
        click.option("--id-prefix", metavar="WORD", help="Put before the position: WORD-000."),
        click.option("--outlet", help="Newspaper of the articles that do not name theirs."),
        click.option("--encoding", help="Character encoding.  [default: found out for each file]"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def iter_inputs(
    files: Sequence[str], *, sources: Iterable[SourceManifest], **reading: Any
) -> Iterator[Article | Problem]:
    """Yield the articles of the files that a user named, and what could not be read.

    Args:
        files: As named.
        sources: The known outlets, which tell the time zones of archived pages.
        reading: The values of the options of ``input_options``.

    Raises:
        click.UsageError: If a column is not written as FIELD=NAME.
        InvalidRecordError: If an option names what does not exist.
    """
    from harvest.files import read_inputs

    options = read_options(**reading)
    return read_inputs(files, options=options, stdin=sys.stdin.buffer, sources=sources)


def read_options(
    *,
    kind: str | None,
    columns: Sequence[str],
    id_from: str,
    id_prefix: str | None,
    outlet: str | None,
    encoding: str | None,
) -> ReadOptions:
    """Return how files are to be read, from the options of ``input_options``.

    Raises:
        click.UsageError: If a column is not written as FIELD=NAME.
        InvalidRecordError: If an option names what does not exist.
    """
    from harvest.options import ReadOptions

    return ReadOptions(
        kind=kind,  # type: ignore[arg-type]  # Click has checked the choice
        columns=dict(parse_column(column) for column in columns),
        id_from=id_from,  # type: ignore[arg-type]  # likewise
        id_prefix=id_prefix,
        outlet=outlet,
        encoding=encoding,
    )


def tell_problems(problems: Sequence[Problem]) -> None:
    """List what could not be read on standard error, also if the user wants quiet."""
    for problem in problems[:_MOST_PROBLEMS]:
        label = "Note" if problem.kept else "Problem"
        click.echo(f"{label}: {clean(str(problem))}", err=True)
    if len(problems) > _MOST_PROBLEMS:
        click.echo(f"… and {len(problems) - _MOST_PROBLEMS} more problems.", err=True)


def tell_crashes(crashes: Iterable[Crash]) -> None:
    """List the articles on which the extractor failed; that is a fault of gali."""
    for crash in crashes:
        article = crash.article
        place = article.external_id or article.origin or article.id
        click.echo(clean(f"Problem: {place}: the extractor failed: {crash.reason}"), err=True)


def insist_on_files(files: Sequence[str]) -> None:
    """Complain if no file was named.

    Raises:
        click.UsageError: If there is none.
    """
    if not files:
        raise click.UsageError(
            "Name the files to read, or '-' for standard input. "
            "(`gali run` without FILES goes on with the corpus.)"
        )


def parse_column(column: str) -> tuple[str, str]:
    """Return field and column of ``text=isi``.

    Raises:
        click.UsageError: If it is nothing of that form.
    """
    field, equals, name = column.partition("=")
    if not (field and equals and name):
        raise click.UsageError(f"--column takes FIELD=NAME, such as text=isi, not {column!r}.")
    return field.strip(), name
