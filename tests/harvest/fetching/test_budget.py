"""Time and bytes are spent once."""

from __future__ import annotations

import pytest
from own_clock import Clock

from harvest.fetching.budget import Budget
from harvest.fetching.failures import FetchError


def test_time_runs_out_as_a_whole(clock: Clock) -> None:
    budget = Budget(3, clock=clock)
    clock.sleep(2)
    assert budget.remaining() == 1
    clock.sleep(1)
    with pytest.raises(FetchError, match="longer than 3 s") as error:
        budget.remaining()
    assert error.value.kind == "too_slow"


def test_pauses_are_not_counted(clock: Clock) -> None:
    budget = Budget(3, clock=clock)
    with budget.paused():
        clock.sleep(100)
    assert budget.remaining() == 3


def test_a_part_ends_with_the_whole_and_pauses_it(clock: Clock) -> None:
    budget = Budget(3, clock=clock)
    assert budget.part(10).remaining() == 3
    part = budget.part(1)
    with part.paused():
        clock.sleep(50)
    assert (part.remaining(), budget.remaining()) == (1, 3)


def test_bytes_beyond_what_is_allowed_are_refused(clock: Clock) -> None:
    budget = Budget(3, clock=clock)
    budget.allow(10, "the head")
    budget.take(10)
    budget.allow(5, "the body")
    budget.take(5)
    with pytest.raises(FetchError, match="the body is larger than 5 bytes") as error:
        budget.take(1)
    assert error.value.kind == "too_large"
    assert budget.received == 16


def test_nothing_may_be_received_unasked(clock: Clock) -> None:
    with pytest.raises(FetchError):
        Budget(3, clock=clock).take(1)
