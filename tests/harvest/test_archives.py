import contextlib
import gzip
import io
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from corpus.records import Article
from harvest.files import Problem, ReadOptions, read_inputs

ARTICLE = b"Obat Diantar Kurir\nBupati meresmikan layanan antar obat bagi lansia.\n"
LINES = b'{"title": "A", "text": "satu"}\n{"title": "B", "text": "dua"}\n'


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return body.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return body.getvalue()


def read(folder: Path, name: str, body: bytes) -> tuple[list[Article], list[Problem]]:
    (folder / name).write_bytes(body)
    with contextlib.chdir(folder):
        found = list(read_inputs([name], options=ReadOptions()))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_zip_members_are_read_by_name(tmp_path: Path, method: int) -> None:
    members = {"b/2.txt": ARTICLE, "a/1.jsonl": LINES, "b/logo.png": b"\x89PNG", "b/": b""}
    articles, problems = read(tmp_path, "a.zip", zipped(members, method))
    assert [a.origin for a in articles] == [
        "a.zip!a/1.jsonl",
        "a.zip!a/1.jsonl",
        "a.zip!b/2.txt",
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.tar", tarred), ("a.tar.gz", lambda m: gzip.compress(tarred(m))),
     ("a.tgz", lambda m: gzip.compress(tarred(m)))],
    ids=["tar", "tar.gz", "tgz"],
)  # fmt: skip
def test_tar_members_are_read(tmp_path: Path, name: str, pack: object) -> None:
    assert callable(pack)
    articles, problems = read(
        tmp_path, name, pack({"1.txt": ARTICLE, "2.jsonl": LINES, "3.txt": ARTICLE})
    )
    assert [a.origin for a in articles] == [
        f"{name}!1.txt",
        f"{name}!2.jsonl",
        f"{name}!2.jsonl",
        f"{name}!3.txt",
    ]
    assert articles[0].id == articles[3].id
    assert problems == []


def test_zstd_takes_the_kind_from_the_inner_name_and_joins_its_frames(tmp_path: Path) -> None:
    lines = LINES.splitlines(keepends=True)
    packed = b"".join(zstandard.compress(line) for line in lines)
    articles, problems = read(tmp_path, "a.jsonl.zst", packed)
    assert [(a.title, a.text) for a in articles] == [("A", "satu"), ("B", "dua")]
    assert problems == []


def test_gzip_takes_the_kind_from_the_inner_name(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, "a.jsonl.gz", gzip.compress(LINES))
    assert [(a.title, a.text, a.origin) for a in articles] == [
        ("A", "satu", "a.jsonl.gz"),
        ("B", "dua", "a.jsonl.gz"),
    ]
    assert problems == []


def test_names_that_climb_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    members = {"../../luar.txt": ARTICLE, "/etc/luar.txt": ARTICLE}
    articles, problems = read(tmp_path / "in", "a.zip", zipped(members))
    assert len(articles) == 2
    assert problems == []
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_tar_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    articles, problems = read(tmp_path, "a.tar", body.getvalue())
    assert articles == []
    assert [p.reason for p in problems] == ["the archive holds no file to read"]


def encrypted() -> bytes:
    body = bytearray(zipped({"a.txt": ARTICLE}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(signature) + flags] |= 1
    return bytes(body)


def lying_about_its_size() -> bytes:
    body = bytearray(zipped({"a.txt": b"x" * 5000}))
    start = body.index(b"PK\x01\x02") + 24
    body[start : start + 4] = (100).to_bytes(4, "little")
    return bytes(body)


def with_method(number: int) -> bytes:
    body = bytearray(zipped({"a.txt": ARTICLE}))
    for signature, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = body.index(signature) + place
        body[start : start + 2] = number.to_bytes(2, "little")
    return bytes(body)


def many_members() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for number in range(100_001):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
    return body.getvalue()


def sparse_tar() -> bytes:
    info = tarfile.TarInfo("a.txt")
    info.size = 1 << 40
    return info.tobuf() + b"x" * 10_000


def tar_with_a_header_of(size: int) -> bytes:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, size
    return info.tobuf(tarfile.GNU_FORMAT) + b"9 x=1\n" * 1000


ZEROS = b"0" * 90_000_000
ROWS = (b"a," + ZEROS[:999_999] + b"\n") * 80
NOISE = random.Random(7).randbytes(4000)

HOSTILE = {
    "zip bomb": ("a.zip", lambda: zipped({"a.txt": ZEROS}), "200-fold"),
    "gzip bomb": ("a.jsonl.gz", lambda: gzip.compress(b'{"text":"' + ZEROS, 1), "longer than 20"),
    "gzip bomb of text": ("a.txt.gz", lambda: gzip.compress(ZEROS, 1), "larger than 20 MB"),
    "gzip bomb of rows": ("a.csv.gz", lambda: gzip.compress(b"text,x\n" + ROWS), "200-fold"),
    "large member": ("a.zip", lambda: zipped({"a.txt": b"kata " * 4_100_000}), "larger than 20 MB"),
    "encrypted": ("a.zip", encrypted, "encrypted"),
    "unknown compression": ("a.zip", lambda: with_method(99), "compressed in a way"),
    "memory-hungry compression": ("a.zip", lambda: with_method(14), "compressed in a way"),
    "lies about its size": ("a.zip", lying_about_its_size, "damaged"),
    "cut off zip": ("a.zip", lambda: zipped({"a.txt": NOISE})[:3000], "damaged"),
    "no zip at all": ("a.zip", lambda: ARTICLE, "damaged"),
    "no gzip at all": ("a.txt.gz", lambda: ARTICLE, "damaged"),
    "cut off gzip": ("a.txt.gz", lambda: gzip.compress(ARTICLE * 50)[:-12], "cut off"),
    "broken gzip": ("a.txt.gz", lambda: gzip.compress(ARTICLE)[:15] + NOISE, "damaged"),
    "no tar at all": ("a.tar", lambda: ARTICLE * 20, "damaged"),
    "cut off tar": ("a.tar", lambda: tarred({"a.txt": ARTICLE * 99})[:2000], "cut off"),
    "tar that promises a terabyte": ("a.tar", sparse_tar, "cut off"),
    "tar with a huge header": ("a.tar", lambda: tar_with_a_header_of(1 << 33), "larger than 20 MB"),
    "zip in zip": ("a.zip", lambda: zipped({"b.zip": zipped({"a.txt": ARTICLE})}), "inside an"),
    "gzip in zip": ("a.zip", lambda: zipped({"b.gz": gzip.compress(ARTICLE)}), "inside an"),
    "zip in gzip": ("a.zip.gz", lambda: gzip.compress(zipped({"a.txt": ARTICLE})), "inside an"),
    "gzip in gzip": ("a.gz.gz", lambda: gzip.compress(gzip.compress(ARTICLE)), "inside an"),
    "tar in zip": ("a.zip", lambda: zipped({"b.tar": tarred({"a.txt": ARTICLE})}), "inside an"),
    "empty zip": ("a.zip", lambda: zipped({}), "no file to read"),
    "zstd bomb": ("a.csv.zst", lambda: zstandard.compress(b"text,x\n" + ROWS), "200-fold"),
    "cut off zstd": ("a.txt.zst", lambda: zstandard.compress(ARTICLE * 50)[:-4], "cut off"),
    "no zstd at all": ("a.txt.zst", lambda: ARTICLE, "damaged"),
    "zstd in gzip": ("a.zst.gz", lambda: gzip.compress(zstandard.compress(ARTICLE)), "inside an"),
    "empty gzip": ("a.txt.gz", lambda: gzip.compress(b""), "empty"),
    "only parts of pages": ("a.zip", lambda: zipped({"a.css": b"x"}), "no file to read"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_archives_become_problems(
    tmp_path: Path, name: str, make: object, reason: str
) -> None:
    assert callable(make)
    articles, problems = read(tmp_path, name, make())
    assert 1 <= len(problems) <= 2  # a member, and the archive that ends in it
    assert reason in problems[0].reason
    assert problems[0].origin.startswith(name)
    assert all(article.text == "a" for article in articles)


@pytest.mark.slow
def test_too_many_members(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, "a.zip", many_members())
    assert articles == []
    assert [p.reason for p in problems] == ["the archive has more than 100000 members"]


def test_bad_member_stops_no_other(tmp_path: Path) -> None:
    members = {"1.txt": ARTICLE, "2.zip": NOISE, "3.txt": b"\x89PNG\r\n\x1a\n", "4.txt": ARTICLE}
    articles, problems = read(tmp_path, "a.zip", zipped(members))
    assert [a.origin for a in articles] == ["a.zip!1.txt", "a.zip!4.txt"]
    assert [p.origin for p in problems] == ["a.zip!2.zip", "a.zip!3.txt"]


def test_cut_off_table_gives_the_whole_records_before(tmp_path: Path) -> None:
    lines = b"".join(
        b'{"text": "nomor %d", "x": "%s"}\n' % (n, random.Random(n).randbytes(200).hex().encode())
        for n in range(2000)
    )
    packed = gzip.compress(lines)
    articles, problems = read(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2])
    assert 100 < len(articles) < 2000
    assert [a.text for a in articles] == [f"nomor {n}" for n in range(len(articles))]
    assert [p.reason for p in problems] == ["the archive is cut off before its end"]


def test_member_names_are_shown_harmlessly(tmp_path: Path) -> None:
    articles, _ = read(tmp_path, "a.zip", zipped({"\x1b[2Ja\n.txt": ARTICLE}))
    assert [a.origin for a in articles] == ["a.zip!�[2Ja .txt"]
