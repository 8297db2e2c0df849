"""What a user sees of a running crawl: figures on a terminal, lines in a log, nothing if quiet."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from rich.console import Console, RenderableType

from gali.crawl.board import Activity, HiddenBoard, LineBoard, LiveBoard, figures, shown_board
from gali.crawl.report import CrawlReport

REPORT = CrawlReport(
    n_articles=1234,
    n_pages=1,
    n_lists=2,
    n_found=1,
    n_unchanged=3,
    wire_bytes=2_500_000,
    n_requests=12,
    failures=Counter(status=2, robots=1),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (CrawlReport(), "0 new articles · 0 pages · 0 lists"),
        (
            CrawlReport(n_articles=1, n_pages=1, n_lists=1),
            "1 new article · 1 page · 1 list",
        ),
        (REPORT, "1,234 new articles · 1 page · 2 lists · 3 unchanged · 3 failed"),
    ],
)
def test_figures_are_one_line(report: CrawlReport, words: str) -> None:
    assert figures(report) == words


def test_a_log_gets_a_line_a_minute() -> None:
    lines: list[str] = []
    times = iter([0.0, 10.0, 59.9, 60.0, 61.0, 119.0, 120.5])
    board = LineBoard(lines.append, lambda: next(times))
    for _ in range(6):
        board.show(REPORT, Activity(1, 0.0), "https://kabar.example/1")
    assert lines == [figures(REPORT)] * 2


def _drawn(activity: Activity, url: str) -> str:
    shown: list[RenderableType] = []
    LiveBoard(shown.append).show(REPORT, activity, url)
    console = Console(file=io.StringIO(), width=100)
    console.print(shown[0])
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_terminal_shows_figures_pace_and_the_last_address() -> None:
    text = _drawn(Activity(2, 0.0), "https://kabar.example/1")
    assert figures(REPORT) in text
    assert "1 address found · 2 visits under way · 720 answers a minute · 2.5 MB" in text
    assert "https://kabar.example/1" in text
    assert len(text.splitlines()) == 3


def test_while_it_waits_it_says_how_long() -> None:
    assert "the next host may be asked in 42 s" in _drawn(Activity(0, 42.0), "")


def test_an_address_can_neither_move_the_cursor_nor_fill_the_screen() -> None:
    text = _drawn(Activity(1, 0.0), "https://kabar.example/\x1b[2J\x07[bold]" + "a" * 5000)
    assert "\x1b" not in text
    assert "[bold]" in text
    assert len(text.splitlines()) == 3


def test_the_board_fits_who_looks_at_it() -> None:
    with shown_board(Terminal(), is_quiet=True) as board:
        assert isinstance(board, HiddenBoard)
    with shown_board(io.StringIO(), is_quiet=False) as board:
        assert isinstance(board, LineBoard)


def test_a_terminal_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    with shown_board(terminal, is_quiet=False) as board:
        assert isinstance(board, LiveBoard)
        board.show(REPORT, Activity(1, 0.0), "https://kabar.example/1")
    written = terminal.getvalue()
    assert written.rfind("\x1b[?25h") > written.rfind("\x1b[?25l") >= 0
