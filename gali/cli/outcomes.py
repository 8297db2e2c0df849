"""What the verbs that list awards and replications share: paging, formats, and the last line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gali.cli.listing import limit_option, listing_options, tell_total
from gali.cli.session import Session
from gali.cli.verb import ExitCode

if TYPE_CHECKING:
    from gali.output import Column, Row

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def list_options(command: Decorated) -> Decorated:
    """Let a verb take ``--limit``, ``--offset``, ``--format``, ``-o``, ``--db`` and ``--quiet``."""
    offset = click.option("--offset", type=click.IntRange(0), default=0, help="Rows to pass over.")
    return limit_option(20)(offset(listing_options(command)))


def write_outcomes(
    session: Session,
    noun: str,
    total: int,
    rows: Sequence[Row],
    columns: Sequence[Column],
    output_format: str | None,
    output: Path | None,
) -> ExitCode:
    """Write rows as a table or as data, say how many there are, and return how the run ends.

    Args:
        session: Who is told.
        noun: What one row is, for people.
        total: How many rows there are on all pages.
        rows: Those of this page.
        columns: The columns of the table; data formats have every key.
        output_format: What the user asked for; None for the default.
        output: File to write to; None for standard output.
    """
    from gali.output import Column, choose_format, open_output, write_rows

    with open_output(output) as stream:
        chosen = choose_format(output_format, stream)
        if chosen != "table":
            data = [Column(key=key, title=key) for key in (rows[0] if rows else ())]
            write_rows(rows, data, chosen, stream)
        elif rows:
            write_rows(rows, columns, chosen, stream)
    return tell_total(session, noun, total, len(rows))
