"""``gali export`` and ``gali codebook``: files from the command line, as many rows as on screen."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gali
from corpus.records import Page
from corpus.schema import open_corpus
from corpus.writer import write_pages
from gali.cli.verbs.export import FORMATS
from gali.exporting import EXPORTERS
from harvest.warc.pages import iter_pages

if TYPE_CHECKING:
    from conftest import Run

EXTRAS = {"parquet": "pyarrow", "xlsx": "xlsxwriter"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def db(articles_file: Path, tmp_path: Path, run_gali: Run) -> Path:
    """A corpus that may be written, with two pages, one of them of an article."""
    db = tmp_path / "corpus.db"
    assert run_gali("run", articles_file, "--db", db).exit_code == 0
    pages = [page("https://kabar.example/sirup"), page("https://lain.example/daftar")]
    with closing(open_corpus(db)) as conn:
        write_pages(conn, pages)
        conn.execute("UPDATE articles SET origin = url")
    return db


def page(url: str) -> Page:
    body = f"<html><body><p>{url}</p></body></html>".encode()
    return Page(
        origin=url,
        url=url,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        content_type="text/html",
        fetched_at=datetime(2021, 3, 5, 1, 2, 3, tzinfo=UTC),
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_told(
    db: Path, tmp_path: Path, run_gali: Run, name: str
) -> None:
    if name in EXTRAS:
        pytest.importorskip(EXTRAS[name])
    result = run_gali("export", name, tmp_path / "out", "--db", db)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out").exists()
    assert result.stdout == f"{tmp_path / 'out'}\n"
    assert "; version " in result.stderr


def test_the_verb_offers_exactly_the_formats_that_there_are() -> None:
    assert set(FORMATS) == set(EXPORTERS)


@pytest.mark.parametrize(
    "asked",
    [
        ["sirup"],
        ["--region", "33.02"],
        ["--region", "jateng"],
        ["--year", "2021"],
        ["puskesmas", "--sector", "kesehatan"],
        ["--owner", "dukcapil"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("kind", ["innovations", "articles"])
def test_a_file_has_as_many_rows_as_the_screen(
    db: Path, tmp_path: Path, run_gali: Run, asked: list[str], kind: str
) -> None:
    words = [*asked, *(["--articles"] if kind == "articles" else [])]
    shown = run_gali("search", *words, "--limit", "0", "--format", "jsonl", "--db", db)
    result = run_gali("export", "csv", tmp_path / "out", *words, "--db", db)
    ids = {json.loads(line)["id"] for line in shown.stdout.splitlines()}
    if not ids:
        assert (shown.exit_code, result.exit_code) == (3, 3)
        assert not (tmp_path / "out").exists()
        return
    written = rows(tmp_path / "out" / "data" / f"{kind}.csv")
    assert {row["id"] for row in written} == ids
    assert len(written) == len(shown.stdout.splitlines())


def test_without_words_all_of_it_goes_out(db: Path, tmp_path: Path, run_gali: Run) -> None:
    result = run_gali("export", "csv", tmp_path / "out", "--db", db)
    assert "2 innovations, 3 articles" in result.stderr
    assert len(rows(tmp_path / "out" / "data" / "articles.csv")) == 3


def test_what_is_said_of_the_dataset_stands_in_it(db: Path, tmp_path: Path, run_gali: Run) -> None:
    said = ["--title", "Inovasi Jateng", "--creator", "Ani", "--creator", "Budi"]
    said += ["--license", "CC-BY-4.0", "--released", "2026-11-01"]
    result = run_gali("export", "csv", tmp_path / "out", *said, "--without-text", "--db", db)
    assert result.exit_code == 0, result.output
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == "Inovasi Jateng"
    assert [one["title"] for one in package["contributors"]] == ["Ani", "Budi"]
    citation = (tmp_path / "out" / "CITATION.cff").read_text(encoding="utf-8")
    assert 'date-released: "2026-11-01"' in citation
    assert "text" not in rows(tmp_path / "out" / "data" / "articles.csv")[0]
    told = json.loads((tmp_path / "out" / "dataset.json").read_text(encoding="utf-8"))
    assert told["program"].startswith("gali ")


def test_a_folder_in_use_is_refused(db: Path, tmp_path: Path, run_gali: Run) -> None:
    result = run_gali("export", "csv", tmp_path, "--db", db)
    assert result.exit_code == 1
    assert "there is something already" in result.stderr


def test_there_is_no_warc_without_text(db: Path, tmp_path: Path, run_gali: Run) -> None:
    result = run_gali("export", "warc", tmp_path / "out", "--without-text", "--db", db)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def archived(folder: Path) -> set[tuple[str | None, str, datetime]]:
    found = set()
    for path in sorted((folder / "data").glob("*.warc.gz")):
        with path.open("rb") as stream:
            kept = [one for one in iter_pages(stream, "a") if isinstance(one, Page)]
        found |= {(one.url, one.digest, one.fetched_at) for one in kept}
    return found


def test_pages_come_back_from_the_archive(db: Path, tmp_path: Path, run_gali: Run) -> None:
    assert run_gali("export", "warc", tmp_path / "out", "--db", db).exit_code == 0
    with closing(sqlite3.connect(db)) as conn:
        stored = conn.execute("SELECT url, digest, fetched_at FROM pages").fetchall()
    wanted = {(url, digest, datetime.fromisoformat(at)) for url, digest, at in stored}
    assert archived(tmp_path / "out") == wanted
    assert len(wanted) == 2
    listed = rows(tmp_path / "out" / "data" / "pages.csv")
    assert {row["digest"] for row in listed} == {digest for _, digest, _ in stored}


def test_of_pages_too_only_the_chosen_ones_go_out(db: Path, tmp_path: Path, run_gali: Run) -> None:
    assert run_gali("export", "warc", tmp_path / "out", "sirup", "--db", db).exit_code == 0
    assert {url for url, *_ in archived(tmp_path / "out")} == {"https://kabar.example/sirup"}
    result = run_gali("export", "warc", tmp_path / "none", "kirber", "--db", db)
    assert result.exit_code == 3


def test_an_archive_is_the_same_every_time(db: Path, tmp_path: Path, run_gali: Run) -> None:
    for name in ("a", "b"):
        assert run_gali("export", "warc", tmp_path / name, "--db", db).exit_code == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_damaged_page_is_named(db: Path, tmp_path: Path, run_gali: Run) -> None:
    with closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("UPDATE pages SET body = x'00' WHERE origin LIKE '%sirup'")
    result = run_gali("export", "warc", tmp_path / "out", "--db", db)
    assert result.exit_code == 1
    assert "https://kabar.example/sirup: the stored page is damaged" in result.stderr
    assert not (tmp_path / "out").exists()


def test_there_is_nothing_to_export_from_an_empty_corpus(tmp_path: Path, run_gali: Run) -> None:
    open_corpus(tmp_path / "empty.db").close()
    result = run_gali("export", "csv", tmp_path / "out", "--db", tmp_path / "empty.db")
    assert result.exit_code == 3
    assert not (tmp_path / "out").exists()


def test_csv_on_screen_holds_no_formula(db: Path, run_gali: Run) -> None:
    with closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("UPDATE articles SET outlet = '=1+1' WHERE url LIKE '%sirup'")
    shown = run_gali("search", "--articles", "sirup", "--format", "csv", "--db", db)
    (row,) = csv.DictReader(shown.stdout.splitlines())
    assert row["outlet"] == "'=1+1"
    shown = run_gali("search", "--articles", "sirup", "--format", "jsonl", "--db", db)
    assert json.loads(shown.stdout)["outlet"] == "=1+1"


def test_the_codebook_needs_no_corpus(
    tmp_path: Path, run_gali: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = run_gali("codebook")
    assert page.exit_code == 0
    assert "## evidence\n" in page.stdout
    assert "| `region` | text | no |" in page.stdout
    assert run_gali("codebook", "--format", "json", "-o", "codebook.json").exit_code == 0
    tables = json.loads((tmp_path / "codebook.json").read_text(encoding="utf-8"))
    assert {"articles", "v_innovations"} <= {table["name"] for table in tables}
    assert [path.name for path in tmp_path.iterdir()] == ["codebook.json"]


def test_the_program_is_cited_with_its_version() -> None:
    citation = (Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {gali.__version__}\n" in citation
