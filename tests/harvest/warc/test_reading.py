"""Archives of others, damaged ones and hostile ones: what is whole is read, the rest is told."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warc_samples import ROOT, bodies, foreign, html, page, problems, read, write

from corpus.errors import UnreadableFileError
from corpus.records import Article, Page
from harvest.files import Problem, ReadOptions, read_inputs
from harvest.warc.pages import PassedOver, iter_pages

CHUNKED = {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}
PACKED = {"Content-Type": "text/html", "Content-Encoding": "gzip"}


def chunks(body: bytes, size: int = 100) -> bytes:
    pieces = [body[n : n + size] for n in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


FOREIGN = {
    "plain": (html(1), None),
    "chunked": (chunks(html(1)), CHUNKED),
    "gzip": (gzip.compress(html(1)), PACKED),
    "chunked and gzip": (chunks(gzip.compress(html(1))), {**PACKED, **CHUNKED}),
    "brotli": (brotli.compress(html(1)), {"Content-Type": "text/html", "Content-Encoding": "br"}),
    "deflate": (zlib.compress(html(1)), {**PACKED, "Content-Encoding": "deflate"}),
    "unpacked before it was stored": (html(1), PACKED),
    "joined before it was stored": (html(1), CHUNKED),
    "type not declared": (html(1), {}),
    "type in capitals": (html(1), {"CONTENT-TYPE": "TEXT/HTML; Charset=utf-8"}),
}


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize(("body", "fields"), FOREIGN.values(), ids=FOREIGN.keys())
def test_reads_answers_as_they_were_sent(
    body: bytes, fields: dict[str, str] | None, is_packed: bool
) -> None:
    (found,) = read(foreign(body, fields, gzip=is_packed))
    assert isinstance(found, Page)
    assert found.body == html(1)
    assert found.fetched_at == datetime(2021, 3, 5, 1, 2, 3, tzinfo=UTC)
    assert (found.url, found.origin) == (f"{ROOT}/berita/1", f"a.warc.gz!{ROOT}/berita/1")


def test_reads_a_resource() -> None:
    record = foreign(html(1), kind="resource", head={"Content-Type": "text/html"})
    assert bodies(read(record)) == [html(1)]


def test_reads_an_address_in_angle_brackets() -> None:
    record = foreign(html(1), url=f"<{ROOT}/a>")
    assert [one.url for one in read(record) if isinstance(one, Page)] == [f"{ROOT}/a"]


def test_reads_an_archive_that_was_packed_as_a_whole() -> None:
    plain = b"".join(foreign(html(n), url=f"{ROOT}/{n}", gzip=False) for n in range(30))
    assert bodies(read(gzip.compress(plain))) == [html(n) for n in range(30)]
    blocks = b"".join(gzip.compress(plain[n : n + 999]) for n in range(0, len(plain), 999))
    assert bodies(read(blocks)) == [html(n) for n in range(30)]


PASSED_OVER = {
    "redirect": foreign(b"", status="301 Moved", fields={"Location": "/b"}),
    "not found": foreign(html(1), status="404 Not Found"),
    "picture": foreign(b"\x89PNG", {"Content-Type": "image/png"}),
    "picture without a type": foreign(b"\x89PNG", {}),
    "style": foreign(b"a{}", {"Content-Type": "text/css"}),
    "name server": foreign(b"x", kind="resource", url="dns:kabar.example"),
    "unchanged": foreign(b"", kind="revisit"),
    "conversion": foreign(html(1), kind="conversion"),
    "status that is none": foreign(html(1), status="two hundred"),
    "kind unheard of": foreign(html(1), kind="gossip"),
}


@pytest.mark.parametrize("record", PASSED_OVER.values(), ids=PASSED_OVER.keys())
def test_passes_over_what_is_no_page(record: bytes) -> None:
    assert read(record) == [PassedOver()]


@pytest.mark.parametrize("kind", ["warcinfo", "request", "metadata"])
def test_says_nothing_of_records_about_records(kind: str) -> None:
    url = "" if kind == "warcinfo" else f"{ROOT}/a"
    assert read(foreign(b"GET / HTTP/1.1\r\n\r\n", kind=kind, url=url)) == []


def digest(name: str, value: bytes, *, form: str) -> str:
    raw = hashlib.new(name, value).digest()
    forms = {
        "base32": base64.b32encode(raw).decode(),
        "bare base32": base64.b32encode(raw).decode().rstrip("=").lower(),
        "hex": raw.hex(),
        "HEX": raw.hex().upper(),
    }
    return f"{name}:{forms[form]}"


@pytest.mark.parametrize("field", ["WARC-Payload-Digest", "WARC-Block-Digest"])
@pytest.mark.parametrize("form", ["base32", "bare base32", "hex", "HEX"])
@pytest.mark.parametrize("name", ["sha1", "sha256", "md5"])
def test_checks_digests(name: str, form: str, field: str) -> None:
    body = html(1)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    right = digest(name, body if "Payload" in field else block, form=form)
    wrong = digest(name, body + b" ", form=form)
    assert bodies(read(foreign(body, head={field: right}))) == [body]
    (problem,) = read(foreign(body, head={field: wrong}))
    assert isinstance(problem, Problem)
    assert "does not have its digest" in problem.reason
    assert problem.place == f"record 1 ({ROOT}/berita/1)"
    assert not problem.kept


@pytest.mark.parametrize("body", [chunks(html(1)), html(1)])
def test_a_digest_may_be_of_the_chunks_or_of_what_they_hold(body: bytes) -> None:
    record = foreign(
        chunks(html(1)),
        CHUNKED,
        head={"WARC-Payload-Digest": digest("sha1", body, form="base32")},
    )
    assert bodies(read(record)) == [html(1)]


@pytest.mark.parametrize("declared", ["sha1:", "sha1:not a digest", "md5:é", "sha1:" + "A" * 99])
def test_a_digest_that_is_none_does_not_fit(declared: str) -> None:
    assert problems(read(foreign(html(1), head={"WARC-Block-Digest": declared})))


def test_a_digest_of_an_unknown_kind_is_not_checked() -> None:
    assert bodies(read(foreign(html(1), head={"WARC-Block-Digest": "blake9:1234"})))


@pytest.mark.parametrize("is_packed", [True, False])
def test_no_whole_record_is_lost_where_a_file_is_cut_off(tmp_path: Path, is_packed: bool) -> None:
    archive, ends = write(tmp_path, [page(n) for n in range(3)])
    starts = [0, len_of_first_member(archive), *ends[:-1]]
    if not is_packed:
        parts = [archive[a:b] for a, b in zip(starts, [*starts[1:], ends[-1]], strict=True)]
        plain = [gzip.decompress(part) for part in parts]
        archive = b"".join(plain)
        bounds = [sum(map(len, plain[:n])) for n in range(len(plain) + 1)]
    else:
        bounds = [*starts, ends[-1]]
    for length in range(1, len(archive) + 1):
        found = read(archive[:length])
        n_whole = sum(length >= end for end in bounds[2:])
        assert bodies(found) == [html(n) for n in range(n_whole)]
        told = [problem.reason for problem in problems(found)]
        if length in bounds:
            assert told == []
        else:
            assert told == ["the file ends in the middle of it; what came before was read"]
            assert problems(found)[0].place == f"record {n_whole + (length > bounds[1]) + 1}"


def len_of_first_member(archive: bytes) -> int:
    decoder = zlib.decompressobj(31)
    decoder.decompress(archive)
    return len(archive) - len(decoder.unused_data)


def test_an_import_tells_where_a_file_is_cut_off(tmp_path: Path) -> None:
    archive, ends = write(tmp_path / "whole", [page(n) for n in range(3)])
    (tmp_path / "cut.warc.gz").write_bytes(archive[: ends[1] + 40])
    found = list(read_inputs([tmp_path / "cut.warc.gz"], options=ReadOptions()))
    assert [isinstance(one, Article) for one in found] == [True, True, False]
    assert str(found[2]).startswith(f"{tmp_path}/cut.warc.gz, record 4: the file ends in the")


def test_no_flipped_byte_passes_unnoticed(tmp_path: Path) -> None:
    archive, _ = write(tmp_path, [page(n) for n in range(3)])
    sound = read(archive)
    for place in range(0, len(archive), 3):
        flipped = bytearray(archive)
        flipped[place] ^= 0x55
        found = read(bytes(flipped))
        assert found == sound or problems(found)
        assert set(bodies(found)) <= set(bodies(sound))
        assert len(bodies(found)) >= 1, "damage of one record spares the others"


def test_what_follows_a_damaged_record_is_read(tmp_path: Path) -> None:
    archive, ends = write(tmp_path, [page(n) for n in range(4)])
    broken = archive[: ends[0] + 30] + b"\0\xff" * 20 + archive[ends[0] + 70 :]
    found = read(broken)
    assert bodies(found) == [html(0), html(2), html(3)]
    (problem,) = problems(found)
    assert problem.place == "record 3"
    assert "damaged" in problem.reason


@pytest.mark.parametrize(
    "garbage", [b"\x00", b"garbage", b"\r\n\r\n\x1f\x8b", b"WARC/9\r\n", b"x" * 10**6]
)
@pytest.mark.parametrize("is_packed", [True, False])
def test_garbage_between_records_is_skipped(garbage: bytes, is_packed: bool) -> None:
    one, two = (foreign(html(n), url=f"{ROOT}/{n}", gzip=is_packed) for n in (1, 2))
    found = read(one + garbage + two + b"")
    assert bodies(found) == [html(1), html(2)]
    assert len(problems(found)) == (0 if is_packed and garbage == b"\x00" else 1)


def with_length(record: bytes, length: str) -> bytes:
    return re.sub(
        rb"(\r\nContent-Length:) \d+(\r\n\r\nHTTP)", rb"\1 " + length.encode() + rb"\2", record
    )


@pytest.mark.parametrize("length", ["5", "-1", "0x20", "1e3", "", "9" * 40, "\u0661", "700"])
def test_a_wrong_length_costs_that_record_alone_or_is_told(length: str) -> None:
    bad = with_length(foreign(html(1), gzip=False), length)
    good = foreign(html(2), url=f"{ROOT}/2", gzip=False)
    found = read(good + bad + good.replace(b"/2\r\n", b"/3\r\n"))
    assert bodies(found)[0] == html(2)
    assert html(1) not in bodies(found)
    assert problems(found)


def test_a_missing_time_or_an_impossible_one_is_told() -> None:
    for date in ("", "yesterday", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "20210305"):
        found = read(foreign(html(1), head={"WARC-Date": date}))
        assert bodies(found) == ([html(1)] if date == "20210305" else [])
        assert len(problems(found)) == (date != "20210305")


def test_the_same_record_twice_is_read_once() -> None:
    one = foreign(html(1), head={"WARC-Record-ID": "<urn:uuid:1>"})
    assert read(one + one)[1:] == [PassedOver()]


def test_another_record_of_the_same_id_is_told() -> None:
    one, two = (foreign(html(n), head={"WARC-Record-ID": "<urn:uuid:1>"}) for n in (1, 2))
    found = read(one + two)
    assert bodies(found) == [html(1)]
    assert "another record" in problems(found)[0].reason


def test_a_page_that_was_cut_off_is_read_and_told() -> None:
    found = read(foreign(html(1), head={"WARC-Truncated": "length"}))
    assert bodies(found) == [html(1)]
    assert [problem.kept for problem in problems(found)] == [True]


def test_a_page_in_several_records_is_told() -> None:
    (problem,) = problems(read(foreign(html(1), head={"WARC-Segment-Number": "1"})))
    assert "spread over several records" in problem.reason


def test_a_page_whose_compression_is_damaged_is_told() -> None:
    (problem,) = problems(read(foreign(gzip.compress(html(1))[:-9], PACKED)))
    assert "cut off" in problem.reason


def zeros(size: int) -> bytes:
    return gzip.compress(bytes(size))


BOMBS: dict[str, Callable[[], bytes]] = {
    "page": lambda: foreign(zeros(500_000_000), PACKED),
    "page twice packed": lambda: foreign(gzip.compress(zeros(500_000_000)), PACKED),
    "chunk": lambda: foreign(b"7fffffff\r\n" + html(1), CHUNKED),
    "page beyond the limit": lambda: foreign(html(1) + bytes(25_000_000), gzip=False),
    "picture beyond the limit": lambda: foreign(bytes(25_000_000), {"Content-Type": "image/png"}),
    "head without end": lambda: foreign(b"", gzip=False)[:-4] + b"A: b\r\n" * 100_000,
    "line without end": lambda: b"WARC/1.0\r\nA: " + b"a" * 30_000_000,
    "continued line": lambda: b"WARC/1.0\r\nA: a" + b"\r\n " * 40_000 + b"\r\n\r\n",
    "HTTP head without end": lambda: foreign(b"", {"A": "b" * 200_000}),
    "length without end": lambda: with_length(foreign(html(1), gzip=False), "999999999999"),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_do_not_unfold(make: Callable[[], bytes]) -> None:
    archive = make()
    tracemalloc.start()
    try:
        read(archive)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 120_000_000


def test_an_archive_that_is_a_bomb_is_refused() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000000\r\n\r\n"
    archive = bomb.compress(head) + bomb.compress(bytes(400_000_000)) + bomb.flush()
    with pytest.raises(UnreadableFileError, match="200-fold"):
        read(archive)


@pytest.mark.skipif(sys.platform != "linux", reason="VmHWM is known on Linux alone")
def test_the_memory_for_a_thousand_records_is_that_for_a_few(tmp_path: Path) -> None:
    megabytes = []
    for n_records in (10, 1000):
        filler = hashlib.shake_256(b"x").hexdigest(100_000).encode()
        archive = tmp_path / f"{n_records}.warc"
        with archive.open("wb") as stream:
            for n in range(n_records):
                stream.write(foreign(html(n) + filler, url=f"{ROOT}/{n}", gzip=False))
        program = """
import re, sys
from pathlib import Path
from harvest.warc.pages import iter_pages
with open(sys.argv[1], "rb") as stream:
    n_pages = sum(1 for _ in iter_pages(stream, "a"))
status = Path("/proc/self/status").read_text()
print(n_pages, int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024)
"""
        words = [sys.executable, "-c", program, str(archive)]
        house = Path(__file__).parents[3]
        done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=house)
        n_pages, used = map(int, done.stdout.split())
        assert n_pages == n_records
        megabytes.append(used)
    assert megabytes[1] - megabytes[0] < 10


SOUND = foreign(html(1)) + foreign(chunks(gzip.compress(html(2))), {**PACKED, **CHUNKED})
PLAIN = foreign(html(1), gzip=False) + foreign(b"", kind="request", gzip=False)


@settings(max_examples=300, deadline=None)
@given(
    archive=st.sampled_from([SOUND, PLAIN, b"WARC/1.0\r\n"]),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=9)), max_size=6),
)
def test_no_bytes_raise(archive: bytes, changes: list[tuple[int, bytes]]) -> None:
    body = bytearray(archive)
    for place, piece in changes:
        body[place : place + len(piece)] = piece
    for one in iter_pages(io.BytesIO(bytes(body)), "a.warc"):
        assert isinstance(one, Page | Problem | PassedOver)


HEADS = st.dictionaries(
    st.sampled_from(
        "WARC-Type WARC-Target-URI WARC-Date Content-Length WARC-Record-ID Content-Type "
        "WARC-Block-Digest WARC-Payload-Digest WARC-Truncated".split()
    ),
    st.sampled_from(["response", "resource", f"{ROOT}/a", "2021", "30", "sha1:x", "text/html"])
    | st.text(max_size=12),
)


@settings(max_examples=300, deadline=None)
@given(fields=HEADS, block=st.binary(max_size=60) | st.just(b"HTTP/1.1 200\r\n\r\n<p>a"))
def test_no_fields_raise(fields: dict[str, str], block: bytes) -> None:
    fields = {"Content-Length": str(len(block)), **fields}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    record = b"WARC/1.0\r\n" + head.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"
    for one in iter_pages(io.BytesIO(record), "a.warc"):
        assert isinstance(one, Page | Problem | PassedOver)
