"""The demo shows what gali can do, does it again, and never touches a user's own corpus."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gali.cli.app import app

FOLDER = files("gali").joinpath("demo")
SAMPLE = [
    json.loads(line) for line in FOLDER.joinpath("sample.jsonl").read_text("utf-8").splitlines()
]
GOLD = [json.loads(line) for line in FOLDER.joinpath("gold.jsonl").read_text("utf-8").splitlines()]
INPUT_KEYS = {"id", "title", "text", "published", "outlet", "url", "adapted_from", "note"}


def _run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo.db"


@pytest.fixture(scope="module")
def tour(db: Path) -> str:
    result = _run("demo", "--db", db)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_sample_is_large_and_varied() -> None:
    innovations = [innovation for record in GOLD for innovation in record["innovations"]]
    assert len(SAMPLE) >= 30
    assert len({innovation["sector"] for innovation in innovations}) >= 15
    assert len({innovation["region"] for innovation in innovations}) >= 25
    assert sum(bool(record["replications"]) for record in GOLD) >= 8
    assert sum(bool(record["awards"]) for record in GOLD) >= 10
    assert sum(not record["relevant"] for record in GOLD) >= 5


def test_the_sample_says_that_it_was_adapted_and_holds_no_answers() -> None:
    assert all(set(record) == INPUT_KEYS for record in SAMPLE)
    assert all(record["note"].startswith("adapted") for record in SAMPLE)
    assert all(record["adapted_from"].startswith("http") for record in SAMPLE)
    assert [record["id"] for record in SAMPLE] == [record["id"] for record in GOLD]
    assert all(s["text"] == g["text"] for s, g in zip(SAMPLE, GOLD, strict=True))


def test_the_tour_shows_all_it_promises(tour: str) -> None:
    assert f"{len(SAMPLE)} news articles" in tour
    for section in (
        "What kind, and where",
        "Some of them, with the words that prove it",
        "Awards they won",
        "Regions that learn from each other",
        "You can search",
        "How good is it?",
        "Go on",
    ):
        assert section in tour
    assert "█" in tour
    assert "→" in tour
    assert "adapted for this project" in tour
    assert "development articles" in tour


def test_every_section_of_the_tour_holds_something(tour: str) -> None:
    sections = re.split(r"\n\n(?=\S)", tour.strip())
    assert all(len(section.splitlines()) >= 2 for section in sections)


def test_the_tour_fits_a_terminal_of_a_hundred_columns(tour: str) -> None:
    assert max(map(len, tour.splitlines())) <= 100


def test_quotes_come_from_the_sample(tour: str) -> None:
    quotes = re.findall(r"“([^“”]{20,})”", " ".join(tour.split()))
    texts = " ".join(" ".join(record["text"].split()) for record in SAMPLE)
    whole = [quote for quote in quotes if "…" not in quote]
    assert whole
    assert all(quote in texts for quote in whole)


def test_sources_of_quotes_stand_on_lines_of_their_own(tour: str) -> None:
    addresses = [line.strip() for line in tour.splitlines() if "https://" in line]
    assert len(addresses) >= 3
    assert all(re.fullmatch(r"https://[a-z]+-contoh\.example/[\w-]+", line) for line in addresses)


def test_the_sample_is_crawled_and_a_second_demo_finds_nothing_new(tmp_path: Path) -> None:
    first = _run("demo", "--db", tmp_path / "demo.db").stderr
    assert first == (
        "Crawled three sample sites on this machine: 43 new articles · 28 pages · 5 lists.\n"
    )
    second = _run("demo", "--db", tmp_path / "demo.db").stderr
    assert "0 new articles · 0 pages" in second
    status = _run("harvest", "status", "--db", tmp_path / "demo.db").stdout
    rows = [json.loads(line) for line in status.splitlines()]
    assert [(row["source"], row["fetched"], row["failed"]) for row in rows] == [
        ("kabar-contoh", 15, 0),
        ("suara-contoh", 14, 0),
        ("warta-contoh", 14, 0),
    ]


def test_quiet_shows_the_tour_alone(tmp_path: Path) -> None:
    result = _run("demo", "--db", tmp_path / "demo.db", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "news articles" in result.stdout


def test_a_second_demo_changes_nothing(db: Path, tour: str) -> None:
    before = _run("stats", "--db", db).stdout
    assert _run("demo", "--db", db).stdout == tour
    assert _run("stats", "--db", db).stdout == before


def test_the_next_steps_work(db: Path, tour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(db.parent)
    monkeypatch.setattr("sys.argv", ["gali"])
    tour = _run("demo", "--db", "demo.db").stdout
    steps = re.findall(r"^  (gali .*?--db demo\.db)", tour, re.MULTILINE)
    assert len(steps) >= 4
    for step in steps:
        result = _run(*shlex.split(step)[1:])
        assert result.exit_code == 0, step
        assert result.stdout


def test_without_a_flag_it_goes_to_demo_db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GALI_DB", "mine.db")
    assert _run("demo").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.db"]


def test_a_corpus_of_the_users_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("Kabar\nWarga menanam pohon.\n")
    assert _run("import", tmp_path / "own.txt", "--db", tmp_path / "own.db").exit_code == 0
    before = (tmp_path / "own.db").read_bytes()
    result = _run("demo", "--db", tmp_path / "own.db")
    assert result.exit_code == 1
    assert "articles of your own" in result.stderr
    assert (tmp_path / "own.db").read_bytes() == before


def test_the_demo_corpus_is_sound_and_links_articles(db: Path, tour: str) -> None:
    assert "Go on" in tour
    assert _run("check", "--db", db).exit_code == 0
    rows = [
        json.loads(line) for line in _run("search", "--limit", 0, "--db", db).stdout.splitlines()
    ]
    assert Counter(row["n_articles"] > 1 for row in rows)[True] >= 3
