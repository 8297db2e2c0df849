"""Pages as the software of news sites and government sites writes them; headlines are invented."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.discovery.listings import MOST_FOUND, parse_listing
from harvest.discovery.record import Document, FoundLink

DOMAIN = "kabar.example"
ROOT = f"https://{DOMAIN}"

PAGE_FILES = Path(__file__).parent / "pages"

PAGES: dict[str, tuple[str, list[tuple[str, str]], str | None]] = {
    "agency": (
        f"{ROOT}/terkini",
        [
            ("/berita/788185/kurir-obat-jangkau-pulau-terluar", "Kurir obat jangkau pulau terluar"),
            ("/berita/788141/posyandu-malam", "Posyandu buka malam hari di Kota Batu"),
        ],
        f"{ROOT}/terkini/2",
    ),
    "wordpress": (
        f"{ROOT}/category/daerah/",
        [
            ("/2026/08/26/klinik-terapung-layani-nelayan/", "Klinik Terapung Layani Nelayan"),
            ("/antrean-daring-rsud/", "Antrean Daring RSUD Dipuji"),
            ("/?p=133830", "Perpustakaan Masuk Sawah Saat Panen"),
        ],
        f"{ROOT}/category/daerah/page/2/",
    ),
    "blogger": (
        f"{ROOT}/",
        [
            ("/2026/08/bank-sampah-di-kelurahan.html", "Bank Sampah di Kelurahan"),
            ("/2026/07/lurah-antar-akta.html", "Lurah Antar Akta ke Rumah"),
        ],
        f"{ROOT}/search?updated-max=2026-07-01T00:00:00%2B07:00&max-results=7",
    ),
    "government": (
        f"{ROOT}/berita",
        [
            ("/berita/detail/7/launching-siap", "Bupati Buka Layanan Siap Antar untuk Semua Warga"),
            ("/berita/detail/6/pkk", "PKK Latih Warga Menjahit Masker"),
            ("/berita/detail/5/jalan", "Jalan Desa Diperbaiki Warga"),
        ],
        f"{ROOT}/berita/index/10",
    ),
    "queries": (
        f"{ROOT}/?m=berita",
        [
            ("/?m=berita&id=9", "Camat Resmikan Rumah Baca"),
            ("/index.php?m=berita&id=8", "Rumah Baca"),
            ("/?m=berita&id=7", "Air Bersih Masuk Dusun Terpencil"),
        ],
        f"{ROOT}/?m=berita&hal=2",
    ),
}


def page(name: str) -> str:
    return (PAGE_FILES / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_finds_articles_and_the_next_page(name: str) -> None:
    url, links, following = PAGES[name]
    found = parse_listing(page(name), url, domain=DOMAIN)
    assert [(link.url.removeprefix(ROOT), link.title) for link in found.links] == links
    assert [one.url for one in found.documents if one.is_next] == [following]
    assert found.problem is None


ADDRESSES = [
    "/berita/12345/kurir-obat-desa",
    "/2026/08/26/kurir-obat-desa-terpencil",
    "/berita/detail/123/kurir-obat",
    "/index.php/home/berita/123",
    "/?m=berita&id=9",
    "/v2/news/read/kurir-obat-desa",
    "/post/kurir-obat-desa",
    "/2026/08/kurir-obat-desa.html",
    "/2026/08/26/kurir-obat-desa/",
    "/kurir-obat-menjangkau-desa/",
    "/kategori/nusantara/876163/kurir-obat",
    "/post/4764/kurir_obat_menjangkau_desa",
    "/nasional/d-8245712/kurir-obat-desa",
    "/daerah/25/11/2019/214870/kurir-obat.html",
    "/frontend/d_berita/2895",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_and_a_headline_make_an_article(path: str) -> None:
    html = f'<div><a href="{path}">Kurir Obat Menjangkau Desa Terpencil</a></div>'
    found = parse_listing(html, f"{ROOT}/berita", domain=DOMAIN)
    assert [link.url for link in found.links] == [ROOT + path]


OTHERS = [
    "/kategori/berita-daerah-dan-desa",
    "/tag/kurir-obat-menjangkau-desa",
    "/author/siti-aminah-binti-ahmad",
    "/page/2",
    "/berita?page=2",
    "/?s=kurir+obat",
    "/login",
    "/berita/12345/kurir-obat-desa/feed/",
    "/berita/12345/kurir-obat-desa?replytocom=3",
    "/berita/12345/kurir-obat-desa.pdf",
    "/foto/12345/kurir-obat-menjangkau-desa",
    "/tentang-kami",
    "/2026/08/",
    "/galeri/kurir-obat-menjangkau-desa",
    "javascript:baca(12345)",
    "mailto:redaksi@kabar.example",
    "data:text/html,<h1>kurir-obat-menjangkau-desa</h1>",
    "tel:+6281",
    "https://lain.example/berita/12345/kurir-obat-desa",
    "https://kabar.example.lain.example/berita/12345/kurir-obat-desa",
    "https://kabar.example@lain.example/berita/12345/kurir-obat-desa",
    "//lain.example/berita/12345/kurir-obat-desa",
    "http://[broken/berita/12345/kurir-obat-desa",
    "#kurir-obat-menjangkau-desa-12345",
    "/berita/12345/" + "kurir-obat-" * 10_000,
]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path[:60])
def test_other_links_are_no_articles(path: str) -> None:
    html = f'<div><a href="{path}">Kurir Obat Menjangkau Desa Terpencil</a></div>'
    assert parse_listing(html, f"{ROOT}/berita", domain=DOMAIN).links == ()


def test_short_headlines_count_in_a_row_of_articles() -> None:
    row = "".join(
        f'<li class="item"><a href="/post/{slug}">{title}</a></li>'
        for slug, title in [
            ("kurir-obat-desa", "Kurir Obat Menjangkau Desa"),
            ("rumah-baca-baru", "Rumah Baca Baru Dibuka"),
            ("air-bersih-dusun", "Air Bersih Masuk Dusun"),
            ("panen-raya", "Panen Raya Padi"),
        ]
    )
    alone = '<p><a href="/post/panen-raya">Panen Raya Padi</a></p>'
    in_row = parse_listing(f"<ul class=daftar>{row}</ul>", f"{ROOT}/post", domain=DOMAIN)
    assert [link.title for link in in_row.links][-1] == "Panen Raya Padi"
    assert parse_listing(alone, f"{ROOT}/post", domain=DOMAIN).links == ()


def test_a_front_page_names_feeds_and_pages_that_list_all_news() -> None:
    found = parse_listing(page("agency"), f"{ROOT}/", domain=DOMAIN)
    assert Document(url=f"{ROOT}/rss/terkini.xml", kind="feed") in found.documents
    assert Document(url=f"{ROOT}/terkini", kind="listing") in found.documents
    assert not any("comments" in one.url for one in found.documents)


def test_links_to_subdomains_stay_on_the_site() -> None:
    html = '<a href="https://dinkes.kabar.example/berita/123/kurir">Kurir Obat Menjangkau Desa</a>'
    assert len(parse_listing(html, f"{ROOT}/", domain=DOMAIN).links) == 1


def test_the_headline_is_not_the_teaser() -> None:
    html = (
        '<a href="/berita/123/kurir"><h3>Kurir Obat Menjangkau Desa</h3>'
        "<p>Dinas kesehatan mengirim kurir ke dua puluh desa.</p></a>"
    )
    assert parse_listing(html, f"{ROOT}/berita", domain=DOMAIN).links == (
        FoundLink(url=f"{ROOT}/berita/123/kurir", title="Kurir Obat Menjangkau Desa"),
    )


def test_sessions_and_the_page_of_the_list_are_left_out() -> None:
    html = (
        '<a href="?m=berita&id=9&hal=3&PHPSESSID=0000002a">Kurir Obat Menjangkau Desa</a>'
        '<a href="?m=berita&id=9&hal=4&PHPSESSID=0000002b">Selengkapnya</a>'
        '<a href="?m=berita&hal=4&PHPSESSID=0000002a">Berikutnya</a>'
    )
    found = parse_listing(html, f"{ROOT}/?m=berita&hal=3", domain=DOMAIN)
    assert [link.url for link in found.links] == [f"{ROOT}/?m=berita&id=9"]
    assert [one.url for one in found.documents] == [f"{ROOT}/?m=berita&hal=4"]


def test_a_base_counts_as_in_browsers() -> None:
    link = '<a href="kurir-obat-menjangkau-desa">Kurir Obat Menjangkau Desa</a>'
    own = f'<base href="{ROOT}/berita/">{link}'
    foreign = f'<base href="https://lain.example/">{link}'
    assert parse_listing(own, f"{ROOT}/x", domain=DOMAIN).links[0].url == (
        f"{ROOT}/berita/kurir-obat-menjangkau-desa"
    )
    assert parse_listing(foreign, f"{ROOT}/x", domain=DOMAIN).links == ()


def test_addresses_and_titles_are_safe_to_show() -> None:
    html = (
        '<a href="/berita/12345/kurir\x00-\u202eobat desa\n-baru">'
        "Kurir \u202eObat\x1b[31m Menjangkau\x00 Desa\u200b</a>"
    )
    (link,) = parse_listing(html, f"{ROOT}/berita", domain=DOMAIN).links
    assert link.url.isascii()
    assert link.url.isprintable()
    assert link.title.isprintable()
    assert link.title.startswith("Kurir Obat")


def test_half_characters_do_no_harm() -> None:
    html = '<a href="/berita/12345/kurir">Kurir \udcff Obat Menjangkau Desa</a>'
    (link,) = parse_listing(html, f"{ROOT}/\udcff", domain=DOMAIN).links
    assert link.title == "Kurir ? Obat Menjangkau Desa"


def test_a_front_page_cannot_name_documents_of_others() -> None:
    html = f'<a href="{ROOT}//lain.example/berita">Berita</a><a href="/berita">Berita</a>'
    found = parse_listing(html, f"{ROOT}/", domain=DOMAIN)
    assert [one.url for one in found.documents] == [f"{ROOT}/berita"]


def test_pages_beyond_all_limits_are_a_problem() -> None:
    for html in ("<div>" * 100_000 + "<a href=/berita/1/x>x</a>", "<a href=/x>x</a>" * 200_000):
        found = parse_listing(html, f"{ROOT}/", domain=DOMAIN)
        assert found.links == ()
        assert found.problem is not None


CROWDS = {
    "short links": "".join(f"<a href=/berita/{n}/a-b-c-d>Judul {n}</a>" for n in range(99_000)),
    "one list": "<ul>"
    + "".join(
        f'<li><a href="/berita/{n}/warga-desa">Warga Desa {n} Terima Obat</a>'
        for n in range(40_000)
    ),
    "deep": "<div>" * 490
    + "".join(f"<a href=/berita/{n}/a-b-c-d>Judul {n}</a>" for n in range(90_000)),
    "page numbers": "".join(f"<a href='/berita?page={n}&x={n}'>{n}</a>" for n in range(90_000)),
    "long classes": "".join(
        f'<div class="{"9a-" * 60} {"x" * 900}"><a href=/berita/{n}/a>Judul</a></div>'
        for n in range(4000)
    ),
    "queries": "".join(
        f'<a href="/x?{"&".join(f"k{m}={n}" for m in range(150))}">Judul</a>' for n in range(3000)
    ),
}


@pytest.mark.parametrize("html", CROWDS.values(), ids=CROWDS.keys())
def test_crowds_of_links_are_read_in_bounded_time(html: str) -> None:
    began = time.process_time()
    found = parse_listing(html, f"{ROOT}/berita", domain=DOMAIN)
    assert time.process_time() - began < 10  # a square of these numbers would take minutes
    assert found.problem is None
    assert len(found.links) <= MOST_FOUND


PIECES = st.sampled_from(
    [
        *(
            "<a href='",
            "'>",
            "</a>",
            "<base href='",
            "<h2>",
            "</h2>",
            "<div class=menu>",
            "//",
            "&",
        ),
        *(
            "/berita/123/x",
            "?page=2",
            "https://kabar.example",
            "<link rel=next href=",
            "Kurir Obat",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES | st.text(max_size=9)).map("".join)), st.text()
)
def test_any_text_gives_a_listing(html: str, url: str) -> None:
    for address in (url, f"{ROOT}/berita"):
        for link in parse_listing(html, address, domain=DOMAIN).links:
            assert link.url.startswith(("https://", "http://"))
            assert link.url.isascii()
