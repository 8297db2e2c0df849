"""``gali harvest sources add``: a site is visited and written down."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from site_door import Desk
from sites.behaviour import Behaviour
from sites.outlet import Outlet
from sites.world import STYLES

from harvest.outlets.catalogue import load_sources


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def add(desk: Desk, outlet: Outlet, *words: object) -> Result:
    with desk.served(outlet, known=False):
        return desk.run("sources", "add", outlet.base_url, *words)


def written(desk: Desk, slug: str) -> dict[str, Any]:
    return tomllib.loads((desk.sources / f"{slug}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("style", "told", "expected"),
    [
        (
            "wordpress",
            "Its interface for programs gives articles in full.",
            {"platform": "wordpress", "feeds": ["/feed/"], "sitemaps": ["/wp-sitemap.xml"]},
        ),
        (
            "wordpress_closed",
            "Its interface for programs is closed (the server answers 401 (Unauthorized)); "
            "feeds and sitemaps serve.",
            {"platform": "wordpress", "feeds": ["/feed/"], "sitemaps": ["/wp-sitemap.xml"]},
        ),
        (
            "blogger",
            "lintas-bukit.localhost is met at {address}; its software is Blogger.",
            {
                "platform": "blogger",
                "feeds": ["/feeds/posts/default"],
                "sitemaps": ["/sitemap.xml"],
            },
        ),
        (
            "codeigniter",
            "ponorogo-kab.localhost is met at {address}; "
            "its software is neither WordPress nor Blogger.",
            {"platform": "unknown", "listings": ["/berita"]},
        ),
        (
            "query_cms",
            "It declares 0 feeds, 0 sitemaps and 1 page of news.",
            {"platform": "unknown", "listings": ["/?m=berita"]},
        ),
    ],
)
def test_a_site_is_described_as_it_was_met(
    desk: Desk, style: str, told: str, expected: dict[str, Any]
) -> None:
    outlet = STYLES[style](n_articles=12)
    result = add(desk, outlet, "--region", "banyumas", "--slug", "baru")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert told.format(address=outlet.base_url) in result.stderr.splitlines()
    assert result.stderr.endswith("baru.toml; now: gali harvest check baru\n")
    found = written(desk, "baru")
    discover = found.pop("discover")
    assert {key: (found | discover)[key] for key in expected} == expected
    assert (found["domain"], found["address"]) == (outlet.domain, outlet.base_url)
    assert (found["region"], found["verified"]) == ("33.02", False)


def test_what_was_added_can_be_checked_and_crawled(desk: Desk) -> None:
    outlet = STYLES["codeigniter"](n_articles=8)
    with desk.served(outlet, known=False):
        assert desk.run("sources", "add", outlet.base_url, "--slug", "baru").exit_code == 0
        checked = desk.run("check", "baru")
        assert checked.exit_code == 0, checked.output
        assert written(desk, "baru")["verified"] is True
        assert desk.run("run", "baru").exit_code == 0
    assert desk.count("articles") == 8


def test_what_the_user_knows_better_is_taken(desk: Desk) -> None:
    result = add(
        desk, STYLES["joomla"](n_articles=3), "--name", "Kabar Timur", "--kind", "daily",
        "--region", "93.01", "--slug", "kabar-timur",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    found = written(desk, "kabar-timur")
    assert (found["name"], found["kind"]) == ("Kabar Timur", "daily")
    assert (found["region"], found["time_zone"]) == ("93.01", "Asia/Jayapura")


def test_a_file_that_is_there_is_not_replaced_unless_it_is_forced(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=3)
    assert add(desk, outlet, "--slug", "baru", "--name", "Satu").exit_code == 0
    refused = add(desk, outlet, "--slug", "baru", "--name", "Dua")
    assert refused.exit_code == 1
    assert "there is such a file already" in refused.stderr
    assert "Give --force to replace it." in refused.stderr
    assert written(desk, "baru")["name"] == "Satu"
    assert add(desk, outlet, "--slug", "baru", "--name", "Dua", "--force").exit_code == 0
    assert written(desk, "baru")["name"] == "Dua"


def test_a_dry_run_prints_the_file_and_writes_nothing(desk: Desk) -> None:
    result = add(desk, STYLES["blogger"](n_articles=3), "--dry-run", "--quiet")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert tomllib.loads(result.stdout)["platform"] == "blogger"
    assert not desk.sources.exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://tidak-ada.example", "the host tidak-ada.example is not known"),
        ("file:///etc/passwd", "the address is not http or https"),
        ("http://10.0.0.1/", "no public address"),
        ("http://[::1", "Error: "),
        ("bukan alamat", "Error: "),
        ("", "Error: "),
    ],
)
def test_what_cannot_be_visited_is_told(desk: Desk, address: str, told: str) -> None:
    result = desk.run("sources", "add", address)
    assert result.exit_code == 1, result.output
    assert told in result.stderr
    assert list(desk.folder.iterdir()) == []


def test_a_site_that_forbids_its_front_page_is_left_alone(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=3, behaviour=Behaviour(disallowed=("/",)))
    result = add(desk, outlet)
    assert result.exit_code == 1
    assert "the site's robots.txt forbids it" in result.stderr


@pytest.mark.parametrize("domain", ["localhost", "127.0.0.1"])
def test_a_site_without_a_domain_of_its_own_is_refused(desk: Desk, domain: str) -> None:
    outlet = STYLES["joomla"](n_articles=3)
    outlet.domain = domain
    result = add(desk, outlet)
    assert result.exit_code == 1
    assert "it has no domain of its own" in result.stderr
    assert "Name the site by its domain." in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--slug", "Ha Ha"], 1, "the file's name is no slug"),
        (["--slug", "../jahat"], 1, "the file's name is no slug"),
        (["--region", "atlantis"], 1, "there is no region 'atlantis'"),
        (["--region", "semarang"], 1, "may be any of these regions"),
        (["--kind", "blog"], 2, "'blog' is not one of"),
        (["--contact", "saya"], 1, "'saya' is no contact"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, words: list[str], code: int, told: str) -> None:
    result = add(desk, STYLES["joomla"](n_articles=1), *words)
    assert result.exit_code == code, result.output
    assert told in result.stderr
    assert list(desk.folder.iterdir()) == []


def test_a_province_is_the_province_and_not_its_first_regency(desk: Desk) -> None:
    add(desk, STYLES["joomla"](n_articles=1), "--region", "jateng", "--slug", "baru")
    assert written(desk, "baru")["region"] == "33"


def test_names_of_sites_cannot_harm_the_file(desk: Desk) -> None:
    outlet = STYLES["joomla"](n_articles=1)
    outlet.name = 'Kabar "Kita"\n[politeness]\ndelay_seconds = 0 \x1b[2J'
    result = add(desk, outlet, "--slug", "baru")
    assert result.exit_code == 0, result.output
    (own,) = (source for source in load_sources(desk.sources) if source.slug == "baru")
    assert own.delay_seconds is None
    assert "\x1b" not in result.stderr
