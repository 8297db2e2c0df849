"""``gali harvest check``: outlets are visited and compared with their files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from site_door import Desk
from sites.behaviour import Behaviour
from sites.world import STYLES, make_outlets

from harvest.outlets.catalogue import load_sources
from harvest.outlets.manifest import Discovery, SourceManifest
from harvest.outlets.writing import write_manifest

MERAUKE = "pemerintah-kabupaten-merauke"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def unverified(desk: Desk, source: SourceManifest) -> SourceManifest:
    """Write an outlet as one that nobody has met."""
    source = replace(source, verified=False)
    write_manifest(source, desk.sources, replace=True)
    return source


def test_outlets_of_every_style_are_healthy_and_marked_as_met(desk: Desk) -> None:
    outlets = make_outlets(n_articles=15)
    with desk.served(*outlets) as server:
        known = [unverified(desk, outlet.manifest) for outlet in outlets]
        result = desk.run("check", *(source.slug for source in known), "--out", "health.jsonl")
        most = max(len(server.visits_of(outlet)) for outlet in outlets)
    assert result.exit_code == 0, result.output
    assert result.stderr == "9 of 9 outlets healthy.\n"
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["verdict"] for row in rows} == {"healthy"}
    assert all(row["articles"] == row["dated"] == 3 and row["links"] > 3 for row in rows)
    own = {source.slug: source for source in load_sources(desk.sources)}
    assert [own[source.slug] for source in known] == [
        replace(source, verified=True) for source in known
    ]
    reports = [json.loads(line) for line in Path("health.jsonl").read_text().splitlines()]
    assert [report["slug"] for report in reports] == [row["slug"] for row in rows]
    assert all(len(report["articles"]) == 3 for report in reports)
    assert most <= 15
    assert not desk.db.exists()


def test_a_dry_run_writes_no_outlet(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=6)
    with desk.served(outlet):
        source = unverified(desk, outlet.manifest)
        result = desk.run("check", source.slug, "--dry-run")
    assert result.exit_code == 0
    own = {one.slug: one for one in load_sources(desk.sources)}
    assert own[source.slug].verified is False


def test_a_site_whose_robots_txt_shuts_it_is_left_alone(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=6, behaviour=Behaviour(disallowed=("/",)))
    with desk.served(outlet) as server:
        source = unverified(desk, outlet.manifest)
        result = desk.run("check", source.slug)
        assert [visit.target for visit in server.visits] == ["/robots.txt"]
    assert result.exit_code == 1
    (row,) = (json.loads(line) for line in result.stdout.splitlines())
    assert (row["verdict"], row["robots"]) == ("failed", "robots.txt forbids the front page")
    assert "may not or cannot be visited" in row["advice"]
    assert load_sources(desk.sources)
    assert "verified = false" in (desk.sources / f"{source.slug}.toml").read_text()


def test_some_healthy_outlets_and_one_that_is_gone_are_done_in_part(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=6)
    with desk.served(outlet):
        gone = replace(outlet.manifest, slug="hilang", domain="hilang.example", given_address=None)
        unverified(desk, gone)
        result = desk.run("check", MERAUKE, "hilang", "--format", "table")
    assert result.exit_code == 4
    assert result.stderr == "1 of 2 outlets healthy.\n"
    assert "may not or cannot be visited" in " ".join(result.stdout.split())
    assert MERAUKE in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_an_outlet_that_hides_many_articles_is_impaired_and_told_what_to_mend(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=6, behaviour=Behaviour(login_every=2))
    with desk.served(outlet):
        result = desk.run("check", unverified(desk, outlet.manifest).slug)
    assert result.exit_code == 1
    (row,) = (json.loads(line) for line in result.stdout.splitlines())
    assert row["verdict"] == "impaired"
    assert "give [selectors] text" in row["advice"]
    assert "verified = false" in (desk.sources / f"{MERAUKE}.toml").read_text()


def test_an_outlet_that_lists_nothing_where_its_file_says_is_told(desk: Desk) -> None:
    outlet = STYLES["codeigniter"](n_articles=6)
    with desk.served(outlet):
        moved = replace(outlet.manifest, discover=Discovery(listings=("/pindah",)))
        result = desk.run("check", unverified(desk, moved).slug, "--out", "health.jsonl")
    assert result.exit_code == 1
    (report,) = (json.loads(line) for line in Path("health.jsonl").read_text().splitlines())
    (document,) = report["documents"]
    assert document["url"].endswith("/pindah")
    assert "404" in document["problem"]
    assert "Nothing lists its articles" in " ".join(report["advice"])


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 2, "Name outlets"),
        (["jatengprof"], 2, "Near to it: jatengprov"),
        (["--kind", "magazine", "--platform", "wordpress"], 3, "No outlet is like that"),
        (["jatengprov", "--contact", "saya"], 1, "'saya' is no contact"),
        (["jatengprov", "--out", "nowhere/health.jsonl"], 1, "No such file or directory"),
        (["jatengprov", "--delay", "0"], 1, "delay_seconds must be"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, words: list[str], code: int, told: str) -> None:
    result = desk.run("check", *words)
    assert result.exit_code == code, result.output
    assert told in result.stderr
    assert list(desk.folder.iterdir()) == []


def test_without_a_contact_nothing_is_asked(desk: Desk) -> None:
    with desk.served(STYLES["joomla"](n_articles=1)) as server:
        result = desk.run("check", MERAUKE, contact=None)
        assert server.visits == []
    assert result.exit_code == 1
    assert "nobody is named as the contact" in result.stderr
