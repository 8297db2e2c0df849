"""Bars of text for a terminal: how counts spread over a few values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.table import Table

from corpus.statistics import Tally
from gali.marking import plain
from gali.wording import sector_name

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bars(
    tallies: Sequence[Tally],
    *,
    limit: int,
    width: int = 28,
    label_width: int = 44,
    style: str = "cyan",
) -> Table:
    """Return horizontal bars, one for each value, and a line for those beyond the limit.

    Args:
        tallies: Most frequent first.
        limit: How many bars at most.
        width: Length of the longest bar, in characters.
        label_width: Beyond so many characters a label is cut.
        style: Colour of the bars.
    """
    grid = Table.grid(padding=(0, 1))
    grid.add_column(max_width=label_width, no_wrap=True, overflow="ellipsis")
    grid.add_column(justify="right")
    grid.add_column()
    largest = max((tally.n for tally in tallies), default=1)
    for tally in tallies[:limit]:
        bar = _bar(tally.n / largest * width)
        grid.add_row(plain(tally.label), str(tally.n), plain(bar, style))
    rest = tallies[limit:]
    if rest:
        grid.add_row(plain(f"{len(rest)} more", "dim"), str(sum(t.n for t in rest)), "")
    return grid


def by_sector_in_english(tallies: Sequence[Tally]) -> list[Tally]:
    """Return tallies of sectors under their English names."""
    return [replace(t, label=sector_name(t.key) if t.key else t.label) for t in tallies]


def _bar(length: float) -> str:
    """Return a bar of so many characters, to an eighth of one; never quite nothing."""
    whole, part = divmod(max(round(length * 8), 1), 8)
    return "█" * whole + (_EIGHTHS[part] if part else "")
