"""What verbs share that write a list: its options, the writing, and how the run ends.

Which rows and columns there are is the business of each verb.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from gali.cli.session import Session
from gali.cli.verb import ExitCode, database_option, format_option, quiet_option

if TYPE_CHECKING:
    from gali.output import Column, Row

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a list goes, as the user asked.

    Attributes:
        output_format: One of ``gali.output.FORMATS``; None for what the place suggests.
        path: File to write to; None for standard output.
    """

    output_format: str | None = None
    path: Path | None = None


def limit_option(default: int) -> Callable[[Decorated], Decorated]:
    """Return an option ``--limit``; the verb gets None for all, which users write as 0."""
    return click.option(
        "--limit",
        type=click.IntRange(0),
        default=default,
        show_default=True,
        callback=lambda _ctx, _param, value: value or None,
        help="0 shows all.",
    )


def offset_option(what: str) -> Callable[[Decorated], Decorated]:
    """Return an option ``--offset``, which tells how many of something are passed over."""
    return click.option("--offset", type=click.IntRange(0), default=0, help=f"{what} to pass over.")


def listing_options(command: Decorated) -> Decorated:
    """Let a verb take ``--format``, ``-o``, ``--db`` and ``--quiet``.

    The first two reach it together, as its argument ``destination``.
    """

    @wraps(command)
    def gathered(*args: Any, output_format: str | None, output: Path | None, **given: Any) -> Any:
        return command(*args, destination=Destination(output_format, output), **given)

    options = [
        format_option,
        click.option(
            "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here."
        ),
        database_option,
        quiet_option,
    ]
    for option in reversed(options):
        gathered = option(gathered)
    return cast(Decorated, gathered)


def write_listing(
    rows: Sequence[Row],
    keys: Sequence[str],
    columns: Sequence[Column],
    destination: Destination,
) -> None:
    """Write rows as a table for people, or as data.

    Args:
        rows: What to write.
        keys: The columns of data formats, in order; they are there even without rows.
        columns: The columns of the table.
        destination: Where to.
    """
    from gali.output import Column, choose_format, open_output, write_rows

    with open_output(destination.path) as stream:
        chosen = choose_format(destination.output_format, stream)
        if chosen != "table":
            data = [Column(key=key, title=key) for key in keys]
            write_rows([{key: row[key] for key in keys} for row in rows], data, chosen, stream)
        elif rows:
            write_rows(rows, columns, chosen, stream)


def tell_total(session: Session, noun: str, total: int, n_shown: int) -> ExitCode:
    """Say how many rows there are, and return how the run ends.

    Args:
        session: Who is told.
        noun: What one row is.
        total: How many there are, shown or not.
        n_shown: How many were written.
    """
    from gali.wording import plural

    if not total:
        session.note(f"No {noun} found.")
        session.note_if_empty()
        return ExitCode.NOTHING_FOUND
    if n_shown < total:
        session.note(f"{n_shown} of {plural(total, noun)}; --limit 0 shows all.")
    elif sys.stderr.isatty():
        session.note(f"{plural(total, noun)}.")
    return ExitCode.DONE
