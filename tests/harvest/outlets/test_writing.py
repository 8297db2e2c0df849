from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harvest.outlets.catalogue import load_sources
from harvest.outlets.fields import InvalidSourceError
from harvest.outlets.manifest import Discovery, Selectors, SourceManifest, parse_manifest
from harvest.outlets.writing import format_manifest, slug_of_domain, write_manifest

OUTLET = SourceManifest(
    slug="kabar-melati",
    name='Kabar "Melati" \\ Jum\'at',
    domain="kabarmelati.example",
    kind="portal",
    region="33.02",
    platform="wordpress",
    time_zone="Asia/Jakarta",
    language="id",
    verified=True,
    given_address="http://www.kabarmelati.example",
    discover=Discovery(feeds=("/feed/",), listings=("/berita",), search="/?s={query}"),
    selectors=Selectors(text="div.isi > p", remove=(".iklan",)),
    byline_labels=("Warta oleh",),
    delay_seconds=2.5,
    requests_at_once=2,
)


def read_again(source: SourceManifest) -> SourceManifest:
    text = format_manifest(source)
    return parse_manifest(text.encode(), slug=source.slug, origin="again")


def test_an_outlet_read_again_is_the_same() -> None:
    assert read_again(OUTLET) == OUTLET


@pytest.mark.parametrize("platform", ["wordpress", "blogger", "custom", "unknown"])
def test_an_outlet_without_any_lists_stays_without(platform: str) -> None:
    bare = replace(OUTLET, platform=platform, discover=Discovery(search="/cari?q={query}"))
    assert read_again(bare) == bare


def test_all_outlets_that_come_with_gali_survive_it() -> None:
    assert [read_again(source) for source in load_sources()] == list(load_sources())


def test_a_file_that_is_there_is_kept_unless_asked(tmp_path: Path) -> None:
    path = write_manifest(OUTLET, tmp_path / "sources")
    with pytest.raises(InvalidSourceError, match="such a file already"):
        write_manifest(OUTLET, tmp_path / "sources")
    write_manifest(replace(OUTLET, name="Lain"), tmp_path / "sources", replace=True)
    assert [s.name for s in load_sources(tmp_path / "sources") if s.slug == OUTLET.slug] == ["Lain"]
    assert list(path.parent.iterdir()) == [path]


def test_an_outlet_that_breaks_a_rule_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidSourceError):
        write_manifest(replace(OUTLET, time_zone="Asia/Jayapura"), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("domain", "slug"),
    [
        ("banyumaskab.go.id", "banyumaskab"),
        ("dinkes.banyumaskab.go.id", "dinkes-banyumaskab"),
        ("info-ambon.com", "info-ambon"),
        ("xn--kabr-0qa.example", "xn-kabr-0qa-example"),
        ("kabar.localhost", "kabar-localhost"),
    ],
)
def test_a_slug_is_made_of_a_domain(domain: str, slug: str) -> None:
    assert slug_of_domain(domain) == slug
