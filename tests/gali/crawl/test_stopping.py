"""How a crawl takes signals: the first asks, the second ends the process."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gali.crawl.stopping import stopped_by_signals

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys, threading, time
from gali.crawl.stopping import stopped_by_signals
with stopped_by_signals(threading.Event(), lambda words: print(words, flush=True)):
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _handlers_are_put_back() -> Iterator[None]:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    yield
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_the_crawl_to_end(number: signal.Signals) -> None:
    stop, told = threading.Event(), list[str]()
    with stopped_by_signals(stop, told.append):
        assert not stop.is_set()
        os.kill(os.getpid(), number)
        assert stop.wait(5)
    assert len(told) == 1
    assert "Ctrl-C again stops at once" in told[0]


def test_the_handlers_are_put_back_also_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), stopped_by_signals(threading.Event(), print):
        raise ZeroDivisionError


def test_other_threads_may_crawl_without_signals() -> None:
    passed = []

    def work() -> None:
        with stopped_by_signals(threading.Event(), print):
            passed.append(signal.getsignal(signal.SIGINT))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert passed == [before]


def _start(stderr: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((signal.SIGINT, signal.SIGINT), 130),
        ((signal.SIGTERM, signal.SIGTERM), 143),
        ((signal.SIGTERM, signal.SIGINT), 130),
    ],
)
def test_the_second_signal_ends_the_process_at_once(
    numbers: tuple[signal.Signals, signal.Signals], code: int
) -> None:
    process = _start(subprocess.DEVNULL)
    assert process.stdout is not None
    process.send_signal(numbers[0])
    assert process.stdout.readline().startswith("Stopping")
    began = time.monotonic()
    process.send_signal(numbers[1])
    out, _ = process.communicate(timeout=10)
    assert process.returncode == code
    assert out == "Stopped at once; the next run goes on from here.\n"
    assert time.monotonic() - began < 5


def test_a_terminal_gets_its_cursor_back() -> None:
    terminal, end = pty.openpty()
    process = _start(end)
    assert process.stdout is not None
    process.send_signal(signal.SIGINT)
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert os.read(terminal, 100) == b"\x1b[?25h"
    os.close(end)
    os.close(terminal)
