"""Which targets are handed out, in which order, and how fast."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

import pytest

from corpus.crawl.frontier import Frontier
from corpus.crawl.hosts import note_failure
from corpus.crawl.records import (
    TARGET_KINDS,
    ClaimRules,
    Fetched,
    NewTarget,
    TargetKind,
    new_crawler,
)
from corpus.schema import open_corpus

if TYPE_CHECKING:
    from own_clock import Clock


def _add(frontier: Frontier, *names: str, **values: object) -> None:
    """Add targets such as ``a/1``: page 1 of host a."""
    for name in names:
        host, _, page = name.partition("/")
        url = f"https://{host}.example/{page}"
        frontier.add([NewTarget(url=url, **values)])  # type: ignore[arg-type]


def _names(frontier: Frontier, limit: int, rules: ClaimRules | None = None) -> list[str]:
    found = frontier.claim(limit, rules) if rules else frontier.claim(limit)
    return [target.url.removeprefix("https://").replace(".example", "") for target in found]


def _set_host(conn: sqlite3.Connection, host: str, **values: float) -> None:
    for name, value in values.items():
        conn.execute(
            f"UPDATE crawl_hosts SET {name} = ? WHERE host = ?", (value, f"{host}.example")
        )


def test_each_host_gives_its_best(frontier: Frontier) -> None:
    _add(frontier, "a/1", "b/1", priority=0.1)
    _add(frontier, "a/2", priority=0.9)
    _add(frontier, "b/2", priority=0.5, kind="feed")
    assert sorted(_names(frontier, 9)) == ["a/2", "b/2"]


def test_what_was_found_first_comes_first_where_nothing_else_tells(
    frontier: Frontier, clock: Clock
) -> None:
    for name in ("a/3", "a/1", "a/2"):
        _add(frontier, name)
        clock.now += 1
    rules = ClaimRules(per_host=3)
    assert _names(frontier, 9, rules) == ["a/3", "a/1", "a/2"]


def test_hosts_that_have_waited_longest_come_first(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    _add(frontier, "a/1", "b/1", "c/1", "d/1")
    for host, ago in {"a": 1, "b": 30, "c": 20, "d": 0}.items():
        _set_host(conn, host, next_at=clock.now - ago)
    assert _names(frontier, 3) == ["b/1", "c/1", "a/1"]


@pytest.mark.parametrize("column", ["next_at", "held_until", "quarantined_until"])
def test_a_host_that_must_not_be_asked_gives_none(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock, column: str
) -> None:
    _add(frontier, "a/1", "b/1")
    _set_host(conn, "a", **{column: clock.now + 7})
    assert _names(frontier, 9) == ["b/1"]
    assert frontier.seconds_until_next() == 7
    clock.now += 7
    assert _names(frontier, 9) == ["a/1"]


def test_a_host_is_worked_on_by_one_at_a_time(frontier: Frontier, other: Frontier) -> None:
    _add(frontier, "a/1", "a/2", "b/1")
    (first, _) = frontier.claim(9)
    assert frontier.claim(9) == other.claim(9) == []
    frontier.finish(first, Fetched())
    assert _names(other, 9) == ["a/2"]


def test_a_host_is_worked_on_by_as_many_as_allowed(frontier: Frontier, other: Frontier) -> None:
    _add(frontier, "a/1", "a/2", "a/3", "a/4", "b/1")
    two = ClaimRules(per_host=2)
    assert _names(frontier, 1, two) == ["a/1"]
    assert _names(other, 9, two) == ["a/2", "b/1"]
    assert other.claim(9, two) == []
    assert _names(frontier, 9, ClaimRules(per_host=3)) == ["a/3"]


def test_hosts_may_differ_in_how_many_work_on_them(frontier: Frontier) -> None:
    _add(frontier, "a/1", "a/2", "a/3", "b/1", "b/2", "c/1")
    rules = ClaimRules(per_host_of={"a.example": 2, "c.example": 0})
    assert _names(frontier, 9, rules) == ["a/1", "a/2", "b/1"]
    assert frontier.claim(9, rules) == []
    assert frontier.seconds_until_next(rules) == 1


def test_a_host_whose_turn_is_taken_gives_none(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    _add(frontier, "a/1", "b/1")
    (target,) = frontier.claim(1)
    conn.execute(
        "INSERT INTO crawl_turns (host, crawler, since, delay) VALUES ('b.example', ?, ?, 5)",
        (target.crawler, clock.now),
    )
    assert frontier.claim(9) == []
    assert frontier.seconds_until_next() == 1


def test_kinds_and_hosts_can_be_chosen(frontier: Frontier) -> None:
    _add(frontier, "a/1", "b/1", "c/1")
    _add(frontier, "a/f", "b/f", kind="feed")
    feeds = ClaimRules(kinds={"feed"}, exclude_hosts={"b.example"})
    assert _names(frontier, 9, feeds) == ["a/f"]
    assert _names(frontier, 9, ClaimRules(only_hosts={"c.example", "z.example"})) == ["c/1"]
    assert frontier.claim(9, ClaimRules(only_hosts=frozenset())) == []


def test_waiting_knows_what_is_wanted(frontier: Frontier, clock: Clock) -> None:
    _add(frontier, "a/1", kind="feed")
    (target,) = frontier.claim(1)
    frontier.finish(target, Fetched(), revisit_seconds=50)
    assert frontier.seconds_until_next() == 50
    assert frontier.seconds_until_next(ClaimRules(kinds={"article"})) is None
    assert frontier.seconds_until_next(ClaimRules(exclude_hosts={"a.example"})) is None
    assert frontier.seconds_until_next(ClaimRules(only_hosts={"b.example"})) is None
    _add(frontier, "b/1")
    assert frontier.seconds_until_next() == 0
    clock.now += 60
    assert frontier.seconds_until_next(ClaimRules(kinds={"feed"})) == 0


def test_as_long_as_somebody_works_the_queue_is_not_over(
    frontier: Frontier, other: Frontier
) -> None:
    _add(frontier, "a/1")
    (target,) = frontier.claim(1)
    assert other.seconds_until_next() == 1
    frontier.finish(target, Fetched())
    assert other.seconds_until_next() is None


@pytest.mark.parametrize("limit", [0, -1])
def test_who_wants_nothing_gets_nothing(frontier: Frontier, limit: int) -> None:
    _add(frontier, "a/1")
    assert frontier.claim(limit) == []


def test_a_quarantined_host_comes_back(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    _add(frontier, "a/1")
    note_failure(conn, "a.example", "dns", rest_seconds=lambda _failures: 600.0, clock=clock)
    assert frontier.claim(1) == []
    assert frontier.seconds_until_next() == 600


N_TARGETS, N_HOSTS = 200_000, 1000
CASES = {
    "all due": ("UPDATE crawl_hosts SET next_at = 0", TARGET_KINDS),
    "hosts wait": ("UPDATE crawl_hosts SET next_at = 9e9", TARGET_KINDS),
    "few due": (
        "UPDATE crawl_targets SET due_at = due_at + 9e9 WHERE target_key % 1000 > 3",
        TARGET_KINDS,
    ),
    "only documents": ("UPDATE crawl_hosts SET next_at = 0", TARGET_KINDS - {"article"}),
}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """A queue of 200,000 targets."""
    conn = open_corpus(tmp_path_factory.mktemp("crowded") / "corpus.db")
    conn.execute("PRAGMA synchronous = OFF")
    conn.executemany(
        "INSERT INTO crawl_hosts (host) VALUES (?)", [(f"h{n}.example",) for n in range(N_HOSTS)]
    )
    conn.execute("BEGIN")
    conn.executemany(
        "INSERT INTO crawl_targets (url, canonical_url, kind, host, title, priority, depth, "
        "found_at, is_next, state, due_at) VALUES (?1, ?1, ?2, ?3, '', ?4, 0, 0, 0, 'queued', 0)",
        (
            (
                f"https://h{n % N_HOSTS}.example/{n}",
                "listing" if n % 50 == 0 else "article",
                f"h{n % N_HOSTS}.example",
                n * 7919 % 1000,
            )
            for n in range(N_TARGETS)
        ),
    )
    conn.execute("COMMIT")
    return conn


@pytest.mark.slow
@pytest.mark.parametrize(("change", "kinds"), CASES.values(), ids=CASES.keys())
def test_claiming_stays_fast_with_many_targets(
    crowded: sqlite3.Connection, change: str, kinds: frozenset[TargetKind]
) -> None:
    queue, rules = Frontier(crowded, new_crawler()), ClaimRules(kinds=kinds)
    crowded.execute("SAVEPOINT untouched")
    crowded.execute(change)
    seconds = []  # of the processor, so that other programs do not count
    for _ in range(7):
        start = time.process_time()
        queue.claim(8, rules)
        seconds.append(time.process_time() - start)
    crowded.execute("ROLLBACK TO untouched")
    crowded.execute("RELEASE untouched")
    assert min(seconds) < 0.020
