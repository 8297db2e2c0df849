"""``gali extract --format html``: one safe file, all facts marked and linked."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from corpus.identity import make_article
from gali.article_page import write_page
from gali.extraction import extract_one

Run = Callable[..., Result]
TITLE = "Kabupaten Demak Belajar ke Banyumas"
TEXT = (
    "Pemkab Demak studi tiru ke Kabupaten Banyumas, Rabu (18/11).\n\n"
    "Puskesmas Melati punya 12 inovasi dan meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa).\n"
    "Inovasi Sirup meraih Top 10 Kompetisi Inovasi Pelayanan Publik Kabupaten Banyumas 2020."
)


def _page(title: str = TITLE, text: str = TEXT, **fields: str) -> str:
    article = make_article(title=title, text=text, published=date(2020, 11, 19), **fields)
    stream = io.StringIO()
    assert write_page([extract_one(article)], stream) == 1
    return stream.getvalue()


def _ids(page: html.HtmlElement) -> list[str]:
    return [str(value) for value in page.xpath("//@id")]


def test_every_kind_of_fact_is_shown_in_bahasa_indonesia() -> None:
    page = html.fromstring(_page())
    headings = [element.text for element in page.findall(".//h3")]
    assert headings == ["Inovasi", "Penghargaan", "Replikasi", "Jumlah"]
    titles = [element.text_content() for element in page.findall(".//h4")]
    assert titles == [
        "I1 Sirup",
        "P1 Sirup · Top 10",
        "R1 Kabupaten Banyumas → Kabupaten Demak",
        "J1 12 inovasi",
    ]
    words = page.text_content()
    assert "2020 (dari nama lomba)" in words
    assert "2020-11-18" in words


def test_the_words_of_facts_are_marked() -> None:
    page = html.fromstring(_page())
    names = page.xpath("//div[@class='text']//mark[contains(@class, 'name')]")
    assert {name.text for name in names} == {"Sirup"}
    awarded = page.xpath("//mark[contains(@class, 'award')]")
    assert "".join(mark.text_content() for mark in awarded).startswith("penghargaanInovasi Sirup")


def test_the_text_stays_whole() -> None:
    page = html.fromstring(_page())
    for reference in page.xpath("//*[@class='ref']"):
        reference.drop_tree()
    paragraphs = [p.text_content() for p in page.xpath("//div[@class='text']/p")]
    assert paragraphs == [line for line in TEXT.split("\n") if line]
    assert page.find(".//h2").text_content() == TITLE


def test_links_lead_somewhere_and_ids_are_unique() -> None:
    page = html.fromstring(_page())
    ids = Counter(_ids(page))
    assert max(ids.values()) == 1
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)


def test_what_an_article_holds_is_never_markup() -> None:
    page = _page(
        title="<script>alert(1)</script>",
        text='Dinas meluncurkan inovasi Sirup (Siaga <img src=x onerror="x">).\n\x1b[2J\u202eabc',
        outlet='"><b>',
        url="https://a.example/?q=<x>",
    )
    tags = {element.tag for element in html.fromstring(page).iter()}
    assert not tags & {"script", "img", "b", "iframe", "link"}
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = html.fromstring(_page(url="https://a.example/x"))
    assert page.xpath("//@src") == []
    assert [a for a in page.xpath("//a/@href") if not a.startswith("#")] == ["https://a.example/x"]
    assert page.xpath("//link") == []


def test_an_article_without_facts_says_so() -> None:
    assert "Tidak ada fakta" in _page(title="Panen Raya", text="Warga memanen padi.")


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text_gives_a_page_that_can_be_read(text: str) -> None:
    page = html.fromstring(_page(title="Judul", text="Inovasi Sirup (Siaga Ibu). " + text))
    assert Counter(_ids(page)).most_common(1)[0][1] == 1


def test_the_command_writes_one_file_for_all_articles(run_gali: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "news.jsonl", tmp_path / "page.html"
    records = [{"title": f"{TITLE} {n}", "text": TEXT} for n in range(3)]
    source.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    result = run_gali("extract", source, "--format", "html", "-o", target)
    assert result.exit_code == 0
    page = html.fromstring(target.read_text(encoding="utf-8"))
    assert len(page.findall(".//article")) == 3
    assert max(Counter(_ids(page)).values()) == 1


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x", "http://["])
def test_only_web_addresses_become_links(address: str) -> None:
    from gali.article_page.markup import link_to

    assert "<a" not in link_to(address)
