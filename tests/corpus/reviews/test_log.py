"""The log is only ever added to, by several people at once, and survives a kill."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from corpus.errors import DatabaseRefusedError, InvalidRecordError
from corpus.reviews.decisions import Anchor, Decision, Draft
from corpus.reviews.lines import decision_line
from corpus.reviews.log import (
    append_draft,
    import_decisions,
    open_log,
    parse_lines,
    read_decisions,
    review_log_path,
)

DecisionOf = Callable[..., Decision]
DRAFT = Draft(
    by="Ani",
    action="reject",
    innovation_id="i1",
    anchors=(Anchor(article_id="a1", start=0, end=5, quote="Gesit"),),
)
WRITER = """
import sys
from pathlib import Path
from corpus.reviews.decisions import Anchor, Draft
from corpus.reviews.log import append_draft, open_log
path, by, n = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
anchor = Anchor(article_id="a1", start=0, end=5, quote="Gesit")
for number in range(n):
    with open_log(path) as log:
        draft = Draft(by=by, action="reject", innovation_id=f"i{number}", anchors=(anchor,))
        print(append_draft(log, draft).id, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.review.db"


def test_the_log_lies_beside_its_corpus() -> None:
    assert review_log_path("data/news.db") == Path("data/news.review.db")


def test_what_is_decided_later_sorts_later_even_if_the_clock_goes_back(path: Path) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with open_log(path) as log:
        ids = [
            append_draft(log, DRAFT, now=noon - timedelta(hours=hours)).id for hours in (0, 3, 0)
        ]
    assert [decision.id for decision in read_decisions(path)] == ids


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET by = 'Budi'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions",
        "INSERT INTO decisions SELECT * FROM decisions WHERE true "
        "ON CONFLICT (id) DO UPDATE SET by = 'Budi'",
    ],
)
def test_a_decision_can_be_neither_altered_nor_deleted(path: Path, statement: str) -> None:
    with open_log(path) as log:
        append_draft(log, DRAFT)
    plain = sqlite3.connect(path)  # without the settings of our own connections
    with pytest.raises(sqlite3.IntegrityError, match="a decision is never"):
        plain.execute(statement)
    plain.close()
    assert [decision.by for decision in read_decisions(path)] == ["Ani"]


def test_no_log_is_an_empty_one(path: Path) -> None:
    assert read_decisions(path) == ()
    assert not path.exists()


def test_another_file_is_refused_and_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseRefusedError, match="no review log"), open_log(path):
        pass
    assert path.read_bytes() == before


def test_a_newer_log_is_refused(path: Path) -> None:
    with open_log(path) as log:
        log.execute("PRAGMA user_version = 99")
    with pytest.raises(DatabaseRefusedError, match="version 99"):
        read_decisions(path)


def test_what_is_not_in_the_log_cannot_be_undone(path: Path) -> None:
    with open_log(path) as log, pytest.raises(InvalidRecordError, match="no decision"):
        append_draft(log, Draft(by="Ani", action="undo", target="d1"))
    assert read_decisions(path) == ()


def test_logs_merge_in_any_order_and_as_often_as_one_likes(
    tmp_path: Path, decision_of: DecisionOf
) -> None:
    logs = [
        [decision_of(1, "reject"), decision_of(4, "accept", by="Budi")],
        [decision_of(2, "accept")],
        [decision_of(4, "accept", by="Budi"), decision_of(3, "reject", by="Budi")],
    ]
    merged = set()
    for number, order in enumerate(permutations(logs)):
        path = tmp_path / f"{number}.review.db"
        with open_log(path) as log:
            reports = [import_decisions(log, decisions) for decisions in (*order, order[0])]
        assert sum(report.n_new for report in reports) == 4
        assert reports[-1].n_new == 0
        merged.add(tuple(map(decision_line, read_decisions(path))))
    assert len(merged) == 1


def test_an_altered_decision_is_refused_and_nothing_is_imported(
    path: Path, decision_of: DecisionOf
) -> None:
    honest, forged = decision_of(1, "reject"), decision_of(1, "accept")
    with open_log(path) as log:
        import_decisions(log, [honest])
        with pytest.raises(InvalidRecordError, match="another decision of this id"):
            import_decisions(log, [decision_of(2, "reject"), forged])
    assert read_decisions(path) == (honest,)


def test_bad_lines_are_named_by_their_numbers(decision_of: DecisionOf) -> None:
    good = decision_line(decision_of(1, "reject")).encode()
    decisions, problems = parse_lines([good, b"", b"\xff", b"{}", good], where="b.jsonl")
    assert len(decisions) == 2
    assert [problem.partition(": ")[0] for problem in problems] == ["b.jsonl:3", "b.jsonl:4"]


def _start_writer(path: Path, by: str, n: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), by, str(n)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_people_write_at_once_and_nothing_is_lost(path: Path) -> None:
    writers = [_start_writer(path, by, 25) for by in ("Ani", "Budi")]
    told = [writer.communicate(timeout=60)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    ids = [decision.id for decision in read_decisions(path)]
    assert len(ids) == 50
    assert sorted(ids) == sorted(told[0] + told[1])


def test_what_was_told_to_be_decided_survives_a_kill(path: Path) -> None:
    writer = _start_writer(path, "Ani", 100_000)
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(10)]
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    ids = [decision.id for decision in read_decisions(path)]
    assert ids[:10] == told
    with open_log(path) as log:
        append_draft(log, DRAFT)
        assert log.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert len(read_decisions(path)) == len(ids) + 1


def test_a_decision_that_could_not_be_read_again_is_not_written(path: Path) -> None:
    quote = "x" * 10_000
    anchors = tuple(
        Anchor(article_id=f"a{number}", start=0, end=len(quote), quote=quote)
        for number in range(1_700)
    )
    draft = Draft(by="Ani", action="reject", innovation_id="i1", anchors=anchors)
    with open_log(path) as log, pytest.raises(InvalidRecordError, match="too many places"):
        append_draft(log, draft)
    assert read_decisions(path) == ()
