"""How verbs write a list: as a table or as data with stable columns, and how the run ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gali.cli.session import Session
from gali.cli.verb import ExitCode, database_option, format_option, quiet_option

if TYPE_CHECKING:
    from gali.output import Column, Row

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def limit_option(default: int) -> Callable[[Decorated], Decorated]:
    """Return an option ``--limit``, of which 0 means all."""
    return click.option(
        "--limit", type=click.IntRange(0), default=default, show_default=True, help="0 shows all."
    )


def listing_options(command: Decorated) -> Decorated:
    """Let a verb take ``--format``, ``-o``, ``--db`` and ``--quiet``."""
    options = [
        format_option,
        click.option(
            "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here."
        ),
        database_option,
        quiet_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def write_listing(
    rows: Sequence[Row],
    keys: Sequence[str],
    columns: Sequence[Column],
    output_format: str | None,
    output: Path | None,
) -> None:
    """Write rows as a table for people, or as data.

    Args:
        rows: What to write.
        keys: The columns of data formats, in order; they are there even without rows.
        columns: The columns of the table.
        output_format: What the user asked for; None for the default.
        output: File to write to; None for standard output.
    """
    from gali.output import Column, choose_format, open_output, write_rows

    with open_output(output) as stream:
        chosen = choose_format(output_format, stream)
        if chosen != "table":
            data = [Column(key=key, title=key) for key in keys]
            write_rows([{key: row[key] for key in keys} for row in rows], data, chosen, stream)
        elif rows:
            write_rows(rows, columns, chosen, stream)


def tell_total(session: Session, noun: str, total: int, n_shown: int) -> ExitCode:
    """Say how many rows there are, and return how the run ends."""
    from gali.wording import plural

    if not total:
        session.note(f"No {noun} found.")
        return ExitCode.NOTHING_FOUND
    if n_shown < total:
        session.note(f"{n_shown} of {plural(total, noun)}; --limit 0 shows all.")
    elif sys.stderr.isatty():
        session.note(f"{plural(total, noun)}.")
    return ExitCode.DONE
