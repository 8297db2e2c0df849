"""Several crawlers on one corpus, in processes of their own, some of them killed by SIGKILL."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, pairwise
from pathlib import Path

import pytest

from corpus.check import check_corpus
from corpus.crawl.connection import SharedConnection
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import NewTarget, new_crawler
from corpus.crawl.turns import HostTurns
from corpus.schema import open_corpus

PROGRAM = Path(__file__).with_name("crawling.py")
HOST, DELAY = "h0.example", 0.05
DEAD_AFTER, PATIENCE = 0.3, 3600.0
N_KILLS = 8


def _start(role: str, path: Path, *rest: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(PROGRAM), role, str(path), *map(str, rest)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _start_claiming(path: Path, n: int) -> list[subprocess.Popen[str]]:
    """Start crawlers that begin to claim at the same moment."""
    processes = [_start("claim", path) for _ in range(n)]
    assert [_line(process) for process in processes] == ["ready"] * n
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return processes


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _output(process: subprocess.Popen[str]) -> list[str]:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output.splitlines()


@pytest.fixture
def queued(path: Path) -> Path:
    """A queue of 500 targets on 20 hosts."""
    with closing(open_corpus(path)) as conn:
        urls = [f"https://h{n % 20}.example/{n}" for n in range(500)]
        assert Frontier(conn, new_crawler()).add(NewTarget(url=url) for url in urls) == 500
    return path


@pytest.fixture
def killed(queued: Path) -> Iterator[Path]:
    """A corpus on which a crawler was killed that held 20 claims and a turn."""
    process = _start("hold", queued, HOST, DELAY)
    assert _line(process) == "20"
    process.kill()
    process.communicate()
    yield queued
    with closing(open_corpus(queued)) as conn:
        assert check_corpus(conn) == []


def test_two_crawlers_fetch_each_target_once(queued: Path) -> None:
    claimed = [_output(process) for process in _start_claiming(queued, 2)]
    assert all(claimed), "one of them did everything, which proves nothing"
    assert sorted(chain(*claimed)) == sorted(f"https://h{n % 20}.example/{n}" for n in range(500))
    with closing(open_corpus(queued)) as conn:
        states = conn.execute("SELECT state, count(*) FROM crawl_targets GROUP BY state").fetchall()
        assert [tuple(row) for row in states] == [("done", 500)]


def test_turns_of_two_crawlers_never_overlap_and_keep_the_delay(path: Path) -> None:
    processes = [_start("turns", path, HOST, 15, DELAY) for _ in range(2)]
    lines = [line for process in processes for line in _output(process)]
    requests = sorted(tuple(map(float, line.split())) for line in lines)
    assert len(requests) == 30
    for (_, ended), (began, _) in pairwise(requests):
        assert began - ended >= DELAY


def test_what_a_killed_crawler_held_is_free_when_it_is_noticed(killed: Path) -> None:
    with closing(open_corpus(killed)) as conn:
        assert Frontier(conn, new_crawler(), dead_after_seconds=PATIENCE).claim(1000) == []
        time.sleep(DEAD_AFTER)
        queue = Frontier(conn, new_crawler(), dead_after_seconds=DEAD_AFTER)
        assert len(queue.claim(1000)) == 19  # its turn has ended just now
        time.sleep(DELAY)
        assert len(queue.claim(1000)) == 1


def test_the_delay_is_kept_after_a_kill(killed: Path) -> None:
    with SharedConnection(killed) as shared:
        assert (
            HostTurns(shared, new_crawler(), dead_after_seconds=PATIENCE).try_take(HOST, DELAY) > 0
        )
        time.sleep(DEAD_AFTER)
        turns = HostTurns(shared, new_crawler(), dead_after_seconds=DEAD_AFTER)
        noticed = time.time()
        assert turns.try_take(HOST, DELAY) > 0
        while wait := turns.try_take(HOST, DELAY):
            time.sleep(wait)
        assert time.time() - noticed >= DELAY


@pytest.mark.slow
def test_crawlers_that_are_killed_all_the_time_lose_nothing(queued: Path) -> None:
    finished: list[str] = []
    for _ in range(N_KILLS):
        (process,) = _start_claiming(queued, 1)
        finished += [_line(process) for _ in range(20)]
        process.kill()
        rest, _ = process.communicate()
        finished += rest.split()
        with closing(open_corpus(queued)) as conn:
            time.sleep(DEAD_AFTER)
            Frontier(conn, new_crawler(), dead_after_seconds=DEAD_AFTER).release_dead()
    finished += _output(*_start_claiming(queued, 1))
    with closing(open_corpus(queued)) as conn:
        rows = conn.execute("SELECT url, state FROM crawl_targets").fetchall()
    assert {row["state"] for row in rows} == {"done"}
    assert {row["url"] for row in rows} == set(filter(None, finished))
    assert len(finished) <= 500 + 5 * N_KILLS  # only what was claimed and not finished came twice
