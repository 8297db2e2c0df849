"""``gali harvest status``: how a crawl stands, for people and programs, also while it runs."""

from __future__ import annotations

import csv
import io
import json
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest
from site_door import Desk
from sites.behaviour import Behaviour
from sites.world import STYLES

from corpus.crawl.hosts import note_failure
from corpus.schema import open_corpus

MERAUKE, PONOROGO = "pemerintah-kabupaten-merauke", "pemerintah-kabupaten-ponorogo"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A corpus of two outlets, of one of which robots.txt forbids the articles."""
    desk = Desk(tmp_path_factory.mktemp("crawled"))
    closed = Behaviour(disallowed=("/berita/detail",))
    outlets = STYLES["joomla"](n_articles=6), STYLES["codeigniter"](n_articles=4, behaviour=closed)
    with desk.served(*outlets):
        result = desk.run("run", MERAUKE, PONOROGO, "--db", desk.db)
    assert result.exit_code == 4, result.output
    return desk


def test_without_a_corpus_it_fails(desk: Desk) -> None:
    result = desk.run("status")
    assert result.exit_code == 1
    assert "there is no such database" in result.stderr
    assert not desk.db.exists()


def test_a_corpus_without_a_crawl_says_what_to_do(desk: Desk) -> None:
    open_corpus(desk.db).close()
    result = desk.run("status")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "Nothing was crawled into this corpus yet: gali harvest run\n"


def test_each_outlet_has_a_line(crawled: Desk) -> None:
    result = crawled.run("status", "--db", crawled.db)
    assert result.exit_code == 0
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first.pop("lists") > 0
    assert first == {
        "source": MERAUKE,
        "fetched": 6,
        "queued": 0,
        "failed": 0,
        "refused": 0,
        "gone": 0,
    }
    assert (second["source"], second["fetched"], second["refused"]) == (PONOROGO, 0, 4)
    assert result.stderr == (
        "0 addresses due; in the last hour 6 articles fetched; 2 hosts, 0 of them resting. "
        "Crawling now: nobody.\n"
    )


def test_csv_has_the_same_figures(crawled: Desk) -> None:
    result = crawled.run("status", "--format", "csv", "--db", crawled.db)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["source"], row["fetched"], row["refused"]) for row in rows] == [
        (MERAUKE, "6", "0"),
        (PONOROGO, "0", "4"),
    ]


@pytest.mark.parametrize("words", [[], ["--hosts"], ["--errors"]])
def test_tables_fit_a_terminal_of_a_hundred_columns(crawled: Desk, words: list[str]) -> None:
    result = crawled.run("status", *words, "--format", "table", "--db", crawled.db)
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    assert "…" not in lines[1]
    assert "ponorogo" in result.stdout


def test_hosts_tell_their_failures(crawled: Desk) -> None:
    result = crawled.run("status", "--hosts", "--db", crawled.db)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["host"], row["errors"], row["rests_until"]) for row in rows] == [
        ("merauke-kab.localhost", None, None),
        ("ponorogo-kab.localhost", "robots 4", None),
    ]


def test_a_host_that_rests_says_until_when(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=2)):
        desk.run("run", MERAUKE)
    with closing(open_corpus(desk.db)) as conn:
        for _ in range(5):
            note_failure(conn, "merauke-kab.localhost", "connect", rest_seconds=lambda _: 600.0)
    result = desk.run("status", "--hosts")
    (row,) = (json.loads(line) for line in result.stdout.splitlines())
    assert row["rests_until"] is not None
    assert "1 host, 1 of them resting" in result.stderr


def test_errors_tell_why_and_where(crawled: Desk) -> None:
    result = crawled.run("status", "--errors", "--db", crawled.db)
    (error,) = (json.loads(line) for line in result.stdout.splitlines())
    assert error["example_url"].startswith("http://ponorogo-kab.localhost:")
    assert (error["source"], error["kind"], error["n"], error["n_given_up"]) == (
        PONOROGO,
        "robots",
        4,
        4,
    )
    assert error["words"] == "the site's robots.txt forbids it"


def test_words_of_servers_cannot_move_the_cursor(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=1)):
        desk.run("run", MERAUKE)
    with closing(open_corpus(desk.db)) as conn:
        conn.execute(
            "UPDATE crawl_targets SET error_kind = 'broken', error_words = ?", ("\x1b[2J=1+1",)
        )
    for shown in ("table", "jsonl", "csv"):
        result = desk.run("status", "--errors", "--format", shown)
        assert result.exit_code == 0
        assert shown == "csv" or "\x1b" not in result.stdout


def test_quiet_prints_the_rows_alone(crawled: Desk) -> None:
    result = crawled.run("status", "--quiet", "--db", crawled.db)
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == ""


def test_it_can_be_looked_at_while_a_crawl_runs(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=40, behaviour=Behaviour(answer_seconds=0.2))
    with desk.served(outlet) as server:
        process = desk.start("run", MERAUKE)
        end = time.monotonic() + 30
        while len(server.visits) < 6:
            assert time.monotonic() < end
        result = desk.run("status")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        after = desk.run("status")
    assert result.exit_code == 0, result.output
    (row,) = (json.loads(line) for line in result.stdout.splitlines())
    assert row["source"] == MERAUKE
    assert f"process {process.pid}." in result.stderr
    assert "Crawling now: nobody." in after.stderr
