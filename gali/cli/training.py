"""The options that verbs which learn from annotated articles share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def gold_argument(command: Decorated) -> Decorated:
    """Let a verb take ``GOLD``; None stands for the bundled articles."""
    path = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.argument("gold", required=False, type=path)(command)


def out_option(what: str) -> Callable[[Decorated], Decorated]:
    """Let a verb take ``--out``.

    Args:
        what: What is written there, such as ``the models``.
    """
    return click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=f"Where to write {what}.  [default: where gali reads them]",
    )
