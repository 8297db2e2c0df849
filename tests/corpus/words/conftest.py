"""A corpus of a few articles whose words can be counted by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest

from corpus.identity import make_article
from corpus.records import Article, Extraction
from corpus.schema import open_corpus
from corpus.words.stems import refresh_stems
from corpus.writer import write_articles, write_extractions

# title, text, year, region, newspaper
ROWS = [
    (
        "Jemput bola",
        "Petugas melayani warga dengan jemput bola.\nJemput bola disukai.",
        2020,
        "33.02",
    ),
    ("Layanan baru", "Pelayanan e-KTP jemput bola. Café inklusif 2021.", 2021, "33.02"),
    ("Bola voli", "Pertandingan bola voli antar desa; bola baru.", 2021, "35.78"),
    ("Kabar", "Tidak ada apa-apa di sini.", None, None),
]


def _articles() -> list[Article]:
    return [
        make_article(
            title=title,
            text=text,
            published=date(year, 1, 2) if year else None,
            outlet=f"media{len(text) % 2}.example",
            url=f"https://a.example/{title}",
        )
        for title, text, year, _ in ROWS
    ]


@pytest.fixture
def counted() -> Iterator[sqlite3.Connection]:
    """The articles above, one of them twice, which must not count."""
    conn = open_corpus(":memory:")
    articles = _articles()
    copy = make_article(title=ROWS[2][0], text=ROWS[2][1], url="https://b.example/")
    write_articles(conn, [*articles, copy])
    write_extractions(
        conn,
        [
            (Extraction(article_id=a.id, extractor="x@1", relevant=False, region=row[3]), {})
            for a, row in zip(articles, ROWS, strict=True)
        ],
    )
    refresh_stems(conn)
    yield conn
    conn.close()
