"""A crawler as a process of its own, to be started several times and to be killed.

``python crawling.py claim DB`` · ``turns DB HOST N DELAY`` · ``hold DB HOST DELAY``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from corpus.crawl.connection import SharedConnection
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import Fetched, new_crawler
from corpus.crawl.turns import HostTurns
from corpus.schema import open_corpus


def claim(path: Path) -> None:
    """Once told to, claim and finish until the queue is over; print what was claimed."""
    conn = open_corpus(path)
    queue = Frontier(conn, new_crawler())
    _tell("ready")
    sys.stdin.readline()
    while (seconds := queue.seconds_until_next()) is not None:
        for target in queue.claim(4):
            _tell(target.url)
            time.sleep(0.002)  # as if it were fetched; others come to their turn meanwhile
            assert queue.finish(target, Fetched())
        time.sleep(min(seconds, 0.01))


def take_turns(path: Path, host: str, n: int, delay: float) -> None:
    """Ask a host some times; print when each request began and ended."""
    with SharedConnection(path) as shared:
        turns = HostTurns(shared, new_crawler())
        for _ in range(n):
            while wait := turns.try_take(host, delay):
                time.sleep(wait)
            began = time.time()
            time.sleep(0.005)
            _tell(began, time.time())
            turns.end(host).result()


def hold(path: Path, host: str, delay: float) -> None:
    """Claim all that can be had, take a turn, tell so, and never end it."""
    conn = open_corpus(path)
    crawler = new_crawler()
    claimed = Frontier(conn, crawler).claim(1000)
    with SharedConnection(path) as shared:
        assert HostTurns(shared, crawler).try_take(host, delay) == 0
        _tell(len(claimed))
        time.sleep(600)


def _tell(*values: object) -> None:
    """Print a line that is read even if this process is killed the next moment."""
    sys.stdout.write(f"{' '.join(map(str, values))}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    role, database, *rest = sys.argv[1:]
    if role == "claim":
        claim(Path(database))
    elif role == "turns":
        take_turns(Path(database), rest[0], int(rest[1]), float(rest[2]))
    else:
        hold(Path(database), rest[0], float(rest[1]))
