"""``gali harvest sources``, and what an import makes of the outlets."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from click.testing import Result

from corpus.reader import iter_articles, iter_sources
from corpus.schema import open_corpus
from gali.cli.outlets import KINDS, PLATFORMS
from harvest.outlets.manifest import Kind, Platform

Run = Callable[..., Result]

OWN = (
    'name = "Kabar Melati"\ndomain = "kabarmelati.example"\nkind = "magazine"\nregion = "33.02"\n'
    'platform = "blogger"\ntime_zone = "Asia/Jakarta"\nlanguage = "id"\nverified = true\n'
    "[selectors]\ntitle = 'h1'\n[politeness]\ndelay_seconds = 0\n"
)


@pytest.fixture
def own_outlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's with one outlet in it."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "kabar-melati.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("GALI_SOURCES_DIR", str(folder))
    return folder


def _listed(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_all_outlets_are_listed(run_gali: Run, own_outlet: Path) -> None:
    slugs = [row["slug"] for row in _listed(run_gali("harvest", "sources"))]
    assert slugs == sorted(slugs)
    assert {"kabar-melati", "jatengprov", "antaranews"} <= set(slugs)


@pytest.mark.parametrize("region", ["33", "jateng", "Jawa Tengah", "prov. jawa tengah"])
def test_a_province_includes_its_regencies(run_gali: Run, region: str) -> None:
    rows = _listed(run_gali("harvest", "sources", "--region", region))
    regions = {str(row["region"]) for row in rows}
    assert {"33", "33.02", "33.74"} <= regions
    assert {code[:2] for code in regions} == {"33"}


def test_filters_narrow_together(run_gali: Run, own_outlet: Path) -> None:
    options = ["--region", "banyumas", "--kind", "magazine", "--platform", "blogger"]
    (row,) = _listed(run_gali("harvest", "sources", *options))
    assert row == {
        "slug": "kabar-melati",
        "name": "Kabar Melati",
        "domain": "kabarmelati.example",
        "kind": "magazine",
        "region": "33.02",
        "region_name": "Kab. Banyumas",
        "platform": "blogger",
        "time_zone": "Asia/Jakarta",
        "language": "id",
        "verified": True,
    }


def test_the_list_may_be_a_table(run_gali: Run, own_outlet: Path) -> None:
    result = run_gali("harvest", "sources", "--region", "banyumas", "--format", "table")
    assert result.exit_code == 0
    assert "Kabar Melati" in result.stdout


def test_no_such_outlet_is_told_by_the_exit_code(run_gali: Run) -> None:
    result = run_gali("harvest", "sources", "--kind", "magazine", "--platform", "wordpress")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "No outlet is like that." in result.stderr


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--region", "atlantis"], 1, "there is no region 'atlantis'"),
        (["--region", "semarang"], 1, "may be any of these regions"),
        (["--kind", "blog"], 2, "'blog' is not one of"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(
    run_gali: Run, options: list[str], code: int, told: str
) -> None:
    result = run_gali("harvest", "sources", *options)
    assert result.exit_code == code
    assert told in result.stderr


@pytest.mark.parametrize(
    "key",
    [
        "kabar-melati",
        "Kabar-Melati",
        "kabarmelati.example",
        "www.kabarmelati.example",
        "https://desa.kabarmelati.example/berita?id=1",
        "kabarmelati.example/berita",
    ],
)
def test_an_outlet_is_shown_by_slug_domain_or_address(
    run_gali: Run, own_outlet: Path, key: str
) -> None:
    result = run_gali("harvest", "sources", "show", key)
    assert result.exit_code == 0, result.output
    shown = json.loads(result.stdout)
    assert shown["slug"] == "kabar-melati"
    assert shown["selectors"]["title"] == "h1"
    assert shown["discover"]["feeds"] == ["/feeds/posts/default"]


def test_an_outlet_may_be_shown_as_a_table(run_gali: Run, own_outlet: Path) -> None:
    result = run_gali("harvest", "sources", "show", "kabar-melati", "--format", "table")
    assert result.exit_code == 0
    assert "Kabupaten Banyumas" in result.stdout
    assert "/feeds/posts/default" in result.stdout
    assert "pause in seconds" in result.stdout
    assert "author selector" not in result.stdout


def test_a_wrong_slug_is_answered_with_near_ones(run_gali: Run) -> None:
    result = run_gali("harvest", "sources", "show", "jatengprof")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "jatengprov" in result.stderr


def test_an_own_file_that_breaks_a_rule_is_told(run_gali: Run, own_outlet: Path) -> None:
    (own_outlet / "kabar-melati.toml").write_text(OWN.replace("kind", "kid"), encoding="utf-8")
    result = run_gali("harvest", "sources")
    assert result.exit_code == 1
    assert "kabar-melati.toml, kid: there is no such key" in result.stderr
    assert "Did you mean 'kind'?" in result.stderr


def test_the_choices_of_the_filters_are_those_of_the_outlets() -> None:
    assert (get_args(Kind), get_args(Platform)) == (KINDS, PLATFORMS)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three articles: of an own outlet, of a shipped one, and of one that is not known."""
    records = [
        {"title": "Panen", "text": "Padi dipanen.", "url": "https://www.kabarmelati.example/1"},
        {"title": "Hujan", "text": "Hujan turun.", "url": "https://ppid.jatengprov.go.id/2"},
        {"title": "Angin", "text": "Angin kencang.", "url": "https://m.warta.example/3"},
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["import", "run"])
def test_an_import_knows_the_outlets_of_its_articles(
    run_gali: Run, own_outlet: Path, news: Path, name: str
) -> None:
    db = news.with_suffix(".db")
    assert run_gali(name, news, "--db", db).exit_code == 0
    with closing(open_corpus(db, read_only=True)) as conn:
        outlets = {article.title: article.outlet for article in iter_articles(conn)}
        sources = [(source.slug, source.region) for source in iter_sources(conn)]
    assert outlets == {
        "Panen": "kabarmelati.example",
        "Hujan": "jatengprov.go.id",
        "Angin": "warta.example",
    }
    assert sources == [("jatengprov", "33"), ("kabar-melati", "33.02")]


def test_outlets_are_printed_by_name(run_gali: Run, own_outlet: Path, news: Path) -> None:
    db = news.with_suffix(".db")
    assert run_gali("import", news, "--db", db).exit_code == 0
    tallies = json.loads(run_gali("stats", "--db", db).stdout)["articles_by_outlet"]
    assert {(tally["key"], tally["label"]) for tally in tallies} == {
        ("kabarmelati.example", "Kabar Melati"),
        ("jatengprov.go.id", "Pemerintah Provinsi Jawa Tengah"),
        ("warta.example", "warta.example"),
    }
    with closing(open_corpus(db, read_only=True)) as conn:
        ids = {article.title: article.id for article in iter_articles(conn)}
    shown = run_gali("show", ids["Panen"], "--db", db, "--format", "table").stdout
    assert "Kabar Melati (kabarmelati.example)" in shown
    shown = run_gali("show", ids["Angin"], "--db", db, "--format", "table").stdout
    assert "(warta.example)" not in shown


def test_a_wrong_own_file_stops_an_import_before_it_begins(
    run_gali: Run, own_outlet: Path, news: Path
) -> None:
    (own_outlet / "rusak.toml").write_text("name = 1\n", encoding="utf-8")
    db = news.with_suffix(".db")
    result = run_gali("import", news, "--db", db)
    assert result.exit_code == 1
    assert "rusak.toml" in result.stderr
    assert not db.exists()


def test_the_region_of_an_outlet_does_not_reach_the_extractor(
    run_gali: Run, own_outlet: Path, tmp_path: Path
) -> None:
    article = {
        "title": "Sirup",
        "text": "Dinas Kesehatan meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa) bagi warga.",
        "url": "https://www.kabarmelati.example/1",
    }
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(article), encoding="utf-8")
    db = tmp_path / "corpus.db"
    assert run_gali("run", path, "--db", db).exit_code == 0
    shown = json.loads(run_gali("show", "Sirup", "--db", db).stdout)
    assert shown["innovation"]["name"] == "Sirup"
    assert shown["innovation"]["region"] is None
