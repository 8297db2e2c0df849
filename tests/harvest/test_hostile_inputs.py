"""Whatever bytes a file holds, reading it yields articles and problems and never an exception."""

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.records import Article
from harvest.files import Problem, ReadOptions, read_inputs

NAMES = ["a.txt", "a.jsonl", "a.json", "a.csv", "a.gz", "a.csv.gz", "a.zip", "a.tar", "a.tgz", "a"]
ROW = {
    "title": "Obat",
    "text": "Kurir",
    "published": "23 Juni 2020",
    "url": "https://suara.example/",
}


def packed_zip() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Obat Diantar\nKurir berangkat pagi.\n" * 9)
        archive.writestr("b.jsonl", json.dumps(ROW))
    return body.getvalue()


def packed_tar() -> bytes:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a" * 120 + ".txt")
        info.size = 600
        archive.addfile(info, io.BytesIO(b"Obat\nKurir\n" * 60))
    return body.getvalue()


SOUND = {
    "a.zip": packed_zip(),
    "a.tar": packed_tar(),
    "a.tgz": gzip.compress(packed_tar(), mtime=0),
    "a.jsonl.gz": gzip.compress(json.dumps(ROW).encode(), mtime=0),
    "a.jsonl": json.dumps(ROW).encode(),
    "a.csv": b'judul,isi,tanggal\nObat,"Kurir ""pagi""\nsiang",2020-06-23\n',
    "a.txt": "Obat\nJum’at, 28 Agustus 2020\nKurir berangkat pagi.".encode(),
}


def check(folder: Path, name: str, body: bytes) -> None:
    path = folder / name
    path.write_bytes(body)
    for found in read_inputs([path], options=ReadOptions(id_from="position")):
        assert isinstance(found, Article | Problem)
        json.dumps(str(found), ensure_ascii=False).encode()
        if isinstance(found, Article):
            assert found.text == found.text.replace("\r", "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(NAMES), body=st.binary(max_size=400))
def test_arbitrary_bytes(folder: Path, name: str, body: bytes) -> None:
    check(folder, name, body)


MARKUP = st.text(alphabet="<>/aphtml =&;!-[]'\"\n", max_size=300).map(str.encode)


@settings(max_examples=6, deadline=None)
@given(bodies=st.lists(st.binary(max_size=300) | MARKUP, min_size=1, max_size=20))
def test_arbitrary_pages(folder: Path, bodies: list[bytes]) -> None:
    for number, body in enumerate(bodies):
        (folder / f"{number}.html").write_bytes(body)
    paths = [folder / f"{number}.html" for number in range(len(bodies))]
    found = list(read_inputs(paths, options=ReadOptions()))
    assert len([one for one in found if isinstance(one, Article) or not one.kept]) == len(bodies)


@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_sound_files_with_damage(folder: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SOUND)))
    body = bytearray(SOUND[name])
    for place in data.draw(st.lists(st.integers(0, len(body) - 1), max_size=6)):
        body[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(body)) | st.just(len(body)))
    check(folder, name, bytes(body[:end]))


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(alphabet=st.characters(), max_size=60),
    key=st.sampled_from(["title", "text", "published", "url", "id", "author", "outlet", "isi"]),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=6,
    ),
)
def test_arbitrary_records(folder: Path, text: str, key: str, value: object) -> None:
    check(folder, "a.jsonl", json.dumps({"text": text, key: value}).encode())


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(max_size=200), encoding=st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252"])
)
def test_arbitrary_texts(folder: Path, text: str, encoding: str) -> None:
    check(folder, "a.txt", text.encode(encoding, "replace"))
    check(folder, "a.csv", f"isi,judul\n{text}".encode(encoding, "replace"))
