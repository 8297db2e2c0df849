from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.discovery.traps import template_of, why_trap, without_session

ROOT = "https://kabar.example"
TODAY = date(2026, 9, 4)

TRAPS = {
    "session in the query": "/berita/1?PHPSESSID=0123456789abcdef",
    "session in the path": "/berita/1;jsessionid=0A1B2C",
    "reply": "/kurir-obat/?replytocom=77",
    "share": "/kurir-obat/?share=facebook",
    "print": "/berita/1/kurir?print=1",
    "print of Joomla": "/index.php?option=com_content&id=3&tmpl=component",
    "amp first": "/amp/berita/1/kurir",
    "amp last": "/berita/1/kurir/amp",
    "mobile Blogger": "/2026/08/kurir.html?m=1",
    "login": "/wp-login.php?redirect_to=x",
    "account": "/login",
    "cart": "/?add-to-cart=5",
    "comments as feed": "/2026/08/26/kurir-obat-desa/feed/",
    "all comments as feed": "/comments/feed/",
    "comments of Blogger": "/feeds/123/comments/default",
    "page of comments": "/kurir-obat/comment-page-2/",
    "repeated step": "/a/b/a/c/a/d",
    "deep": "/" + "/".join(f"s{n}" for n in range(13)),
    "long path": "/" + "a" * 501,
    "long address": "/?x=" + "a" * 3000,
    "calendar by keys": "/agenda?month=5&year=2026",
    "calendar in Indonesian": "/kegiatan?bulan=5&tahun=2026",
    "calendar by path": "/events/2031-05",
    "calendar of this year": "/agenda/2026/05/",
    "list of a future month": "/2031/05/",
    "list of a future day": "/2026/12/31/page/2",
    "list of a day long ago": "/1971/01/",
    "facets": "/produk?tag=a&tag=b",
    "facets as arrays": "/cari?f[]=a&f[]=b",
    "many parameters": "/cari?a=1&b=2&c=3&d=4&e=5",
    "picture": "/berita/kurir.JPG",
    "document": "/unduh/renja.pdf",
    "control characters": "/berita/%00kurir",
    "fragment of a script": "javascript:alert(1)",
    "data": "data:text/html,x",
    "mail": "mailto:a@b.example",
    "file": "file:///etc/passwd",
    "ftp": "ftp://kabar.example/x",
    "no address": "http://[",
}


@pytest.mark.parametrize("path", TRAPS.values(), ids=TRAPS.keys())
def test_traps_have_a_reason(path: str) -> None:
    assert why_trap(ROOT + path if path.startswith("/") else path, today=TODAY)


HARMLESS = [
    "/",
    "/berita/2289",
    "/berita/2031",
    "/2026/08/26/kurir-obat-desa/",
    "/2026/08/",
    "/2031/05/kurir-obat-desa/",
    "/berita/1985/2",
    "/index.php?pilih=news&mod=yes&aksi=lihat&id=259",
    "/berita/1?utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&id=9",
    "/berita?page=2",
    "/?name=News&file=article&sid=312",
    "/?m=berita&id=9",
    "/feed/",
    "/category/daerah/feed/",
    "/feeds/posts/default",
    "/sitemap-2026.xml.gz",
    "/wp-json/wp/v2/posts?page=1&per_page=100",
    "/agenda/detail/12/rapat",
    "/2026/02/02/kurir",
    "/search?updated-max=2026-07-01T00:00:00%2B07:00&max-results=7&start=7&by-date=false",
]


@pytest.mark.parametrize("path", HARMLESS)
def test_ordinary_addresses_are_no_traps(path: str) -> None:
    assert why_trap(ROOT + path, today=TODAY) is None


def test_a_session_is_left_out_of_an_address() -> None:
    session = "PHPSESSID=0000002a"
    assert why_trap(f"{ROOT}/berita?{session}")
    assert without_session(f"{ROOT}/berita?id=9&{session}&x=%20") == f"{ROOT}/berita?id=9&x=%20"
    assert without_session(f"{ROOT}/berita?{session}") == f"{ROOT}/berita"
    assert without_session(f"{ROOT}/berita?sid=312") == f"{ROOT}/berita?sid=312"
    assert without_session("http://[") == "http://["


TEMPLATES = {
    "/berita/12345/kurir-obat-desa": "/berita/#/*",
    "/berita/9/x": "/berita/#/*",
    "/2026/08/26/kurir-obat/": "/#/#/#/*",
    "/kurir-obat-desa.html": "/*.html",
    "/berita-umum/detail/77": "/berita-umum/detail/#",
    "/?id=9&m=berita": "/?id=#&m=berita",
    "/?m=berita&id=10": "/?id=#&m=berita",
    "/cari?q=kurir+obat": "/*?q=*",
    "/x1y2/a9/berita/3": "/*/*/berita/#",
    "": "/",
}


@pytest.mark.parametrize(("path", "template"), TEMPLATES.items())
def test_addresses_made_alike_have_one_template(path: str, template: str) -> None:
    assert template_of(ROOT + path) == template


@given(st.text() | st.text().map(lambda text: f"{ROOT}/{text}"))
def test_any_text_has_a_bounded_template_and_perhaps_a_reason(text: str) -> None:
    assert len(template_of(text)) <= 200
    reason = why_trap(text, today=TODAY)
    assert reason is None or 0 < len(reason) < 100
