"""A disk that is full at any stage harms nothing, and several programs at once do not meet.

Real processes. What no file may grow beyond stands for the end of the disk (RLIMIT_FSIZE).
"""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from unwatched import UNWATCHED

from corpus.check import check_corpus
from corpus.connection import connect
from corpus.migrations import MIGRATIONS, migrate
from corpus.schema import open_corpus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
GOLD = Path(__file__).parents[2] / "models" / "data" / "dev.jsonl"
N_ARTICLES = 16


def gali(*arguments: object, limit_bytes: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line, of which no file may grow beyond a limit."""

    def limit() -> None:
        if limit_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # else the kernel kills the process
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))

    command = [sys.executable, "-m", "gali", *map(str, arguments)]
    return subprocess.run(
        command, preexec_fn=limit, capture_output=True, text=True, check=False, env=UNWATCHED
    )


def articles(path: Path, start: int, n: int) -> Path:
    lines = GOLD.read_text(encoding="utf-8").splitlines()[start : start + n]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full")
    done = gali("run", articles(folder / "a.jsonl", 0, N_ARTICLES), "--db", folder / "corpus.db")
    assert done.returncode == 0, done.stderr
    return folder / "corpus.db"


@pytest.fixture
def db(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(corpus, tmp_path / "corpus.db"))


def insist_on_failure(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode in {1, 4}, (done.returncode, done.stderr)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize("stage", ["import", "extract", "link", "stem", "merge", "reference"])
def test_writing_to_the_corpus(db: Path, tmp_path: Path, stage: str) -> None:
    more = articles(tmp_path / "more.jsonl", N_ARTICLES, 12)
    if stage == "extract":
        assert gali("import", more, "--db", db).returncode == 0
    if stage == "merge":
        assert gali("run", more, "--db", tmp_path / "other.db").returncode == 0
    with closing(connect(db, read_only=False)) as conn:
        if stage == "link":
            conn.execute("UPDATE mentions SET innovation_id = NULL")
            conn.execute("DELETE FROM innovations")
            conn.execute("VACUUM")
        n_articles = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
    lists = tmp_path / "list.csv"
    lists.write_text("name\n" + "".join(f"Inovasi {n} {'x' * 300}\n" for n in range(3000)))
    command: dict[str, tuple[object, ...]] = {
        "import": ("import", more),
        "extract": ("run",),
        "link": ("run",),
        "stem": ("search", "melayani", "--stem", "--articles"),
        "merge": ("import", tmp_path / "other.db"),
        "reference": ("reference", "import", lists),
    }
    # Journals and new pages need more room than this.
    done = gali(*command[stage], "--db", db, limit_bytes=db.stat().st_size + 4096)
    if stage == "stem":  # the search goes on without
        assert "Traceback" not in done.stderr
        assert done.returncode in {0, 1, 3}
    elif done.returncode != 0 or stage in {"import", "merge", "reference"}:
        insist_on_failure(done)
        assert "no room left" in done.stderr or "disk failed" in done.stderr
    with closing(open_corpus(db)) as conn:
        assert check_corpus(conn) == []
        found = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert found >= n_articles
    # With room, the same command goes through.
    again = gali(*command[stage], "--db", db)
    assert again.returncode in {0, 3}, again.stderr


@pytest.mark.parametrize("export_format", ["csv", "jsonl", "postgres", "annotations"])
def test_exporting(db: Path, tmp_path: Path, export_format: str) -> None:
    before = db.read_bytes()
    target = tmp_path / "out"
    done = gali("export", export_format, target, "--db", db, limit_bytes=8192)
    insist_on_failure(done)
    assert not target.exists()
    assert not list(tmp_path.glob("*.part"))
    assert db.read_bytes() == before


def test_migrating(tmp_path: Path) -> None:
    old = tmp_path / "corpus.db"
    with closing(connect(old, read_only=False)) as conn:
        migrate(conn, MIGRATIONS[:3])
    before = old.read_bytes()
    done = gali("run", "--db", old, limit_bytes=len(before) + 8192)
    insist_on_failure(done)
    with closing(connect(old, read_only=True)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == 3
        assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert gali("run", "--db", old).returncode == 0


def test_two_write_while_one_searches_and_nobody_is_refused(db: Path, tmp_path: Path) -> None:
    files = [articles(tmp_path / f"{n}.jsonl", N_ARTICLES + 12 * n, 12) for n in range(2)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "gali", "run", str(path), "--db", str(db)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for path in files
    ]
    n_searches = 0
    while any(writer.poll() is None for writer in writers):
        found = gali(
            "search", "inovasi", "--articles", "--limit", 1, "--format", "jsonl", "--db", db
        )
        assert found.returncode == 0, found.stderr
        assert json.loads(found.stdout)["id"]
        n_searches += 1
    for writer in writers:
        assert writer.wait() == 0
    assert n_searches
    with closing(open_corpus(db)) as conn:
        assert check_corpus(conn) == []
        assert conn.execute("SELECT count(*) FROM extractions").fetchone()[0] == N_ARTICLES + 24
