"""The same article gets the same id everywhere, and comparable forms compare."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import provisional as urls
from hypothesis import strategies as st

from corpus.identity import (
    article_id,
    canonical_url,
    content_hash,
    fold,
    innovation_id,
    make_article,
    normalise_text,
    squeeze,
)

ANYTHING = st.text(st.characters(), max_size=60)

TEXTS = {
    "line ends": ("a\r\nb\rc\x0bd\x0ce\x85f", "a\nb\nc\nd\ne\nf"),
    "byte order mark and NUL": ("\ufeffa\0b", "ab"),
    "composed": ("Cafe\u0301", "Café"),
    "odd spaces stay": ("a\u00a0b\u2003c\td", "a\u00a0b\u2003c\td"),
    "outer newlines": ("\n\na\n\nb\n\n", "a\n\nb"),
    "marks of a snippet": ("\x02a\x03", "a"),
    "escape of a terminal": ("\x1b[31mmerah\x9b0m", "[31mmerah0m"),
    "lone surrogate": ("a\ud800b", "a\ufffdb"),
    "beyond the basic plane": ("🌾 padi", "🌾 padi"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_normalise_text(case: str) -> None:
    raw, expected = TEXTS[case]
    assert normalise_text(raw) == expected


@given(ANYTHING)
def test_normal_texts_stay_as_they_are(text: str) -> None:
    normal = normalise_text(text)
    assert normalise_text(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    normal.encode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", normal)


FOLDED = {
    "case": ("SiCANTIK", "sicantik"),
    "punctuation": ("Si-Jempol, (baru)!", "si jempol baru"),
    "underscore": ("e_KTP", "e ktp"),
    "spaces": ("  a \n\t b ", "a b"),
    "full width": ("ＡＢＣ１", "abc1"),
    "quotes": ("“Pak Raja”", "pak raja"),
    "nothing": ("…!", ""),
}


@pytest.mark.parametrize("case", FOLDED)
def test_fold(case: str) -> None:
    raw, expected = FOLDED[case]
    assert fold(raw) == expected


def test_squeeze() -> None:
    assert squeeze("Fish-Go 2") == squeeze("FISHGO2") == "fishgo2"


ADDRESSES = {
    "as it is": ("https://a.example/b", "https://a.example/b"),
    "scheme": ("http://a.example/b", "https://a.example/b"),
    "host": ("https://WWW.A.example/B", "https://a.example/B"),
    "trailing slash": ("https://a.example/b/", "https://a.example/b"),
    "root": ("https://a.example/", "https://a.example"),
    "slash before the query": ("https://a.example/b/?c=1", "https://a.example/b?c=1"),
    "root with a query": ("https://a.example?p=12", "https://a.example/?p=12"),
    "fragment": ("https://a.example/b#c", "https://a.example/b"),
    "order of the query": ("https://a.example/?z=1&b=2", "https://a.example/?b=2&z=1"),
    "trackers": ("https://a.example/b?utm_source=x&id=3&fbclid=y", "https://a.example/b?id=3"),
    "default port": ("http://a.example:80/b", "https://a.example/b"),
    "other port": ("http://a.example:8080/b", "https://a.example:8080/b"),
    "spaces": ("  https://a.example/b c ", "https://a.example/b%20c"),
    "no address": ("berita.txt", "berita.txt"),
    "broken": ("http://[a", "http://[a"),
    "mail": ("mailto:sari@a.example", "mailto:sari@a.example"),
}


@pytest.mark.parametrize("case", ADDRESSES)
def test_canonical_url(case: str) -> None:
    raw, expected = ADDRESSES[case]
    assert canonical_url(raw) == expected


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(urls.urls(), ANYTHING, st.text("a./:?&=#%[]@ ", max_size=30).map("http://".__add__))
)
@example("https://www.www.a.example//b//?x=/#")
def test_canonical_urls_stay_as_they_are(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical_url(canonical) == canonical
    canonical.encode()


def test_ids_are_the_same_on_every_machine() -> None:
    assert article_id("https://a.example/b", "Judul", "Isi") == "a4fbd2876ae8e2f4b"
    assert innovation_id("33.02", "Gesit") == "ic012e10a13071a2e"
    assert content_hash("Judul", "Isi").startswith("7334dfc11727")


def test_article_ids_tell_address_title_and_text_apart() -> None:
    ids = {
        article_id(url, title, text)
        for url in (None, "https://a.example/b", "https://a.example/c")
        for title in ("", "A", "AB")
        for text in ("", "B", "BA")
    }
    assert len(ids) == 27
    assert article_id("http://www.a.example/b/", "A", "B") == article_id(
        "https://a.example/b", "A", "B"
    )


def test_content_hashes_are_equal_for_copies() -> None:
    assert content_hash("Judul!", "Isi  berita.") == content_hash("JUDUL", "isi\nberita")
    assert content_hash("Judul", "Isi") != content_hash("Judul", "Isi lain")
    assert content_hash("Judul Isi", "") != content_hash("Judul", "Isi")


def test_innovation_ids() -> None:
    assert innovation_id("33.02", "Si-Gesit") == innovation_id("33.02", "SI GESIT")
    ids = {innovation_id(region, "Gesit", n) for region in (None, "33", "33.02") for n in (0, 1, 2)}
    assert len(ids) == 9
    assert innovation_id(None, "!!!") != innovation_id(None, "???")


def test_make_article() -> None:
    article = make_article(
        title="  Judul\n berita ",
        text="\r\nIsi\r\nberita\n",
        url=" https://www.a.example/b/ ",
        published=date(2020, 8, 28),
    )
    assert (article.title, article.text) == ("Judul berita", "Isi\nberita")
    assert (article.url, article.canonical_url) == (
        "https://www.a.example/b/",
        "https://a.example/b",
    )
    assert (article.published_precision, article.published_from) == ("day", "given")
    assert article.id == article_id(article.url, article.title, article.text)


@pytest.mark.parametrize(("title", "text"), [("", ""), (" ", "\n \n"), ("\0", "\ufeff")])
def test_an_article_needs_words(title: str, text: str) -> None:
    with pytest.raises(ValueError, match="neither title nor text"):
        make_article(title=title, text=text)


@given(title=ANYTHING, text=ANYTHING, url=st.none() | ANYTHING, origin=ANYTHING)
def test_any_input_makes_a_storable_article_or_none(
    title: str, text: str, url: str | None, origin: str
) -> None:
    try:
        article = make_article(title=title, text=text, url=url, origin=origin, author=origin)
    except ValueError:
        assert not normalise_text(title).strip()
        assert not normalise_text(text).strip()
        return
    again = make_article(title=article.title, text=article.text, url=article.url)
    assert (again.id, again.title, again.text) == (article.id, article.title, article.text)
    for value in (article.url, article.origin, article.author, article.canonical_url):
        (value or "").encode()
