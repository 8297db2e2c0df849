"""How long a crawl waits: never shorter or longer than said, whatever it is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.crawling.policy import (
    LEAST_RETRY_SECONDS,
    LEAST_REVISIT_SECONDS,
    MAX_ATTEMPTS,
    MOST_QUARANTINE_SECONDS,
    MOST_RETRY_SECONDS,
    MOST_REVISIT_SECONDS,
    quarantine_seconds,
    retry_seconds,
    revisit_seconds,
)

HOUR, DAY = 3600.0, 86_400.0
SECONDS = st.floats(0, 1e12)


@pytest.mark.parametrize(
    ("attempts", "chance", "wait"),
    [(1, 0, 60), (1, 1, 240), (2, 1, 960), (3, 0.5, 1950), (5, 0, 60), (5, 1, 61_440)],
)
def test_the_wait_for_another_attempt_grows_and_is_drawn(
    attempts: int, chance: float, wait: float
) -> None:
    assert retry_seconds(attempts, chance=chance) == wait


def test_an_address_is_given_up_some_time() -> None:
    waits = [retry_seconds(attempts, chance=0.5) for attempts in range(1, MAX_ATTEMPTS + 2)]
    assert [wait is None for wait in waits] == [False] * (MAX_ATTEMPTS - 1) + [True, True]


@pytest.mark.parametrize(("asked", "wait"), [(None, 60), (5, 60), (300, 300), (1e9, DAY)])
def test_what_a_server_asks_for_is_kept_up_to_a_day(asked: float | None, wait: float) -> None:
    assert retry_seconds(1, chance=0, retry_after=asked) == wait


@given(st.integers(0, 10_000), st.floats(0, 1), st.none() | SECONDS)
def test_no_wait_is_out_of_bounds(attempts: int, chance: float, asked: float | None) -> None:
    wait = retry_seconds(attempts, chance=chance, retry_after=asked)
    assert wait is None or LEAST_RETRY_SECONDS <= wait <= MOST_RETRY_SECONDS


@pytest.mark.parametrize(
    ("previous", "has_new", "pause"),
    [
        (None, True, 6 * HOUR),
        (None, False, 6 * HOUR),
        (6 * HOUR, True, 3 * HOUR),
        (6 * HOUR, False, 12 * HOUR),
        (HOUR, True, HOUR),
        (5 * DAY, False, 7 * DAY),
    ],
)
def test_lists_that_have_something_new_are_read_more_often(
    previous: float | None, has_new: bool, pause: float
) -> None:
    assert revisit_seconds(previous, has_new=has_new) == pause


@given(st.none() | SECONDS, st.booleans())
def test_no_pause_is_out_of_bounds(previous: float | None, has_new: bool) -> None:
    pause = revisit_seconds(previous, has_new=has_new)
    assert LEAST_REVISIT_SECONDS <= pause <= MOST_REVISIT_SECONDS


@pytest.mark.parametrize(
    ("failures", "rest"),
    [(0, 0), (4, 0), (5, 600), (6, 1200), (12, 76_800), (13, DAY), (10**9, DAY)],
)
def test_a_host_that_fails_rests_longer_and_longer(failures: int, rest: float) -> None:
    assert quarantine_seconds(failures) == rest <= MOST_QUARANTINE_SECONDS
