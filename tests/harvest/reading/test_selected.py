"""What an outlet's own selectors and byline labels do to the reading of its pages."""

from datetime import UTC, date, datetime

import pytest

from harvest.outlets.fields import InvalidSourceError
from harvest.outlets.manifest import parse_manifest
from harvest.reading.article import read_article
from harvest.reading.reader import HtmlReader
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules

FETCHED = datetime(2026, 9, 4, 9, 0, tzinfo=UTC)
FIRST = "Dinas kesehatan mengirim kurir ke dua puluh desa agar warga tidak mengantre obat lagi."
SECOND = "Kepala dinas menjelaskan bahwa kurir berangkat setiap pagi dan pulang sebelum siang hari."
OTHER = "Jembatan gantung yang rusak sejak tahun lalu kini dibuka kembali untuk para pejalan kaki."
PAGE = f"""<html><head><title>Suara Rakyat Online</title>
<meta property="article:published_time" content="2021-01-01">
<meta name="author" content="Tono Wijaya"></head><body>
<div class=menu><a href=/>Beranda</a></div>
<h1>Kabar Daerah</h1><div class=jdl>Kurir Obat <b>Menjangkau</b> Desa</div>
<div class=info><span class=w>Diposting pada Rabu, 26 Agustus 2020</span>
<em class=p>Rina Wati</em></div>
<div class=pengantar><p>{OTHER}</p></div>
<div class="widget isi"><p>{FIRST}</p>
<div class=sisip><p>Pasang iklan Anda di sini setiap hari kerja.</p></div>
<p>{SECOND}</p><p>Baca juga: <a href=/x>Pasar Ikan Dibuka</a></p></div>
<div class=lain><p>{OTHER}</p></div></body></html>"""
GENERAL = read_article(PAGE, fetched_at=FETCHED)


def read(page: str = PAGE, **rules: object) -> PageReading:
    return read_article(page, fetched_at=FETCHED, rules=ReadingRules(**rules))  # type: ignore[arg-type]


def test_the_title_is_where_the_selector_finds_it() -> None:
    assert GENERAL.title == "Kabar Daerah"
    assert read(title=".jdl").title == "Kurir Obat Menjangkau Desa"


def test_the_text_is_where_the_selector_finds_it() -> None:
    assert OTHER in GENERAL.text
    found = read(text="div.isi", remove=(".sisip",))
    assert found.text == f"{FIRST}\n{SECOND}"


def test_paragraphs_side_by_side_are_one_text() -> None:
    assert read(text="div.isi > p").text == f"{FIRST}\n{SECOND}"


def test_only_the_first_of_several_articles_is_taken() -> None:
    page = f"<div class=isi><p>{FIRST}</p></div><section><div class=isi>{OTHER}</div></section>"
    assert read(page, text=".isi").text == FIRST


def test_an_element_in_another_is_not_taken_twice() -> None:
    page = f"<div class=isi><div class=isi><p>{FIRST}</p></div><p>{SECOND}</p></div>"
    assert read(page, text=".isi").text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "shown",
    [
        "<span class=w>Diposting pada Rabu, 26 Agustus 2020</span>",
        "<span class=w>26/08/2020 08:15 WIB</span>",
        "<time class=w datetime=2020-08-25T23:30:00Z>tadi pagi</time>",
        "<meta class=w content='2020-08-26 08:15:00'>",
        "<abbr class=w title='Rabu, 26 Agustus 2020'>Rabu</abbr>",
        "<span class=w>Iklan</span><span class=w>26 Agustus 2020</span>",
    ],
)
def test_the_day_is_where_the_selector_finds_it(shown: str) -> None:
    assert GENERAL.published_from == "meta"
    page = PAGE.replace("<span class=w>Diposting pada Rabu, 26 Agustus 2020</span>", shown)
    found = read(page, published=".w")
    assert found.published is not None
    assert (found.published.day, found.published_from) == (date(2020, 8, 26), "selector")


def test_a_phrase_of_the_moment_is_a_day_as_well() -> None:
    page = PAGE.replace("Diposting pada Rabu, 26 Agustus 2020", "3 jam yang lalu")
    found = read(page, published=".w").published
    assert found is not None
    assert found.day == date(2026, 9, 4)


def test_the_author_is_where_the_selector_finds_it() -> None:
    assert GENERAL.author == "Tono Wijaya"
    assert read(author=".info em").author == "Rina Wati"


@pytest.mark.parametrize(
    "rules",
    [
        {"title": ".tiada", "text": "#tiada", "published": "time.tiada", "author": ".tiada"},
        {"title": ".sisip img", "text": ".menu", "published": ".jdl", "author": ".w"},
        {"remove": (".tiada", "html", "body")},
    ],
    ids=["nothing found", "something else found", "all removed"],
)
def test_general_rules_go_on_where_selectors_fail(rules: dict[str, object]) -> None:
    found = read(**rules)
    assert found.title == GENERAL.title
    assert (found.published, found.author) == (GENERAL.published, GENERAL.author)
    if "remove" not in rules:
        assert found.text == GENERAL.text


def test_what_is_removed_never_holds_headline_or_body() -> None:
    found = read(title=".jdl", text=".isi", remove=("body", "div", "p"))
    assert found.title == "Kurir Obat Menjangkau Desa"
    assert found.page_type.kind == "article"


def test_removed_elements_may_lie_in_each_other() -> None:
    inner = "<div class=x><b class=x>" * 100 + "promosi" + "</b></div>" * 100
    found = read(
        PAGE.replace("<div class=sisip>", f"<div class=sisip>{inner}"), remove=(".x", ".x b")
    )
    assert "promosi" not in found.text
    assert SECOND in found.text


def test_own_byline_labels_are_known() -> None:
    page = PAGE.replace("Baca juga:", "Warta : Joko Susilo</p><p>Baca juga:")
    assert read(page, text=".isi").author == "Tono Wijaya"
    found = read(page, text=".isi", byline_labels=("Warta",))
    assert found.author == "Joko Susilo"
    assert "Joko" not in found.text


@pytest.mark.parametrize("label", ["Rep", "Rep:", "  warta  OLEH ", "(*", "é ſ", ":"])
def test_any_words_may_be_a_label(label: str) -> None:
    page = PAGE.replace("Baca juga:", f"{label}: Joko Susilo</p><p>Baca juga:")
    found = read(page, byline_labels=(label,))
    assert found.author in ("Joko Susilo", "Tono Wijaya")


def test_letters_that_only_look_like_a_label_s_do_no_harm() -> None:
    for label in ("Penuliſ", "EDİTOR", "edıtor"):
        page = PAGE.replace("Baca juga:", f"{label}: Joko Susilo</p><p>Baca juga:")
        assert read(page).text


def test_rules_reach_the_reading_process() -> None:
    rules = ReadingRules(
        title=".jdl", text="div.isi", published=".w", author=".p", remove=(".sisip",)
    )
    with HtmlReader() as reader:
        found = reader.read_page(PAGE, fetched_at=FETCHED, rules=rules)
    assert found == read_article(PAGE, fetched_at=FETCHED, rules=rules)
    assert (found.text, found.author) == (f"{FIRST}\n{SECOND}", "Rina Wati")


def test_hostile_pages_stay_bounded() -> None:
    page = f"<div class=isi><p>{FIRST}</p>" + "<p class=isi><i>kurir</i></p>" * 30_000 + "</div>"
    found = read(page, text=".isi", remove=("i", ".isi i"), author="i", published="i", title="i")
    assert FIRST in found.text


MANIFEST = """
name = "Suara Rakyat"
domain = "suara.example"
kind = "portal"
platform = "custom"
time_zone = "Asia/Jakarta"
language = "id"
verified = false
"""


def test_an_outlet_s_file_tells_the_rules() -> None:
    content = (
        f'{MANIFEST}[selectors]\ntitle = "h1.judul"\nremove = [".iklan"]\n'
        '[byline]\nlabels = ["Warta oleh"]\n'
    )
    source = parse_manifest(content.encode(), slug="suara", origin="suara.toml")
    assert source.reading_rules == ReadingRules(
        title="h1.judul", remove=(".iklan",), byline_labels=("Warta oleh",)
    )


BROKEN = {
    "unfinished": 'text = "div >"',
    "of a scraping library": 'title = "h1::text"',
    "no selector": 'author = "$$"',
    "empty alternative": 'published = "time,,.tgl"',
    "in a list": 'remove = [".iklan", "p["]',
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_selector_is_an_error_of_the_file(line: str) -> None:
    content = f"{MANIFEST}[selectors]\n{line}\n"
    with pytest.raises(InvalidSourceError, match="is no CSS selector") as error:
        parse_manifest(content.encode(), slug="suara", origin="suara.toml")
    assert error.value.where == f"suara.toml, selectors.{line.split()[0]}"
