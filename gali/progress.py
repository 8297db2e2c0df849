"""A calm progress bar on standard error, where there is a terminal to show it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def track(
    items: Iterable[Item], label: str, shown: bool, total: int | None = None
) -> Iterator[Item]:
    """Yield the items, and draw how many have passed if it is to be shown.

    Args:
        items: What to go through.
        label: What is being done, a word or two.
        shown: Whether to draw; nothing is imported or written otherwise.
        total: How many there will be; None if nobody knows.
    """
    if not shown:
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from gali.terminal import console_for

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30, complete_style="cyan", finished_style="green"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console_for(sys.stderr)) as progress:
        yield from progress.track(items, total=total, description=f"{label:<12}")
