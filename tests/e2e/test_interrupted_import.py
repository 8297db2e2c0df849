"""Ctrl-C ends an import with its own exit code; what was committed stays."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from gali.pipeline import ARTICLES_IN_A_BATCH

PATIENCE_SECONDS = 30.0


def _count(db: Path) -> int:
    try:
        with closing(sqlite3.connect(db)) as conn:
            return int(conn.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _wait_for(db: Path, n_articles: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while _count(db) < n_articles:
        assert time.monotonic() < end, "the import did not come so far"
        time.sleep(0.02)


def _heed_interrupts() -> None:
    """Undo what a shell does to programs in the background, which children inherit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_keeps_the_batches_that_were_committed(tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    n_committed = 2 * ARTICLES_IN_A_BATCH
    records = [
        {"id": str(number), "title": f"Kabar {number}", "text": f"Warga menanam pohon {number}."}
        for number in range(n_committed + ARTICLES_IN_A_BATCH // 2)
    ]
    # Fills the pipe's and the reader's buffers, so that they hand on what came before.
    padding = {"id": "last", "title": "Kabar terakhir", "text": "Warga pulang. " * 40_000}
    process = subprocess.Popen(
        [sys.executable, "-m", "gali", "import", "-", "--db", str(db)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,
    )
    assert process.stdin
    assert process.stderr
    for record in [*records, padding]:
        process.stdin.write(json.dumps(record).encode() + b"\n")
    process.stdin.flush()
    _wait_for(db, n_committed)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=PATIENCE_SECONDS) == 130
    message = process.stderr.read().decode()
    process.stderr.close()
    process.stdin.close()
    assert "Interrupted" in message
    assert "Traceback" not in message
    assert _count(db) == n_committed
