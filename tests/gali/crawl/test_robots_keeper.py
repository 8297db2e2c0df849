"""A robots.txt in the corpus is found again by the next process."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.crawl.connection import SharedConnection
from corpus.schema import open_corpus
from gali.crawl.robots_keeper import CorpusRobots
from harvest.fetching.robots_cache import KeptRobots, RobotsKeeper

ORIGIN = "https://kabar.example"


@pytest.mark.parametrize("body", [None, b"User-agent: *\nDisallow: /\n"])
def test_what_was_kept_is_loaded(tmp_path: Path, body: bytes | None) -> None:
    open_corpus(tmp_path / "corpus.db").close()
    robots = KeptRobots(body=body, fetched_at=datetime(2026, 9, 4, 1, 2, 3, tzinfo=UTC))
    with SharedConnection(tmp_path / "corpus.db") as shared:
        CorpusRobots(shared).keep(ORIGIN, robots)
    with SharedConnection(tmp_path / "corpus.db") as shared:
        keeper: RobotsKeeper = CorpusRobots(shared)
        assert keeper.load(ORIGIN) == robots
        assert keeper.load("https://warta.example") is None
