"""Articles in Parquet tables."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from corpus.records import Article
from harvest.files import Problem, ReadOptions, read_inputs

pyarrow = pytest.importorskip("pyarrow")
from pyarrow import parquet  # noqa: E402


def _table(columns: Mapping[str, list[object]]) -> bytes:
    body = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), body)
    return body.getvalue()


def _read(folder: Path, name: str, body: bytes) -> list[Article | Problem]:
    (folder / name).write_bytes(body)
    return list(read_inputs([folder / name], options=ReadOptions()))


def test_rows_become_articles_by_the_common_names_of_columns(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {
        "judul": ["Kurir Obat", "Sate Bebek"],
        "isi": ["Obat diantar.", "Antrean dipangkas."],
        "tanggal": [date(2021, 3, 4), None],
        "kata": [3, 4],
    }
    first, second = _read(tmp_path, "berita.parquet", _table(columns))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.text, first.published) == (
        "Kurir Obat",
        "Obat diantar.",
        date(2021, 3, 4),
    )
    assert (second.title, second.published) == ("Sate Bebek", None)


def test_a_table_is_known_by_its_content(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, "berita", _table({"text": ["Obat diantar kurir."]}))
    assert isinstance(article, Article)


def test_a_row_that_is_no_article_stops_no_other(tmp_path: Path) -> None:
    found = _read(tmp_path, "a.parquet", _table({"text": [None, "Obat diantar."]}))
    assert [type(one) for one in found] == [Problem, Article]
    assert isinstance(found[0], Problem)
    assert found[0].place == "row 1"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (_table({"text": ["Obat diantar."] * 50})[:-30], "damaged or cut off"),
        (b"PAR1" + b"\0" * 40, "damaged or cut off"),
        (_table({"text": [1, 2]}), "text is no text"),
        (_table({"angka": [1]}), "no column holds the text; there are: angka"),
    ],
    ids=["cut off", "scrambled", "numbers", "no text"],
)
def test_a_bad_table_is_reported(tmp_path: Path, body: bytes, reason: str) -> None:
    found = _read(tmp_path, "a.parquet", body)
    assert found
    assert all(isinstance(one, Problem) and reason in one.reason for one in found)
