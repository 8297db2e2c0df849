"""What becomes of the claims of crawlers that die, sleep, or live by a wrong clock."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from corpus.crawl.crawlers import heartbeat, retire
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import Crawler, Fetched, NewTarget

if TYPE_CHECKING:
    from own_clock import Clock

URLS = [f"https://h{n}.example/" for n in range(4)]


@pytest.fixture
def queue(frontier: Frontier) -> Frontier:
    frontier.add([NewTarget(url=url) for url in URLS])
    return frontier


def test_what_a_dead_crawler_had_claimed_can_be_claimed_again(
    queue: Frontier, other: Frontier, clock: Clock
) -> None:
    claimed = queue.claim(3)
    clock.now += 14
    assert [target.url for target in other.claim(9)] == [URLS[3]]
    clock.now += 2
    again = other.claim(9)
    assert {target.url for target in again} == {target.url for target in claimed}


def test_what_a_crawler_did_while_it_was_thought_dead_is_void(
    queue: Frontier, other: Frontier, clock: Clock
) -> None:
    (first,) = queue.claim(1)
    clock.now += 60
    other.release_dead()
    assert not queue.finish(first, Fetched())
    assert not queue.fail(first, "dns", "no such host")
    assert not queue.unclaim(first)
    second = next(target for target in queue.claim(9) if target.url == first.url)
    assert not queue.finish(first, Fetched())  # the same crawler, but an older claim
    assert queue.finish(second, Fetched())


def test_a_claim_is_another_one_for_another_crawler(
    queue: Frontier, other: Frontier, clock: Clock
) -> None:
    claimed = queue.claim(9)
    clock.now += 60
    theirs = other.claim(9)
    assert len(claimed) == len(theirs) == len(URLS)
    assert not any(queue.finish(target, Fetched()) for target in claimed)
    assert all(other.finish(target, Fetched()) for target in theirs)


def test_a_crawler_that_is_heard_of_keeps_its_claims(
    queue: Frontier, other: Frontier, conn: sqlite3.Connection, crawler: Crawler, clock: Clock
) -> None:
    queue.claim(9)
    for _ in range(5):
        clock.now += 10
        heartbeat(conn, crawler, clock=clock)
        assert other.claim(9) == []


def test_a_crawler_that_retires_leaves_nothing_claimed(
    queue: Frontier, other: Frontier, conn: sqlite3.Connection, crawler: Crawler, clock: Clock
) -> None:
    queue.claim(9)
    retire(conn, crawler, clock=clock)
    assert len(other.claim(9)) == len(URLS)


def test_how_soon_a_crawler_is_dead_can_be_told(
    queue: Frontier, conn: sqlite3.Connection, crawler: Crawler, clock: Clock
) -> None:
    queue.claim(9)
    clock.now += 2
    someone = Crawler(id="x", machine="m", pid=1)
    impatient = Frontier(conn, someone, dead_after_seconds=1, clock=clock)
    assert len(impatient.claim(9)) == len(URLS)


@pytest.mark.parametrize("back", [60.0, 1e9])
def test_a_clock_that_is_set_back_makes_no_target_wait_for_years(
    queue: Frontier, other: Frontier, clock: Clock, back: float
) -> None:
    (first, *_rest) = queue.claim(9)
    queue.fail(first, "too_slow", "took long", retry_seconds=600)
    clock.now -= back
    queue.release_dead()
    clock.now += 599
    assert first.url not in {target.url for target in other.claim(9)}
    clock.now += 1
    assert first.url in {target.url for target in other.claim(9)}


def test_claims_outlive_a_clock_that_is_set_back(queue: Frontier, clock: Clock) -> None:
    (first,) = queue.claim(1)
    clock.now -= 3600
    queue.release_dead()
    assert queue.finish(first, Fetched())
