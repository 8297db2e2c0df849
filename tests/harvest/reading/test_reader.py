import contextlib
import socket
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from harvest.drafts import Draft
from harvest.reading.reader import HtmlReader
from harvest.written_dates import WrittenDate

TODAY = date(2026, 3, 14)
PARAGRAPHS = [
    "Bupati meresmikan layanan antar obat bagi lansia di halaman pendopo pagi itu.",
    "Kepala dinas menjelaskan bahwa kurir berangkat setiap pagi dan pulang sebelum siang.",
    "Warga “tidak perlu lagi” mengantre di puskesmas untuk obat rutin, kata seorang kader.",
]
ARTICLE = "<h1>Obat Diantar Kurir</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def page(head: str = "", body: str = ARTICLE) -> bytes:
    title = "<title>Obat Diantar Kurir - Suara Rakyat</title>"
    menu = "<nav><a href=/>Beranda</a> <a href=/daerah>Daerah</a></nav>"
    foot = "<footer>Hak cipta Suara Rakyat</footer>"
    return (
        f"<!doctype html><html lang=id><head><meta charset=utf-8>{title}{head}</head>"
        f"<body>{menu}<article>{body}</article>{foot}</body></html>"
    ).encode()


@pytest.fixture(scope="module")
def reader() -> Iterator[HtmlReader]:
    with HtmlReader() as pages:
        yield pages


def test_finds_the_article(reader: HtmlReader) -> None:
    draft = reader.read(page(), today=TODAY)
    assert draft.title == "Obat Diantar Kurir"
    assert draft.text == "\n".join(PARAGRAPHS)
    assert draft.published is None


def test_finds_address_outlet_and_author(reader: HtmlReader) -> None:
    head = (
        "<link rel=canonical href='https://www.suara.example/obat-diantar'>"
        "<meta property='og:site_name' content='Suara Rakyat'>"
        "<meta name=author content='Oleh: Siti Aminah'>"
    )
    draft = reader.read(page(head), today=TODAY)
    assert (draft.url, draft.outlet, draft.author) == (
        "https://www.suara.example/obat-diantar",
        "suara.example",
        "Siti Aminah",
    )


DATES = {
    "meta": ("<meta property='article:published_time' content='2020-06-23T10:00:00+07:00'>", ""),
    "meta in UTC": ("<meta property='article:published_time' content='2020-06-22T23:30:00Z'>", ""),
    "meta in Indonesian": ("<meta itemprop=datePublished content='Selasa, 23 Juni 2020'>", ""),
    "linked data": (
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},'
        '{"@type":"NewsArticle","datePublished":"2020-06-22T18:30:00Z"}]}</script>',
        "",
    ),
    "time": ("", "<time datetime='2020-06-23'>23 Juni 2020</time>"),
}


@pytest.mark.parametrize(("head", "body"), DATES.values(), ids=DATES.keys())
def test_finds_the_date(reader: HtmlReader, head: str, body: str) -> None:
    draft = reader.read(page(head, body + ARTICLE), today=TODAY)
    assert draft.published == WrittenDate(date(2020, 6, 23))
    assert draft.published_from in ("meta", "json-ld", "time")


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2050-06-23'>",
        "<meta property='article:published_time' content='31 Februari 2020'>",
        '<script type="application/ld+json">{"datePublished": 7}</script>',
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
    ],
    ids=["future", "no such day", "no text", "nested"],
)
def test_abstains_from_dates_that_cannot_be(reader: HtmlReader, head: str) -> None:
    assert reader.read(page(head), today=TODAY).published is None


BYTES = {
    "one broken byte": page().replace(b"</p>", b"\xe9</p>", 1),
    "cp1252 declared as UTF-8": page().decode().encode("cp1252"),
    "UTF-8 declared as latin-1": page().replace(b"charset=utf-8", b"charset=latin-1"),
    "UTF-16": page().decode().encode("utf-16"),
}


@pytest.mark.parametrize("body", BYTES.values(), ids=BYTES.keys())
def test_survives_wrong_and_broken_encodings(reader: HtmlReader, body: bytes) -> None:
    assert PARAGRAPHS[2] in reader.read(body, today=TODAY).text


NO_ARTICLE = {
    "empty": b"<html></html>",
    "no page": b"\x00\x01\x02",
    "only a script": b"<html><script>alert(1)</script></html>",
    "entity bomb alone": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>',
}


@pytest.mark.parametrize("body", NO_ARTICLE.values(), ids=NO_ARTICLE.keys())
def test_no_article_is_explained(reader: HtmlReader, body: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="no article was found") as error:
        reader.read(body, today=TODAY)
    assert error.value.mend


REFUSED = {
    "too many tags": (b"<div></div>" * 100_001 + ARTICLE.encode(), "more than 100000 tags"),
    "too deep": (b"<div>" * 501 + ARTICLE.encode(), "more than 500 deep"),
    "too large": (page(body=ARTICLE + " " * 5_000_000), "larger than 5 million characters"),
    "list of articles": (
        page(body="<h2><a href=/1>Kurir Obat Berangkat Pagi</a></h2><p>Tiga desa.</p>" * 9),
        "is a list of articles",
    ),
}


@pytest.mark.parametrize(("body", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_page_that_is_no_article_is_explained(reader: HtmlReader, body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as error:
        reader.read(body, today=TODAY)
    assert error.value.mend


def test_entities_do_not_swell(reader: HtmlReader) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a0 "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    draft = reader.read(f"{bomb}]><html><body>&a9;{ARTICLE}</body></html>".encode(), today=TODAY)
    assert len(draft.text) < 1000


def test_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    slow = "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x</p>" + ARTICLE
    with HtmlReader(seconds=3) as pages:
        pages.read(page(), today=TODAY)
        with pytest.raises(UnreadableFileError, match="takes longer than 3 s"):
            pages.read(slow.encode(), today=TODAY)
        assert pages.read(page(), today=TODAY).title == "Obat Diantar Kurir"


def test_modules_of_the_current_folder_are_not_run(tmp_path: Path) -> None:
    for name in ("trafilatura.py", "json.py", "harvest.py"):
        (tmp_path / name).write_text("raise SystemExit('run')")
    with contextlib.chdir(tmp_path), HtmlReader() as pages:
        assert pages.read(page(), today=TODAY).title == "Obat Diantar Kurir"


def test_makes_no_network_call() -> None:
    """A page full of addresses of a listening server; nobody may come to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.5)
        visitors: list[object] = []

        def wait() -> None:
            try:
                visitors.append(server.accept())
            except TimeoutError:
                return

        waiting = threading.Thread(target=wait)
        waiting.start()
        where = f"http://127.0.0.1:{server.getsockname()[1]}"
        head = (
            f"<base href='{where}/'><link rel=canonical href='{where}/c'>"
            f"<link rel=stylesheet href='{where}/s.css'>"
            f"<meta http-equiv=refresh content='0;url={where}/r'>"
            f"<script src='{where}/x.js'></script>"
        )
        doctype = f"<!DOCTYPE html SYSTEM '{where}/d.dtd' [<!ENTITY % e SYSTEM '{where}/e'> %e;]>"
        body = f"<img src='{where}/i.png'><iframe src='{where}/f'></iframe>{ARTICLE}"
        with HtmlReader() as pages:
            draft = pages.read(doctype.encode() + page(head, body), today=TODAY)
        waiting.join()
    assert isinstance(draft, Draft)
    assert visitors == []
