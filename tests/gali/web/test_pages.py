"""Every page can be asked for, in both languages, and shows what it is for."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from gali.web.app import make_app
from gali.web.settings import WebSettings

LISTS = ("/", "/cari", "/inovasi", "/daerah", "/replikasi", "/penghargaan", "/sektor", "/opd")
PAGES = (
    *LISTS,
    *("/data", "/data/kamus", "/tentang", "/daerah/33", "/daerah/33.02", "/sektor/kesehatan"),
    *("/opd/puskesmas", "/cari?q=anak", "/cari?q=anak&jenis=artikel", "/cari?q=tidakadasamasekali"),
)


def _ids(db: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(db)) as conn:
        return [row[0] for row in conn.execute(query)]


def _page(client: TestClient, path: str, status: int = 200) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return LexborHTMLParser(answer.text)


def _text(page: LexborHTMLParser, selector: str = "main") -> str:
    node = page.css_first(selector)
    assert node is not None
    return " ".join(node.text(separator=" ").split())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_there_in_both_languages(
    client: TestClient, path: str, language: str
) -> None:
    mark = "&" if "?" in path else "?"
    page = _page(client, f"{path}{mark}lang={language}")
    assert page.css_first("html").attributes["lang"] == language
    assert len(page.css("h1")) == 1
    assert page.css_first("title").text().endswith(" · gali")


def test_all_innovations_and_articles_have_a_page(client: TestClient, web_db: Path) -> None:
    for innovation_id in _ids(web_db, "SELECT id FROM innovations"):
        page = _page(client, f"/inovasi/{innovation_id}")
        assert page.css_first("main .status").text() == "otomatis"
        assert page.css("main blockquote mark"), innovation_id
    for article_id in _ids(web_db, "SELECT id FROM articles"):
        assert _page(client, f"/artikel/{article_id}").css_first(".text p")


def test_every_link_within_the_house_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 250:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "html" not in answer.headers["content-type"]:
            continue
        for href in re.findall(r' href="(/[^"#]*)', answer.text):
            link = unescape(href)
            # Searches beget searches without end; one step from every other page is enough.
            if not (path.startswith("/cari") or link in seen):
                waiting.append(link)
    assert len(seen) > 100


def test_the_first_page_tells_how_much_there_is(client: TestClient, web_db: Path) -> None:
    (n,) = _ids(web_db, "SELECT count(*) FROM innovations")
    assert f"{n} inovasi pelayanan publik" in _text(_page(client, "/"))


def test_an_innovation_is_found_by_half_its_name(client: TestClient) -> None:
    page = _page(client, "/cari?q=OJOL")
    assert "OJOL BERLIAN" in [node.text() for node in page.css(".entry-name a")]


def test_a_misspelt_name_is_met_with_names_like_it(client: TestClient) -> None:
    assert "OJOL BERLIAN" in _text(_page(client, "/cari?q=ojolberlin"), ".empty")


def test_words_that_were_found_are_marked(client: TestClient) -> None:
    found = {node.text().casefold() for node in _page(client, "/cari?q=anak").css("mark.found")}
    assert "anak" in found


def test_filters_that_hold_are_shown_and_can_be_taken_away(client: TestClient) -> None:
    page = _page(client, "/cari?q=anak&daerah=bantaeng&sektor=kesehatan")
    chips = {_clean(node.text()): node.attributes["href"] for node in page.css(".chips a")}
    assert any("Kabupaten Bantaeng" in label for label in chips)
    href = next(href for label, href in chips.items() if "Kabupaten Bantaeng" in label)
    assert href == "/cari?q=anak&sektor=kesehatan"


def test_pages_follow_each_other_without_gap(client: TestClient) -> None:
    path, ids = "/cari?urut=nama", []
    for _ in range(50):
        page = _page(client, path)
        ids += [node.attributes["href"] for node in page.css(".entry-name a")]
        following = page.css_first('a[rel="next"]')
        if following is None:
            break
        path = following.attributes["href"]
    total = int(_text(_page(client, "/cari"), ".tabs [aria-current] .n"))
    assert len(ids) == len(set(ids)) == total > 20


def test_what_won_top_45_is_told_with_its_sentence(client: TestClient) -> None:
    page = _page(client, "/penghargaan?peringkat=Top+45&tahun=2020")
    entries = page.css(".told")
    assert any("OJOL BERLIAN" in entry.text() for entry in entries)
    assert all(entry.css_first("blockquote") for entry in entries)


def test_who_learnt_from_whom_is_a_map_a_matrix_and_a_list(client: TestClient) -> None:
    page = _page(client, "/replikasi?dari=banyumas")
    assert page.css("svg.flows g.arc")
    assert page.css("table.matrix td a")
    assert "Kab. Banyumas → Kab. Cilacap" in _text(page, "#daftar ~ .told, section:has(#daftar)")


def test_an_arrow_leads_to_its_evidence(client: TestClient) -> None:
    page = _page(client, "/replikasi?dari=banyumas&ke=cilacap")
    href = page.css_first("svg.flows a:has(g.arc)").attributes["href"].partition("#")[0]
    assert "Sirup" in _text(_page(client, href), ".told blockquote")


def test_a_region_tells_who_learnt_from_it(client: TestClient) -> None:
    text = _text(_page(client, "/daerah/33.02"), "aside.facts")
    assert "Kab. Cilacap" in text
    assert "Kab. Banyumas" in _text(_page(client, "/daerah/33.01"), "aside.facts")


def test_an_article_has_its_facts_marked_and_linked(client: TestClient, web_db: Path) -> None:
    (article_id,) = _ids(web_db, "SELECT id FROM articles WHERE external_id = 'lain'")
    page = _page(client, f"/artikel/{article_id}")
    assert "Sirup" in [node.text() for node in page.css(".text mark.name")]
    anchors = {node.attributes["id"] for node in page.css("[id]")}
    for link in page.css('.text a[href^="#"], .cards a[href^="#"]'):
        assert link.attributes["href"].removeprefix("#") in anchors


def test_a_region_may_be_named_in_any_spelling(client: TestClient) -> None:
    same = {
        _text(_page(client, f"/cari?daerah={name}"), ".chips")
        for name in ("banyumas", "Kab. Banyumas", "33.02", "Purwokerto")
    }
    assert len(same) == 1


def test_a_region_that_may_be_several_is_asked_back(client: TestClient) -> None:
    page = _page(client, "/cari?q=anak&daerah=malang", status=400)
    links = [node.attributes["href"] for node in page.css("main li a")]
    assert links == ["/cari?q=anak&daerah=35.07", "/cari?q=anak&daerah=35.73"]


@pytest.mark.parametrize(
    "path",
    [
        "/cari?daerah=atlantis",
        "/cari?tahun=kemarin",
        "/cari?urut=acak",
        "/cari?jenis=buku",
        "/cari?kursor=99999999999",
        "/cari?kursor=k-1",
        "/cari?sektor=tidakada",
        "/cari?q=daerah:atlantis",
        "/replikasi?tahap=mimpi",
        "/penghargaan?tingkat=desa",
        "/inovasi?huruf=AB",
    ],
)
def test_a_parameter_without_meaning_is_told_how_to_mend(client: TestClient, path: str) -> None:
    assert _page(client, path, status=400).css_first("main form[role=search]")


@pytest.mark.parametrize(
    "path",
    ["/tidak-ada", "/inovasi/i0", "/artikel/a0", "/daerah/99", "/sektor/x", "/opd/x", "/cari/x"],
)
def test_what_is_not_there_can_be_searched_for(client: TestClient, path: str) -> None:
    page = _page(client, path, status=404)
    assert page.css_first("main input[name=q]").attributes["value"]


def test_the_language_is_remembered(web_db: Path, client: TestClient) -> None:
    client.get("/tentang?lang=en")
    assert _page(client, "/tentang").css_first("html").attributes["lang"] == "en"
    client.get("/tentang?lang=id")
    assert _page(client, "/tentang").css_first("html").attributes["lang"] == "id"


def _clean(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", ["/penghargaan", "/replikasi", "/daerah/73.03"])
def test_what_a_person_confirmed_is_told_from_what_the_machine_found(
    own_db: Path, path: str
) -> None:
    with closing(sqlite3.connect(own_db, isolation_level=None)) as conn:
        conn.execute(
            "INSERT INTO fact_reviews SELECT article_id, 'award', position, 'diperiksa', 'Sri', "
            "'2026-01-01T00:00:00+00:00', 'd1', 0 FROM awards"
        )
    with TestClient(make_app(WebSettings(db=own_db)), base_url="http://localhost") as asking:
        page = _page(asking, path)
    marks = {node.text() for node in page.css(".told h3:has(.tag) .status")}
    expected = {"/penghargaan": {"diperiksa"}, "/replikasi": {"otomatis"}}
    assert marks == expected.get(path, {"diperiksa", "otomatis"})
