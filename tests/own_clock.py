"""A clock for tests: time passes only when told, or by sleeping on it."""

from __future__ import annotations


class Clock:
    """Calling it gives the time, in seconds.

    Attributes:
        now: The time; may be set.
    """

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
