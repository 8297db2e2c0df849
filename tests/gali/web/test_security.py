"""Hostile texts do no harm, strangers are turned away, and browsers are told what may run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from gali.web.app import make_app
from gali.web.settings import WebSettings

QUERIES = (
    '"><script>alert(1)</script>',
    "' OR 1=1 --",
    '") OR "',
    "a* AND (b",
    "{{7*7}}",
    "\u202eabc\u202c",
    "a\x00b",
    "%" * 500,
    "x" * 5000,
    "NEAR(a b)",
    "🙂",
    "nama: sektor:",
)


def _harmless(html: str) -> None:
    page = LexborHTMLParser(html)
    assert [node.attributes.get("src") for node in page.css("script")] == [
        node.attributes["src"] for node in page.css("script[src*='/statis/']")
    ]
    for node in page.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), name
            assert name != "style"
            assert not (value or "").strip().casefold().startswith("javascript:")
    assert not page.css("style, iframe, object, embed, base, img")
    assert not re.search(
        "[\u200b-\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]", html
    )


def _hostile_pages(db: Path) -> list[str]:
    with closing(sqlite3.connect(db)) as conn:
        (article,) = conn.execute("SELECT id FROM articles WHERE external_id='jahat'").fetchone()
        (innovation,) = conn.execute(
            "SELECT innovation_id FROM mentions WHERE article_id = ?", (article,)
        ).fetchone()
    return [
        f"/artikel/{article}",
        f"/inovasi/{innovation}",
        "/cari?q=sirup",
        "/cari?q=purwokerto&jenis=artikel",
        "/cari?media=script&jenis=artikel",
    ]


def test_hostile_articles_do_no_harm_on_any_page(client: TestClient, web_db: Path) -> None:
    for path in _hostile_pages(web_db):
        answer = client.get(path)
        assert answer.status_code == 200
        _harmless(answer.text)
        assert "49" not in LexborHTMLParser(answer.text).css_first("main").text().split()


def test_hostile_text_is_shown_as_it_was_printed(client: TestClient, web_db: Path) -> None:
    page = LexborHTMLParser(client.get(_hostile_pages(web_db)[0]).text)
    assert "<script>alert(1)</script>" in page.css_first("h1").text()
    assert "<img src=x onerror=alert(3)>" in page.css_first(".text").text()
    assert r"\u202eabc\u202c panen" in page.css_first(".text").text()


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient, web_db: Path) -> None:
    html = client.get(_hostile_pages(web_db)[0]).text
    assert "javascript:" not in html


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", ["/cari", "/cari.csv", "/cari.atom", "/cari.feed.json"])
def test_no_query_makes_a_page_fail(client: TestClient, path: str, query: str) -> None:
    answer = client.get(path, params={"q": query})
    assert answer.status_code == 200
    if path == "/cari":
        _harmless(answer.text)


@pytest.mark.parametrize("name", ["daerah", "sektor", "opd", "penghargaan", "media", "tahun"])
@pytest.mark.parametrize("query", QUERIES)
def test_no_filter_makes_a_page_fail(client: TestClient, name: str, query: str) -> None:
    answer = client.get("/cari", params={name: query})
    assert answer.status_code in {200, 400}
    _harmless(answer.text)


def test_a_paragraph_of_ten_megabytes_is_cut(own_db: Path) -> None:
    with closing(sqlite3.connect(own_db, isolation_level=None)) as conn:
        article, key = conn.execute(
            "SELECT id, article_key FROM articles WHERE external_id = 'lain'"
        ).fetchone()
        conn.execute(
            "UPDATE articles SET text = text || ? WHERE article_key = ?", ("<b>x " * 2_000_000, key)
        )
    with TestClient(make_app(WebSettings(db=own_db)), base_url="http://localhost") as client:
        answer = client.get(f"/artikel/{article}")
        assert answer.status_code == 200
        assert len(answer.text) < 2_000_000
        _harmless(answer.text)
        found = client.get("/cari?q=cilacap&jenis=artikel")
        assert found.status_code == 200
        assert len(found.text) < 100_000


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "[::2]"])
def test_other_names_are_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/tentang", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/x"},
        {"sec-fetch-site": "cross-site", "origin": "http://localhost"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost"},
        {"origin": "http://localhost:9999"},
    ],
)
def test_forms_from_elsewhere_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/tentang", headers=headers).status_code == 403


def test_a_form_of_ours_passes_the_guard(client: TestClient) -> None:
    answer = client.post("/tentang", headers={"origin": "http://localhost"})
    assert answer.status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/cari.csv", "/tidak-ada", "/cari?daerah=xyz", "/statis/gali.css"]
)
def test_every_answer_tells_browsers_what_may_run(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_ask_nobody_else(client: TestClient, web_db: Path) -> None:
    for path in ("/", *_hostile_pages(web_db), "/replikasi", "/tentang"):
        page = LexborHTMLParser(client.get(path).text)
        for node in page.css("link[href], script[src]"):
            address = node.attributes.get("src") or node.attributes["href"]
            assert address is not None
            assert address.startswith("/")


def test_an_address_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get("/cari?q=" + "a" * 9000).status_code == 414


def test_files_outside_the_folder_are_not_served(client: TestClient) -> None:
    for path in ("/statis/../app.py", "/statis/%2e%2e/app.py", "/statis/..%2fapp.py", "/statis/"):
        assert client.get(path).status_code == 404


def test_the_corpus_is_never_written(own_db: Path) -> None:
    own_db.chmod(0o444)
    before = own_db.read_bytes()
    with TestClient(make_app(WebSettings(db=own_db)), base_url="http://localhost") as client:
        for path in ("/", "/cari?q=anak", "/replikasi", "/cari.xlsx"):
            assert client.get(path).status_code == 200
    assert own_db.read_bytes() == before
