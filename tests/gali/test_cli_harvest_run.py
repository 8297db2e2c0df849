"""``gali harvest run`` as a user meets it: what it takes, what it says, how it is stopped."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from site_door import CONTACT, Desk
from sites.behaviour import GOOD, Behaviour
from sites.server import SiteServer
from sites.visits import shortest_pause
from sites.world import STYLES

from gali import __version__
from harvest.outlets.writing import write_manifest

MERAUKE, PONOROGO = "pemerintah-kabupaten-merauke", "pemerintah-kabupaten-ponorogo"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def test_outlets_are_crawled_by_slug_and_domain_and_the_notes_say_what_was_done(
    desk: Desk,
) -> None:
    outlets = [STYLES["joomla"](n_articles=12), STYLES["codeigniter"](n_articles=5)]
    with desk.served(*outlets):
        result = desk.run("run", MERAUKE, "www.ponorogo-kab.localhost", "--word", "inovasi")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    first, second, last = result.stderr.splitlines()
    assert first == (
        "Crawling 2 outlets, 5 s or more between requests to a host, "
        f"as gali/{__version__} (+mailto:{CONTACT})."
    )
    assert second.startswith("17 new articles · 17 pages · ")
    assert last == "Now: gali run, to read them for innovations."
    assert desk.rows("SELECT outlet, count(*) FROM articles GROUP BY outlet ORDER BY outlet") == [
        ("merauke-kab.localhost", 12),
        ("ponorogo-kab.localhost", 5),
    ]
    assert desk.count("pages") == 17


def test_a_second_run_fetches_nothing_new(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=8)
    with desk.served(outlet) as server:
        desk.run("run", MERAUKE)
        n_first = len(server.visits)
        result = desk.run("run", MERAUKE)
        second = server.visits[n_first:]
    assert result.exit_code == 0
    assert "0 new articles · 0 pages" in result.stderr
    assert "Now:" not in result.stderr
    articles = {truth.url for truth in outlet.truth}
    assert not [v for v in second if f"{outlet.base_url}{v.target}" in articles]


@pytest.mark.parametrize(
    "words",
    [
        ["--kind", "magazine", "--platform", "wordpress"],
        ["--region", "banyumas", "--kind", "magazine"],
        ["kabar-banyumas", "--region", "jateng"],
    ],
)
def test_outlets_are_chosen_by_what_they_are(desk: Desk, words: list[str]) -> None:
    outlet = STYLES["wordpress"](n_articles=3)
    with desk.served(outlet):
        write_manifest(replace(outlet.manifest, kind="magazine"), desk.sources, replace=True)
        result = desk.run("run", *words)
    assert result.stderr.startswith("Crawling 1 outlet, ")
    assert desk.count("articles") == 3


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 2, "Name outlets, choose them with --region or --kind, or give --all."),
        (["jatengprof"], 2, "No outlet is called 'jatengprof'. Near to it: jatengprov"),
        (["jatengprov", "zzz"], 2, "No outlet is called 'zzz'."),
        (["--kind", "magazine", "--platform", "wordpress"], 3, "No outlet is like that"),
        (["jatengprov", "--kind", "daily"], 3, "No outlet is like that"),
        (["--region", "atlantis"], 1, "there is no region 'atlantis'"),
        (["--kind", "blog"], 2, "'blog' is not one of"),
        (["jatengprov", "--pages", "0"], 2, "0 is not in the range"),
        (["jatengprov", "--minutes", "0"], 2, "0.0 is not in the range"),
        (["jatengprov", "--focus", "2"], 2, "2.0 is not in the range"),
        (["jatengprov", "--at-once", "65"], 2, "65 is not in the range"),
        (["jatengprov", "--since", "kemarin"], 2, "write it like 2024-01-31"),
        (["jatengprov", "--delay", "0.5"], 1, "delay_seconds must be a number from 1 to 3600"),
        (["jatengprov", "--delay", "nan"], 1, "delay_seconds must be a number from 1 to 3600"),
        (["jatengprov", "--contact", "saya"], 1, "'saya' is no contact"),
        (["jatengprov", "--jobs", "0"], 2, "0 is not in the range"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_made(
    desk: Desk, words: list[str], code: int, told: str
) -> None:
    result = desk.run("run", *words)
    assert result.exit_code == code, result.output
    assert told in result.stderr
    assert list(desk.folder.iterdir()) == []


def test_without_a_contact_nothing_is_asked_and_no_database_is_made(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=1)) as server:
        result = desk.run("run", MERAUKE, contact=None)
        assert server.visits == []
    assert result.exit_code == 1
    assert "Error: nobody is named as the contact" in result.stderr
    assert "Give --contact you@example.org" in result.stderr
    assert not desk.db.exists()


def test_an_own_file_that_breaks_a_rule_is_named(desk: Desk) -> None:
    desk.sources.mkdir()
    (desk.sources / "rusak.toml").write_text('name = "Rusak"\n', encoding="utf-8")
    result = desk.run("run", "jatengprov")
    assert result.exit_code == 1
    assert "rusak.toml" in result.stderr


def test_the_database_of_another_program_is_left_alone(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.db)) as conn:
        conn.execute("CREATE TABLE belanja (apa)")
    before = desk.db.read_bytes()
    with desk.served(STYLES["joomla"](n_articles=1)) as server:
        result = desk.run("run", MERAUKE)
        assert server.visits == []
    assert result.exit_code == 1
    assert "Error: corpus.db: " in result.stderr
    assert desk.db.read_bytes() == before


def test_a_run_ends_at_its_number_of_pages_says_so_and_the_next_goes_on(desk: Desk) -> None:
    with desk.served(STYLES["codeigniter"](n_articles=12)) as server:
        first = desk.run("run", PONOROGO, "--pages", 4, "--word", "inovasi")
        assert len([v for v in server.visits if v.target != "/robots.txt"]) == 4
        assert first.exit_code == 0
        assert "1 outlet was asked as often as --pages allows" in first.stderr
        assert desk.count("articles") < 12
        second = desk.run("run", PONOROGO, "--word", "inovasi")
    assert "--pages" not in second.stderr
    assert desk.count("articles") == 12


def test_a_run_ends_when_its_minutes_are_over(desk: Desk) -> None:
    slow = STYLES["joomla"](n_articles=30, behaviour=Behaviour(answer_seconds=0.15))
    with desk.served(slow):
        result = desk.run("run", MERAUKE, "--minutes", 0.01)
        assert result.exit_code == 0, result.output
        assert "It was ended before its end; the same again goes on." in result.stderr
        assert desk.rows("SELECT count(*) FROM crawl_targets WHERE crawler NOT NULL") == [(0,)]
    assert desk.count("crawl_targets WHERE state = 'done'") < 30


def test_only_what_is_newer_is_wanted(desk: Desk) -> None:
    outlet = STYLES["wordpress"](n_articles=30)
    newest = outlet.truth[0].published
    with desk.served(outlet) as server:
        desk.run("run", "kabar-banyumas", "--since", newest.isoformat(), "--pages", 5)
        asked = [v.target for v in server.visits if "wp-json" in v.target]
    assert asked
    assert all(f"modified_after={newest}" in target for target in asked)


def test_the_sites_own_search_is_asked_for_the_words_given(desk: Desk) -> None:
    with desk.served(STYLES["wordpress"](n_articles=3)) as server:
        desk.run("run", "kabar-banyumas", "--word", "posyandu", "--word", "antre")
        searches = [v.target for v in server.visits if "search=" in v.target or "?s=" in v.target]
    assert {word for word in ("posyandu", "antre", "inovasi") if word in " ".join(searches)} == {
        "posyandu",
        "antre",
    }


def test_a_focus_leaves_out_what_promises_less(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=30)
    with desk.served(outlet):
        result = desk.run("run", MERAUKE, "--focus", 0.5)
    assert result.exit_code == 0
    found = {str(url) for (url,) in desk.rows("SELECT url FROM articles")}
    relevant = {truth.url for truth in outlet.truth if truth.is_relevant}
    assert 0 < len(found) < 30
    assert len(found & relevant) > len(found) / 2


def test_every_answer_goes_into_an_archive_that_gives_the_same_articles(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=6)):
        result = desk.run("run", MERAUKE, "--warc", "archive")
    assert result.exit_code == 0, result.output
    (path,) = (desk.folder / "archive").iterdir()
    assert path.name.endswith(".warc.gz")
    assert desk.run("import", path, "--db", "again.db").exit_code == 0
    with closing(sqlite3.connect("again.db")) as conn:
        again = conn.execute("SELECT id, title, text FROM articles").fetchall()
    assert set(desk.rows("SELECT id, title, text FROM articles")) <= set(again)


def test_an_archive_that_cannot_be_written_is_told_before_anything_is_fetched(desk: Desk) -> None:
    (desk.folder / "archive").write_text("keep")
    with desk.served(STYLES["joomla"](n_articles=1)) as server:
        result = desk.run("run", MERAUKE, "--warc", "archive/new")
        assert server.visits == []
    assert result.exit_code == 1
    assert "Error: archive/new" in result.stderr
    assert not desk.db.exists()


def test_quiet_is_quiet(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=2)):
        result = desk.run("run", MERAUKE, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert desk.count("articles") == 2


def test_pages_may_be_read_in_several_processes(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=6), STYLES["agency"](n_articles=6)):
        desk.run("run", MERAUKE, "antarpulau-news-gorontalo", "--jobs", 2)
    assert desk.count("articles") == 12


def test_the_pause_that_was_asked_for_is_kept(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=6)) as server:
        desk.run("run", MERAUKE, "--delay", 1, "--pages", 2, polite=True)
        assert len(server.visits) == 3
        assert shortest_pause(server.visits) >= 1.0


def test_an_outlet_that_fails_is_told_and_the_others_are_crawled(desk: Desk) -> None:
    broken = STYLES["codeigniter"](n_articles=3, behaviour=Behaviour(robots_status=503))
    with desk.served(STYLES["joomla"](n_articles=4), broken):
        result = desk.run("run", MERAUKE, PONOROGO)
    assert result.exit_code == 4
    assert "failed: robots_unreachable" in result.stderr
    assert "See gali harvest status --errors for why." in result.stderr
    assert desk.count("articles") == 4
    status = desk.run("status", "--errors")
    errors = [json.loads(line) for line in status.stdout.splitlines()]
    assert {(error["host"], error["kind"]) for error in errors} == {
        ("ponorogo-kab.localhost", "robots_unreachable")
    }
    assert "503" in errors[0]["words"]


SLOW = Behaviour(answer_seconds=0.3)


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def _start_crawl(desk: Desk, server: SiteServer, *words: str) -> subprocess.Popen[str]:
    """Start a crawl and return when some pages were asked for."""
    process = desk.start("run", MERAUKE, PONOROGO, "--word", "inovasi", *words)
    _wait_for(lambda: len(server.visits) >= 10)
    return process


def _unread(desk: Desk) -> list[tuple[object, ...]]:
    """Addresses of articles that count as fetched, though the corpus has no article of them."""
    return desk.rows(
        "SELECT url FROM crawl_targets WHERE kind = 'article' AND state = 'done' "
        "AND url NOT IN (SELECT url FROM articles)"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_what_was_begun_and_the_next_run_goes_on(
    desk: Desk, number: signal.Signals
) -> None:
    outlets = [STYLES[s](n_articles=20, behaviour=SLOW) for s in ("joomla", "codeigniter")]
    with desk.served(*outlets) as server:
        process = _start_crawl(desk, server, "--forever")
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 4, told
        assert "Stopping when the pages that were begun are kept; Ctrl-C again" in told
        assert "the same again goes on" in told
        assert desk.count("crawl_targets WHERE crawler NOT NULL") == 0
        assert desk.count("crawlers") == 0
        assert 0 < desk.count("articles") < 40
        assert _unread(desk) == []
        for outlet in outlets:
            outlet.behaviour = GOOD
        assert desk.run("run", MERAUKE, PONOROGO).exit_code == 0
    assert desk.count("articles") == 40


def test_ctrl_c_at_a_terminal_loses_no_article(desk: Desk) -> None:
    outlets = [STYLES[s](n_articles=20, behaviour=SLOW) for s in ("joomla", "codeigniter")]
    with desk.served(*outlets) as server:
        process = _start_crawl(desk, server)
        os.killpg(process.pid, signal.SIGINT)  # a terminal signals all processes of the command
        _, told = process.communicate(timeout=60)
        assert process.returncode == 4, told
    assert _unread(desk) == []


def _has_begun(desk: Desk) -> bool:
    try:
        return desk.count("crawl_targets WHERE crawler NOT NULL") == 2
    except sqlite3.OperationalError:
        return False  # the corpus is just being made


def test_a_second_signal_stops_at_once_and_harms_nothing(desk: Desk) -> None:
    slow = Behaviour(answer_seconds=4.0)
    outlets = [STYLES[s](n_articles=3, behaviour=slow) for s in ("joomla", "codeigniter")]
    with desk.served(*outlets):
        process = desk.start("run", MERAUKE, PONOROGO)
        _wait_for(lambda: _has_begun(desk))
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Crawling 2 outlets")
        assert process.stderr.readline().startswith("Stopping when")
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert time.monotonic() - began < 3
    assert process.returncode == 130
    assert told == "Stopped at once; the next run goes on from here.\n"
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]
