"""What a user sees of a running crawl: a few figures that are kept up to date."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TextIO

import click

from gali.crawl.report import CrawlReport
from gali.terminal import clean_line, console_for, is_terminal
from gali.wording import plural

if TYPE_CHECKING:
    from rich.console import RenderableType

_SECONDS_BETWEEN_LINES = 60.0
_LONGEST_ADDRESS = 90


class Board(Protocol):
    """Is told of every visit."""

    def show(self, report: CrawlReport, activity: Activity, url: str, /) -> None:
        """Show the figures; ``url`` is the address visited last, empty while waiting."""
        ...


@dataclass(frozen=True, slots=True)
class Activity:
    """What a crawl is doing.

    Attributes:
        n_visits: Visits that are under way.
        wait_seconds: How long until the next host may be asked; 0 if visits are under way.
    """

    n_visits: int
    wait_seconds: float


class HiddenBoard:
    """Shows nothing."""

    def show(self, _report: CrawlReport, _activity: Activity, _url: str, /) -> None:
        """Do nothing."""


class LineBoard:
    """Tells the figures once a minute, for logs.

    Args:
        tell: Takes a line.
        clock: Monotonic seconds.
    """

    def __init__(
        self, tell: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell = tell
        self._clock = clock
        self._told_at = clock()

    def show(self, report: CrawlReport, _activity: Activity, _url: str, /) -> None:
        """Tell the figures if a minute has passed."""
        now = self._clock()
        if now - self._told_at >= _SECONDS_BETWEEN_LINES:
            self._told_at = now
            self._tell(figures(report))


class LiveBoard:
    """Draws the figures on a terminal; made by `shown_board`."""

    def __init__(self, update: Callable[[RenderableType], None]) -> None:
        self._update = update
        self._started_at = time.monotonic()

    def show(self, report: CrawlReport, activity: Activity, url: str, /) -> None:
        """Draw the figures anew."""
        from rich.console import Group
        from rich.text import Text

        minutes = max(time.monotonic() - self._started_at, 1.0) / 60
        rate = report.n_requests / minutes
        first = Text("Crawling ", style="bold cyan")
        first.append(figures(report), style="default")
        second = Text(
            f"  {plural(report.n_found, 'address', 'addresses')} found · "
            f"{plural(activity.n_visits, 'visit')} under way · "
            f"{rate:,.0f} answers a minute · {report.wire_bytes / 1e6:,.1f} MB",
            style="dim",
        )
        shown = clean_line(url)[:_LONGEST_ADDRESS]
        if not shown:
            shown = f"the next host may be asked in {activity.wait_seconds:,.0f} s"
        self._update(Group(first, second, Text(f"  {shown}", style="dim")))


@contextmanager
def shown_board(stream: TextIO, *, is_quiet: bool) -> Iterator[Board]:
    """Show a crawl while the block runs: figures on a terminal, elsewhere a line each minute.

    Args:
        stream: Where to.
        is_quiet: Whether to show nothing.
    """
    if is_quiet:
        yield HiddenBoard()
    elif is_terminal(stream):
        from rich.live import Live

        with Live(console=console_for(stream), refresh_per_second=4, transient=True) as live:
            yield LiveBoard(live.update)
    else:
        yield LineBoard(lambda line: click.echo(line, file=stream))


def figures(report: CrawlReport) -> str:
    """Return the figures of a crawl in one line."""
    parts = [
        plural(report.n_articles, "new article"),
        plural(report.n_pages, "page"),
        plural(report.n_lists, "list"),
    ]
    if report.n_unchanged:
        parts.append(f"{report.n_unchanged:,} unchanged")
    if report.n_failed:
        parts.append(f"{report.n_failed:,} failed")
    return " · ".join(parts)
