import contextlib
import gzip
import io
import json
import os
import socket
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import InvalidRecordError
from corpus.records import Article
from harvest.files import Problem, ReadOptions, read_inputs

BODY = (
    "Bupati meresmikan layanan antar obat bagi lansia di halaman pendopo. Layanan itu berjalan "
    "sejak awal tahun dan menjangkau dua puluh desa di tiga kecamatan."
)
TEXT = f"Obat Diantar Kurir\n{BODY}\n"
PAGE = (
    "<html><head><title>Pojok Baca Pasar</title></head><body><article><h1>Pojok Baca Pasar</h1>"
    f"<p>{BODY}</p><p>Pedagang boleh meminjam buku selama dua pekan tanpa biaya.</p>"
    "</article></body></html>"
)
LINES = '{"id": "k-1", "title": "A", "text": "satu"}\n{"title": "B", "text": "dua"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with contextlib.chdir(tmp_path):
        yield tmp_path


def read(*paths: str | Path, stdin: bytes | None = None, **options: object) -> list[object]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(read_inputs(paths, options=ReadOptions(**options), stdin=stream))  # type: ignore[arg-type]


def articles(found: list[object]) -> list[Article]:
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def problem(found: list[object]) -> Problem:
    (one,) = found
    assert isinstance(one, Problem)
    return one


def test_reads_a_text(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{TEXT}\nKamis, 19 November 2020")
    (article,) = articles(read("a.txt"))
    assert article.title == "Obat Diantar Kurir"
    assert article.text == f"{BODY}\n\nKamis, 19 November 2020"
    assert article.published == date(2020, 11, 19)
    assert article.published_from == "own_line"
    assert (article.origin, article.external_id, article.fetched_at) == ("a.txt", None, None)


def test_reads_each_kind_in_the_order_given(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.html").write_text(PAGE)
    (folder / "c.jsonl").write_text(LINES)
    (folder / "d.csv").write_text("judul;isi\nC;tiga\n")
    found = articles(read("d.csv", "b.html", "a.txt", folder / "c.jsonl"))
    assert [a.title for a in found] == ["C", "Pojok Baca Pasar", "Obat Diantar Kurir", "A", "B"]
    assert [a.origin for a in found] == ["d.csv", "b.html", "a.txt"] + [str(folder / "c.jsonl")] * 2


def test_walks_folders_by_name(folder: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a/z.txt", "c.txt", ".git/x.txt", "b/.hidden.txt"):
        (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / name).write_text(TEXT)
    (folder / "in" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = articles(read("in"))
    assert [a.origin for a in found] == ["in/c.txt", "in/a/z.txt", "in/b/10.txt", "in/b/2.txt"]


def test_equal_files_are_equal_articles(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    first, second = articles(read("a.txt", "b.txt"))
    assert first.id == second.id
    assert first.text == second.text


def test_is_lazy(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT)

    def paths() -> Iterator[str]:
        yield "a.txt"
        raise AssertionError("the second path was asked for")

    found = read_inputs(paths(), options=ReadOptions())
    assert isinstance(next(found), Article)
    found.close()  # type: ignore[attr-defined]


STDIN: dict[str, tuple[bytes, str]] = {
    "text": (TEXT.encode(), "Obat Diantar Kurir"),
    "page": (PAGE.encode(), "Pojok Baca Pasar"),
    "JSONL": (b'{"title": "A", "text": "satu"}\n', "A"),
    "CSV": (b"judul,isi\nA,satu\n", "A"),
}


@pytest.mark.parametrize(("body", "title"), STDIN.values(), ids=STDIN.keys())
def test_recognises_standard_input(body: bytes, title: str) -> None:
    (article,) = articles(read("-", stdin=body))
    assert (article.title, article.origin) == (title, "-")


def test_standard_input_is_what_the_user_says() -> None:
    (article,) = articles(read("-", stdin=LINES.encode(), kind="text"))
    assert article.text.startswith('{"title": "B"')


def test_standard_input_may_be_an_archive(folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
    assert [a.origin for a in articles(read("-", stdin=packed.getvalue()))] == ["-!a.txt"]
    assert len(articles(read("-", stdin=gzip.compress(LINES.encode())))) == 2


def test_standard_input_stays_open() -> None:
    stream = io.BytesIO(TEXT.encode("utf-16"))
    assert len(list(read_inputs(["-"], options=ReadOptions(kind="jsonl"), stdin=stream))) > 0
    assert not stream.closed


def test_pipe_is_read(folder: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, LINES.encode())
    os.close(writing)
    found = articles(read(f"/dev/fd/{reading}"))
    os.close(reading)
    assert [a.title for a in found] == ["A", "B"]


def test_ids_by_position(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.jsonl").write_text(LINES)
    found = read("a.txt", "missing.txt", "b.jsonl", "a.txt", id_from="position", id_prefix="seed")
    ids = [one.external_id if isinstance(one, Article) else None for one in found]
    assert ids == ["seed-000", None, "k-1", "seed-003", "seed-004"]


def test_ids_by_position_do_not_count_lost_details(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "satu", "date": "kemarin"}\n{"text": "dua"}\n')
    found = read("a.jsonl", id_from="position")
    assert [one.external_id for one in found if isinstance(one, Article)] == ["000", "001"]
    assert [one.kept for one in found if isinstance(one, Problem)] == [True]


def test_ids_by_name(folder: Path) -> None:
    (folder / "000_berita.txt").write_text(TEXT)
    (folder / "b.html").write_text(PAGE)
    (folder / "c.jsonl").write_text(LINES)
    found = articles(read("000_berita.txt", "b.html", "c.jsonl", id_from="name"))
    assert [a.external_id for a in found] == ["000_berita", "b", "k-1", None]


def test_outlet_and_columns_and_encoding(folder: Path) -> None:
    (folder / "a.csv").write_bytes("kepala;badan\nObat;“Kurir”\n".encode("cp1252"))
    (article,) = articles(
        read(
            "a.csv", columns={"title": "kepala", "text": "badan"}, outlet="Suara", encoding="cp1252"
        )
    )
    assert (article.title, article.text, article.outlet) == ("Obat", "“Kurir”", "Suara")


@pytest.mark.parametrize(
    "options",
    [
        {"columns": {"teks": "isi"}},
        {"kind": "pdf"},
        {"id_from": "url"},
        {"encoding": "x-klingon"},
        {"encoding": "zlib"},
    ],
    ids=["column", "kind", "id_from", "encoding", "codec"],
)
def test_unknown_choices_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(InvalidRecordError):
        ReadOptions(**options)  # type: ignore[arg-type]


BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "the file is empty"),
    "blank": ("a.txt", b"\n \r\n\t\n", "neither a title nor a text"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
    "PDF": ("a.txt", b"%PDF-1.7\n", "a PDF document"),
    "binary": ("a.txt", bytes(range(256)) * 4, "a binary file"),
    "too large": ("a.txt", b"kata " * 4_100_000, "larger than 20 MB"),
    "too large a page": ("a.html", b"<p>" + b"kata " * 4_100_000, "larger than 20 MB"),
    "page without article": ("a.html", b"<html><nav>Menu</nav></html>", "no article was found"),
    "table without text": ("a.csv", b"kepala,badan\nA,satu\n", "there are: kepala, badan"),
    "table without rows": ("a.csv", b"judul,isi\n", "the table holds no record"),
    "page with a few words": ("a.html", b"<html><p>Halaman sudah pindah</p></html>", "no article"),
    "no records": ("a.jsonl", b"\n\n", "the table holds no record"),
    "array cut off": ("a.json", b'[{"text": "satu"},\n', "no valid JSON"),
    "JSONL without end of line": (
        "a.jsonl",
        b'{"text": "' + b"x" * 20_000_001,
        "longer than 20 MB",
    ),
}


@pytest.mark.parametrize(("name", "body", "reason"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_bad_file_is_reported_and_stops_no_other(
    folder: Path, name: str, body: bytes, reason: str
) -> None:
    (folder / name).write_bytes(body)
    (folder / "good.txt").write_text(TEXT)
    bad, good = read(name, "good.txt")
    assert isinstance(bad, Problem)
    assert isinstance(good, Article)
    assert bad.origin == name
    assert reason in bad.reason


def test_bad_records_are_reported_with_their_place(folder: Path) -> None:
    (folder / "a.csv").write_text("judul,isi\nA,satu\n,\n,   \nB\nC,tiga\n")
    (folder / "a.jsonl").write_text('{"text": "satu"}\n{\n{"text": ""}\n{"text": "dua"}\n')
    found = [one for one in read("a.csv", "a.jsonl") if isinstance(one, Problem)]
    assert [(one.origin, one.place, one.reason.split(":")[0]) for one in found] == [
        ("a.csv", "row 4, line 5", "the row has 1 cells, the header 2"),
        ("a.jsonl", "line 2", "no valid JSON"),
        ("a.jsonl", "line 3", "there is neither a title nor a text"),
    ]


def test_row_without_title_and_text_is_reported(folder: Path) -> None:
    (folder / "a.csv").write_text("judul,isi,tautan\n,,https://suara.example/1\nB,dua,\n")
    bad, good = read("a.csv")
    assert isinstance(good, Article)
    assert bad == Problem("a.csv", "row 1, line 2", "there is neither a title nor a text")


def test_missing_path(folder: Path) -> None:
    found = problem(read("tak/ada.txt"))
    assert (found.origin, found.reason) == ("tak/ada.txt", "there is no such file or folder")
    assert found.mend


def test_empty_folder(folder: Path) -> None:
    (folder / "in" / "sub").mkdir(parents=True)
    (folder / "in" / "style.css").write_text("p {}")
    assert problem(read("in")).reason == "the folder holds no file to read"


def test_impossible_names(folder: Path) -> None:
    assert "cannot be read" in problem(read("a\0b.txt")).reason
    assert "cannot be read" in problem(read("x" * 5000)).reason


def test_name_that_is_no_text(folder: Path) -> None:
    (folder / os.fsdecode(b"berita-\xff.txt")).write_text(TEXT)
    (article,) = articles(read("."))
    assert article.origin == "./berita-�.txt"


@contextlib.contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Give up the superuser's rights, which no permission stops, for a while."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


def test_forbidden_file_and_folder(folder: Path) -> None:
    for name in ("a.txt", "in/b.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TEXT)
    (folder / "a.txt").chmod(0)
    (folder / "in").chmod(0)
    with as_ordinary_user():
        found = read(str(folder / "a.txt"))
    (folder / "in").chmod(0o700)
    assert problem(found).reason == "reading it is not permitted"


def test_sockets_and_broken_links_in_a_folder(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT)
    (folder / "in" / "b.txt").symlink_to("nirgends")
    os.mkfifo("in/c.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("in/d.txt")
        found = read("in")
    assert [getattr(one, "reason", "") for one in found] == [
        "",
        "there is no such file or folder",
        "this is no regular file",
        "this is no regular file",
    ]


def test_link_to_its_own_folder_ends(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT)
    (folder / "in" / "self").symlink_to(".")
    assert len(articles(read("in"))) == 1


def test_problems_are_printed_on_two_lines() -> None:
    shown = str(Problem("a.csv", "row 3, line 4", "too short", "Add a cell"))
    assert shown == "a.csv, row 3, line 4: too short\n  Add a cell"
    assert str(Problem("a.txt", None, "empty")) == "a.txt: empty"


def test_thousand_records_are_streamed(folder: Path) -> None:
    records = [{"id": n, "title": f"Judul {n}", "text": f"{BODY} {n}"} for n in range(1000)]
    (folder / "a.jsonl").write_text("\n".join(json.dumps(r) for r in records))
    found = articles(read("a.jsonl"))
    assert [a.external_id for a in found] == [str(n) for n in range(1000)]
    assert len({a.id for a in found}) == 1000
