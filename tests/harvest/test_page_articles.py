"""Every kind of page gives its articles the same way, wherever it comes from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from corpus.records import Article, Page
from harvest.page_articles import FetchPage, NoArticle, lists_articles, read_page_articles
from harvest.problems import Problem
from harvest.reading.reader import HtmlReader

ROOT = "https://kabar.example"
TIME = datetime(2021, 3, 5, 1, 2, 3, tzinfo=UTC)
TEXT = (
    "<p>Dinas kependudukan membuka loket keliling di balai desa setiap hari Selasa sehingga warga "
    "tidak perlu lagi menempuh perjalanan jauh ke kantor kabupaten.</p>"
    "<p>Petugas membawa alat perekam sendiri dan melayani sampai sore. Warga cukup membawa kartu "
    "keluarga, lalu dokumen jadi pada hari yang sama tanpa biaya apa pun.</p>"
)


@pytest.fixture(scope="module")
def reader() -> Iterator[HtmlReader]:
    with HtmlReader() as reader:
        yield reader


def html(text: str = TEXT, links: str = "", head: str = "") -> str:
    return (
        f'<html lang="id"><head><title>Loket Keliling</title>{head}</head><body><article>'
        f"<h1>Loket Keliling</h1>{text}</article>{links}</body></html>"
    )


def page(content: str | bytes, path: str = "/berita/loket", kind: str | None = "text/html") -> Page:
    body = content.encode() if isinstance(content, str) else content
    return Page(
        origin=ROOT + path,
        url=ROOT + path,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        content_type=kind,
        fetched_at=TIME,
    )


def read(
    one: Page, reader: HtmlReader, fetch_page: FetchPage | None = None
) -> list[Article | Problem]:
    return list(read_page_articles(one, reader, None, fetch_page=fetch_page))


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml; charset=utf-8", None])
def test_a_web_page_gives_its_article(reader: HtmlReader, kind: str | None) -> None:
    (article,) = read(page(html(), kind=kind), reader)
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Loket Keliling", f"{ROOT}/berita/loket")
    assert (article.origin, article.fetched_at) == (f"{ROOT}/berita/loket", TIME)
    assert article.outlet == "kabar.example"


def test_a_page_cannot_pass_for_another_newspapers(reader: HtmlReader) -> None:
    forged = '<link rel="canonical" href="https://lain.example/berita">'
    (article,) = read(page(html(head=forged)), reader)
    assert isinstance(article, Article)
    assert article.url == f"{ROOT}/berita/loket"


def test_nothing_is_published_after_it_was_fetched(reader: HtmlReader) -> None:
    late = '<meta property="article:published_time" content="2021-03-09T09:00:00+07:00">'
    (article,) = read(page(html(head=late)), reader)
    assert isinstance(article, Article)
    assert article.published is None


NO_ARTICLE = {
    "listing": (
        html("<h2><a href='/a'>Berita desa hari ini di kabupaten</a></h2>" * 30),
        "text/html",
    ),
    "empty": ("<html><body><p>Halo</p></body></html>", "text/html"),
    "picture": ("\x89PNG", "image/png"),
    "data": ('{"a": 1}', "application/json"),
    "feed": ("<rss/>", "application/rss+xml"),
}


@pytest.mark.parametrize(("content", "kind"), NO_ARTICLE.values(), ids=NO_ARTICLE.keys())
def test_a_page_without_an_article_says_why(reader: HtmlReader, content: str, kind: str) -> None:
    (found,) = read(page(content, kind=kind), reader)
    assert isinstance(found, NoArticle)
    assert found.reason


def test_a_page_that_is_refused_is_a_problem(reader: HtmlReader) -> None:
    (found,) = read(page("<div>" * 200_000), reader)
    assert isinstance(found, Problem)
    assert not isinstance(found, NoArticle)


def numbered(count: int) -> dict[str, Page]:
    """Return the pages of one article by their addresses."""
    pages = {}
    for n in range(1, count + 1):
        url = "/berita/loket" if n == 1 else f"/berita/loket?page={n}"
        link = f'<a href="/berita/loket?page={n + 1}">{n + 1}</a>' if n < count else ""
        text = TEXT if n == 1 else TEXT.replace("Dinas", f"Bagian {n}: Dinas")
        pages[ROOT + url] = page(html(text, link), url)
    return pages


def test_an_article_on_several_pages_is_one(reader: HtmlReader) -> None:
    pages = numbered(3)
    (article,) = read(pages[f"{ROOT}/berita/loket"], reader, pages.get)
    assert isinstance(article, Article)
    assert article.url == f"{ROOT}/berita/loket"
    assert article.text.index("Bagian 2") < article.text.index("Bagian 3")


def test_a_page_that_is_missing_ends_the_article(reader: HtmlReader) -> None:
    pages = numbered(3)
    del pages[f"{ROOT}/berita/loket?page=2"]
    (article,) = read(pages[f"{ROOT}/berita/loket"], reader, pages.get)
    assert isinstance(article, Article)
    assert "Bagian" not in article.text


def test_without_the_others_a_page_is_read_alone(reader: HtmlReader) -> None:
    (article,) = read(numbered(3)[f"{ROOT}/berita/loket"], reader)
    assert isinstance(article, Article)
    assert "Bagian" not in article.text


def test_pages_that_lead_on_for_ever_are_left_at_some_point(reader: HtmlReader) -> None:
    asked = []

    def fetch_page(url: str) -> Page:
        asked.append(url)
        number = len(asked) + 1
        link = f'<a href="/berita/loket?page={number + 1}">lanjut</a>'
        return page(
            html(TEXT.replace("Dinas", f"Dinas {number}"), link), f"/berita/loket?page={number}"
        )

    first = numbered(2)[f"{ROOT}/berita/loket"]
    (article,) = read(first, reader, fetch_page)
    assert isinstance(article, Article)
    assert len(asked) < 30


def posts(*numbers: int, text: str = TEXT) -> str:
    return json.dumps(
        [
            {
                "link": f"{ROOT}/pos/{n}",
                "date": "2021-03-04T09:00:00",
                "title": {"rendered": f"Pos {n} &amp; Loket"},
                "content": {"rendered": text},
            }
            for n in numbers
        ]
    )


WORDPRESS = "/wp-json/wp/v2/posts?per_page=100"


def test_an_interface_gives_many_articles(reader: HtmlReader) -> None:
    answer = page(posts(1, 2), WORDPRESS, "application/json; charset=UTF-8")
    assert lists_articles(answer)
    one, two = read(answer, reader)
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.title, one.url) == ("Pos 1 & Loket", f"{ROOT}/pos/1")
    assert (one.published, one.published_from) == (date(2021, 3, 4), "wordpress-api")
    assert one.origin == two.origin == answer.origin


def test_posts_without_a_text_spare_the_others(reader: HtmlReader) -> None:
    answer = page(posts(1, 2, text="<p>Halo</p>"), WORDPRESS, "application/json")
    assert all(isinstance(one, NoArticle) for one in read(answer, reader))


@pytest.mark.parametrize("answer", ['{"code": "x", "message": "Tutup"}', "bukan JSON", "[" * 10**5])
def test_an_interface_that_does_not_answer_is_a_problem(reader: HtmlReader, answer: str) -> None:
    (found,) = read(page(answer, WORDPRESS, "application/json"), reader)
    assert type(found) is Problem
    assert not found.kept


def test_a_blog_in_json_gives_its_articles(reader: HtmlReader) -> None:
    feed = {
        "feed": {
            "entry": [
                {
                    "title": {"$t": "Loket"},
                    "content": {"$t": TEXT},
                    "published": {"$t": "2021-03-04T09:00:00.000+07:00"},
                    "link": [{"rel": "alternate", "href": f"{ROOT}/2021/03/loket.html"}],
                }
            ]
        }
    }
    answer = page(json.dumps(feed), "/feeds/posts/default?alt=json", "application/json")
    (article,) = read(answer, reader)
    assert isinstance(article, Article)
    assert (article.url, article.published_from) == (
        f"{ROOT}/2021/03/loket.html",
        "blogger-api",
    )


def test_a_web_page_under_the_name_of_an_interface_is_a_web_page(reader: HtmlReader) -> None:
    assert not lists_articles(page(html(), WORDPRESS))
