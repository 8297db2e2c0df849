"""What every verb is: a Click command with a section, an example, and the common options.

Importing this must stay cheap: verbs are imported to print ``gali --help``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

import click

from gali.cli.session import Session
from gali.output import FORMATS

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

START, BUILD, LOOK, TEND = "Start here", "Build a corpus", "Look into it", "Tend it"
SECTIONS = (START, BUILD, LOOK, TEND)


class ExitCode(IntEnum):
    """How a run ended."""

    DONE = 0
    FAILED = 1
    WRONG_USAGE = 2
    NOTHING_FOUND = 3
    DONE_IN_PART = 4
    INTERRUPTED = 130


class Day(click.DateTime):
    """A day, written like 2024-01-31."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the beginning of the day."""
        try:
            day: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day; write it like 2024-01-31.", param, ctx)
        return day


class Verb(click.Command):
    """A command that stands in a section of ``gali --help`` and shows examples.

    Args:
        section: One of ``SECTIONS``.
        examples: Command lines as a user types them, at least one.
    """

    def __init__(self, *args: Any, section: str, examples: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples under the options."""
        _write_examples(self.examples, formatter)
        super().format_epilog(ctx, formatter)


class VerbGroup(Verb, click.Group):
    """A verb that has verbs of its own."""


def database_option(command: Decorated) -> Decorated:
    """Let a verb take ``--db`` after its name as well as before it."""
    return _remembered_option(
        "--db",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Corpus database.  [default: corpus.db]",
    )(command)


def jobs_option(command: Decorated) -> Decorated:
    """Let a verb take ``--jobs``."""
    return _remembered_option(
        "--jobs",
        type=click.IntRange(1, 1024),
        metavar="N",
        help="Processes that read or extract at the same time.  [default: one a core, at most 8]",
    )(command)


def quiet_option(command: Decorated) -> Decorated:
    """Let a verb take ``--quiet`` after its name as well as before it."""
    return _remembered_option(
        "--quiet", "-q", is_flag=True, default=None, help="No progress and no notes."
    )(command)


def format_option(command: Decorated) -> Decorated:
    """Let a verb take ``--format`` with all formats of tables."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(FORMATS),
        help="[default: table on a terminal, else jsonl]",
    )(command)


def _remembered_option(*names: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Return an option whose value goes to the session's settings, not to the function."""
    return click.option(*names, expose_value=False, callback=_remember, **attributes)


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep a flag for the settings; a flag nearer to the verb wins."""
    session = ctx.ensure_object(Session)
    if value is not None and param.name:
        session.flags[param.name] = value


def _write_examples(examples: Sequence[str], formatter: click.HelpFormatter) -> None:
    """Write command lines as they are, without wrapping."""
    with formatter.section("Examples" if len(examples) > 1 else "Example"):
        for example in examples:
            formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
