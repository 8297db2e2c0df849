"""How a crawl is stopped: asked once it ends what it has begun, asked twice it leaves at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from gali.terminal import is_terminal

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_KILLED_BY_SIGNAL = 128
_SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def stopped_by_signals(stop: threading.Event, tell: Callable[[str], None]) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM stop a crawl while the block runs.

    The first sets the event. The second ends the process without waiting for servers: whatever
    was written before is complete, because a crawl survives SIGKILL as well.

    Args:
        stop: Set by the first signal.
        tell: Says something to the user.
    """

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            tell("Stopped at once; the next run goes on from here.")
            _leave(_KILLED_BY_SIGNAL + number)
        stop.set()
        tell("Stopping when the pages that were begun are kept; Ctrl-C again stops at once.")

    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may take signals; elsewhere the caller sets the event
        return
    before = {number: signal.signal(number, handle) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(code: int) -> NoReturn:
    """End the process without waiting for anything; a terminal gets its cursor back."""
    stream = sys.__stderr__  # what stands in its place while a board is drawn takes no escapes
    if stream is not None and is_terminal(stream):
        stream.write(_SHOW_CURSOR)
        stream.flush()
    os._exit(code)
