"""``gali harvest archive``: what the corpus keeps of the web goes out as WARC and comes back."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.records import Page
from corpus.schema import open_corpus
from corpus.writer import write_pages
from harvest.warc.pages import iter_pages

if TYPE_CHECKING:
    from conftest import Run

HTML = """<!DOCTYPE html><html lang="id"><head><title>Loket Keliling di Desa {n}</title></head>
<body><article><h1>Loket Keliling di Desa {n}</h1>
<p>Dinas kependudukan membuka loket keliling di balai desa nomor {n} setiap hari Selasa sehingga
warga tidak perlu lagi menempuh perjalanan jauh ke kantor kabupaten.</p>
<p>Petugas membawa alat perekam sendiri dan melayani sampai sore.</p></article></body></html>"""


def pages(host: str, count: int) -> list[Page]:
    return [
        Page(
            origin=f"https://{host}/berita/{n}",
            url=f"https://{host}/berita/{n}",
            body=HTML.format(n=n).encode(),
            digest=hashlib.sha256(HTML.format(n=n).encode()).hexdigest(),
            content_type="text/html",
            fetched_at=datetime(2021, 3, 5, 1, 2, n, 7, tzinfo=UTC),
        )
        for n in range(count)
    ]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus with pages of two outlets, one of which is known; the current folder."""
    monkeypatch.chdir(tmp_path)
    with closing(open_corpus(tmp_path / "corpus.db")) as conn:
        write_pages(conn, pages("kabar.example", 3) + pages("jatengprov.go.id", 2))
    return tmp_path / "corpus.db"


def archived(paths: Sequence[Path]) -> list[Page]:
    found: list[Page] = []
    for path in paths:
        with path.open("rb") as stream:
            found += [one for one in iter_pages(stream, "a") if isinstance(one, Page)]
    return found


def test_all_pages_are_written(db: Path, run_gali: Run) -> None:
    result = run_gali("harvest", "archive", "--out", "archive", "--db", db)
    assert result.exit_code == 0, result.output
    assert "5 pages in 1 file." in result.output
    (path,) = (db.parent / "archive").iterdir()
    assert f"archive/{path.name}" in result.output
    kept = {(one.url, one.digest, one.fetched_at) for one in archived([path])}
    wanted = pages("kabar.example", 3) + pages("jatengprov.go.id", 2)
    assert kept == {(one.url, one.digest, one.fetched_at) for one in wanted}


def test_the_pages_of_one_outlet_are_written(db: Path, run_gali: Run) -> None:
    result = run_gali("harvest", "archive", "--out", "archive", "--source", "jatengprov")
    assert "2 pages in 1 file." in result.output, result.output
    found = archived(list((db.parent / "archive").iterdir()))
    assert {one.url for one in found} == {one.url for one in pages("jatengprov.go.id", 2)}


def test_an_archive_is_imported_as_the_pages_were_read(db: Path, run_gali: Run) -> None:
    assert run_gali("harvest", "reread").exit_code == 0
    assert run_gali("harvest", "archive", "--out", "archive").exit_code == 0
    again = run_gali("import", "archive")
    assert "0 new articles, 5 known already" in again.output
    assert run_gali("harvest", "import", "archive", "--db", "new.db").exit_code == 0
    query = "SELECT id, title, text, url, published, fetched_at FROM articles ORDER BY id"
    with closing(sqlite3.connect(db)) as old, closing(sqlite3.connect("new.db")) as new:
        assert len(old.execute(query).fetchall()) == 5
        assert old.execute(query).fetchall() == new.execute(query).fetchall()


def test_the_contact_is_written_into_the_files(db: Path, run_gali: Run) -> None:
    (db.parent / "gali.toml").write_text('contact = "peneliti@kampus.example"\n')
    assert run_gali("harvest", "archive", "--out", "archive").exit_code == 0

    (path,) = (db.parent / "archive").iterdir()
    assert b"operator: mailto:peneliti@kampus.example\r\n" in gzip.decompress(path.read_bytes())


def test_a_damaged_page_is_told_and_the_others_are_written(db: Path, run_gali: Run) -> None:
    with closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("UPDATE pages SET body = x'00' WHERE page_key = 2")
    result = run_gali("harvest", "archive", "--out", "archive")
    assert result.exit_code == 4
    assert "Problem: https://kabar.example/berita/1: the stored page is damaged" in result.output
    assert "4 pages" in result.output


@pytest.mark.parametrize("words", [["--source", "bukan-koran"], ["--source", "antaranews-bali"]])
def test_where_there_is_nothing_nothing_is_written(
    db: Path, run_gali: Run, words: list[str]
) -> None:
    assert run_gali("harvest", "archive", "--out", "archive", *words).exit_code == 3
    assert not (db.parent / "archive").exists()
