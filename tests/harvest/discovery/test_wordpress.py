import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from harvest.discovery.record import Document, FoundLink, FullArticle, Listing
from harvest.discovery.wordpress import parse_posts, posts_url
from harvest.fetching.targets import parse_target

SITE = "https://kabar.example"
URL = posts_url(SITE)
NOW = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))

POST: dict[str, Any] = {
    "id": 41,
    "date": "2026-08-28T00:30:00",
    "date_gmt": "2026-08-27T17:30:00",
    "modified_gmt": "2026-08-29T03:00:00",
    "link": f"{SITE}/2026/08/28/kurir-obat/",
    "title": {"rendered": "Kurir Obat &#8220;Antar <em>Sehat</em>&#8221; &amp; Warga"},
    "content": {"rendered": "<p>Kurir berangkat &amp; pulang.</p>\n", "protected": False},
    "_links": {"author": [{"embeddable": True, "href": f"{SITE}/wp-json/wp/v2/users/3"}]},
    "_embedded": {"author": [{"id": 3, "name": "Siti Aminah"}]},
}
ARTICLE = FullArticle(
    url=f"{SITE}/2026/08/28/kurir-obat/",
    title="Kurir Obat “Antar Sehat” & Warga",
    html="<p>Kurir berangkat &amp; pulang.</p>\n",
    published=date(2026, 8, 28),
    modified=datetime(2026, 8, 29, 3, 0, tzinfo=UTC),
    author="Siti Aminah",
)


def parse(answer: object, url: str = URL) -> Listing:
    return parse_posts(json.dumps(answer).encode(), url, now=NOW)


def test_asks_for_the_last_changed_first() -> None:
    parts = urlsplit(posts_url("https://kabar.example/berita/", page=3, per_page=50))
    assert parts.path == "/berita/wp-json/wp/v2/posts"
    query = parse_qs(parts.query)
    assert (query["page"], query["per_page"]) == (["3"], ["50"])
    assert (query["orderby"], query["order"]) == (["modified"], ["desc"])
    assert "content" in query["_fields"][0].split(",")
    assert "search" not in query
    assert "modified_after" not in query


def test_asks_for_words_and_for_what_was_changed() -> None:
    since = datetime(2026, 8, 28, 10, 0, tzinfo=WIB)
    query = parse_qs(urlsplit(posts_url(SITE, search="inovasi & SIPD", modified_after=since)).query)
    assert query["search"] == ["inovasi & SIPD"]
    assert query["modified_after"] == ["2026-08-28T03:00:00Z"]


def test_its_addresses_can_be_fetched() -> None:
    url = posts_url(SITE, page=12, search="kurir obat", modified_after=NOW)
    assert parse_target(url).url == url


def test_reads_articles_in_full() -> None:
    assert parse([POST]) == Listing(articles=(ARTICLE,))


@pytest.mark.parametrize("content", [{"rendered": "", "protected": True}, {"rendered": " \n"}, {}])
def test_what_is_not_given_in_full_is_a_link(content: object) -> None:
    listing = parse([{**POST, "content": content}])
    assert listing.articles == ()
    assert listing.links == (
        FoundLink(
            url=ARTICLE.url,
            title=ARTICLE.title,
            published=datetime(2026, 8, 27, 17, 30, tzinfo=UTC),
            modified=ARTICLE.modified,
        ),
    )


@pytest.mark.parametrize(
    "author",
    [
        [{"name": "admin"}],
        [{"name": "Administrator"}],
        [{"name": ""}],
        [{"code": "rest_user_invalid_id", "message": "ID pengguna tidak valid."}],
        [],
        None,
        "Siti",
    ],
)
def test_placeholders_and_errors_are_no_authors(author: object) -> None:
    (article,) = parse([{**POST, "_embedded": {"author": author}}]).articles
    assert article.author is None


def test_keeps_other_authors_as_they_are() -> None:
    (article,) = parse(
        [{**POST, "_embedded": {"author": [{"name": "Redaksi &amp; Tim"}]}}]
    ).articles
    assert article.author == "Redaksi & Tim"


def test_dates_that_cannot_be_right_are_none() -> None:
    (article,) = parse([{**POST, "date": "2027-01-01T00:00:00", "modified_gmt": "0000"}]).articles
    assert article.published is None
    assert article.modified is None


def test_a_full_page_is_followed_by_the_next() -> None:
    url = posts_url(SITE, page=2, per_page=2, search="obat")
    wanted = posts_url(SITE, page=3, per_page=2, search="obat")
    assert parse([POST, POST], url).documents == (
        Document(url=wanted, kind="wordpress", is_next=True),
    )
    assert parse([POST], url).documents == ()
    assert parse([], url) == Listing()


def test_leaves_out_posts_on_other_sites() -> None:
    listing = parse([{**POST, "link": "https://lain.example/a"}, POST])
    assert listing.articles == (ARTICLE,)
    assert listing.problem == "1 of 2 posts have no address on the site"


def test_the_page_behind_the_last_is_no_problem() -> None:
    answer = {"code": "rest_post_invalid_page_number", "message": "…", "data": {"status": 400}}
    assert parse(answer) == Listing()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (
            {"code": "rest_disabled", "message": "REST API <b>dinonaktifkan</b>.", "data": None},
            "the site's interface answers: REST API dinonaktifkan",
        ),
        ({"code": "rest_no_route"}, "the site's interface answers: rest_no_route"),
        ({"name": "Kabar"}, "the site's interface gives no list of posts"),
        ("posts", "the site's interface gives no list of posts"),
        (None, "the site's interface gives no list of posts"),
    ],
)
def test_errors_are_told(answer: object, problem: str) -> None:
    assert parse(answer) == Listing(problem=problem)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "it is no proper JSON (JSONDecodeError)"),
        (b"<!DOCTYPE html><html></html>", "it is a web page or XML, not JSON"),
        (b"[" * 50_000, "it is no proper JSON (RecursionError)"),
        (b"[" + b"9" * 5_000 + b"]", "it is no proper JSON (ValueError)"),
        (b'[{"link": "htt', "it is no proper JSON (JSONDecodeError)"),
        (b" " * 20_000_001, "it is larger than 20 MB"),
    ],
    ids=["empty", "html", "deep", "endless number", "cut off", "large"],
)
def test_what_is_no_json_is_told(body: bytes, problem: str) -> None:
    listing = parse_posts(body, URL, now=NOW)
    assert listing == Listing(problem=f"the site's interface cannot be read: {problem}")


def test_reads_marks_and_control_signs_and_half_characters() -> None:
    body = json.dumps([POST]).replace("Kurir Obat", "\\ud83d Kurir\0\\u0000 Obat").encode()
    (article,) = parse_posts(b"\xef\xbb\xbf\n" + body, URL, now=NOW).articles
    assert article.title.endswith("Obat “Antar Sehat” & Warga")
    article.title.encode()
    half = json.dumps([{**POST, "content": {"rendered": "<p>\ud83d</p>"}}]).encode()
    (article,) = parse_posts(half, URL, now=NOW).articles
    assert article.html == "<p>\ufffd</p>"
