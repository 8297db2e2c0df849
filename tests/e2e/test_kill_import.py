"""An import that is killed at any moment leaves a sound corpus, and goes on where it was.

Real processes, killed by SIGKILL: no handler runs, nothing is flushed.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.reader import iter_articles
from corpus.schema import open_corpus
from gali.cli.app import app

N_KILLS = 50
N_ARTICLES = 1_000
WORDS = (
    "warga desa kota layanan bupati kegiatan sekolah kesehatan pasar jalan air bersih bidan guru "
    "dinas kantor rapat musim hujan panen sungai hutan laut kapal nelayan petani lomba juara"
).split()
# Tables of the full text are not compared: how it is split into segments depends on the history;
# what it holds is examined by `gali check`.
TABLES = ("articles", "pages", "sources", "extractions", "mentions", "innovations")


@pytest.fixture(scope="module")
def articles_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several hundred articles of our own, some of them copies."""
    chance = random.Random(20_211)
    path = tmp_path_factory.mktemp("kill") / "articles.jsonl"
    texts = [
        "\n".join(" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(4))
        for _ in range(N_ARTICLES)
    ]
    records = [
        {
            "id": f"n{number}",
            "title": f"Kabar ke-{number // 2 if number % 20 == 1 else number}",
            "text": texts[number - 1] if number % 20 == 1 else text,
            "published": f"2022-0{1 + number % 9}-1{number % 7}",
            "url": f"https://kabar.example/{number}",
        }
        for number, text in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def _start(articles_file: Path, db: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gali", "import", str(articles_file), "--db", str(db)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _run(articles_file: Path, db: Path) -> float:
    start = time.perf_counter()
    assert _start(articles_file, db).wait() == 0
    return time.perf_counter() - start


def _dump(db: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(db)) as conn:
        return {table: conn.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def _is_sound(db: Path) -> bool:
    """Assert that a corpus is sound, or, killed before its first commit, empty; return which.

    The size of the file does not tell: the first commit may lie in the log beside it.
    """
    result = CliRunner().invoke(app, ["check", "--db", str(db)])
    assert result.exit_code == 0 or "it is empty" in result.output, result.output
    return result.exit_code == 0


def _titles_and_texts(db: Path) -> dict[str, tuple[str, str]]:
    if not db.exists() or not _is_sound(db):
        return {}
    with closing(open_corpus(db)) as conn:
        return {article.id: (article.title, article.text) for article in iter_articles(conn)}


@pytest.mark.slow
def test_fifty_kills_leave_a_sound_corpus_that_ends_as_an_undisturbed_one(
    articles_file: Path, tmp_path: Path
) -> None:
    undisturbed = tmp_path / "undisturbed.db"
    seconds = min(_run(articles_file, tmp_path / "first.db"), _run(articles_file, undisturbed))
    whole = _titles_and_texts(undisturbed)
    chance = random.Random(7)
    db, n_partial, n_corpora = tmp_path / "killed-0.db", 0, 0
    for _ in range(N_KILLS):
        process = _start(articles_file, db)
        time.sleep(chance.uniform(0.1, 1.0) * seconds)
        process.kill()
        process.wait()
        kept = _titles_and_texts(db)
        assert kept.items() <= whole.items()
        n_partial += 0 < len(kept) < len(whole)
        if len(kept) == len(whole) or chance.random() < 0.3:
            n_corpora += 1
            db = tmp_path / f"killed-{n_corpora}.db"
    assert n_partial >= 5, "the kills came too early or too late to prove anything"
    _run(articles_file, db)
    assert _is_sound(db)
    assert _dump(db) == _dump(undisturbed)


def test_importing_twice_changes_nothing(articles_file: Path, tmp_path: Path) -> None:
    db = tmp_path / "twice.db"
    _run(articles_file, db)
    once = _dump(db)
    assert len(once["articles"]) == N_ARTICLES
    _run(articles_file, db)
    assert _dump(db) == once
