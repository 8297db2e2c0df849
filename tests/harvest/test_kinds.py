import gzip

import pytest

from corpus.errors import UnreadableFileError
from harvest.kinds import find_kind, is_asset, stem
from harvest.options import Kind

KINDS: dict[str, tuple[str, bytes, Kind | None, str]] = {
    "txt": ("a.txt", b"Judul\nIsi", None, "text"),
    "upper case": ("A.TXT", b"Judul\nIsi", None, "text"),
    "html": ("a.html", b"<p>Isi", None, "html"),
    "jsonl": ("a.jsonl", b"{}", None, "jsonl"),
    "json": ("a.json", b"[]", None, "jsonl"),
    "csv": ("a.csv", b"title,text", None, "csv"),
    "tsv": ("a.tsv", b"title\ttext", None, "csv"),
    "zip": ("a.zip", b"PK\x03\x04", None, "zip"),
    "gz": ("a.txt.gz", b"\x1f\x8b", None, "gzip"),
    "tgz": ("a.tgz", b"\x1f\x8b", None, "gzip"),
    "tar": ("a.tar", b"", None, "tar"),
    "wanted": ("a.dat", b"Judul\nIsi", "jsonl", "jsonl"),
    "wanted beats the name": ("a.txt", b"{}", "jsonl", "jsonl"),
    "archives are opened all the same": ("a.zip", b"PK\x03\x04", "text", "zip"),
    "page under the name of a text": ("a.txt", b"\n<!DOCTYPE html><html>", None, "html"),
    "page after a comment": ("a", b"<!-- saved --><html>", None, "html"),
    "page without a name": ("", b"<div>Isi</div>", None, "html"),
    "page in UTF-16": ("", "<html>Isi</html>".encode("utf-16"), None, "html"),
    "JSON without a name": ("", b' {"title": "x"}', None, "jsonl"),
    "JSON array without a name": ("", b'[ {"title": "x"}]', None, "jsonl"),
    "table without a name": ("", b"Judul;Isi;Tanggal\nx;y;z", None, "csv"),
    "ambiguous table without a name": ("", b"judul,isi,konten\nx,y,z", None, "csv"),
    "text without a name": ("", b"Obat Diantar Kurir\nIsi berita", None, "text"),
    "text that opens with a bracket": ("", b"[Foto] Obat Diantar\nIsi berita", None, "text"),
    "zip without a name": ("", b"PK\x03\x04", None, "zip"),
    "gzip without a name": ("", b"\x1f\x8b\x08", None, "gzip"),
    "warc": ("a.warc", b"WARC/1.0\r\n", None, "warc"),
    "packed warc": ("a.warc.gz", gzip.compress(b"WARC/1.1\r\n"), None, "warc"),
    "packed warc that is cut off": ("a.warc.gz", gzip.compress(b"WARC/1.1\r\n")[:-9], None, "warc"),
    "warc without a name": ("", b"WARC/1.1\r\n", None, "warc"),
    "packed warc without a name": ("", gzip.compress(b"WARC/1.1\r\n"), None, "warc"),
    "text that begins with the word": ("a.txt", b"WARC/arsip web\nIsi", None, "text"),
    "one stray NUL": ("a.txt", b"Judul\0\n" + b"Isi " * 100, None, "text"),
    "address as a name": ("berita-123", b"<!doctype html><html>", None, "html"),
}


@pytest.mark.parametrize(("name", "head", "wanted", "kind"), KINDS.values(), ids=KINDS.keys())
def test_finds_the_kind(name: str, head: bytes, wanted: Kind | None, kind: str) -> None:
    assert find_kind(name, head, wanted) == kind


REFUSED = {
    "pdf": ("a.pdf", b"%PDF-1.7", "PDF"),
    "pdf under the name of a text": ("a.txt", b"%PDF-1.7", "PDF"),
    "pdf under the name of a table": ("a.csv", b"%PDF-1.7", "PDF"),
    "picture under the name of a text": ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
    "word": ("a.docx", b"PK\x03\x04", "word processor"),
    "rtf under the name of a text": ("a.txt", rb"{\rtf1\ansi", "word processor"),
    "spreadsheet": ("a.xlsx", b"PK\x03\x04", "spreadsheet"),
    "zip under the name of a text": ("a.txt", b"PK\x03\x04", "archive under the name"),
    "gzip under the name of a table": ("a.csv", b"\x1f\x8b\x08", "archive under the name"),
    "xz": ("a.txt.xz", b"\xfd7zXZ\0", "archive of a kind"),
    "database": ("a.db", b"SQLite format 3\0", "database"),
    "binary": ("a.txt", bytes(range(256)), "binary"),
    "zeros": ("", b"\0" * 100, "binary"),
}


@pytest.mark.parametrize(("name", "head", "what"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses_with_a_way_out(name: str, head: bytes, what: str) -> None:
    with pytest.raises(UnreadableFileError, match=what) as error:
        find_kind(name, head, None)
    assert error.value.mend


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "a"),
        ("a.txt.gz", "a"),
        ("12.3.2021.html", "12.3.2021"),
        ("a", "a"),
        (".txt", ".txt"),
        ("", ""),
    ],
)
def test_stem(name: str, expected: str) -> None:
    assert stem(name) == expected


@pytest.mark.parametrize("name", ["logo.png", "a/style.CSS", ".DS_Store", "x/.git", "~$naskah.txt"])
def test_parts_of_pages_and_hidden_files_are_assets(name: str) -> None:
    assert is_asset(name)


@pytest.mark.parametrize("name", ["a.txt", "berita", "a.pdf", "x.png/a.txt"])
def test_possible_articles_are_no_assets(name: str) -> None:
    assert not is_asset(name)
