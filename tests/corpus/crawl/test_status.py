"""How a crawl stands is told with the right figures, also through a read-only connection."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.crawl.frontier import Frontier
from corpus.crawl.hosts import note_failure
from corpus.crawl.records import Crawler, Fetched, NewTarget
from corpus.crawl.status import CrawlStatus, TargetTally, read_crawl_status
from corpus.crawl.turns import HostTurns
from corpus.schema import open_corpus

if TYPE_CHECKING:
    from own_clock import Clock


@pytest.fixture
def status(path: Path, crawler: Crawler, turns: HostTurns, clock: Clock) -> CrawlStatus:
    """A crawl of two hosts: two done, one an hour ago; one failed; one claimed; one later."""
    with closing(open_corpus(path)) as conn:
        queue = Frontier(conn, crawler, clock=clock)
        queue.add(NewTarget(url=f"https://a.example/{n}", source="a") for n in range(5))
        for seconds in (3600, 0):
            queue.finish(queue.claim(1)[0], Fetched(status=200))
            clock.now += seconds
        queue.fail(queue.claim(1)[0], "too_slow", "took long", retry_seconds=60)
        queue.fail(queue.claim(1)[0], "status", "404", status=404, ending="gone")
        queue.claim(1)
        queue.add([NewTarget(url="https://b.example/feed", source="b", kind="feed")])
        note_failure(conn, "b.example", "dns", rest_seconds=lambda _failures: 600, clock=clock)
    turns.try_take("a.example", 5, 8)
    with closing(open_corpus(path, read_only=True)) as conn:
        return read_crawl_status(conn, now=clock.now)


def test_targets_are_counted(status: CrawlStatus) -> None:
    assert status.targets == (
        TargetTally(source="a", kind="article", state="done", n=2),
        TargetTally(source="a", kind="article", state="gone", n=1),
        TargetTally(source="a", kind="article", state="queued", n=2),
        TargetTally(source="b", kind="feed", state="queued", n=1),
    )
    assert (status.n_due, status.n_claimed, status.articles_last_hour) == (1, 1, 1)


def test_hosts_are_described(status: CrawlStatus, clock: Clock) -> None:
    a, b = status.hosts
    assert (a.host, a.is_asked, a.n_queued, a.crawl_delay) == ("a.example", True, 1, 8)
    assert (a.asked_at, a.next_at) == (clock.now, clock.now + 8)
    assert a.errors == {"too_slow": 1, "status": 1}
    assert (b.host, b.is_asked, b.n_queued, b.errors) == ("b.example", False, 1, {})
    assert (b.failures, b.last_error) == (1, "dns")
    assert b.next_at == b.quarantined_until == clock.now + 600


def test_crawlers_are_named(status: CrawlStatus, crawler: Crawler) -> None:
    (one,) = status.crawlers
    assert (one.machine, one.pid, one.n_claimed) == (crawler.machine, crawler.pid, 1)


def test_a_corpus_without_a_crawl_has_nothing_to_tell(path: Path) -> None:
    with closing(open_corpus(path, read_only=True)) as conn:
        status = read_crawl_status(conn, now=0.0)
    assert status == CrawlStatus(
        targets=(), hosts=(), crawlers=(), n_due=0, n_claimed=0, articles_last_hour=0
    )
