"""Shards into a corpus."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.schema import open_corpus
from gali import pipeline
from gali.shards.merging import merge_shards
from gali.shards.work import ShardTask, make_shard
from harvest.files import read_inputs
from harvest.options import ReadOptions

pytest.importorskip("pyarrow")

NAMES = ["Tilik Bayi", "Sapu Jagat", "Kelas Emak"]
FACTS = "SELECT article_id, local_id, name, sector, innovation_id FROM mentions ORDER BY 1, 2"
RELEVANCE = "SELECT article_id, probability, model FROM article_relevance ORDER BY 1"
COPIES = "SELECT id, duplicate_of, outlet FROM articles ORDER BY id"


def _record(number: int, host: str) -> dict[str, str]:
    return {
        "title": f"Inovasi {number}",
        "text": f"Puskesmas Anyar meluncurkan inovasi {NAMES[number]} untuk warga.",
        "url": f"https://{host}/{number}",
        "published": f"2020-01-0{number + 1}",
    }


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Two files; the second repeats an article of the first at another address."""
    first = [_record(0, "satu.example"), _record(1, "satu.example")]
    second = [_record(1, "dua.example") | {"published": "2019-12-31"}, _record(2, "dua.example")]
    paths = []
    for name, records in (("a.jsonl", first), ("b.jsonl", second)):
        path = tmp_path / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        paths.append(path)
    return paths


@pytest.fixture
def out(tmp_path: Path, inputs: list[Path]) -> Path:
    """The shards of the two files."""
    folder = tmp_path / "out"
    folder.mkdir()
    for path in inputs:
        make_shard(ShardTask(path=path, out=folder))
    return folder


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new corpus."""
    with closing(open_corpus(tmp_path / "c.db")) as conn:
        yield conn


def _rows(conn: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in conn.execute(query)]


def test_merged_shards_equal_an_import_of_the_files(
    inputs: list[Path], out: Path, conn: sqlite3.Connection, tmp_path: Path
) -> None:
    report = merge_shards(conn, [out])
    assert (report.n_shards, report.n_new, report.n_duplicates) == (2, 4, 1)
    pipeline.run(conn)
    with closing(open_corpus(tmp_path / "d.db")) as direct:
        pipeline.run(direct, read_inputs(inputs, options=ReadOptions()))
        assert _rows(conn, COPIES) == _rows(direct, COPIES)
        assert _rows(conn, FACTS) == _rows(direct, FACTS)
        assert _rows(conn, RELEVANCE) == _rows(direct, RELEVANCE)
        assert len(_rows(conn, FACTS)) == len(_rows(conn, RELEVANCE)) == 3


def test_twice_does_no_harm(out: Path, conn: sqlite3.Connection) -> None:
    merge_shards(conn, [out])
    before = list(conn.iterdump())
    again = merge_shards(conn, [out, out])
    assert (again.n_new, again.n_extracted) == (0, 0)
    assert list(conn.iterdump()) == before


def test_a_damaged_shard_is_reported_by_name_and_stops_no_other(
    out: Path, conn: sqlite3.Connection
) -> None:
    first, _ = sorted(out.iterdir())
    (first / "articles.parquet").write_bytes(b"PAR1")
    report = merge_shards(conn, [out])
    assert (report.n_shards, report.n_new, report.n_extracted) == (1, 2, 2)
    assert [str(first) in str(error.where) for error in report.damaged] == [True]
