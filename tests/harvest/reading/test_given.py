from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from corpus.errors import UnreadableFileError
from harvest.discovery.record import FullArticle
from harvest.reading.given import page_of, read_given
from harvest.reading.page_type import PageType
from harvest.reading.reader import HtmlReader, draft_of
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.written_dates import WrittenDate

FETCHED = datetime(2026, 9, 4, 9, 0, tzinfo=UTC)
FIRST = "Dinas kesehatan mengirim kurir ke dua puluh desa agar warga tidak mengantre obat lagi."
SECOND = "Kepala dinas menjelaskan bahwa kurir berangkat setiap pagi dan pulang sebelum siang hari."
GIVEN = FullArticle(
    url="https://suara.example/2020/08/kurir-obat/",
    title="Kurir Obat & “Desa” <Terpencil>",
    html=f"<p>{FIRST}</p><p>{SECOND}</p>",
    published=date(2020, 8, 26),
    author="Siti Aminah",
)


@pytest.fixture(scope="module")
def reader() -> Iterator[HtmlReader]:
    with HtmlReader() as pages:
        yield pages


def read(
    reader: HtmlReader, article: FullArticle, rules: ReadingRules | None = None
) -> PageReading:
    return read_given(reader, article, found_from="wordpress-api", fetched_at=FETCHED, rules=rules)


def test_takes_over_what_the_interface_tells(reader: HtmlReader) -> None:
    assert read(reader, GIVEN) == PageReading(
        page_type=PageType("article"),
        title=GIVEN.title,
        text=f"{FIRST}\n{SECOND}",
        published=WrittenDate(date(2020, 8, 26)),
        published_from="wordpress-api",
        author="Siti Aminah",
        url=GIVEN.url,
        outlet="suara.example",
    )


def test_becomes_a_draft(reader: HtmlReader) -> None:
    draft = draft_of(read(reader, GIVEN))
    assert (draft.title, draft.published_from) == (GIVEN.title, "wordpress-api")


PARTS = {
    "invitation": '<p><strong>Baca juga: <a href="/x">Jembatan Gantung Dibuka</a></strong></p>',
    "invitation, link below": "<p>Baca Juga</p><ul><li><a href=/x>Jembatan Gantung</a></li></ul>",
    "caption": "<figure class=wp-block-image><img><figcaption>Kurir di teras</figcaption></figure>",
    "caption of old": "<div class=wp-caption><img><p class=wp-caption-text>Kurir di teras</div>",
    "gallery": "<div id=gallery-1 class='gallery galleryid-1'><dl class=gallery-item><dt><img>"
    "<dd class='wp-caption-text gallery-caption'>Foto bersama bupati</dl></div>",
    "share list": "<div class='sharedaddy sd-sharing-enabled'><h3 class=sd-title>Share this:</h3>"
    "<ul><li><a href=f>Click to share on Facebook (Opens in new window)</a></ul></div>",
    "related posts": "<div id=jp-relatedposts class=jp-relatedposts><h3>Related</h3>"
    "<p><a href=/z>Jalan Desa Baru Dibuka</a></p></div>",
    "script": "<script>var kurir = 'rahasia';</script><style>p { color: red }</style>",
    "video": "<iframe src=https://video.example/1>Video</iframe>",
    "tags": "<p>Tags: obat, desa</p>",
    "byline": "<p>Penulis: Siti Aminah</p>",
    "comment": "<!-- wp:paragraph --><!--more-->",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_leaves_out_what_is_no_part_of_the_body(reader: HtmlReader, part: str) -> None:
    html = f"<p>{FIRST}</p><p>{SECOND}</p>{part}"
    assert read(reader, replace(GIVEN, html=html)).text == f"{FIRST}\n{SECOND}"


SHAPES = {
    "line breaks": (f"{FIRST}<br /><br />{SECOND}", f"{FIRST}\n{SECOND}"),
    "Blogger blocks": (
        f"<div class=separator><img></div><div><span>{FIRST}</span></div><div>{SECOND}</div>",
        f"{FIRST}\n{SECOND}",
    ),
    "no space is lost or made": (
        f"<p>{FIRST} <b>Kurir</b>, <i>kata</i>\n<b>Rina</b>.</p>",
        f"{FIRST} Kurir, kata Rina.",
    ),
    "list": (f"<p>{FIRST}</p><ul><li>Kurir</li></ul>", f"{FIRST}\n- Kurir"),
    "entities": (f"<p>{FIRST}</p><p>3 &lt; 5 &amp;amp; 7</p>", f"{FIRST}\n3 < 5 &amp; 7"),
}


@pytest.mark.parametrize(("html", "text"), SHAPES.values(), ids=SHAPES.keys())
def test_keeps_the_body_as_it_is(reader: HtmlReader, html: str, text: str) -> None:
    assert read(reader, replace(GIVEN, html=html)).text == text


AUTHORS = {
    "a person": ("Siti Aminah", "Siti Aminah"),
    "with a label": ("Oleh: Siti Aminah", "Siti Aminah"),
    "two": ("Siti Aminah dan Joko Susilo", "Siti Aminah; Joko Susilo"),
    "account": ("admin", None),
    "office": ("Diskominfo Klaten", None),
    "editorial team": ("Redaksi", None),
    "website": ("Suara", None),
    "none": (None, None),
    "markup": ('"><script>alert(1)</script>', None),
}


@pytest.mark.parametrize(("given_author", "author"), AUTHORS.values(), ids=AUTHORS.keys())
def test_only_people_are_authors(
    reader: HtmlReader, given_author: str | None, author: str | None
) -> None:
    assert read(reader, replace(GIVEN, author=given_author)).author == author


def test_a_writer_named_in_the_text_counts_more_than_an_account(reader: HtmlReader) -> None:
    html = f"{GIVEN.html}<p>Penulis: Joko Susilo</p>"
    assert read(reader, replace(GIVEN, html=html)).author == "Joko Susilo"


def test_a_day_to_come_gives_way_to_that_of_the_text(reader: HtmlReader) -> None:
    html = f"<p>KLATEN, Rabu (26/8/2020) – {FIRST}</p><p>{SECOND}</p>"
    found = read(reader, replace(GIVEN, html=html, published=date(2031, 1, 1)))
    assert found.published == WrittenDate(date(2020, 8, 26))
    assert found.published_from == "dateline"


def test_without_a_day_it_is_an_article_as_well(reader: HtmlReader) -> None:
    linked = "".join(f"<h3><a href=/{n}>Desa nomor {n} menerima obat</a></h3>" for n in range(9))
    html, url = GIVEN.html + linked, "https://suara.example/?p=7"
    found = read(reader, replace(GIVEN, html=html, url=url, published=None))
    assert (found.page_type.kind, found.published) == ("article", None)
    assert found.text.startswith(f"{FIRST}\n{SECOND}")


def test_what_an_outlet_removes_is_removed(reader: HtmlReader) -> None:
    html = f"{GIVEN.html}<p class=janji>Kabar ini dipersembahkan oleh sebuah toko di pasar.</p>"
    rules = ReadingRules(remove=(".janji",), text=".isi", title=".judul")
    assert read(reader, replace(GIVEN, html=html), rules).text == f"{FIRST}\n{SECOND}"


ESCAPES = {
    "closed elements": "</div></article></body></html><h1>Lain</h1><title>Lain</title>",
    "declarations": '<meta property="article:published_time" content="2019-01-01">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Lain"}</script>'
    "<link rel=canonical href=https://lain.example/>",
    "open comment": "<!-- ",
    "open attribute": '<a href="',
    "open script": "<script>",
    "everything as it stands": "<plaintext>",
    "open template": "<template><noscript><style>",
    "frames": "<frameset><frame></frameset>",
    "table": "<td></table><table><tr>",
    "select": "<select><option>",
}


@pytest.mark.parametrize("html", ESCAPES.values(), ids=ESCAPES.keys())
def test_a_body_cannot_leave_its_place(reader: HtmlReader, html: str) -> None:
    article = replace(GIVEN, html=f"{html}<p>{FIRST}</p>")
    tree = LexborHTMLParser(page_of(article))
    assert [node.text() for node in tree.css("head > title")] == [GIVEN.title]
    assert tree.css("head > meta[charset]")
    assert tree.css("link") == []
    assert len(tree.css("body > *")) == 1
    found = read(reader, article)
    assert (found.title, found.url, found.published_from) == (
        GIVEN.title,
        GIVEN.url,
        "wordpress-api",
    )


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/!-=\"'&;ab pdivscrte \n", max_size=60), st.text(max_size=20))
def test_no_body_and_no_title_spoils_the_page(html: str, title: str) -> None:
    page = page_of(replace(GIVEN, html=html, title=title))
    tree = LexborHTMLParser(page)
    assert len(tree.css("body > *")) == 1
    assert len(tree.css("head > meta")) == 3


def test_a_body_that_exhausts_parsers_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="more than 500 deep"):
        page_of(replace(GIVEN, html="<div>" * 501))
