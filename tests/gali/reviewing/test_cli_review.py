"""``gali review``: decisions on the command line, and logs of several people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result

from corpus.reviews.decisions import SubjectKind
from corpus.reviews.log import review_log_path
from corpus.reviews.states import State
from gali.cli.app import app
from gali.cli.verbs.review import log, queue

Review = Callable[..., Result]


@pytest.fixture
def review(db: Path) -> Review:
    """Run ``gali review`` on the corpus, as Ani unless somebody else is named."""

    def run(*arguments: object, code: int = 0, by: str | None = "Ani") -> Result:
        environment = {"GALI_REVIEWER": by or ""}
        words = ["review", *map(str, arguments), "--db", str(db)]
        result = CliRunner().invoke(app, words, env=environment)
        assert result.exit_code == code, result.output
        return result

    return run


def _rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def _shown(db: Path, name: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["show", name, "--format", "jsonl", "--db", str(db)])
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_what_is_accepted_leaves_the_queue(review: Review, db: Path) -> None:
    first, *others = _rows(review("queue"))
    review("accept", first["id"])
    assert [row["id"] for row in _rows(review("queue"))] == [row["id"] for row in others]
    told = _shown(db, first["id"])
    assert told["innovation"]["status"] == "diperiksa"
    assert told["review"]["checked_by"] == "Ani"


def test_a_correction_is_shown_with_what_the_articles_say(review: Review, db: Path) -> None:
    review("set", "Kirber", "--sector", "Health", "--owner", "Dinkes Salatiga", by="Budi")
    card = CliRunner().invoke(app, ["show", "Kirber", "--format", "table", "--db", str(db)]).stdout
    assert "by Budi" in card
    assert "sector: adminduk" in card
    assert _shown(db, "Kirber")["innovation"]["owner_type"] == "dinas-kesehatan"


def test_a_note_is_kept_in_the_log_and_decides_nothing(review: Review, db: Path) -> None:
    before = _shown(db, "Kirber")["innovation"]
    review("note", "Kirber", "--note", "tanya Disdukcapil")
    (entry,) = _rows(review("log"))
    assert (entry["by"], entry["note"]) == ("Ani", "tanya Disdukcapil")
    assert _shown(db, "Kirber")["innovation"] == before


def test_an_award_is_rejected_by_its_place(review: Review, db: Path) -> None:
    (award,) = _rows(review("queue", "--kind", "award"))
    assert award["what"].startswith("Top 10")
    review("reject", award["id"], "--note", "lomba lain")
    review("queue", "--kind", "award", code=3)
    assert CliRunner().invoke(app, ["awards", "--db", str(db)]).exit_code == 3
    (entry,) = _rows(review("log"))
    assert (entry["state"], entry["note"]) == ("holds", "lomba lain")


def test_a_merge_is_shown_before_it_is_decided(review: Review) -> None:
    shown = review("merge", "Kirber", "Antarkita", "--dry-run").stdout.splitlines()
    assert [line[0] for line in shown] == ["-", "-", "+"]
    review("log", code=3)
    review("merge", "Kirber", "Antarkita")
    assert len(_rows(review("log"))) == 1


def test_a_split_names_articles_by_the_beginning_of_their_ids(review: Review, db: Path) -> None:
    article = _shown(db, "Sirup")["mentions"][-1]["article"]["id"]
    review("split", "Sirup", article[:12])
    assert len(_rows(review("queue", "--region", "banyumas"))) == 2
    review("split", "Kirber", article, code=1)


def test_an_undo_takes_back_and_stays_in_the_log(review: Review, db: Path) -> None:
    decided = review("rename", "Kirber", "Kirim").stdout.strip()
    assert _shown(db, "Kirim")["innovation"]["name"] == "Kirim"
    review("undo", decided, by="Budi")
    assert _shown(db, "Kirber")["innovation"]["name"] == "Kirber"
    assert [entry["state"] for entry in _rows(review("log"))] == ["holds", "undone"]
    assert len(_rows(review("log", "--state", "undone", "--by", "Ani"))) == 1


def test_nobody_decides_without_a_name(review: Review) -> None:
    assert "say who decides" in review("accept", "Kirber", by=None, code=2).output
    review("accept", "Kirber", "--by", "Ani", by=None)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["accept", "Nobody"], 1, "no innovation is called"),
        (["reject", "a1:award:7"], 1, "no award"),
        (["merge", "Kirber", "Kirber"], 1, "with itself"),
        (["set", "Kirber"], 2, "at least one field"),
        (["set", "Kirber", "--sector", "x"], 1, "no sector"),
        (["set", "Kirber", "--year", "20x1"], 1, "no year from 1900 to 2100"),
        (["rename", "Kirber", "x" * 5_000], 1, "xxx' is no value of name: it has 1 to 2,000"),
        (["undo", "d1"], 1, "no decision"),
        (["note", "Kirber"], 2, "say something"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_makes_no_sense_is_refused_in_words(
    review: Review, db: Path, arguments: list[str], code: int, words: str
) -> None:
    assert words in review(*arguments, code=code).output
    assert not _rows(review("log", code=3))


def test_without_a_corpus_nothing_is_made(review: Review, db: Path, tmp_path: Path) -> None:
    db.unlink()
    review("accept", "Kirber", code=1)
    assert "no such database" in review("export", code=1).stderr
    assert not db.exists()
    assert not review_log_path(db).exists()


def test_logs_of_two_people_are_merged(review: Review, db: Path, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "ani.jsonl", tmp_path / "budi.jsonl"
    review("set", "Kirber", "--year", 2020)
    review("export", "-o", mine)
    review_log_path(db).unlink()
    review("export", code=3)
    review("set", "Kirber", "--year", 2021, by="Budi")
    review("export", "-o", theirs)
    assert "1 new decision, 1 known" in review("import", mine, theirs).output
    assert "0 new decisions, 2 known" in review("import", theirs, mine).output
    assert [entry["state"] for entry in _rows(review("log"))] == ["disputed", "disputed"]
    assert _shown(db, "Kirber")["innovation"]["year"] == 2021
    assert len(_rows(review("queue", "--disputed"))) == 1
    both = mine.read_text() + theirs.read_text()
    assert review("export").stdout == both


def test_a_bad_line_is_named_and_nothing_is_imported(
    review: Review, db: Path, tmp_path: Path
) -> None:
    file = tmp_path / "decisions.jsonl"
    review("reject", "Kirber")
    review("export", "-o", file)
    review_log_path(db).unlink()
    file.write_text(f"{file.read_text()}\n{{}}\n", encoding="utf-8")
    assert f"{file}:3" in review("import", file, code=1).output
    assert not _rows(review("log", code=3))


def test_the_choices_are_those_of_the_log() -> None:
    assert get_args(State) == log.STATES
    assert get_args(SubjectKind) == queue.KINDS


def test_a_dangling_decision_is_reported(review: Review, db: Path) -> None:
    review("reject", "Laporkita")
    lines = review("export").stdout
    assert _rows(review("log"))[0]["state"] == "holds"
    gone = json.loads(lines)
    gone["anchors"][0]["article_id"] = "a-gone"
    gone["id"] = gone["id"][:-1] + ("0" if gone["id"][-1] != "0" else "1")
    file = db.parent / "gone.jsonl"
    file.write_text(json.dumps(gone) + "\n", encoding="utf-8")
    review("import", file)
    states = {row["state"]: row["n_lost"] for row in _rows(review("log"))}
    assert states == {"holds": 0, "dangling": 1}
    checked = CliRunner().invoke(app, ["check", "--db", str(db)])
    assert checked.exit_code == 0
    assert "1 decision on what is not in the corpus any more" in checked.stderr


def test_check_tells_what_the_corpus_does_not_show_yet(review: Review, db: Path) -> None:
    unreviewed = db.read_bytes()
    review("reject", "Laporkita")
    reviewed = db.read_bytes()
    db.write_bytes(unreviewed)
    checked = CliRunner().invoke(app, ["check", "--db", str(db)])
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "1 decision not in effect yet; `gali run` applies them" in checked.stderr
    db.write_bytes(reviewed)
    review_log_path(db).unlink()
    checked = CliRunner().invoke(app, ["check", "--db", str(db)])
    assert "1 decision in effect, but not in the log" in checked.stderr


@pytest.mark.parametrize("content", [b"no log at all", b"SQLite format 3\0 but damaged"])
def test_check_names_a_log_that_cannot_be_read(review: Review, db: Path, content: bytes) -> None:
    review_log_path(db).write_bytes(content)
    checked = CliRunner().invoke(app, ["check", "--db", str(db)])
    assert checked.exit_code == 1
    assert str(review_log_path(db)) in checked.stdout
    assert review_log_path(db).read_bytes() == content
