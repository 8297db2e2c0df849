"""Archives among the files that people import."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from warc_samples import ROOT, foreign, html, page, write

from corpus.records import Article
from harvest.files import Problem, ReadOptions, read_inputs
from harvest.outlets.manifest import SourceManifest, parse_manifest
from harvest.warc import articles as warc_articles

LISTING = (
    "<html><body><h1>Indeks</h1>" + '<h2><a href="/a">Berita desa hari ini</a></h2>' * 30
).encode()


def imported(
    *paths: Path | str, stdin: bytes | None = None, sources: tuple[SourceManifest, ...] = ()
) -> list[Article | Problem]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(read_inputs(paths, options=ReadOptions(), stdin=stream, sources=sources))


def titles(found: list[Article | Problem]) -> list[str]:
    return [one.title for one in found if isinstance(one, Article)]


PACKED = ["a.warc.gz", "A.WARC.GZ", "a.gz", "a.warc.gz.open", "a.warc", "a"]
PLAIN = ["a.warc", "a.WARC", "a"]


@pytest.mark.parametrize(
    ("name", "is_packed"), [*((n, True) for n in PACKED), *((n, False) for n in PLAIN)]
)
def test_an_archive_is_known_by_its_content(tmp_path: Path, name: str, is_packed: bool) -> None:
    (tmp_path / name).write_bytes(foreign(html(1), gzip=is_packed))
    assert titles(imported(tmp_path / name)) == ["Loket Keliling di Desa 1"]


@pytest.mark.parametrize("is_packed", [True, False])
def test_an_archive_is_read_from_standard_input(is_packed: bool) -> None:
    found = imported("-", stdin=foreign(html(1), gzip=is_packed))
    assert titles(found) == ["Loket Keliling di Desa 1"]
    assert found[0].origin == f"-!{ROOT}/berita/1"


def test_archives_lie_beside_other_files_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path, [page(1)])
    (tmp_path / "z.html").write_bytes(html(2))
    assert titles(imported(tmp_path)) == [f"Loket Keliling di Desa {n}" for n in (1, 2)]


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.warc", foreign(html(1), gzip=False))
    (problem,) = imported(tmp_path / "a.zip")
    assert isinstance(problem, Problem)
    assert "inside an archive" in problem.reason


def test_articles_keep_address_time_and_place(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(foreign(html(1), gzip=False))
    (article,) = imported(path)
    assert isinstance(article, Article)
    assert article.fetched_at is not None
    assert article.fetched_at.isoformat() == "2021-03-05T01:02:03+00:00"
    assert (article.url, article.outlet) == (f"{ROOT}/berita/1", "kabar.example")
    assert article.origin == f"{path}!{ROOT}/berita/1"


@pytest.mark.parametrize(
    ("zone", "region", "day"), [("Asia/Jakarta", "33", 4), ("Asia/Jayapura", "91", 5)]
)
def test_a_known_outlet_tells_the_time_zone(
    tmp_path: Path, zone: str, region: str, day: int
) -> None:
    manifest = f"""
name = "Kabar"
domain = "kabar.example"
kind = "portal"
region = "{region}"
platform = "unknown"
time_zone = "{zone}"
language = "id"
verified = false
"""
    source = parse_manifest(manifest.encode(), slug="kabar", origin="kabar.toml")
    body = html(1).replace(b"2021-03-04T09:00:00+07:00", b"2021-03-04T15:30:00Z")
    (tmp_path / "a.warc").write_bytes(foreign(body, gzip=False))
    (article,) = imported(tmp_path / "a.warc", sources=(source,))
    assert isinstance(article, Article)
    assert article.published == date(2021, 3, day)


def test_what_is_no_article_is_counted_in_one_line(tmp_path: Path) -> None:
    parts = [
        foreign(html(1)),
        *(foreign(LISTING, url=f"{ROOT}/indeks/{n}") for n in range(300)),
        *(foreign(b"\x89PNG", {"Content-Type": "image/png"}) for _ in range(20)),
        foreign(b"", kind="request"),
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    article, note = imported(tmp_path / "a.warc.gz")
    assert isinstance(article, Article)
    assert isinstance(note, Problem)
    assert note.kept
    assert note.reason == (
        "records left out (without an article: 300; no web page or held already: 20)"
    )


def test_an_archive_without_a_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(foreign(b"", kind="request", gzip=False))
    (problem,) = imported(tmp_path / "a.warc")
    assert isinstance(problem, Problem)
    assert problem.reason == "the archive holds no page"


def test_only_so_many_problems_are_told_singly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc_articles, "MAX_PROBLEMS", 3)
    bad = foreign(html(1), head={"WARC-Block-Digest": "sha1:AAAA"})
    (tmp_path / "a.warc.gz").write_bytes(bad * 50)
    found = imported(tmp_path / "a.warc.gz")
    assert len(found) == 4
    assert "47 further problems" in str(found[-1])


def test_an_answer_of_an_interface_gives_its_articles(tmp_path: Path) -> None:
    text = html(1).partition(b"</h1>")[2].partition(b"</article>")[0].decode()
    posts = [
        {
            "link": f"{ROOT}/pos/{n}",
            "date": "2021-03-04T09:00:00",
            "title": {"rendered": f"Pos {n}"},
            "content": {"rendered": text},
        }
        for n in range(3)
    ]
    record = foreign(
        json.dumps(posts).encode(),
        {"Content-Type": "application/json; charset=UTF-8"},
        url=f"{ROOT}/wp-json/wp/v2/posts?per_page=100",
    )
    (tmp_path / "a.warc.gz").write_bytes(record)
    assert titles(imported(tmp_path / "a.warc.gz")) == ["Pos 0", "Pos 1", "Pos 2"]


def test_a_packed_file_that_is_no_archive_stays_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"WARC\n\nIni berita tentang arsip web."))
    assert titles(imported(tmp_path / "a.txt.gz")) == ["WARC"]
