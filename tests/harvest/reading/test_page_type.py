import pytest

from harvest.reading.article import read_article

SENTENCE = "Dinas kesehatan mengirim kurir ke dua puluh desa agar warga tidak mengantre obat. "
BODY = f"<p>{SENTENCE * 2}</p>" * 4
TEASERS = "".join(
    f"<div><h3><a href=/berita/{n}>Kabar Nomor {n} dari Desa Seberang Sungai</a></h3>"
    f"<p>{SENTENCE}</p></div>"
    for n in range(8)
)
SNIPPETS = "".join(
    f"<div class=item-title><a href=/berita/{n}>Kabar Nomor {n} dari Desa Seberang</a></div>"
    f"<div class=item-snippet>{SENTENCE * 2}</div>"
    for n in range(5)
)
LINKS = "".join(
    f"<li><a href=/berita/{n}>Kabar nomor {n} dari desa seberang</a></li>" for n in range(30)
)
ROOT = "https://suara.example"


def page(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title} - Suara</title>{head}</head><body>{body}</body></html>"


NO_ARTICLES = {
    "front page": (page("Suara Rakyat", TEASERS), f"{ROOT}/", "listing"),
    "front page of links": (
        page("Suara Rakyat", f"<ul>{LINKS}</ul>"),
        f"{ROOT}/index.php",
        "listing",
    ),
    "category": (
        page("Inovasi", f"<h1>Inovasi</h1>{TEASERS}"),
        f"{ROOT}/category/inovasi/",
        "listing",
    ),
    "category that calls itself an article": (
        page("Inovasi", f"<h1>Inovasi</h1>{TEASERS}", "<meta property=og:type content=article>"),
        f"{ROOT}/category/inovasi/page/2",
        "listing",
    ),
    "list under an unknown address": (page("Berita", f"<h1>Berita</h1>{TEASERS}"), None, "listing"),
    "results of a search": (
        page("Hasil", f"<h1>Hasil pencarian inovasi</h1><ul>{LINKS}</ul>"),
        f"{ROOT}/?s=inovasi",
        "listing",
    ),
    "not found as 200": (
        page("404", "<h1>Halaman tidak ditemukan</h1><p>Silakan kembali ke beranda.</p>"),
        f"{ROOT}/berita/9",
        "missing",
    ),
    "not found among teasers": (
        page("Tidak Ditemukan", f"<h1>Artikel tidak ditemukan</h1>{TEASERS}"),
        f"{ROOT}/berita/9",
        "missing",
    ),
    "not found beside a heavy sidebar": (
        page(
            "Suara",
            f"<div class=main><h2>Halaman tidak ditemukan</h2></div><div class=sidebar>{SNIPPETS}"
            "</div>",
        ),
        f"{ROOT}/berita/9",
        "missing",
    ),
    "login beside a heavy sidebar": (
        page(
            "Suara",
            "<div class=main><h2>Masuk</h2><form>Sandi <input type=password></form></div>"
            f"<div class=sidebar>{SNIPPETS}</div>",
        ),
        f"{ROOT}/berita/9",
        "login",
    ),
    "front page of blocks": (
        page("Suara", f"<h1>Suara</h1><div class=latest>{TEASERS}</div>"),
        f"{ROOT}/",
        "listing",
    ),
    "front page with a greeting": (
        page("Suara", f"<h1>Sambutan</h1>{BODY}<div class=latest>{TEASERS}</div>"),
        f"{ROOT}/",
        "listing",
    ),
    "category in a block": (
        page("Inovasi", f"<h1>Inovasi</h1><div class=archive>{TEASERS}</div>"),
        f"{ROOT}/category/inovasi/",
        "listing",
    ),
    "page that is a form throughout": (
        page("Suara", f"<form id=aspnetForm>{TEASERS}</form>"),
        f"{ROOT}/berita.aspx",
        "listing",
    ),
    "broken database": (
        page("Database Error", "<p>Error establishing a database connection</p>"),
        f"{ROOT}/berita/9",
        "missing",
    ),
    "captcha": (
        page("Just a moment...", "<p>Verify you are human by completing the action below.</p>"),
        f"{ROOT}/berita/9",
        "challenge",
    ),
    "login": (
        page("Masuk", "<h2>Login Anggota</h2><form>Sandi <input type=password></form>"),
        f"{ROOT}/masuk",
        "login",
    ),
    "parked": (page("suara.example", "<p>This domain is for sale.</p>"), f"{ROOT}/x", "parked"),
    "suspended": (
        page("Account Suspended", "<p>This account has been suspended.</p>"),
        f"{ROOT}/x",
        "parked",
    ),
}


@pytest.mark.parametrize(("html", "url", "kind"), NO_ARTICLES.values(), ids=NO_ARTICLES.keys())
def test_tells_pages_that_are_no_article(html: str, url: str | None, kind: str) -> None:
    found = read_article(html, url=url)
    assert found.page_type.kind == kind
    assert found.page_type.reason
    assert found.text == ""


TITLE = "Kurir Obat Menjangkau Dua Puluh Desa"
ARTICLES = {
    "with teasers below": (page(TITLE, f"<h1>{TITLE}</h1>{BODY}{TEASERS}"), f"{ROOT}/berita/kurir"),
    "with teasers above": (page(TITLE, f"{TEASERS}<h1>{TITLE}</h1>{BODY}"), f"{ROOT}/berita/kurir"),
    "under a category's address": (
        page(TITLE, f"<h1>{TITLE}</h1>{BODY}"),
        f"{ROOT}/category/inovasi/kurir-obat-menjangkau-desa",
    ),
    "with a login in the margin": (
        page(TITLE, f"<form>Login <input type=password></form><h1>{TITLE}</h1>{BODY}"),
        f"{ROOT}/berita/kurir",
    ),
    "about something not found": (
        page("Kasus Polio Tidak Ditemukan", f"<h1>Kasus Polio Tidak Ditemukan</h1>{BODY}"),
        f"{ROOT}/berita/polio",
    ),
    "short, about something not found": (
        page(
            "Kasus Polio Tidak Ditemukan",
            f"<h1>Kasus Polio Tidak Ditemukan</h1><p>{SENTENCE}</p>",
            "<meta property=article:published_time content=2020-08-26>",
        ),
        f"{ROOT}/berita/polio",
    ),
    "about a captcha": (
        page("Warga Belajar Captcha", f"<h1>Warga Belajar Captcha</h1>{BODY}"),
        f"{ROOT}/berita/captcha",
    ),
    "headline is a link to itself": (
        page(TITLE, f"<h1><a href=/berita/kurir>{TITLE}</a></h1>{BODY}"),
        f"{ROOT}/berita/kurir",
    ),
    "with no headline": (page("Suara", BODY), f"{ROOT}/index.php?p=berita&id=12"),
    "called a sidebar throughout": (
        page(TITLE, f"<h1>{TITLE}</h1>{'<div class=sidebar>' * 9}{BODY}"),
        f"{ROOT}/berita/kurir",
    ),
    "short, beside a heavy sidebar": (
        page(TITLE, f"<h1>{TITLE}</h1><p>{SENTENCE}</p><div class=sidebar>{SNIPPETS}</div>"),
        f"{ROOT}/berita/kurir",
    ),
    "very short": (page(TITLE, f"<h1>{TITLE}</h1><p>{SENTENCE}</p>"), None),
}


@pytest.mark.parametrize(("html", "url"), ARTICLES.values(), ids=ARTICLES.keys())
def test_swallows_no_article(html: str, url: str | None) -> None:
    found = read_article(html, url=url)
    assert found.page_type.kind == "article"
    assert SENTENCE.strip() in found.text
