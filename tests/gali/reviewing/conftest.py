"""A small corpus of our own in which something is to be merged, split, corrected and rejected."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.identity import make_article
from corpus.reader import find_innovation
from corpus.records import Article, Innovation
from corpus.schema import open_corpus
from gali.pipeline import run

_TEXTS = {
    "sirup-1": "Purwokerto - Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga "
    "Ibu Rutin Periksa).\nInovasi Sirup meraih Top 10 Kompetisi Inovasi Pelayanan Publik Kabupaten "
    "Banyumas tahun 2021.",
    "sirup-2": "Purwokerto - Inovasi Sirup (Siaga Ibu Rutin Periksa) milik Puskesmas Melati "
    "Kabupaten Banyumas terus dipakai warga.",
    "sirup-3": "Purwokerto - Inovasi Sirup di Kabupaten Banyumas kini hadir di pasar. Pedagang "
    "memuji inovasi Sirup itu.",
    "kirber": "Salatiga - Dinas Kependudukan dan Pencatatan Sipil Kota Salatiga meluncurkan "
    "inovasi Kirber (Kirim Berkas ke Rumah).\nWarga tidak perlu lagi antre di kantor.",
    "antarkita": "Salatiga - Disdukcapil Kota Salatiga memperkenalkan inovasi Antarkita (Antar "
    "Kartu Identitas Anak).\nWarga cukup menunggu di rumah.",
    "lapor": "Salatiga - Pemerintah Kota Salatiga meluncurkan aplikasi Laporkita (Laporan Warga "
    "Kota Kita).\nSemua dinas memakainya.",
}


def make_articles() -> list[Article]:
    """Return the articles, in the order in which they were written."""
    return [
        make_article(
            title=f"Berita {name}",
            text=text,
            url=f"https://kabar.example/{name}",
            outlet="kabar.example",
        )
        for name, text in _TEXTS.items()
    ]


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reviewed") / "corpus.db"
    conn = open_corpus(path)
    run(conn, make_articles(), sources=())
    conn.close()
    return path


@pytest.fixture
def db(_built: Path, tmp_path: Path) -> Path:
    """The file of a fresh corpus, without any decision."""
    return Path(shutil.copy(_built, tmp_path / "corpus.db"))


@pytest.fixture
def conn(db: Path) -> Iterator[sqlite3.Connection]:
    connection = open_corpus(db)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def one() -> object:
    """The one innovation of a name."""

    def find(conn: sqlite3.Connection, name: str) -> Innovation:
        (found,) = find_innovation(conn, name)
        return found

    return find
