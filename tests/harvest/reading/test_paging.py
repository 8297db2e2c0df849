from dataclasses import replace
from datetime import date

import pytest

from harvest.reading.article import read_article
from harvest.reading.page_type import PageType
from harvest.reading.paging import PageLink, find_next_page, find_whole_page, join_pages
from harvest.reading.record import PageReading
from harvest.written_dates import WrittenDate

ROOT = "https://suara.example"
NEXT = {
    "query": (f"{ROOT}/kurir", ["/kurir?page=2"], f"{ROOT}/kurir?page=2"),
    "query beside another": (f"{ROOT}/b?id=7", ["?id=7&page=2"], f"{ROOT}/b?id=7&page=2"),
    "halaman": (f"{ROOT}/kurir", ["?halaman=2"], f"{ROOT}/kurir?halaman=2"),
    "path": (f"{ROOT}/kurir/", ["/kurir/2/"], f"{ROOT}/kurir/2/"),
    "path with a word": (f"{ROOT}/kurir", ["/kurir/page/2"], f"{ROOT}/kurir/page/2"),
    "second to third": (f"{ROOT}/kurir/2/", ["/kurir/", "/kurir/3/"], f"{ROOT}/kurir/3/"),
    "www": (
        f"{ROOT}/kurir",
        ["https://www.suara.example/kurir?page=2"],
        "https://www.suara.example/kurir?page=2",
    ),
    "order of links": (f"{ROOT}/kurir", ["?page=3", "?page=2"], f"{ROOT}/kurir?page=2"),
    "last page": (f"{ROOT}/kurir?page=3", ["?page=1", "?page=2"], None),
    "next article": (f"{ROOT}/kurir", ["/jembatan", "/kurir-2"], None),
    "next number of an article": (f"{ROOT}/berita/41234", ["/berita/41235"], None),
    "another host": (f"{ROOT}/kurir", ["https://lain.example/kurir?page=2"], None),
    "page of comments": (f"{ROOT}/kurir", ["/kurir/comment-page-2/"], None),
    "front page": (f"{ROOT}/", ["/2"], None),
    "no http": (f"{ROOT}/kurir", ["javascript:next(2)", "mailto:a@b", "http://[broken"], None),
    "address unknown": (None, ["/kurir?page=2"], None),
    "endless": (f"{ROOT}/kurir?page=30", ["?page=31"], None),
    "fragment": (f"{ROOT}/kurir", ["?page=2#isi"], f"{ROOT}/kurir?page=2"),
    "the whole is shown": (f"{ROOT}/kurir?page=all", ["?page=2", "/kurir?page=2"], None),
}


@pytest.mark.parametrize(("url", "links", "wanted"), NEXT.values(), ids=NEXT.keys())
def test_finds_the_next_page(url: str | None, links: list[str], wanted: str | None) -> None:
    assert find_next_page([PageLink(link) for link in links], url) == wanted


WHOLE = {
    "page=all": (f"{ROOT}/kurir", [("Show All", "?page=all#sectionall")], f"{ROOT}/kurir?page=all"),
    "words do not matter": (f"{ROOT}/kurir", [("3", "?page=all")], f"{ROOT}/kurir?page=all"),
    "single=1": (f"{ROOT}/kurir", [("", "/kurir?single=1")], f"{ROOT}/kurir?single=1"),
    "showpage=all": (f"{ROOT}/b?id=7", [("", "?id=7&showpage=all")], f"{ROOT}/b?id=7&showpage=all"),
    "halaman=semua": (
        f"{ROOT}/kurir",
        [("Semua", "?halaman=semua")],
        f"{ROOT}/kurir?halaman=semua",
    ),
    "from a later page": (f"{ROOT}/kurir?page=2", [("", "?page=all")], f"{ROOT}/kurir?page=all"),
    "from a later page in the path": (
        f"{ROOT}/kurir/2/",
        [("", "/kurir/all/")],
        f"{ROOT}/kurir/all/",
    ),
    "switch without a value": (f"{ROOT}/kurir", [("", "?showall")], f"{ROOT}/kurir?showall"),
    "Tampilkan semua": (f"{ROOT}/kurir", [("Tampilkan Semua", "?x=y")], f"{ROOT}/kurir?x=y"),
    "Lihat semua of a rubric": (f"{ROOT}/kurir", [("Lihat semua", "/daerah?page=all")], None),
    "Semua of a rubric": (f"{ROOT}/daerah/kurir", [("Semua", "/daerah/")], None),
    "Semua that leads to itself": (f"{ROOT}/kurir", [("Semua", "/kurir#komentar")], None),
    "other words": (f"{ROOT}/kurir", [("Komentar", "?x=y")], None),
    "another host": (f"{ROOT}/kurir", [("Semua", "https://lain.example/kurir?page=all")], None),
    "another article": (f"{ROOT}/b?id=7", [("", "?id=8&page=all")], None),
    "the whole is shown": (f"{ROOT}/kurir?page=all", [("", "?page=all"), ("", "?single=1")], None),
    "switched off": (f"{ROOT}/kurir", [("", "?single=0")], None),
    "no http": (f"{ROOT}/kurir", [("Semua", "javascript:all()"), ("Semua", "http://[b")], None),
    "address unknown": (None, [("Semua", "/kurir?page=all")], None),
}


@pytest.mark.parametrize(("url", "links", "wanted"), WHOLE.values(), ids=WHOLE.keys())
def test_finds_the_page_that_shows_all(
    url: str | None, links: list[tuple[str, str]], wanted: str | None
) -> None:
    assert find_whole_page([PageLink(to, words) for words, to in links], url) == wanted


def test_tells_where_the_whole_article_is() -> None:
    paragraph = "Kurir berangkat setiap pagi dan pulang sebelum siang, kata kepala dinas."
    html = (
        f"<html><body><article><h1>Kurir Obat</h1><p>{paragraph}</p><p>{paragraph}</p></article>"
        "<div>Halaman: <b>1</b> <a href='?page=2'>2</a> <a href='?page=all'>Semua</a></div>"
    )
    found = read_article(html, url=f"{ROOT}/kurir")
    assert found.next_page_url == f"{ROOT}/kurir?page=2"
    assert found.whole_url == f"{ROOT}/kurir?page=all"


FIRST = PageReading(
    page_type=PageType("article"),
    title="Kurir Obat",
    text="Satu.\nDua.",
    url=f"{ROOT}/kurir",
    next_page_url=f"{ROOT}/kurir?page=2",
    whole_url=f"{ROOT}/kurir?page=all",
)


def test_joins_pages() -> None:
    second = replace(FIRST, text="Tiga.", next_page_url=f"{ROOT}/kurir?page=3")
    third = replace(
        FIRST,
        text="Empat.",
        author="Siti Aminah",
        published=WrittenDate(date(2020, 8, 26)),
        published_from="visible",
        next_page_url=None,
        whole_url=None,
    )
    assert join_pages([FIRST, second, third]) == replace(third, text="Satu.\nDua.\nTiga.\nEmpat.")


def test_drops_what_a_later_page_repeats_at_its_beginning() -> None:
    second = replace(FIRST, text="Kurir Obat\nSatu.\nTiga.\nDua.")
    assert join_pages([FIRST, second]).text == "Satu.\nDua.\nTiga.\nDua."


def test_one_page_is_itself() -> None:
    assert join_pages([FIRST]) == replace(FIRST, whole_url=None)


def test_no_page_is_no_article() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        join_pages([])
