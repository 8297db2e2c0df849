"""The fetcher's pauses over several crawlers, on a clock of our own and on the real one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from own_clock import Clock

from corpus.crawl.connection import SharedConnection
from corpus.crawl.records import new_crawler
from corpus.crawl.turns import HostTurns
from corpus.schema import open_corpus
from gali.crawl.pace import CrawlPace, Manners
from harvest.fetching.failures import FetchError
from harvest.fetching.waits import Pace

HOST = "kabar.example"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[SharedConnection]:
    open_corpus(tmp_path / "corpus.db").close()
    with SharedConnection(tmp_path / "corpus.db") as connection:
        yield connection


def _pace(shared: SharedConnection, clock: Clock, delay: float, longest: float = 120.0) -> Pace:
    turns = HostTurns(shared, new_crawler(), clock=clock)
    manners = Manners(delay_seconds=delay)
    return CrawlPace(turns, lambda _host: manners, longest_seconds=longest, sleep=clock.sleep)


def _take(pace: Pace, clock: Clock, crawl_delay: float | None = None) -> float:
    """Take a turn of 2 seconds; return when it began."""
    with pace.turn(HOST, crawl_delay):
        began = clock()
        clock.sleep(2)
    return began


@pytest.mark.parametrize(("delay", "crawl_delay", "pause"), [(5, None, 5), (5, 8, 8), (5, 3, 5)])
def test_two_crawlers_keep_the_delay_together(
    shared: SharedConnection, clock: Clock, delay: float, crawl_delay: float | None, pause: float
) -> None:
    first, second = (_pace(shared, clock, delay) for _ in range(2))
    began = _take(first, clock, crawl_delay)
    assert _take(second, clock, crawl_delay) == began + 2 + pause


def test_a_turn_that_failed_ends(shared: SharedConnection, clock: Clock) -> None:
    pace, start = _pace(shared, clock, 5), clock.now
    with pytest.raises(KeyError), pace.turn(HOST, None):
        raise KeyError
    assert _take(pace, clock) == start + 5


@pytest.mark.parametrize(("seconds", "is_refused"), [(120, False), (121, True), (86_400, True)])
def test_nobody_waits_for_ever_for_a_held_host(
    shared: SharedConnection, clock: Clock, seconds: float, is_refused: bool
) -> None:
    pace, start = _pace(shared, clock, 0), clock.now
    pace.hold(HOST, seconds)
    if not is_refused:
        assert _take(pace, clock) == start + seconds
        return
    with pytest.raises(FetchError) as error:
        _take(pace, clock)
    assert (error.value.kind, error.value.retry_after) == ("must_wait", seconds)
    assert clock.now == start


def test_nobody_waits_for_ever_for_a_host_that_others_ask(
    shared: SharedConnection, clock: Clock
) -> None:
    first, second = _pace(shared, clock, 3), _pace(shared, clock, 3, longest=10)
    start = clock.now
    with first.turn(HOST, None), pytest.raises(FetchError) as error:
        _take(second, clock)
    assert error.value.kind == "must_wait"
    assert clock.now - start <= 10


def test_threads_ask_a_host_one_after_the_other(shared: SharedConnection) -> None:
    manners = Manners(delay_seconds=0.02)
    pace = CrawlPace(HostTurns(shared, new_crawler()), lambda _host: manners)
    requests: list[tuple[float, float]] = []

    def ask() -> None:
        for _ in range(4):
            with pace.turn(HOST, None):
                began = time.time()
                time.sleep(0.005)
                requests.append((began, time.time()))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    requests.sort()
    assert len(requests) == 16
    for earlier, later in pairwise(requests):
        assert later[0] - earlier[1] >= 0.02


def test_each_host_is_treated_as_it_wants(shared: SharedConnection, clock: Clock) -> None:
    table = {HOST: Manners(delay_seconds=1, requests_at_once=2)}
    turns = HostTurns(shared, new_crawler(), clock=clock)
    pace = CrawlPace(
        turns, lambda host: table.get(host, Manners(delay_seconds=60)), sleep=clock.sleep
    )
    start = clock.now
    with pace.turn(HOST, None), pace.turn(HOST, None):
        assert clock.now == start + 1
    with pace.turn("warta.example", None):
        pass
    with pace.turn("warta.example", None):
        assert clock.now == start + 61


def test_who_is_stopped_waits_no_longer(shared: SharedConnection) -> None:
    stop, manners = threading.Event(), Manners(delay_seconds=60)
    pace = CrawlPace(HostTurns(shared, new_crawler()), lambda _host: manners, stop=stop)
    with pace.turn(HOST, None):
        pass
    timer, start = threading.Timer(0.1, stop.set), time.monotonic()
    timer.start()
    with pytest.raises(FetchError) as error, pace.turn(HOST, None):
        pass
    timer.join()
    assert error.value.kind == "must_wait"
    assert time.monotonic() - start < 30
