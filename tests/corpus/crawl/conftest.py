"""A queue on a clock of our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_clock import Clock

from corpus.crawl.connection import SharedConnection
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import Crawler, new_crawler
from corpus.crawl.turns import HostTurns
from corpus.schema import open_corpus


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def crawler() -> Crawler:
    return new_crawler()


@pytest.fixture
def frontier(conn: sqlite3.Connection, crawler: Crawler, clock: Clock) -> Frontier:
    return Frontier(conn, crawler, clock=clock)


@pytest.fixture
def other(conn: sqlite3.Connection, clock: Clock) -> Frontier:
    """The same queue as another crawler sees it."""
    return Frontier(conn, new_crawler(), clock=clock)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    open_corpus(path).close()
    return path


@pytest.fixture
def shared(path: Path) -> Iterator[SharedConnection]:
    with SharedConnection(path) as connection:
        yield connection


@pytest.fixture
def turns(shared: SharedConnection, crawler: Crawler, clock: Clock) -> HostTurns:
    return HostTurns(shared, crawler, clock=clock)
