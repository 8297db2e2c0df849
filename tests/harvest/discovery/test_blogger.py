import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from harvest.discovery.blogger import parse_posts, posts_url
from harvest.discovery.record import Document, FoundLink, FullArticle, Listing
from harvest.fetching.targets import parse_target

SITE = "https://kabarpesisir.blogspot.com"
URL = posts_url(SITE)
NOW = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))
ELSEWHERE = "https://www.blogger.com/feeds/77/posts/default?start-index=26"

ENTRY: dict[str, Any] = {
    "id": {"$t": "tag:blogger.com,1999:blog-77.post-41"},
    "published": {"$t": "2026-08-28T00:30:00.000+07:00"},
    "updated": {"$t": "2026-08-29T10:00:00.001+07:00"},
    "title": {"type": "text", "$t": "Nelayan Pakai <Aplikasi> Cuaca & Ombak"},
    "content": {"type": "html", "$t": "<div>Nelayan <b>mengecek</b> ombak.</div>"},
    "link": [
        {"rel": "replies", "href": f"{SITE}/feeds/41/comments/default"},
        {"rel": "alternate", "type": "text/html", "href": f"{SITE}/2026/08/nelayan.html"},
    ],
    "author": [{"name": {"$t": "Budi Santoso"}, "email": {"$t": "noreply@blogger.com"}}],
}
ARTICLE = FullArticle(
    url=f"{SITE}/2026/08/nelayan.html",
    title="Nelayan Pakai <Aplikasi> Cuaca & Ombak",
    html="<div>Nelayan <b>mengecek</b> ombak.</div>",
    published=date(2026, 8, 28),
    modified=datetime(2026, 8, 29, 10, 0, 0, 1000, tzinfo=WIB),
    author="Budi Santoso",
)
ATOM = f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'>
<link rel='next' type='application/atom+xml' href='{ELSEWHERE}'/>
<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>
<entry><published>2026-08-28T00:30:00.000+07:00</published>
<updated>2026-08-29T10:00:00.001+07:00</updated>
<title type='text'>Nelayan Pakai &lt;Aplikasi&gt; Cuaca &amp; Ombak</title>
<content type='html'>&lt;div&gt;Nelayan &lt;b&gt;mengecek&lt;/b&gt; ombak.&lt;/div&gt;</content>
<link rel='replies' type='application/atom+xml' href='{SITE}/feeds/41/comments/default'/>
<link rel='alternate' type='text/html' href='{SITE}/2026/08/nelayan.html'/>
<author><name>Budi Santoso</name><email>noreply@blogger.com</email></author></entry></feed>"""


def parse(*entries: object, url: str = URL, next_url: str | None = None) -> Listing:
    links = [{"rel": "next", "href": next_url}] if next_url else []
    answer = {"version": "1.0", "feed": {"entry": list(entries), "link": links}}
    return parse_posts(json.dumps(answer).encode(), url, now=NOW)


def test_asks_for_the_last_changed_first() -> None:
    since = datetime(2026, 8, 28, 10, 0, tzinfo=WIB)
    url = posts_url(f"{SITE}/", start=151, search="inovasi desa", updated_after=since)
    parts = urlsplit(url)
    assert parts.path == "/feeds/posts/default"
    assert parse_qs(parts.query) == {
        "alt": ["json"],
        "orderby": ["updated"],
        "start-index": ["151"],
        "max-results": ["150"],
        "q": ["inovasi desa"],
        "updated-min": ["2026-08-28T03:00:00Z"],
    }
    assert parse_target(url).url == url


def test_reads_articles_in_full() -> None:
    assert parse(ENTRY) == Listing(articles=(ARTICLE,))


def test_reads_atom_as_well() -> None:
    listing = parse_posts(ATOM.encode(), URL, now=NOW)
    (article,) = listing.articles
    assert article.title == "Nelayan Pakai Cuaca & Ombak"
    assert (article.url, article.html, article.author) == (
        ARTICLE.url,
        ARTICLE.html,
        ARTICLE.author,
    )
    assert (article.published, article.modified) == (ARTICLE.published, ARTICLE.modified)
    assert listing.documents == (
        Document(url=posts_url(SITE, start=2), kind="blogger", is_next=True),
    )
    assert listing.problem is None


def test_a_summary_is_a_link() -> None:
    entry = {**ENTRY, "summary": {"type": "text", "$t": "Nelayan mengecek …"}}
    del entry["content"]
    listing = parse(entry)
    assert listing.articles == ()
    assert listing.links == (
        FoundLink(
            url=ARTICLE.url,
            title=ARTICLE.title,
            published=datetime(2026, 8, 28, 0, 30, tzinfo=WIB),
            modified=ARTICLE.modified,
        ),
    )


@pytest.mark.parametrize("name", ["Unknown", "unknown", "noreply@blogger.com", "Admin", ""])
def test_placeholders_are_no_authors(name: str) -> None:
    (article,) = parse({**ENTRY, "author": [{"name": {"$t": name}}]}).articles
    assert article.author is None


@pytest.mark.parametrize(
    ("published", "wanted"),
    [
        ("2026-08-28T00:30:00.000+09:00", date(2026, 8, 28)),
        ("2026-08-27T10:30:00.000-07:00", date(2026, 8, 28)),
        ("2026-08-27T17:30:00.000Z", date(2026, 8, 28)),
        ("2030-01-01T00:00:00Z", None),
    ],
)
def test_the_day_is_that_of_an_indonesian_clock(published: str, wanted: date | None) -> None:
    (article,) = parse({**ENTRY, "published": {"$t": published}}).articles
    assert article.published == wanted


def test_goes_on_behind_the_posts_that_were_given() -> None:
    url = posts_url(SITE, start=26, search="ombak")
    listing = parse(ENTRY, ENTRY, url=url, next_url=ELSEWHERE)
    wanted = posts_url(SITE, start=28, search="ombak")
    assert listing.documents == (Document(url=wanted, kind="blogger", is_next=True),)
    assert parse(ENTRY, url=url).documents == ()
    assert parse(url=url, next_url=ELSEWHERE) == Listing()


def test_leaves_out_posts_on_other_blogs() -> None:
    other = {**ENTRY, "link": [{"rel": "alternate", "href": "https://lain.blogspot.com/a.html"}]}
    listing = parse(other, ENTRY)
    assert listing.articles == (ARTICLE,)
    assert listing.problem == "1 of 2 posts have no address on the blog"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "it is neither RSS nor Atom"),
        (b"<html><body>Blog dihapus</body></html>", "it is neither RSS nor Atom"),
        (b"{}", "it is JSON, but no list of posts"),
        (b'{"feed": []}', "it is JSON, but no list of posts"),
        (b'{"feed":' * 50_000, "it is no proper JSON (RecursionError)"),
        (b'\xef\xbb\xbf {"feed": ', "it is no proper JSON (JSONDecodeError)"),
    ],
)
def test_what_is_no_answer_is_told(body: bytes, problem: str) -> None:
    listing = parse_posts(body, URL, now=NOW)
    assert listing == Listing(problem=f"the blog's interface cannot be read: {problem}")
