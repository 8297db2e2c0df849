"""A shard on disk is whole, or not there at all."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import DatabaseRefusedError, UnreadableFileError
from corpus.identity import make_article
from corpus.records import Extraction, Prediction, Reason
from corpus.shards.records import (
    MentionSector,
    ShardBatch,
    ShardExtraction,
    ShardInput,
    ShardProblem,
)

pytest.importorskip("pyarrow")
from corpus.shards.folder import (
    MARKER,
    find_marker,
    insist_on_whole,
    iter_articles,
    iter_extractions,
    iter_problems,
    iter_shards,
    write_shard,
)

INPUT = ShardInput(name="a.jsonl", n_bytes=3, sha256="ab", made_with={"gali": "0.1"})


def _batch(number: int) -> ShardBatch:
    articles = tuple(
        make_article(title=f"Kabar {number}.{n}", text="Obat diantar kurir.") for n in range(3)
    )
    prediction = Prediction(
        label="kesehatan", probability=0.5, model="m@1", reasons=(Reason(name="obat", weight=1.0),)
    )
    found = Extraction(article_id=articles[1].id, extractor="gali@0.1", relevant=True)
    sector = MentionSector(local_id="i1", prediction=prediction)
    return ShardBatch(
        articles=articles,
        extractions=(ShardExtraction(extraction=found, sectors=(sector,)),),
        problems=(
            ShardProblem(origin="a.jsonl", place="line 9", reason="aneh", mend=None, kept=False),
        ),
    )


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_written_is_read_back_in_order(tmp_path: Path) -> None:
    batches = [_batch(1), _batch(2)]
    marker = write_shard(tmp_path / "s", batches, INPUT)
    articles = [a for batch in iter_articles(tmp_path / "s") for a in batch]
    extractions = [e for batch in iter_extractions(tmp_path / "s") for e in batch]
    problems = [p for batch in iter_problems(tmp_path / "s") for p in batch]
    assert articles == [a for b in batches for a in b.articles]
    assert extractions == [e for b in batches for e in b.extractions]
    assert problems == [p for b in batches for p in b.problems]
    assert insist_on_whole(tmp_path / "s") == marker
    assert (marker.n_articles, marker.n_relevant, marker.n_problems) == (6, 2, 2)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    write_shard(tmp_path / "one", [_batch(1)], INPUT)
    write_shard(tmp_path / "two", [_batch(1)], INPUT)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_how_the_rows_arrive_does_not_matter(tmp_path: Path) -> None:
    whole = _batch(1)
    single = [
        ShardBatch(articles=whole.articles[:1], extractions=(), problems=()),
        ShardBatch(articles=(), extractions=whole.extractions, problems=whole.problems),
        ShardBatch(articles=whole.articles[1:], extractions=(), problems=()),
    ]
    write_shard(tmp_path / "one", [whole], INPUT)
    write_shard(tmp_path / "two", single, INPUT)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_a_failure_leaves_no_shard_and_an_earlier_one_untouched(tmp_path: Path) -> None:
    def broken() -> Iterator[ShardBatch]:
        yield _batch(2)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_shard(tmp_path / "new", broken(), INPUT)
    assert find_marker(tmp_path / "new") is None
    write_shard(tmp_path / "old", [_batch(1)], INPUT)
    before = _bytes(tmp_path / "old")
    with pytest.raises(OSError, match="disk full"):
        write_shard(tmp_path / "old", broken(), INPUT)
    assert _bytes(tmp_path / "old") == before
    assert [path.name for path in iter_shards(tmp_path)] == ["old"]


def test_what_an_earlier_run_left_unfinished_is_replaced(tmp_path: Path) -> None:
    leftover = tmp_path / "s.part"
    leftover.mkdir()
    (leftover / "articles.parquet").write_bytes(b"half")
    write_shard(tmp_path / "s", [_batch(1)], INPUT)
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


@pytest.mark.parametrize("name", ["articles.parquet", "extractions.parquet", "problems.parquet"])
def test_an_altered_table_is_refused(tmp_path: Path, name: str) -> None:
    write_shard(tmp_path / "s", [_batch(1)], INPUT)
    path = tmp_path / "s" / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DatabaseRefusedError, match="cut off or altered") as caught:
        insist_on_whole(tmp_path / "s")
    assert caught.value.where == str(path)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": "gali-shard@9"}', '{"format": "gali-shard@1"}']
)
def test_a_marker_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / MARKER).write_text(content)
    with pytest.raises(UnreadableFileError, match="no marker"):
        find_marker(tmp_path)


def test_the_marker_tells_what_is_in_the_shard_in_words_of_json(tmp_path: Path) -> None:
    write_shard(tmp_path / "s", [_batch(1)], INPUT)
    stored = json.loads((tmp_path / "s" / MARKER).read_text())
    assert stored["input"]["name"] == "a.jsonl"
    assert stored["n_articles"] == 3
