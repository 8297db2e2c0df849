"""One host for all spellings of an outlet, and an account of the known ones."""

from __future__ import annotations

import pytest

from corpus.identity import make_article
from corpus.records import Article, Source
from gali.outlets import OutletRegister
from harvest.outlets.manifest import SourceManifest


def _source(domain: str, name: str, region: str | None = None) -> SourceManifest:
    return SourceManifest(
        slug=domain.replace(".", "-"),
        name=name,
        domain=domain,
        kind="portal",
        region=region,
        platform="unknown",
        time_zone="Asia/Jakarta",
        language="id",
        verified=False,
    )


SOURCES = [
    _source("kabar.example", "Kabar Kita"),
    _source("barat.kabar.example", "Kabar Barat", "33.02"),
]


def _article(outlet: str | None, url: str | None) -> Article:
    return make_article(title="Panen", text="Warga memanen padi.", outlet=outlet, url=url)


@pytest.mark.parametrize(
    ("outlet", "url", "settled"),
    [
        (None, "https://www.kabar.example/a", "kabar.example"),
        (None, "https://timur.kabar.example/a", "kabar.example"),
        (None, "https://m.barat.kabar.example/a", "barat.kabar.example"),
        (None, "https://www.lain.example/a", "lain.example"),
        (None, "https://m.lain.example:8080/a", "lain.example"),
        (None, None, None),
        ("WWW.Kabar.example", None, "kabar.example"),
        ("amp.lain.example", None, "lain.example"),
        ("lain.example", "https://www.kabar.example/a", "lain.example"),
        ("https://kabar.example/", None, "kabar.example"),
        ("Kabar Kita", "https://www.kabar.example/a", "Kabar Kita"),
        ("Kabar Kita", None, "Kabar Kita"),
    ],
)
def test_an_outlet_has_one_host(outlet: str | None, url: str | None, settled: str | None) -> None:
    assert OutletRegister(SOURCES).settle(_article(outlet, url)).outlet == settled


def test_settling_changes_nothing_else() -> None:
    article = _article(None, "https://www.kabar.example/a")
    settled = OutletRegister(SOURCES).settle(article)
    assert (settled.id, settled.url, settled.content_hash) == (
        article.id,
        article.url,
        article.content_hash,
    )


def test_known_outlets_are_told_once() -> None:
    register = OutletRegister(SOURCES)
    barat = _article("barat.kabar.example", None)
    assert register.new_sources([barat, _article("lain.example", None), barat]) == [
        Source(
            slug="barat-kabar-example",
            name="Kabar Barat",
            domain="barat.kabar.example",
            region="33.02",
        )
    ]
    assert register.new_sources([barat]) == []


def test_an_article_under_a_name_in_words_counts_for_the_outlet_of_its_address() -> None:
    article = _article("Kabar Kita", "https://www.kabar.example/a")
    found = OutletRegister(SOURCES).new_sources([article])
    assert [source.slug for source in found] == ["kabar-example"]
