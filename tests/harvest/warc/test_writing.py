"""What gali archives comes back byte for byte, also after a kill."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from unwatched import UNWATCHED
from warc_samples import ROOT, TIME, bodies, html, page, problems, read, write
from warcio.archiveiterator import ArchiveIterator

from corpus.records import Article
from harvest.fetching.results import FetchResult, Validators
from harvest.files import ReadOptions, read_inputs
from harvest.reading.reader import HtmlReader
from harvest.warc.writing import WarcWriter

HOUSE = Path(__file__).parents[3]
HEADERS = {
    "content-type": "text/html",
    "content-encoding": "br",
    "content-length": "77",
    "etag": '"a1"',
    "server": "Kabar é",
}


def fetched(number: int, **changes: object) -> FetchResult:
    result = FetchResult(
        page=page(number),
        url=f"{ROOT}/berita/{number}",
        status=203,
        headers=HEADERS,
        redirects=(),
        validators=Validators(),
        wire_bytes=900,
        seconds=0.5,
    )
    return replace(result, **changes)  # type: ignore[arg-type]


def records(path: Path) -> list[dict[str, object]]:
    """Return the records of an archive as warcio reads them."""
    found = []
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            http = record.http_headers
            found.append(
                {
                    "kind": record.rec_type,
                    "url": record.rec_headers.get_header("WARC-Target-URI"),
                    "date": record.rec_headers.get_header("WARC-Date"),
                    "status": http and http.statusline,
                    "fields": http and {k.lower(): v for k, v in http.headers},
                    "body": record.content_stream().read(),
                }
            )
    return found


def test_pages_come_back_as_they_were(tmp_path: Path) -> None:
    pages = [page(n) for n in range(5)] + [page(6, b""), page(7, bytes(range(256)) * 40)]
    pages.append(replace(page(8), content_type=None))
    archive, _ = write(tmp_path, pages)
    assert read(archive) == [replace(one, origin=f"a.warc.gz!{one.url}") for one in pages]


def test_articles_come_back_as_they_were(tmp_path: Path) -> None:
    write(tmp_path, [page(n) for n in range(3)])
    found = list(read_inputs([tmp_path], options=ReadOptions()))
    assert [one.title for one in found if isinstance(one, Article)] == [
        f"Loket Keliling di Desa {n}" for n in range(3)
    ]
    first = found[0]
    assert isinstance(first, Article)
    assert (first.url, first.outlet, first.fetched_at) == (
        f"{ROOT}/berita/0",
        "kabar.example",
        TIME,
    )
    with HtmlReader() as reader:
        assert first.text == reader.read(html(0)).text


def test_another_program_reads_what_is_written(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, version="0.1.0", contact="mailto:a@kampus.example") as writer:
        assert writer.write(fetched(1))
    info, response = records(*writer.paths)
    assert info["kind"] == "warcinfo"
    assert (
        b"software: gali/0.1.0\r\noperator: mailto:a@kampus.example\r\nrobots: obey"
        in (
            info["body"]  # type: ignore[operator]
        )
    )
    assert (response["url"], response["status"]) == (
        f"{ROOT}/berita/1",
        "203 Non-Authoritative Information",
    )
    assert response["date"] == "2021-03-05T01:02:03.456789Z"
    assert response["body"] == html(1)


def test_fields_fit_the_body_that_is_stored(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, version="0.1.0") as writer:
        writer.write(fetched(1))
    fields = records(*writer.paths)[1]["fields"]
    assert fields == {
        "content-type": "text/html",
        "etag": '"a1"',
        "server": "Kabar%20%C3%A9",
        "content-length": str(len(html(1))),
    }


def test_an_answer_that_nothing_changed_is_not_written(tmp_path: Path) -> None:
    with WarcWriter(tmp_path / "never", version="0.1.0") as writer:
        assert not writer.write(fetched(1, page=None, status=304))
    assert writer.paths == ()
    assert not (tmp_path / "never").exists()


def test_the_address_asked_for_is_told(tmp_path: Path) -> None:
    asked = replace(page(1), origin=f"{ROOT}/?p=1 ")
    with WarcWriter(tmp_path, version="0.1.0") as writer:
        writer.write(fetched(1, page=asked))
    _, response, about = records(*writer.paths)
    assert (about["kind"], about["url"]) == ("metadata", response["url"])
    assert about["body"] == b"via: https://kabar.example/?p=1%20\r\n"


def test_a_page_without_an_address_is_kept(tmp_path: Path) -> None:
    local = replace(page(1), origin="naskah.html", url=None)
    archive, _ = write(tmp_path, [local])
    assert records(next(tmp_path.glob("*.gz")))[1]["body"] == html(1)
    assert bodies(read(archive)) == []  # an article needs an address here
    assert problems(read(archive)) == []


def test_hostile_addresses_and_types_write_no_fields_of_their_own(tmp_path: Path) -> None:
    evil = replace(
        page(1),
        url=f"{ROOT}/a\r\nWARC-Type: warcinfo\r\n\r\n\ud800",
        content_type="text/html;\r\nX-Evil: 1",
    )
    archive, _ = write(tmp_path, [evil])
    response = records(next(tmp_path.glob("*.gz")))[1]
    assert (response["kind"], response["body"]) == ("response", html(1))
    assert set(response["fields"]) == {"content-type", "content-length"}  # type: ignore[call-overload]
    assert bodies(read(archive)) == [html(1)]


def test_a_new_file_is_begun_when_one_is_full(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, version="0.1.0", max_bytes=2000) as writer:
        for number in range(9):
            writer.write_page(page(number))
        (growing,) = tmp_path.glob("*.open")
    assert sorted(tmp_path.iterdir()) == list(writer.paths)
    assert len(writer.paths) > 2
    assert growing.name == f"{writer.paths[-1].name}.open"
    found = [bodies(read(path.read_bytes())) for path in writer.paths]
    assert [body for one in found for body in one] == [html(n) for n in range(9)]
    assert all(records(path)[0]["kind"] == "warcinfo" for path in writer.paths)


def test_files_are_named_by_time_and_never_touched_again(tmp_path: Path) -> None:
    def now() -> datetime:
        return datetime(2026, 9, 4, 23, 59, 58, tzinfo=UTC)

    for _ in range(3):
        with WarcWriter(tmp_path, version="0.1.0", now=now) as writer:
            writer.write_page(page(1))
    names = [path.name for path in sorted(tmp_path.iterdir())]
    assert names == [f"gali-20260904235958-0000{n}-{os.getpid()}.warc.gz" for n in range(3)]


def test_a_record_that_the_disk_has_no_room_for_is_cut_off(tmp_path: Path) -> None:
    program = """
import resource, signal, sys
from pathlib import Path
from warc_samples import page
from harvest.warc.writing import WarcWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with WarcWriter(Path(sys.argv[1]), version="0.1.0") as writer:
    writer.write_page(page(1))
    size = sum(path.stat().st_size for path in Path(sys.argv[1]).iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300, size + 300))
    try:
        writer.write_page(page(2))
    except OSError as error:
        print(error.strerror)
"""
    assert "large" in _run(program, str(tmp_path)).stdout
    (path,) = tmp_path.glob("*.warc.gz")
    assert bodies(read(path.read_bytes())) == [html(1)]
    assert problems(read(path.read_bytes())) == []


@pytest.mark.parametrize("n_written", [1, 7, 40])
def test_a_kill_leaves_every_record_that_was_written(tmp_path: Path, n_written: int) -> None:
    program = """
import sys
from pathlib import Path
from warc_samples import page
from harvest.warc.writing import WarcWriter
with WarcWriter(Path(sys.argv[1]), version="0.1.0") as writer:
    for number in range(100_000):
        writer.write_page(page(number))
        print(number, flush=True)
"""
    process = _start(program, str(tmp_path))
    assert process.stdout is not None
    for _ in range(n_written):
        process.stdout.readline()
    process.kill()
    last = (process.communicate()[0].split() or [str(n_written - 1)])[-1]
    (path,) = tmp_path.iterdir()
    assert re.fullmatch(r"gali-\d{14}-00000-\d+\.warc\.gz\.open", path.name)
    found = bodies(read(path.read_bytes()))
    assert len(found) > int(last)
    assert found == [html(n) for n in range(len(found))]
    imported = list(read_inputs([path], options=ReadOptions()))
    assert sum(isinstance(one, Article) for one in imported) == len(found)


def test_each_record_is_packed_by_itself(tmp_path: Path) -> None:
    archive, ends = write(tmp_path, [page(n) for n in range(3)])
    for start, end in pairwise(ends):
        assert gzip.decompress(archive[start:end]).startswith(b"WARC/1.1\r\n")


def _start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HOUSE,
        env={**UNWATCHED, "PYTHONPATH": os.pathsep.join([str(HOUSE), str(Path(__file__).parent)])},
    )


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = _start(program, *arguments)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return subprocess.CompletedProcess([], 0, output)
