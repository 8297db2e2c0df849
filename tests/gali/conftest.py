"""A handful of articles of our own, and a corpus made of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gali.cli.app import app

Run = Callable[..., Result]

ARTICLES = (
    {
        "id": "sirup",
        "title": "Puskesmas Melati Raih Top 10 Lewat Sirup",
        "text": "Purwokerto - Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup "
        "(Siaga Ibu Rutin Periksa).\nInovasi Sirup meraih Top 10 Kompetisi Inovasi Pelayanan "
        "Publik Kabupaten Banyumas tahun 2021.",
        "published": "2021-03-04",
        "outlet": "kabar.example",
        "url": "https://kabar.example/sirup",
    },
    {
        "id": "kios",
        "title": "Berkas Sampai Rumah di Kota Salatiga",
        "text": "Salatiga - Dinas Kependudukan dan Pencatatan Sipil Kota Salatiga meluncurkan "
        "inovasi Kirber (Kirim Berkas ke Rumah).\nWarga tidak perlu lagi antre di kantor.",
        "published": "2020-06-01",
        "outlet": "warta.example",
        "url": "https://warta.example/kirber",
    },
    {
        "id": "panen",
        "title": "Panen Raya di Desa",
        "text": "Warga memanen padi di sawah yang luas.\nHujan turun pada sore hari.",
        "published": "2020-07-01",
        "outlet": "warta.example",
        "url": "https://warta.example/panen",
    },
)


@pytest.fixture
def run_gali() -> Run:
    """Run the command line in this process."""

    def run(*arguments: object, input: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(a) for a in arguments], input=input)

    return run


def write_lines(path: Path, records: Sequence[object]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def articles_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own articles as JSON Lines."""
    return write_lines(tmp_path_factory.mktemp("own") / "articles.jsonl", ARTICLES)


@pytest.fixture(scope="session")
def corpus_db(articles_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of our own articles; read only, please."""
    db = tmp_path_factory.mktemp("corpus") / "corpus.db"
    result = CliRunner().invoke(app, ["run", str(articles_file), "--db", str(db)])
    assert result.exit_code == 0, result.output
    return db
