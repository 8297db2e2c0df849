from dataclasses import replace
from datetime import date

import pytest

from harvest.reading.page_type import PageType
from harvest.reading.paging import find_next_page, join_pages
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
}


@pytest.mark.parametrize(("url", "links", "wanted"), NEXT.values(), ids=NEXT.keys())
def test_finds_the_next_page(url: str | None, links: list[str], wanted: str | None) -> None:
    assert find_next_page(links, url) == wanted


FIRST = PageReading(
    page_type=PageType("article"),
    title="Kurir Obat",
    text="Satu.\nDua.",
    url=f"{ROOT}/kurir",
    next_page_url=f"{ROOT}/kurir?page=2",
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
    )
    assert join_pages([FIRST, second, third]) == replace(third, text="Satu.\nDua.\nTiga.\nEmpat.")


def test_drops_what_a_later_page_repeats_at_its_beginning() -> None:
    second = replace(FIRST, text="Kurir Obat\nSatu.\nTiga.\nDua.")
    assert join_pages([FIRST, second]).text == "Satu.\nDua.\nTiga.\nDua."


def test_one_page_is_itself() -> None:
    assert join_pages([FIRST]) == FIRST


def test_no_page_is_no_article() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        join_pages([])
