"""Pauses for each host, on a clock of our own."""

from __future__ import annotations

import pytest
from own_clock import Clock

from harvest.fetching.failures import FetchError
from harvest.fetching.waits import HostWaits


def _take(waits: HostWaits, clock: Clock, host: str, crawl_delay: float | None = None) -> float:
    """Take a turn of 2 seconds; return when it began."""
    with waits.turn(host, crawl_delay):
        began = clock()
        clock.sleep(2)
    return began


@pytest.mark.parametrize(
    ("delay", "crawl_delay", "pause"),
    [(5, None, 5), (5, 3, 5), (5, 8, 8), (0, None, 0), (0, 4, 4)],
)
def test_the_longer_of_both_delays_holds_from_the_end_of_a_turn(
    clock: Clock, delay: float, crawl_delay: float | None, pause: float
) -> None:
    waits = HostWaits(delay, clock=clock, sleep=clock.sleep)
    first = _take(waits, clock, "kabar.example", crawl_delay)
    assert _take(waits, clock, "kabar.example", crawl_delay) == first + 2 + pause


def test_hosts_do_not_wait_for_each_other(clock: Clock) -> None:
    waits = HostWaits(60, clock=clock, sleep=clock.sleep)
    first = _take(waits, clock, "kabar.example")
    assert _take(waits, clock, "warta.example") == first + 2


def test_a_host_is_held_as_long_as_it_asks(clock: Clock) -> None:
    waits = HostWaits(5, clock=clock, sleep=clock.sleep)
    start = clock()
    waits.hold("kabar.example", 90)
    waits.hold("kabar.example", 10)
    assert waits.seconds_until("kabar.example") == 90
    assert _take(waits, clock, "kabar.example") == start + 90


def test_a_turn_that_failed_counts(clock: Clock) -> None:
    waits = HostWaits(5, clock=clock, sleep=clock.sleep)
    with pytest.raises(KeyError), waits.turn("kabar.example", None):
        raise KeyError
    assert waits.seconds_until("kabar.example") == 5


@pytest.mark.parametrize(("seconds", "refused"), [(120, False), (121, True), (86_400, True)])
def test_nobody_waits_for_ever(clock: Clock, seconds: float, refused: bool) -> None:
    waits = HostWaits(0, longest_seconds=120, clock=clock, sleep=clock.sleep)
    waits.hold("kabar.example", seconds)
    if not refused:
        _take(waits, clock, "kabar.example")
        return
    with pytest.raises(FetchError) as error:
        _take(waits, clock, "kabar.example")
    assert (error.value.kind, error.value.retry_after) == ("must_wait", seconds)


def test_a_sleep_that_ends_early_is_repeated(clock: Clock) -> None:
    waits = HostWaits(8, clock=clock, sleep=lambda seconds: clock.sleep(max(seconds / 2, 0.1)))
    first = _take(waits, clock, "kabar.example")
    assert _take(waits, clock, "kabar.example") >= first + 10
