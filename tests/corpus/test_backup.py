"""A backup is whole, sound and of one moment; a corpus comes back from it as it was."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from unwatched import UNWATCHED

from corpus.backup import restore_backup, write_backup
from corpus.check import check_corpus
from corpus.connection import connect, transaction
from corpus.errors import DatabaseRefusedError
from corpus.records import Source
from corpus.reviews.log import open_log, review_log_path
from corpus.schema import SCHEMA_VERSION, open_corpus
from corpus.writer import write_sources

RowsOf = Callable[[sqlite3.Connection], dict[str, list[tuple[object, ...]]]]
DECISION = (
    "INSERT INTO decisions (id, at, by, action, kind, line) "
    "VALUES ('d1', '2026-01-01T00:00:00.000000Z', 'Ani', 'note', 'innovation', '{}')"
)


def rows_in(path: Path, rows_of: RowsOf) -> dict[str, list[tuple[object, ...]]]:
    with closing(connect(path, read_only=True)) as conn:
        return rows_of(conn)


@pytest.fixture
def reviewed(sound: Path) -> Path:
    with open_log(review_log_path(sound)) as log:
        log.execute(DECISION)
    return sound


@pytest.mark.parametrize("compress", [False, True], ids=["plain", "compressed"])
def test_a_corpus_comes_back_as_it_was(
    reviewed: Path, tmp_path: Path, rows_of: RowsOf, compress: bool
) -> None:
    before = rows_in(reviewed, rows_of)
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    report = write_backup(reviewed, copy, compress=compress)
    assert (report.path, report.n_bytes) == (copy, copy.stat().st_size)
    assert report.review_log == review_log_path(copy)
    with closing(open_corpus(reviewed)) as conn:
        conn.execute("DELETE FROM evidence")
    with open_log(review_log_path(reviewed)) as log:
        log.execute(DECISION.replace("'d1'", "'d2'"))
    restored = restore_backup(copy, reviewed, force=True)
    assert rows_in(reviewed, rows_of) == before
    with open_log(review_log_path(reviewed), read_only=True) as log:
        assert [row["id"] for row in log.execute("SELECT id FROM decisions")] == ["d1"]
    with closing(open_corpus(reviewed, read_only=True)) as conn:
        assert check_corpus(conn) == []
    # What was replaced is kept.
    assert restored.replaced == reviewed.with_name("corpus.db.bak-replaced")
    with closing(connect(restored.replaced, read_only=True)) as conn:
        assert conn.execute("SELECT count(*) FROM evidence").fetchone()[0] == 0
    assert not list(tmp_path.rglob("*.part*"))


def test_a_backup_is_a_corpus_that_can_be_opened(sound: Path, tmp_path: Path) -> None:
    write_backup(sound, tmp_path / "copy.db")
    with closing(open_corpus(tmp_path / "copy.db", read_only=True)) as conn:
        assert check_corpus(conn) == []


def test_two_backups_are_equal(reviewed: Path, tmp_path: Path) -> None:
    for compress in (False, True):
        one, other = tmp_path / f"one{compress}", tmp_path / f"other{compress}"
        write_backup(reviewed, one, compress=compress)
        write_backup(reviewed, other, compress=compress)
        assert one.read_bytes() == other.read_bytes()


def test_a_backup_is_smaller_when_compressed(sound: Path, tmp_path: Path) -> None:
    plain = write_backup(sound, tmp_path / "plain")
    packed = write_backup(sound, tmp_path / "packed", compress=True)
    assert packed.n_bytes < plain.n_bytes / 2


def test_it_is_of_one_moment_whatever_others_write(sound: Path, tmp_path: Path) -> None:
    """Pairs of rows are written in one transaction; a copy must never hold one of a pair."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        with closing(open_corpus(sound)) as conn:
            while not stop.is_set():
                number += 1
                time.sleep(0.003)
                with transaction(conn):
                    for part in "ab":
                        source = Source(slug=f"{part}{number}", name="Kabar " * 200)
                        write_sources(conn, [source])

    writer = threading.Thread(target=write)
    writer.start()
    numbers = []
    try:
        for number in range(8):
            time.sleep(0.05)
            write_backup(sound, tmp_path / f"copy{number}.db")
            with closing(connect(tmp_path / f"copy{number}.db", read_only=True)) as conn:
                query = "SELECT count(*) FROM sources WHERE slug LIKE ?"
                pair = [conn.execute(query, (f"{part}%",)).fetchone()[0] for part in "ab"]
                assert pair[0] == pair[1]
                numbers.append(pair[0])
    finally:
        stop.set()
        writer.join()
    assert numbers[-1] > numbers[0]


@pytest.mark.parametrize("place", ["corpus", "log"])
def test_nothing_is_overwritten_unasked(reviewed: Path, tmp_path: Path, place: str) -> None:
    copy = tmp_path / "copy.db"
    taken = copy if place == "corpus" else review_log_path(copy)
    taken.write_text("mine")
    with pytest.raises(DatabaseRefusedError, match="something already"):
        write_backup(reviewed, copy)
    assert taken.read_text() == "mine"
    write_backup(reviewed, copy, force=True)
    assert taken.read_bytes().startswith(b"SQLite")
    with pytest.raises(DatabaseRefusedError, match="something already"):
        restore_backup(copy, reviewed)


def test_an_older_corpus_is_copied_as_it_is(sound: Path, tmp_path: Path) -> None:
    with closing(connect(sound, read_only=False)) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    write_backup(sound, tmp_path / "copy.db")
    with closing(connect(tmp_path / "copy.db", read_only=True)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION - 1


@pytest.mark.parametrize(
    ("kind", "compress"),
    [
        *((kind, False) for kind in ("other program", "newer")),
        *((k, c) for k in ("cut off", "one bit", "no database", "empty") for c in (False, True)),
    ],
)
def test_a_bad_backup_is_refused_and_changes_nothing(
    sound: Path, tmp_path: Path, kind: str, compress: bool
) -> None:
    copy = tmp_path / "copy"
    source = sound
    if kind in {"other program", "newer"}:
        source = tmp_path / "changed.db"
        shutil.copy(sound, source)
        with closing(connect(source, read_only=False)) as conn:
            change = {"other program": "application_id = 7", "newer": "user_version = 99"}[kind]
            conn.execute(f"PRAGMA {change}")
        shutil.copy(source, copy)
    else:
        write_backup(source, copy, compress=compress)
    content = copy.read_bytes()
    if kind == "cut off":
        copy.write_bytes(content[: len(content) // 2])
    elif kind == "one bit":
        middle = content.find(b"CREATE TABLE regions") if not compress else len(content) // 2
        copy.write_bytes(content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :])
    elif kind == "no database":
        copy.write_bytes(b"halo" * 1000)
    elif kind == "empty":
        copy.write_bytes(b"")
    before = sound.read_bytes()
    with pytest.raises(DatabaseRefusedError) as caught:
        restore_backup(copy, sound, force=True)
    assert caught.value.where == str(copy)
    assert sound.read_bytes() == before
    assert not list(tmp_path.glob("*.part*"))


def test_a_corpus_that_somebody_writes_to_is_not_replaced(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(sound, tmp_path / "copy.db")
    monkeypatch.setattr("corpus.connection.BUSY_SECONDS", 0.1)
    with (
        closing(open_corpus(sound)) as conn,
        transaction(conn),
        pytest.raises(DatabaseRefusedError, match="locked"),
    ):
        restore_backup(tmp_path / "copy.db", sound, force=True)


def test_a_damaged_corpus_is_replaced_and_a_stale_journal_is_not_applied(
    sound: Path, tmp_path: Path, rows_of: RowsOf
) -> None:
    before = rows_in(sound, rows_of)
    write_backup(sound, tmp_path / "copy.db")
    sound.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    stale = sound.with_name("corpus.db-journal")
    stale.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    restore_backup(tmp_path / "copy.db", sound, force=True)
    assert not stale.exists()
    assert rows_in(sound, rows_of) == before


def test_what_a_journal_beside_a_backup_holds_is_heeded(sound: Path, tmp_path: Path) -> None:
    """A copy made with `cp` while somebody wrote has a hot journal, which must be undone."""
    copied = tmp_path / "cp.db"
    with closing(open_corpus(sound)) as conn:
        conn.execute("PRAGMA cache_size = 10")
        with transaction(conn):
            for number in range(500):
                row = (f"kabar-{number:03}", "Kabar " * 200)
                conn.execute("INSERT INTO sources (slug, name) VALUES (?, ?)", row)
            for file in tmp_path.glob("corpus.db*"):
                shutil.copy(file, tmp_path / file.name.replace("corpus", "cp"))
    restore_backup(copied, tmp_path / "back.db")
    with closing(open_corpus(tmp_path / "back.db", read_only=True)) as conn:
        assert conn.execute("SELECT count(*) FROM sources").fetchone()[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="limits of processes are those of Linux")
@pytest.mark.parametrize("step", ["backup", "compressed backup", "restore"])
def test_a_full_disk_leaves_what_was_there(reviewed: Path, tmp_path: Path, step: str) -> None:
    """No file may grow beyond a limit, as on a disk that is full."""
    copy = tmp_path / "copy.db"
    write_backup(reviewed, copy)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    verb, source = ("restore", copy) if step == "restore" else ("backup", copy)
    options = ["--compress", "zstd"] if step == "compressed backup" else []
    command = [sys.executable, "-m", "gali", verb, str(source), "--force", "--db", str(reviewed)]

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # else the kernel kills the process
        resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))

    done = subprocess.run(
        [*command, *options],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        env=UNWATCHED,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_backup_that_is_killed_leaves_the_earlier_one(reviewed: Path, tmp_path: Path) -> None:
    with closing(open_corpus(reviewed)) as conn:
        sources = (Source(slug=f"kabar{n}", name="Kabar " * 400) for n in range(8000))
        write_sources(conn, sources)
    folder = tmp_path / "copies"
    folder.mkdir()
    copy = folder / "copy.db"
    write_backup(reviewed, copy)
    before = copy.read_bytes()
    with closing(open_corpus(reviewed)) as conn:
        write_sources(conn, [Source(slug="baru", name="Baru")])
    command = [sys.executable, "-m", "gali", "backup", str(copy), "--force", "--db", str(reviewed)]
    killed = False
    for _ in range(20):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while process.poll() is None and not list(folder.glob("*.part*")):
            time.sleep(0.001)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if copy.read_bytes() == before:
            killed = True
            break
        write_backup(reviewed, copy, force=True)
        before = copy.read_bytes()
    assert killed
    with closing(open_corpus(copy, read_only=True)) as conn:
        assert check_corpus(conn) == []
    # The next one goes through.
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
