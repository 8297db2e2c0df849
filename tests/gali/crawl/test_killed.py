"""A crawl that is killed again and again ends with the corpus of one that was left in peace."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sites.server import SiteServer
from sites.visits import shortest_pause
from sites.world import STYLES

PROCESS = Path(__file__).parent / "crawl_process.py"
CROWD = ("wordpress", "wordpress_closed", "joomla", "network_daily")
N_KILLS = 60


def _start(db: Path, port: int, styles: Sequence[str], delay: float = 0.0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROCESS), str(db), str(port), *styles],
        stdout=subprocess.PIPE,
        text=True,
        env={"DELAY": str(delay), "PATH": "/usr/bin:/bin"},
    )


def _finish(db: Path, port: int, styles: Sequence[str], delay: float = 0.0) -> None:
    process = _start(db, port, styles, delay)
    output, _ = process.communicate(timeout=300)
    assert (process.returncode, output) == (0, "True\n")


def _rows(db: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(db)) as conn:
        return conn.execute(query).fetchall()


def _content(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a crawl leaves behind, without its times."""
    return {
        "articles": _rows(
            db,
            "SELECT id, url, title, text, published, author, duplicate_of "
            "FROM articles ORDER BY id",
        ),
        "pages": _rows(db, "SELECT origin, digest FROM pages ORDER BY 1, 2"),
        "targets": _rows(
            db,
            "SELECT canonical_url, kind, due_at IS NULL FROM crawl_targets "
            "WHERE kind = 'article' ORDER BY 1",
        ),
    }


@pytest.mark.slow
def test_sixty_kills_change_nothing(tmp_path: Path) -> None:
    outlets = [STYLES[style](n_articles=60) for style in CROWD]
    chance = random.Random(60)
    with SiteServer(outlets) as server:
        _finish(tmp_path / "quiet.db", server.port, CROWD)
        n_quiet = len(server.visits)
        disturbed = tmp_path / "killed.db"
        for _ in range(N_KILLS):
            process = _start(disturbed, server.port, CROWD)
            time.sleep(chance.uniform(0.6, 1.6))
            process.kill()
            process.communicate()
        _finish(disturbed, server.port, CROWD)
        n_disturbed = len(server.visits) - n_quiet
    assert _content(disturbed) == _content(tmp_path / "quiet.db")
    assert len(_content(disturbed)["articles"]) == 4 * 60
    # What was under way when the process died is asked for again, and lists are read anew.
    assert n_disturbed < n_quiet + N_KILLS * 20


@pytest.mark.slow
def test_the_pause_is_kept_over_kills(tmp_path: Path) -> None:
    outlets = [STYLES["joomla"](n_articles=12)]
    with SiteServer(outlets) as server:
        for _ in range(5):
            process = _start(tmp_path / "corpus.db", server.port, ["joomla"], delay=0.3)
            time.sleep(1.7)
            process.kill()
            process.communicate()
        _finish(tmp_path / "corpus.db", server.port, ["joomla"], delay=0.3)
        # The server notes the end of an answer a moment after the crawler has it.
        assert shortest_pause(server.visits) >= 0.3 - 0.03
