"""What one fetch has left to spend: time until its deadline, and bytes from the wire.

A limit for each reading is no deadline: a server that sends one byte a second never breaks it.
So every operation on a socket asks here how much time is left of the whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from harvest.fetching.failures import FetchError


class Budget:
    """Time and bytes of one fetch.

    Args:
        seconds: Time until the deadline, from now.
        clock: Monotonic seconds.
        parent: The budget of which this one is a part; it pauses together with it.
    """

    def __init__(
        self,
        seconds: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: Budget | None = None,
    ) -> None:
        self._clock = clock
        self._seconds = seconds
        self._deadline = clock() + seconds
        self._parent = parent
        self._bytes_left = 0
        self._allowed = 0
        self._what = ""
        self.received = 0

    def part(self, seconds: float) -> Budget:
        """Return a budget of at most ``seconds`` that ends no later than this one.

        Raises:
            FetchError: ``too_slow`` if no time is left.
        """
        return Budget(min(seconds, self.remaining()), clock=self._clock, parent=self)

    def remaining(self) -> float:
        """Return the seconds that are left, more than 0.

        Raises:
            FetchError: ``too_slow`` if none are.
        """
        left = self._deadline - self._clock()
        if left <= 0:
            raise self.too_slow()
        return left

    def too_slow(self) -> FetchError:
        """Return the complaint that the time is over."""
        return FetchError("too_slow", f"the server took longer than {self._seconds:g} s in all")

    def allow(self, n_bytes: int, what: str) -> None:
        """Let so many bytes be received from now on, instead of what was allowed before."""
        self._bytes_left = self._allowed = n_bytes
        self._what = what

    def take(self, n_bytes: int) -> None:
        """Count bytes that were received.

        Raises:
            FetchError: ``too_large`` if they are more than allowed.
        """
        self.received += n_bytes
        self._bytes_left -= n_bytes
        if self._bytes_left < 0:
            raise FetchError("too_large", f"{self._what} is larger than {self._allowed:,} bytes")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let time pass without counting it."""
        start = self._clock()
        try:
            yield
        finally:
            self._extend(self._clock() - start)

    def _extend(self, seconds: float) -> None:
        """Move the deadline, and that of the whole of which this is a part."""
        self._deadline += seconds
        if self._parent is not None:
            self._parent._extend(seconds)
