"""Relations follow from linked articles, whatever the order in which these came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from corpus.check import check_corpus
from corpus.identity import make_article
from corpus.reader import find_innovation, read_innovation_dossier
from corpus.records import Article
from corpus.relations import read_related
from corpus.schema import open_corpus
from gali.pipeline import run
from gali.relating import relate

TEXTS = [
    "Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa).",
    "Puskesmas Melati Kabupaten Banyumas memiliki inovasi Sirup (Siaga Ibu Rutin Periksa Hamil).",
    "Pemkab Cilacap meluncurkan inovasi Sirup (Siswa Rutin Puasa) milik Dinas Pendidikan.",
    "Dinas Kesehatan Kabupaten Kendal meluncurkan inovasi Pelita (Periksa Ibu Hamil Rutin Siaga).",
    "Dinas Lingkungan Hidup Kabupaten Jepara meluncurkan inovasi Tong Emas (Tabungan Sampah).",
]


def _articles() -> list[Article]:
    return [
        make_article(title=f"Kabar {n}", text=text, url=f"https://kabar.example/{n}")
        for n, text in enumerate(TEXTS)
    ]


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    with closing(open_corpus(":memory:")) as connection:
        run(connection, _articles())
        yield connection


def test_namesakes_elsewhere_are_told(conn: sqlite3.Connection) -> None:
    one, other = find_innovation(conn, "Sirup")
    assert {one.region, other.region} == {"33.02", "33.01"}
    assert [(r.kind, r.id) for r in read_related(conn, one.id) if r.kind == "homonym"] == [
        ("homonym", other.id)
    ]
    assert check_corpus(conn) == []


def test_similar_ideas_elsewhere_are_told(conn: sqlite3.Connection) -> None:
    (pelita,) = find_innovation(conn, "Pelita")
    dossier = read_innovation_dossier(conn, pelita.id)
    similar = [r for r in dossier.related if r.kind == "similar"]
    assert [(r.name, r.region) for r in similar] == [("Sirup", "33.02")]
    assert {"ibu", "rutin"} <= set(similar[0].reasons)


def test_the_same_articles_in_another_order_give_the_same_relations(
    conn: sqlite3.Connection,
) -> None:
    with closing(open_corpus(":memory:")) as other:
        for article in reversed(_articles()):
            run(other, [article])
        tables = ("innovations", "innovation_relations", "replica_proofs", "innovation_conflicts")
        columns = {"innovations": "id, name, expansion, region"}
        for table in tables:
            query = f"SELECT {columns.get(table, '*')} FROM {table} ORDER BY 1, 2"
            rows = [[tuple(row) for row in c.execute(query)] for c in (conn, other)]
            assert rows[0] == rows[1]


def test_rejected_innovations_have_no_relations(conn: sqlite3.Connection) -> None:
    one, other = find_innovation(conn, "Sirup")
    conn.execute("UPDATE innovations SET status = 'ditolak' WHERE id = ?", (other.id,))
    relate(conn)
    query = "SELECT count(*) FROM innovation_relations WHERE ? IN (innovation_id, other_id)"
    assert conn.execute(query, (other.id,)).fetchone()[0] == 0
    assert conn.execute(query, (one.id,)).fetchone()[0] > 0
