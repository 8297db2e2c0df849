"""``gali harvest snapshot`` against a real server on this machine."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from local_fetcher import open_local_fetcher

from gali.cli.app import app
from gali.cli.session import Session

if TYPE_CHECKING:
    from conftest import Run

CONTACT = "peneliti@kampus.example"
ARTICLE = """<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>Loket Keliling di Desa</title><link rel="canonical" href="{canonical}">
<meta property="article:published_time" content="2021-03-04T09:00:00+07:00"></head>
<body><article><h1>Loket Keliling di Desa</h1>
<p>Purbalingga - Dinas kependudukan membuka loket keliling di balai desa setiap hari Selasa
sehingga warga tidak perlu lagi menempuh perjalanan jauh ke kantor kabupaten.</p>
<p>Petugas membawa alat perekam sendiri dan melayani sampai sore. Warga cukup membawa kartu
keluarga, lalu dokumen jadi pada hari yang sama tanpa biaya apa pun.</p></article></body></html>"""
PAGES: dict[str, tuple[int, str, str]] = {
    "/berita/1": (200, "text/html; charset=utf-8", ARTICLE.format(canonical="/berita/1")),
    "/palsu": (200, "text/html", ARTICLE.format(canonical="https://lain.example/berita")),
    "/kosong": (200, "text/html", "<html><body><p>Halo</p></body></html>"),
    "/data.json": (200, "application/json", '{"a": 1}'),
    "/robots.txt": (200, "text/plain", "User-agent: *\nDisallow: /rahasia"),
    "/hilang": (404, "text/html", "tidak ada"),
}


class _Site(BaseHTTPRequestHandler):
    """A newspaper of a few pages."""

    def do_GET(self) -> None:
        status, content_type, text = PAGES.get(self.path, (404, "text/html", ""))
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Serve the newspaper; its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the verb, let in to this machine, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        words = ["harvest", "snapshot", *map(str, arguments), "--contact", CONTACT]
        return CliRunner().invoke(app, words, obj=Session(open_local_fetcher))

    return run


def _rows(db: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(db)) as conn:
        return conn.execute(query).fetchall()


def test_page_and_article_go_into_the_corpus(site: str, snapshot: Run, tmp_path: Path) -> None:
    url = f"{site}/berita/1"
    result = snapshot(url)
    assert result.exit_code == 0, result.output
    assert "page kept; 1 new article" in result.output
    db = tmp_path / "corpus.db"
    pages = _rows(db, "SELECT origin, url, content_type, body_bytes FROM pages")
    size = len(PAGES["/berita/1"][2].encode())
    assert pages == [(url, url, "text/html; charset=utf-8", size)]
    articles = _rows(db, "SELECT title, url, published, fetched_at IS NOT NULL FROM articles")
    assert articles == [("Loket Keliling di Desa", url, "2021-03-04", 1)]


def test_the_same_page_again_changes_nothing(site: str, snapshot: Run, tmp_path: Path) -> None:
    snapshot(f"{site}/berita/1")
    result = snapshot(f"{site}/berita/1")
    assert "page known already; 0 new articles, 1 known already" in result.output
    assert _rows(tmp_path / "corpus.db", "SELECT count(*) FROM pages") == [(1,)]


def test_a_page_cannot_pass_for_another_newspapers(
    site: str, snapshot: Run, tmp_path: Path
) -> None:
    snapshot(f"{site}/palsu")
    assert _rows(tmp_path / "corpus.db", "SELECT url FROM articles") == [(f"{site}/palsu",)]


@pytest.mark.parametrize("path", ["/kosong", "/data.json"])
def test_a_page_without_an_article_is_kept_and_said(
    site: str, snapshot: Run, tmp_path: Path, path: str
) -> None:
    result = snapshot(f"{site}{path}")
    assert result.exit_code == 0
    assert "kept, but" in result.output
    assert _rows(tmp_path / "corpus.db", "SELECT count(*) FROM pages") == [(1,)]
    assert _rows(tmp_path / "corpus.db", "SELECT count(*) FROM articles") == [(0,)]


def test_files_for_a_bug_report(site: str, snapshot: Run, tmp_path: Path) -> None:
    result = snapshot(f"{site}/berita/1", f"{site}/data.json", "--out", "report")
    assert result.exit_code == 0, result.output
    files = sorted(path.name for path in (tmp_path / "report").iterdir())
    assert [name.rpartition("-")[0] for name in files] == [
        *["127.0.0.1-berita-1"] * 2,
        *["127.0.0.1-data.json"] * 2,
    ]
    assert [name.partition("-")[2][-5:] for name in files] == [".json", ".html", ".json", ".json"]
    headers, body = files[:2]
    assert (tmp_path / "report" / body).read_text() == PAGES["/berita/1"][2]
    about = json.loads((tmp_path / "report" / headers).read_text())
    assert (about["asked"], about["status"]) == (f"{site}/berita/1", 200)
    assert about["user_agent"].endswith(f"(+mailto:{CONTACT})")
    assert about["headers"]["content-type"] == "text/html; charset=utf-8"
    assert not (tmp_path / "corpus.db").exists()


@pytest.mark.parametrize(
    ("paths", "code", "complaint"),
    [
        (["/rahasia"], 1, "robots.txt forbids it"),
        (["/hilang"], 1, "404"),
        (["/berita/1", "/rahasia"], 4, "robots.txt forbids it"),
    ],
)
def test_what_is_not_fetched_is_named(
    site: str, snapshot: Run, tmp_path: Path, paths: list[str], code: int, complaint: str
) -> None:
    result = snapshot(*(f"{site}{path}" for path in paths))
    assert result.exit_code == code
    assert f"Problem: {site}{paths[-1]}" in result.output
    assert complaint in result.output
    assert (tmp_path / "corpus.db").exists() == (code == 4)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["http://127.0.0.1:8000/", "--contact", CONTACT], "no public address"),
        (["http://localhost/", "--contact", CONTACT], "no public address"),
        (["http://2130706433/", "--contact", CONTACT], "odd spelling"),
        (["file:///etc/passwd", "--contact", CONTACT], "not http or https"),
        (["https://kabar.example/"], "nobody is named as the contact"),
        (["https://kabar.example/", "--contact", "me"], "'me' is no contact"),
        (["https://kabar.example/", "--contact", CONTACT, "--delay", "0"], "delay_seconds must be"),
    ],
)
def test_the_shipped_verb_lets_nobody_in(
    words: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["harvest", "snapshot", *words])
    assert result.exit_code == 1
    assert complaint in result.output
    assert not (tmp_path / "corpus.db").exists()


def test_no_variable_lets_anybody_in(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ALLOW_LOOPBACK", "GUARD", "ALLOW_PRIVATE", "TEST"):
        monkeypatch.setenv(f"GALI_{name}", "1")
    result = CliRunner().invoke(app, ["harvest", "snapshot", f"{site}/a", "--contact", CONTACT])
    assert result.exit_code == 1
    assert "no public address" in result.output
