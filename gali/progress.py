"""Who watches long work: nobody, or a calm bar on standard error where there is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Watch(Protocol):
    """Hands items on and may tell somebody how many have passed."""

    def __call__(
        self, items: Iterable[Item], label: str, total: Callable[[], int] | None = None, /
    ) -> Iterable[Item]:
        """Return the items; ``total`` counts them beforehand if somebody wants to know."""
        ...


def unwatched(
    items: Iterable[Item], _label: str, _total: Callable[[], int] | None = None, /
) -> Iterable[Item]:
    """Hand items on and tell nobody."""
    return items


def drawn(
    items: Iterable[Item], label: str, total: Callable[[], int] | None = None, /
) -> Iterator[Item]:
    """Yield the items and draw how many have passed; a ``Watch`` of the pipeline.

    Args:
        items: What to go through.
        label: What is being done, a word or two.
        total: Counts beforehand how many there will be; None if nobody can know.
    """
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from gali.terminal import console_for

    columns = (
        SpinnerColumn(finished_text="[green]✓"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=32, complete_style="cyan", finished_style="cyan", pulse_style="cyan"),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console_for(sys.stderr)) as progress:
        n_items = total() if total else None
        task = progress.add_task(f"{label:<10}", total=n_items)
        for item in items:
            yield item
            progress.advance(task)
        progress.update(task, total=progress.tasks[task].completed)
