"""Readers and reviewers at once while the corpus is being written: no error, no lost decision.

Run: ``python benchmarks/serving.py CORPUS [--readers 50] [--reviewers 3] [--seconds 60]``.

A copy of the corpus is served by ``gali serve``; ``gali run --again`` extracts all of it anew, over
and over. Readers ask for pages one after the other, reviewers decide and take back. In the end each
decision that the server confirmed must stand in the log, once, and be known to the corpus.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

import httpx

from corpus.reviews.log import read_decisions, review_log_path
from corpus.schema import open_corpus
from gali.reviewing.applying import apply_pending

PAGES = (
    *("/", "/cari?q=anak", "/cari?q=pelayanan&jenis=artikel", "/inovasi", "/daerah", "/replikasi"),
    *("/penghargaan", "/sektor", "/sektor/kesehatan", "/opd", "/tentang", "/tinjau", "/cari.csv"),
    *("/cari.json?q=inovasi", "/tinjau/riwayat", "/data/kamus"),
)
_GALI = (sys.executable, "-m", "gali")
_TIMEOUT_SECONDS = 60.0
_WRITTEN = re.compile(r"putusan=(d[0-9a-f]{22})")


@dataclass(slots=True)
class Tally:
    """What happened.

    Attributes:
        seconds: How long each answer took.
        statuses: How many answers there were of each status.
        failures: What should not have been.
        confirmed: Decisions that the server said it had written down.
        n_runs: Runs of ``gali run --again`` that ended well.
    """

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    n_runs: int = 0

    def percentile(self, percent: int) -> float:
        """Return the time in which that share of the answers came, in milliseconds."""
        if len(self.seconds) < 2:
            return 0.0
        return quantiles(self.seconds, n=100)[percent - 1] * 1000


def load(db: Path, *, n_readers: int, n_reviewers: int, seconds: float) -> Tally:
    """Serve a corpus to readers and reviewers while it is written; the corpus is changed.

    Args:
        db: A corpus with innovations.
        n_readers: Readers at once.
        n_reviewers: Reviewers at once.
        seconds: How long.
    """
    tally, ids = Tally(), _innovation_ids(db)
    end = threading.Event()
    with served(db) as address:
        work = [
            threading.Thread(target=_read, args=(address, ids, number, tally, end))
            for number in range(n_readers)
        ]
        work += [
            threading.Thread(target=_review, args=(address, ids, number, tally, end))
            for number in range(n_reviewers)
        ]
        work.append(threading.Thread(target=_write, args=(db, tally, end)))
        for thread in work:
            thread.start()
        time.sleep(seconds)
        end.set()
        for thread in work:
            thread.join()
    tally.failures += find_lost(db, tally.confirmed)
    return tally


def find_lost(db: Path, confirmed: Sequence[str]) -> list[str]:
    """Return in words which decisions are lost, unknown to anybody, or not known to the corpus."""
    with closing(open_corpus(db)) as conn:
        apply_pending(conn)
        applied = {row[0] for row in conn.execute("SELECT decision_id FROM applied_decisions")}
    logged = [decision.id for decision in read_decisions(review_log_path(db))]
    found = [f"lost: {one}" for one in confirmed if one not in set(logged)]
    found += [f"never confirmed: {one}" for one in logged if one not in set(confirmed)]
    return found + [f"not applied: {one}" for one in logged if one not in applied]


@contextmanager
def served(db: Path) -> Iterator[str]:
    """Serve a corpus from a process of its own and yield its address."""
    command = (*_GALI, "serve", "--db", str(db), "--port", "0")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        address = re.search(r"http://[\d.:]+", said)
        assert address is not None, said
        try:
            yield address.group()
        finally:
            process.terminate()


def _read(
    address: str, ids: Sequence[str], number: int, tally: Tally, end: threading.Event
) -> None:
    """Ask for one page after the other."""
    random = Random(number)
    with httpx.Client(base_url=address, timeout=_TIMEOUT_SECONDS) as client:
        while not end.is_set():
            one = random.choice(ids)
            path = random.choice((*PAGES, f"/inovasi/{one}", f"/inovasi/{one}.json"))
            _ask(client, "GET", path, tally)


def _review(
    address: str, ids: Sequence[str], number: int, tally: Tally, end: threading.Event
) -> None:
    """Decide on one innovation after the other, and take some of it back."""
    random = Random(1000 + number)
    headers = {"origin": address}
    with httpx.Client(base_url=address, timeout=_TIMEOUT_SECONDS, headers=headers) as client:
        client.post("/tinjau/masuk", data={"nama": f"Peninjau {number}"})
        while not end.is_set():
            form = {"id": random.choice(ids), "catatan": f"uji {random.random()}"}
            action = random.choice(("tolak", "perbaiki", "catat"))
            form |= {"owner": f"Dinas {number}"} if action == "perbaiki" else {}
            decided = _decide(client, form | {"tindakan": action}, tally)
            if decided and action != "catat":
                _decide(client, {"tindakan": "urung", "putusan": decided}, tally)


def _decide(client: httpx.Client, form: dict[str, str], tally: Tally) -> str | None:
    """Send a decision; return its id as the server confirms it."""
    answer = _ask(client, "POST", "/tinjau/putusan", tally, form)
    found = _WRITTEN.search(answer.headers.get("location", "")) if answer is not None else None
    if found is None:
        return None
    tally.confirmed.append(found.group(1))
    return found.group(1)


def _ask(
    client: httpx.Client, method: str, path: str, tally: Tally, form: dict[str, str] | None = None
) -> httpx.Response | None:
    """Ask once and note how that went."""
    start = time.perf_counter()
    try:
        answer = client.request(method, path, data=form)
    except httpx.HTTPError as error:
        tally.failures.append(f"{method} {path}: {error!r}")
        return None
    tally.seconds.append(time.perf_counter() - start)
    tally.statuses[answer.status_code] += 1
    # Innovations come and go while they are linked anew: their pages may move or be gone.
    is_expected = answer.status_code < 400 or (answer.status_code == 404 and "/inovasi/" in path)
    if not is_expected and not (answer.status_code in {400, 404} and form is not None):
        tally.failures.append(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
    return answer


def _write(db: Path, tally: Tally, end: threading.Event) -> None:
    """Extract the whole corpus anew, again and again."""
    while not end.is_set():
        command = (*_GALI, "run", "--again", "--quiet", "--db", str(db))
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            tally.failures.append(f"gali run: {done.returncode} {done.stderr[-500:]}")
            return
        tally.n_runs += 1


def _innovation_ids(db: Path) -> list[str]:
    """Return the ids of the innovations of a corpus."""
    with closing(sqlite3.connect(db)) as conn:
        return [row[0] for row in conn.execute("SELECT id FROM innovations ORDER BY id LIMIT 500")]


def main() -> int:
    """Put a copy of a corpus under load and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        db = Path(shutil.copy(given.corpus, Path(folder) / "corpus.db"))
        tally = load(
            db, n_readers=given.readers, n_reviewers=given.reviewers, seconds=given.seconds
        )
    print(f"{given.readers} readers, {given.reviewers} reviewers, {given.seconds:.0f} s")
    print(f"answers: {len(tally.seconds)} ({dict(sorted(tally.statuses.items()))})")
    print(f"p50 {tally.percentile(50):.0f} ms, p95 {tally.percentile(95):.0f} ms")
    print(f"runs of `gali run --again`: {tally.n_runs}")
    print(f"decisions: {len(tally.confirmed)}; failures: {len(tally.failures)}")
    for failure in tally.failures[:20]:
        print(f"  {failure}")
    return bool(tally.failures)


if __name__ == "__main__":
    sys.exit(main())
