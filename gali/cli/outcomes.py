"""What the verbs that list awards and replications share: paging, formats, and the last line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gali.cli.listing import limit_option, listing_options, tell_total, write_listing
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
    keys: Sequence[str],
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
        keys: The columns of data formats, in order; they are there even without rows.
        columns: The columns of the table.
        output_format: What the user asked for; None for the default.
        output: File to write to; None for standard output.
    """
    write_listing(rows, keys, columns, output_format, output)
    return tell_total(session, noun, total, len(rows))
