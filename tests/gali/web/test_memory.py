"""Costly answers are found once for each version; behind the scenes when the corpus changed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gali.web import memory as module
from gali.web.memory import Memory, Recollection


class Corpus:
    """A corpus of one number, which takes as long to count as it is told."""

    def __init__(self) -> None:
        self.version = "1"
        self.seconds = 0.0
        self.n_counted = 0

    def count(self, _conn: sqlite3.Connection) -> str:
        time.sleep(self.seconds)
        self.n_counted += 1
        return self.version

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        conn = sqlite3.connect(":memory:")
        yield conn
        conn.close()


@pytest.fixture
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture
def memory(corpus: Corpus) -> Iterator[Memory]:
    made = Memory(lambda: corpus.version, corpus.reading)
    yield made
    made.close()


def _ask(memory: Memory, corpus: Corpus) -> tuple[str, bool]:
    recollection = Recollection(memory, corpus.version)
    with corpus.reading() as conn:
        return recollection.recall(conn, "count", corpus.count), recollection.is_stale


def test_an_answer_is_found_once_for_a_version(memory: Memory, corpus: Corpus) -> None:
    assert [_ask(memory, corpus) for _ in range(3)] == [("1", False)] * 3
    assert corpus.n_counted == 1


def test_a_cheap_answer_is_always_fresh(memory: Memory, corpus: Corpus) -> None:
    _ask(memory, corpus)
    corpus.version = "2"
    assert _ask(memory, corpus) == ("2", False)


def test_a_costly_answer_is_shown_as_it_was_until_it_is_found_anew(
    memory: Memory, corpus: Corpus
) -> None:
    corpus.seconds = 2 * module._COSTLY_SECONDS
    _ask(memory, corpus)
    corpus.version = "2"
    assert _ask(memory, corpus) == ("1", True)
    end = time.monotonic() + 20
    while _ask(memory, corpus) != ("2", False) and time.monotonic() < end:
        time.sleep(0.02)
    assert _ask(memory, corpus) == ("2", False)
    assert corpus.n_counted == 2


def test_what_was_not_asked_for_longest_is_forgotten(
    memory: Memory, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_ANSWERS", 2)
    with corpus.reading() as conn:
        for key in ("a", "b", "a", "c", "a"):
            Recollection(memory, "1").recall(conn, key, corpus.count)
    known = Recollection(memory, "1")
    assert [known.knows(key) for key in ("a", "b", "c")] == [True, False, True]


def test_a_failure_behind_the_scenes_is_tried_again(memory: Memory, corpus: Corpus) -> None:
    def fail(_conn: sqlite3.Connection) -> str:
        raise sqlite3.OperationalError("disk I/O error")

    memory.seek("count", fail)
    memory.seek("count", corpus.count)
    end = time.monotonic() + 20
    while not corpus.n_counted and time.monotonic() < end:
        memory.seek("count", corpus.count)
        time.sleep(0.02)
    assert Recollection(memory, "1").knows("count")
