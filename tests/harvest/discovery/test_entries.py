from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harvest.discovery import blogger, wordpress
from harvest.discovery.entries import entry_documents
from harvest.discovery.record import Document
from harvest.outlets.manifest import Discovery, SourceManifest

SITE = "https://kabar.example"
SINCE = datetime(2026, 8, 1, tzinfo=UTC)
SOURCE = SourceManifest(
    slug="kabar",
    name="Kabar",
    domain="kabar.example",
    kind="portal",
    region=None,
    platform="unknown",
    time_zone="Asia/Jakarta",
    language="id",
    verified=False,
)
PATHS = Discovery(
    feeds=("/feed/",), sitemaps=("/wp-sitemap.xml",), listings=("/berita",), search="/?s={query}"
)


def shown(documents: tuple[Document, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.url.removeprefix(SITE)) for one in documents]


def test_all_that_is_known_comes_in_order() -> None:
    source = replace(SOURCE, platform="custom", discover=PATHS)
    documents = entry_documents(source, words=["studi tiru", "inovasi"])
    assert shown(documents) == [
        ("feed", "/feed/"),
        ("sitemap", "/wp-sitemap.xml"),
        ("listing", "/berita"),
        ("search", "/?s=studi%20tiru"),
        ("search", "/?s=inovasi"),
    ]


def test_wordpress_is_asked_first() -> None:
    source = replace(SOURCE, platform="wordpress", discover=PATHS)
    documents = entry_documents(source, words=["inovasi"], since=SINCE)
    assert documents[:2] == (
        Document(url=wordpress.posts_url(SITE, modified_after=SINCE), kind="wordpress"),
        Document(
            url=wordpress.posts_url(SITE, search="inovasi", modified_after=SINCE), kind="wordpress"
        ),
    )
    assert [one.kind for one in documents[2:]] == ["feed", "sitemap", "listing", "search"]


def test_blogger_is_asked_first() -> None:
    source = replace(SOURCE, platform="blogger")
    documents = entry_documents(source, words=["inovasi"], since=SINCE)
    assert documents == (
        Document(url=blogger.posts_url(SITE, updated_after=SINCE), kind="blogger"),
        Document(
            url=blogger.posts_url(SITE, search="inovasi", updated_after=SINCE), kind="blogger"
        ),
    )


def test_an_unknown_site_is_tried_at_the_usual_places() -> None:
    documents = entry_documents(SOURCE, words=["inovasi"])
    assert shown(documents) == [("listing", "/"), ("sitemap", "/sitemap.xml"), ("feed", "/feed/")]


def test_sitemaps_of_robots_are_taken_if_they_are_the_site_s_own() -> None:
    named = [f"{SITE}/peta.xml", "https://lain.example/peta.xml", "/peta.xml", "file:///peta.xml"]
    documents = entry_documents(SOURCE, words=[], sitemaps=named)
    assert ("sitemap", "/peta.xml") in shown(documents)
    assert ("sitemap", "/sitemap.xml") not in shown(documents)
    assert all(one.url.startswith(SITE) for one in documents)


def test_each_address_comes_once() -> None:
    source = replace(SOURCE, platform="custom", discover=PATHS)
    sitemaps = [f"{SITE}/wp-sitemap.xml", "http://www.kabar.example/wp-sitemap.xml"]
    documents = entry_documents(source, words=["inovasi", " inovasi ", ""], sitemaps=sitemaps)
    assert [one.kind for one in documents] == ["feed", "sitemap", "listing", "search"]


@pytest.mark.parametrize("word", ["a&b=c", "../x", "é", "a#b", "100%"])
def test_words_cannot_change_the_address(word: str) -> None:
    source = replace(SOURCE, platform="custom", discover=Discovery(search="/cari/{query}/"))
    (document,) = entry_documents(source, words=[word])
    path = document.url.removeprefix(f"{SITE}/cari/").removesuffix("/")
    assert path.isascii()
    assert not set(path) & set("/?#& ")


def test_a_site_begins_where_its_file_says() -> None:
    source = replace(SOURCE, given_address="http://www.kabar.example")
    documents = entry_documents(source, words=[], sitemaps=[f"{SITE}/peta.xml"])
    assert documents[0].url == "http://www.kabar.example/"
    assert documents[1].url == f"{SITE}/peta.xml"
