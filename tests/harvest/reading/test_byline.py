import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.reading.article import read_article
from harvest.reading.byline import is_byline, read_bylines, read_names

LINES = {
    "Oleh: Siti Aminah": [("writer", "Siti Aminah")],
    "Oleh Siti Aminah": [("writer", "Siti Aminah")],
    "OLEH : SITI AMINAH": [("writer", "SITI AMINAH")],
    "Oleh: Drs. Joko Susilo, M.Si | Rabu, 26 Agustus 2020": [("writer", "Drs. Joko Susilo, M.Si")],
    "Penulis : Joko Susilo, Suara.com - 26/08/2020, 08:15 WIB": [("writer", "Joko Susilo")],
    "Penulis: Rina dan Joko": [("writer", "Rina"), ("writer", "Joko")],
    "Penulis: Kontributor Klaten, Joko Susilo": [("writer", "Joko Susilo")],
    "Pewarta: Siti Aminah Editor: Joko Susilo COPYRIGHT © SUARA 2020": [
        ("writer", "Siti Aminah"),
        ("editor", "Joko Susilo"),
    ],
    "Reporter: Rina - Editor: Joko": [("writer", "Rina"), ("editor", "Joko")],
    "Kontributor: Rina Wati": [("contributor", "Rina Wati")],
    "Laporan: Rina Wati - 1019 Views": [("writer", "Rina Wati")],
    "Diposting oleh Siti Aminah pada 26-08-2020": [("poster", "Siti Aminah")],
    "Diposting oleh Redaksi": [],
    "Diposting oleh Admin pada 26-08-2020": [],
    "Posted by klaten on 23rd Juni 2020": [],
    "Oleh Humas, Selasa, 23 Juni 2020": [],
    "Oleh: Tim Liputan": [],
    "Oleh: Dinas Kesehatan": [],
    "Penulis: Super User": [],
    "Rabu, 26 Agustus 2020 08:15 WIB Oleh: Siti": [("writer", "Siti")],
    "Penghargaan diterima oleh Bupati": [],
    "Oleh karena itu warga diminta datang pada hari yang sudah ditentukan.": [],
    "Oleh Bupati, layanan ini segera dibuka bagi semua warga desa di kaki gunung.": [],
    "Laporan keuangan disusun": [],
}


@pytest.mark.parametrize(("line", "wanted"), LINES.items(), ids=LINES.keys())
def test_reads_bylines(line: str, wanted: list[tuple[str, str]]) -> None:
    assert read_bylines(line) == wanted


DECLARED = {
    "Suara Cyber Media; Yoga Pratama": ["Yoga Pratama"],
    "Suararakyat Com Developer": [],
    "www.facebook.example": [],
    "https://www.facebook.com/suara": [],
    "Oleh: Siti Aminah": ["Siti Aminah"],
    "admin": [],
    "siti_aminah": [],
    "Siti Aminah": ["Siti Aminah"],
    "": [],
}


@pytest.mark.parametrize(("text", "wanted"), DECLARED.items(), ids=DECLARED.keys())
def test_reads_declared_names(text: str, wanted: list[str]) -> None:
    assert read_names(text) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Pewarta: Siti Aminah", True),
        ("Diposting oleh Redaksi", True),
        ("Editor : Redaksi", True),
        ("Oleh karena itu warga diminta datang pada hari yang sudah ditentukan.", False),
        ("Editor film itu datang ke desa.", False),
        ("Penulis: " + "kata " * 40, False),
    ],
)
def test_knows_lines_that_are_bylines(line: str, wanted: bool) -> None:
    assert is_byline(line) is wanted


TITLE = "Kurir Obat Menjangkau Dua Puluh Desa"
SENTENCE = "Dinas kesehatan mengirim kurir ke dua puluh desa agar warga tidak mengantre obat lagi."
PAGES = {
    "label alone, name below": ("", "<p>Penulis:</p><p>Siti Aminah</p>", "", "Siti Aminah"),
    "called an author's": (
        "",
        "<div class=detail__author>Siti Aminah - Suara</div>",
        "",
        "Siti Aminah",
    ),
    "printed before declared": (
        "<meta name=author content='Joko Susilo'>",
        "",
        "<p>Pewarta: Siti Aminah</p>",
        "Siti Aminah",
    ),
    "declared before poster": (
        "<meta name=author content='Joko Susilo'>",
        "<p>Diposting oleh Siti Aminah</p>",
        "",
        "Joko Susilo",
    ),
    "editor at last": ("", "", "<p>Editor: Siti Aminah</p>", "Siti Aminah"),
    "website": (
        "<meta property=og:site_name content=Suararakyat>",
        "<p>Oleh: Suararakyat</p>",
        "",
        None,
    ),
    "several": ("", "<p>Reporter: Rina Wati</p><p>Kontributor: Joko</p>", "", "Rina Wati; Joko"),
    "nobody": ("", "", "", None),
}


@pytest.mark.parametrize(("head", "below", "after", "author"), PAGES.values(), ids=PAGES.keys())
def test_finds_the_author(head: str, below: str, after: str, author: str | None) -> None:
    body = f"<h1>{TITLE}</h1>{below}" + f"<p>{SENTENCE} {SENTENCE}</p>" * 3 + after
    found = read_article(f"<html><head>{head}</head><body><div>{body}</div></body></html>")
    assert found.author == author
    assert SENTENCE in found.text


@given(st.text(max_size=200))
def test_no_line_breaks_it(line: str) -> None:
    assert all(name for _, name in read_bylines(line))
    assert is_byline(line) in (True, False)


def test_is_quick_on_hostile_lines() -> None:
    start = time.process_time()
    for piece in ("Oleh ", "Oleh: ", " - ", ", ", "A. ", "oleh,", "Editor:"):
        read_bylines(piece * 50_000)
        read_names(piece * 50_000)
        is_byline(piece * 50_000)
    assert time.process_time() - start < 5
