import pytest

from harvest.reading.article import read_article

TITLE = "Kurir Obat Menjangkau Dua Puluh Desa"
SENTENCE = "Dinas kesehatan mengirim kurir ke dua puluh desa agar warga tidak mengantre obat lagi. "
LOGO = "<h1><a href=/>Suara Rakyat</a></h1>"
SITE = "<meta property=og:site_name content='Suara Rakyat'>"

PAGES = {
    "h1": ("", f"<h1>{TITLE}</h1>", TITLE),
    "h1 and window": (f"<title>{TITLE} - Suara Rakyat</title>", f"<h1>{TITLE}</h1>", TITLE),
    "window begins with the website": (
        f"<title>Suara Rakyat | {TITLE}</title>{SITE}",
        f"{LOGO}<h2>{TITLE}</h2>",
        TITLE,
    ),
    "logo is an h1": (f"<title>{TITLE}</title>{SITE}", f"{LOGO}<h3>{TITLE}</h3>", TITLE),
    "only the window": (f"<title>{TITLE} - Suara Rakyat</title>{SITE}", "", TITLE),
    "only the window, website first": (f"<title>Suara Rakyat | {TITLE}</title>{SITE}", "", TITLE),
    "only og:title": (f"<meta property=og:title content='{TITLE}'>", "", TITLE),
    "dash in the headline": (
        f"<title>Obat – Kurir - Suara Rakyat</title>{SITE}",
        "",
        "Obat – Kurir",
    ),
    "other headings": (
        f"<title>{TITLE}</title>",
        f"<h2>Terpopuler</h2><h1>{TITLE}</h1><h2>Kabar Lain dari Desa Seberang Sungai Besar</h2>",
        TITLE,
    ),
    "called a headline": (
        "<title>Pemerintah Desa</title>",
        f"<div class=judul>{TITLE}</div>",
        TITLE,
    ),
    "called a headline, twice": (
        f"<title>Pemerintah Desa - {TITLE}</title>",
        f"<p class=judul-menu>Menu Utama</p><p class=judul-berita>{TITLE}</p>",
        TITLE,
    ),
    "broken lines": ("", "<h1>Kurir Obat\n  Menjangkau <b>Dua Puluh</b> Desa</h1>", TITLE),
    "only the website": (f"<title>Suara Rakyat</title>{SITE}", LOGO, ""),
    "none": ("", "", ""),
}


@pytest.mark.parametrize(("head", "above", "title"), PAGES.values(), ids=PAGES.keys())
def test_finds_the_headline(head: str, above: str, title: str) -> None:
    body = f"{above}<div><p>{SENTENCE * 2}</p><p>{SENTENCE * 3}</p></div>"
    assert read_article(f"<html><head>{head}</head><body>{body}</body></html>").title == title


def test_looks_for_the_date_beside_a_headline_that_is_no_heading() -> None:
    body = f"<td><b>{TITLE}</b><br>Rabu, 26 Agustus 2020<br>{SENTENCE * 2}<br>{SENTENCE * 3}</td>"
    head = f"<title>{TITLE} - Suara Rakyat</title>{SITE}"
    html = f"<html><head>{head}</head><body><table><tr>{body}</tr></table></body></html>"
    found = read_article(html)
    assert found.title == TITLE
    assert found.published is not None
    assert found.published.day.isoformat() == "2020-08-26"
    assert found.text.split("\n") == [(SENTENCE * 2).strip(), (SENTENCE * 3).strip()]
