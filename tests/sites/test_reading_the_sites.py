"""Every article of every style is read as its truth says: sites and reader are believable."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from sites.behaviour import Behaviour
from sites.messages import Request
from sites.network_daily import NetworkDaily
from sites.outlet import Outlet
from sites.scoring import Score, score
from sites.world import STYLES

from corpus.identity import make_article
from corpus.records import Article
from harvest.charset import decode_html
from harvest.reading.article import read_article
from harvest.reading.paging import join_pages
from harvest.reading.record import PageReading

NOW = datetime(2026, 6, 15, 13, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
N_ARTICLES = 30


def read(outlet: Outlet, target: str) -> PageReading:
    body = outlet.answer(Request(host=outlet.domain, target=target)).body
    return read_article(
        decode_html(body).text,
        url=f"{outlet.base_url}{target}",
        fetched_at=NOW,
        zone=ZoneInfo(outlet.manifest.time_zone),
    )


def read_all(outlet: Outlet, target: str) -> PageReading:
    """Read an article with its further pages."""
    pages = [read(outlet, target)]
    while (following := pages[-1].next_page_url) is not None:
        pages.append(read(outlet, following.removeprefix(outlet.base_url)))
    return join_pages(pages)


@cache
def score_of(style: str) -> Score:
    outlet = STYLES[style](now=lambda: NOW, n_articles=N_ARTICLES)
    articles: list[Article] = []
    for truth in outlet.truth:
        found = read_all(outlet, truth.url.removeprefix(outlet.base_url))
        assert found.page_type.kind == "article"
        articles.append(
            make_article(
                title=found.title,
                text=found.text,
                url=found.url,
                published=found.published.day if found.published else None,
                author=found.author,
            )
        )
    return score(articles, outlet.truth)


@pytest.mark.parametrize("style", STYLES)
def test_finds_every_article(style: str) -> None:
    found = score_of(style)
    assert (found.found, found.n_duplicates, found.n_strangers) == (1, 0, 0)


@pytest.mark.parametrize("style", STYLES)
def test_reads_headlines(style: str) -> None:
    assert score_of(style).title >= 0.98


@pytest.mark.parametrize("style", STYLES)
def test_reads_dates(style: str) -> None:
    assert score_of(style).published >= 0.98


@pytest.mark.parametrize("style", STYLES)
def test_reads_authors(style: str) -> None:
    assert score_of(style).author >= 0.98


@pytest.mark.parametrize("style", STYLES)
def test_reads_bodies(style: str) -> None:
    assert score_of(style).body_f1 >= 0.95


@pytest.mark.parametrize("style", STYLES)
def test_leaves_no_invitation(style: str) -> None:
    assert score_of(style).n_leftovers == 0


@pytest.mark.parametrize("style", STYLES)
def test_takes_no_error_and_no_login_for_an_article(style: str) -> None:
    behaviour = Behaviour(errors_as_success=True, login_every=1)
    outlet = STYLES[style](now=lambda: NOW, n_articles=N_ARTICLES, behaviour=behaviour)
    login = read(outlet, outlet.href(outlet.newsroom.posts[0]))
    missing = read(outlet, "/tidak/ada/x.html")
    assert (login.page_type.kind, missing.page_type.kind) == ("login", "missing")


def test_reads_all_pages_as_one() -> None:
    outlet = NetworkDaily("Harian", "harian.localhost", n_articles=40, now=lambda: NOW)
    post = max(outlet.newsroom.posts, key=outlet.pages_of)
    assert outlet.pages_of(post) == 3
    whole = read(outlet, f"{outlet.href(post)}?page=all")
    assert whole.text.split("\n") == list(post.paragraphs)
    assert read_all(outlet, outlet.href(post)).text.split("\n") == list(post.paragraphs)
