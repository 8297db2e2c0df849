"""What is shown can be taken away as it is, followed, and is told to be unchanged."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from gali.web.app import make_app
from gali.web.settings import WebSettings

ATOM = "{http://www.w3.org/2005/Atom}"


def _rows(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_table_has_the_rows_of_the_page_in_its_order(client: TestClient) -> None:
    query = "?q=anak&urut=nama&sektor=kesehatan"
    page = LexborHTMLParser(client.get(f"/cari{query}").text)
    shown = [node.text() for node in page.css(".entry-name a")]
    rows = _rows(client, f"/cari.csv{query}")
    assert [row["Nama"] for row in rows] == shown
    quotes = [" ".join(node.text().split()) for node in page.css(".entry blockquote p")]
    assert [" ".join(row["Kutipan"].split()) for row in rows] == quotes


def test_the_table_holds_all_pages_of_a_list(client: TestClient) -> None:
    page = LexborHTMLParser(client.get("/penghargaan?hasil=won").text)
    total = page.css_first(".pager-at").text().split()[-1]
    assert len(_rows(client, "/penghargaan.csv?hasil=won")) == int(total)


def test_headings_are_in_the_language_of_the_page(client: TestClient) -> None:
    assert "Stands for" in _rows(client, "/cari.csv?lang=en&q=anak")[0]
    assert "Kepanjangan" in _rows(client, "/cari.csv?lang=id&q=anak")[0]


def test_no_spreadsheet_runs_a_cell(own_db: Path) -> None:
    with closing(sqlite3.connect(own_db, isolation_level=None)) as conn:
        conn.execute("UPDATE innovations SET owner = '=HYPERLINK(\"http://evil\")'")
    with TestClient(make_app(WebSettings(db=own_db)), base_url="http://localhost") as client:
        for row in _rows(client, "/cari.csv"):
            assert not row["Pemilik"].startswith("=")


@pytest.mark.parametrize("path", ["/cari", "/penghargaan", "/replikasi", "/daerah"])
def test_the_workbook_has_as_many_rows_as_the_table(client: TestClient, path: str) -> None:
    pytest.importorskip("xlsxwriter")
    n_rows = len(_rows(client, f"{path}.csv"))
    answer = client.get(f"{path}.xlsx")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert len(sheet.findall(f".//{space}row")) == n_rows + 1


def test_a_search_can_be_followed(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/cari.atom?q=anak").content)
    entries = feed.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert entries
    assert days == sorted(days, reverse=True)
    link = feed.find(f"{ATOM}link[@rel='alternate']")
    assert link is not None
    assert link.get("href") == "http://localhost/cari?q=anak"
    address = entries[0].findtext(f"{ATOM}id") or ""
    assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_the_json_feed_says_the_same(client: TestClient) -> None:
    feed = json.loads(client.get("/cari.feed.json?q=anak").content)
    atom = ElementTree.fromstring(client.get("/cari.atom?q=anak").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == [
        entry.findtext(f"{ATOM}title") for entry in atom.findall(f"{ATOM}entry")
    ]


def test_a_page_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/cari?q=anak")
    again = client.get("/cari?q=anak", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = client.get("/cari?q=ibu", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_what_is_written_meanwhile_is_shown_at_once(own_db: Path) -> None:
    with TestClient(make_app(WebSettings(db=own_db)), base_url="http://localhost") as client:
        first = client.get("/")
        with closing(sqlite3.connect(own_db, isolation_level=None)) as conn:
            conn.execute("UPDATE innovations SET name = 'Nama Baru Sekali'")
        again = client.get("/", headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 200
        assert "Nama Baru Sekali" in again.text


def test_a_file_put_in_its_place_is_read_from_then_on(own_db: Path, corpus_db: Path) -> None:
    with TestClient(make_app(WebSettings(db=own_db)), base_url="http://localhost") as client:
        assert "Kirber" not in client.get("/cari?q=kirber").text.partition("</form>")[2]
        own_db.unlink()
        own_db.write_bytes(corpus_db.read_bytes())
        assert "Kirim Berkas ke Rumah" in client.get("/cari?q=kirber").text


def test_the_first_page_is_light(client: TestClient) -> None:
    page = client.get("/")
    addresses = [
        node.attributes.get("src") or node.attributes["href"]
        for node in LexborHTMLParser(page.text).css("link[rel=stylesheet], link[rel=icon], script")
    ]
    sizes = [int(page.headers["content-length"])]
    for address in addresses:
        assert address is not None
        answer = client.get(address)
        assert "immutable" in answer.headers["cache-control"]
        sizes.append(int(answer.headers.get("content-length") or len(answer.content)))
    assert sum(sizes) <= 100_000, sizes


def test_behind_a_web_server_links_have_its_address(web_db: Path) -> None:
    settings = WebSettings(db=web_db, base_url="https://contoh.go.id/inovasi/")
    with TestClient(make_app(settings), base_url="http://localhost") as client:
        page = LexborHTMLParser(client.get("/", headers={"host": "contoh.go.id"}).text)
        for node in page.css("a[href], link[href], form[action]"):
            address = node.attributes.get("href") or node.attributes["action"]
            assert address is not None
            assert address.startswith(("/inovasi/", "#", "/inovasi?")) or address == "/inovasi"
        feed = ElementTree.fromstring(client.get("/cari.atom?q=anak").content)
        link = feed.find(f"{ATOM}link[@rel='self']")
        assert link is not None
        assert link.get("href") == "https://contoh.go.id/inovasi/cari.atom?q=anak"
