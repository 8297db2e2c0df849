"""The same pages give the same archive, byte for byte, and it is a sound one."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from corpus.records import Page
from harvest.warc.pages import iter_pages
from harvest.warc.reproducible import write_archive

MADE_AT = datetime(2021, 3, 5, 1, 2, 3, tzinfo=UTC)


def pages(count: int) -> list[Page]:
    bodies = [f"<p>Halaman {n}</p>".encode() for n in range(count)]
    return [
        Page(
            origin=f"https://kabar.example/lama/{n}" if n % 2 else f"https://kabar.example/{n}",
            url=f"https://kabar.example/{n}",
            body=body,
            digest=hashlib.sha256(body).hexdigest(),
            content_type="text/html",
            fetched_at=MADE_AT,
        )
        for n, body in enumerate(bodies)
    ]


def write(folder: Path, wanted: Iterable[Page], **values: int) -> int:
    folder.mkdir()
    return write_archive(folder, wanted, version="1.2.3", made_at=MADE_AT, **values)


def read(folder: Path) -> list[Page]:
    found: list[Page] = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            found += [one for one in iter_pages(stream, "a") if isinstance(one, Page)]
    return found


def test_two_runs_are_alike(tmp_path: Path) -> None:
    assert write(tmp_path / "a", pages(5)) == 5
    time.sleep(1.1)  # the usual time of the first record is in seconds
    assert write(tmp_path / "b", pages(5)) == 5
    name = "pages-00000.warc.gz"
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_pages_come_back(tmp_path: Path) -> None:
    write(tmp_path / "a", pages(5))
    assert [(p.url, p.body, p.fetched_at) for p in read(tmp_path / "a")] == [
        (p.url, p.body, p.fetched_at) for p in pages(5)
    ]


def test_ids_are_unique_and_records_point_to_each_other(tmp_path: Path) -> None:
    # The same page twice: its records must not be taken for one.
    write(tmp_path / "a", [*pages(2), *pages(2)])
    ids, pointed = [], set()
    with (tmp_path / "a" / "pages-00000.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests=True):
            ids.append(record.rec_headers.get_header("WARC-Record-ID"))
            for name in ("WARC-Warcinfo-ID", "WARC-Concurrent-To"):
                pointed.add(record.rec_headers.get_header(name))
            record.content_stream().read()
            assert record.digest_checker.passed is not False
    assert len(ids) == len(set(ids)) == 1 + 4 + 2
    assert pointed - {None} <= set(ids)


def test_a_new_file_is_begun_when_one_is_full(tmp_path: Path) -> None:
    assert write(tmp_path / "a", pages(4), max_bytes=1500) == 4
    names = [path.name for path in sorted((tmp_path / "a").iterdir())]
    assert len(names) > 1
    assert names[:2] == ["pages-00000.warc.gz", "pages-00001.warc.gz"]
    assert [page.url for page in read(tmp_path / "a")] == [page.url for page in pages(4)]


def test_without_pages_there_is_no_file(tmp_path: Path) -> None:
    assert write(tmp_path / "a", []) == 0
    assert list((tmp_path / "a").iterdir()) == []
