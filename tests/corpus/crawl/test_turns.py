"""Whose turn it is: one request at a time to a host, and the pauses between them."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.crawl.connection import SharedConnection
from corpus.crawl.crawlers import retire
from corpus.crawl.records import Crawler, new_crawler
from corpus.crawl.turns import LONGEST_DELAY_SECONDS, HostTurns
from corpus.errors import DatabaseRefusedError
from corpus.schema import open_corpus

if TYPE_CHECKING:
    from own_clock import Clock

HOST = "kabar.example"


@pytest.fixture
def others(path: Path, clock: Clock) -> Iterator[HostTurns]:
    """The turns of another crawler on the same corpus."""
    with SharedConnection(path) as shared:
        yield HostTurns(shared, new_crawler(), clock=clock)


def _host(path: Path) -> dict[str, float]:
    with closing(open_corpus(path, read_only=True)) as conn:
        return dict(conn.execute("SELECT * FROM crawl_hosts").fetchone())


@pytest.mark.parametrize(
    ("delay", "crawl_delay", "pause"),
    [(5, None, 5), (5, 3, 5), (5, 8, 8), (0, None, 0), (0, 4, 4), (-1, -2, 0)],
)
def test_the_longer_of_both_delays_holds_from_the_end_of_a_request(
    turns: HostTurns, clock: Clock, delay: float, crawl_delay: float | None, pause: float
) -> None:
    assert turns.try_take(HOST, delay, crawl_delay) == 0
    clock.now += 2
    turns.end(HOST).result()
    ended = clock.now
    while wait := turns.try_take(HOST, delay, crawl_delay):
        clock.now += wait
    assert clock.now - ended == pause


def test_the_longer_delay_of_two_requests_holds_between_them(
    turns: HostTurns, clock: Clock
) -> None:
    turns.try_take(HOST, 5, 30)
    turns.end(HOST).result()
    assert turns.try_take(HOST, 5) == 30
    clock.now += 30
    turns.try_take(HOST, 5)
    clock.now += 2
    turns.end(HOST).result()
    assert turns.try_take(HOST, 5, 30) == 30


def test_hosts_do_not_wait_for_each_other(turns: HostTurns) -> None:
    assert turns.try_take(HOST, 60) == 0
    assert turns.try_take("warta.example", 60) == 0


def test_a_host_is_the_same_in_any_case(turns: HostTurns) -> None:
    turns.try_take("Kabar.Example", 60)
    turns.end("KABAR.example").result()
    assert turns.try_take(HOST, 60) == 60


def test_one_request_at_a_time_over_all_crawlers(
    turns: HostTurns, others: HostTurns, clock: Clock
) -> None:
    assert turns.try_take(HOST, 5) == 0
    clock.now += 9
    assert others.try_take(HOST, 5) == turns.try_take(HOST, 5) == 5
    turns.end(HOST).result()
    assert others.try_take(HOST, 5) == 5
    clock.now += 5
    assert others.try_take(HOST, 5) == 0


def test_several_requests_at_a_time_begin_with_the_delay_between_them(
    turns: HostTurns, clock: Clock
) -> None:
    assert turns.try_take(HOST, 5, at_once=2) == 0
    assert turns.try_take(HOST, 5, at_once=2) == 5
    clock.now += 5
    assert turns.try_take(HOST, 5, at_once=2) == 0
    clock.now += 50
    assert turns.try_take(HOST, 5, at_once=2) > 0
    turns.end(HOST).result()
    assert turns.try_take(HOST, 5, at_once=2) == 5
    clock.now += 5
    assert turns.try_take(HOST, 5, at_once=2) == 0


def test_a_busy_host_is_not_asked_about_all_the_time(turns: HostTurns) -> None:
    turns.try_take(HOST, 0)
    assert turns.try_take(HOST, 0) >= 0.1


def test_a_hold_outlives_the_program(path: Path, clock: Clock) -> None:
    for seconds in (90, 10):
        with SharedConnection(path) as shared:
            HostTurns(shared, new_crawler(), clock=clock).hold(HOST, seconds)
    clock.now += 20
    with SharedConnection(path) as shared:
        assert HostTurns(shared, new_crawler(), clock=clock).try_take(HOST, 5) == 70


@pytest.mark.parametrize("seconds", [1e9, math.inf, math.nan])
def test_what_is_beyond_a_day_is_not_believed(turns: HostTurns, path: Path, seconds: float) -> None:
    turns.try_take(HOST, 5, seconds)
    turns.end(HOST).result()
    turns.hold("warta.example", seconds)
    for host in (HOST, "warta.example"):
        assert turns.try_take(host, 5) == LONGEST_DELAY_SECONDS
    assert _host(path)["crawl_delay"] == LONGEST_DELAY_SECONDS


def test_a_request_of_a_dead_crawler_ends_when_that_is_noticed(
    turns: HostTurns, others: HostTurns, clock: Clock
) -> None:
    turns.try_take(HOST, 7)
    clock.now += 14
    assert others.try_take(HOST, 5) == 5
    clock.now += 2
    assert others.try_take(HOST, 5) == 7
    clock.now += 7
    assert others.try_take(HOST, 5) == 0


def test_a_crawler_that_is_heard_of_is_not_dead(
    turns: HostTurns, others: HostTurns, clock: Clock
) -> None:
    turns.try_take(HOST, 5)
    for _ in range(10):
        clock.now += 10
        turns.heartbeat()
        assert others.try_take(HOST, 5) == 5


def test_a_crawler_that_was_thought_dead_goes_on(
    turns: HostTurns, others: HostTurns, path: Path, clock: Clock
) -> None:
    turns.try_take(HOST, 5)
    clock.now += 100
    others.heartbeat()
    clock.now += 3
    turns.end(HOST).result()  # its turn is void, but its request ended only now
    assert others.try_take(HOST, 5) == 5
    assert turns.try_take("warta.example", 5) == 0


def test_a_crawler_that_retires_leaves_its_hosts(
    turns: HostTurns, others: HostTurns, crawler: Crawler, path: Path, clock: Clock
) -> None:
    turns.try_take(HOST, 5)
    with closing(open_corpus(path)) as conn:
        retire(conn, crawler, clock=clock)
        assert conn.execute("SELECT count(*) FROM crawlers").fetchone()[0] == 0
    assert others.try_take(HOST, 5) == 5


@pytest.mark.parametrize("back", [1.0, 3600.0, 1e9])
def test_a_clock_that_is_set_back_makes_no_wait_longer(
    turns: HostTurns, others: HostTurns, clock: Clock, back: float
) -> None:
    turns.try_take(HOST, 60)
    turns.end(HOST).result()
    turns.hold("warta.example", 600)
    clock.now -= back
    assert turns.try_take(HOST, 60) == pytest.approx(60)
    assert turns.try_take("warta.example", 60) == pytest.approx(600)
    clock.now += 60
    assert turns.try_take(HOST, 60) == pytest.approx(0, abs=1e-6)
    clock.now += 14
    assert others.try_take(HOST, 60) > 0  # the first one is not taken for dead
    clock.now += 2
    assert others.try_take(HOST, 60) == 60  # but is when it says nothing


def test_a_clock_that_is_set_forward_ends_waits(turns: HostTurns, clock: Clock) -> None:
    turns.try_take(HOST, 60)
    turns.end(HOST).result()
    clock.now += 1e6
    assert turns.try_take(HOST, 60) == 0


def test_many_threads_share_the_turns(shared: SharedConnection, crawler: Crawler) -> None:
    turns, taken, under_way = HostTurns(shared, crawler), [], []

    def work() -> None:
        for _ in range(20):
            if turns.try_take(HOST, 0) == 0:
                under_way.append(1)
                taken.append(len(under_way))
                under_way.pop()
                turns.end(HOST).result()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) >= 20
    assert set(taken) == {1}


def test_what_the_database_says_is_told_in_words(
    turns: HostTurns, shared: SharedConnection, path: Path
) -> None:
    shared.run(lambda conn: conn.execute("PRAGMA busy_timeout = 0"))
    with closing(open_corpus(path)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseRefusedError, match="locked"):
            turns.try_take(HOST, 5)
    assert turns.try_take(HOST, 5) == 0


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefusedError):
        SharedConnection(tmp_path / "nowhere" / "corpus.db")


def test_a_mistake_in_a_statement_is_no_refusal(shared: SharedConnection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        shared.run(lambda conn: conn.execute("SELECT * FROM nowhere"))
