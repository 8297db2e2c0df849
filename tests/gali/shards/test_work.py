"""One input file in, one shard out."""

import json
import shutil
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.shards.folder import iter_articles, iter_extractions, iter_problems
from gali.extraction import extract_one
from gali.shards.work import ShardTask, make_shard

pytest.importorskip("pyarrow")

TEXT = (
    "KOTA MAGELANG - Dinas Kesehatan Kota Magelang meluncurkan inovasi Kurcaci "
    "(Kunjungan Rumah Cegah Balita Kerdil). Inovasi Kurcaci masuk Top 99."
)
PLAIN = "Hujan turun sejak pagi di pesisir. Nelayan tidak melaut."


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    """Two articles and a line that is none."""
    path = tmp_path / "berita.jsonl"
    records = [{"title": "Kurcaci", "text": TEXT}, {"title": "Cuaca", "text": PLAIN}]
    lines = [json.dumps(record) for record in records]
    path.write_text("\n".join([lines[0], "{kaputt", lines[1]]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for shards."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_shard_holds_articles_what_is_found_in_them_and_what_could_not_be_read(
    jsonl: Path, out: Path
) -> None:
    done = make_shard(ShardTask(path=jsonl, out=out))
    articles = [article for batch in iter_articles(done.folder) for article in batch]
    found = [entry.extraction for batch in iter_extractions(done.folder) for entry in batch]
    problems = [problem for batch in iter_problems(done.folder) for problem in batch]
    assert [article.title for article in articles] == ["Kurcaci", "Cuaca"]
    assert found == [extract_one(article).extraction for article in articles]
    assert [(p.origin, p.place) for p in problems] == [("berita.jsonl", "line 2")]
    assert (done.marker.n_articles, done.marker.n_relevant, done.marker.n_problems) == (2, 1, 1)


def test_made_again_it_is_the_same_and_nothing_is_done(jsonl: Path, out: Path) -> None:
    first = make_shard(ShardTask(path=jsonl, out=out))
    before = _bytes(first.folder)
    second = make_shard(ShardTask(path=jsonl, out=out))
    assert (first.is_new, second.is_new) == (True, False)
    assert _bytes(second.folder) == before


def test_it_does_not_matter_where_the_input_lies(jsonl: Path, out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "lain" / "out"
    elsewhere.mkdir(parents=True)
    moved = elsewhere.parent / jsonl.name
    shutil.copy(jsonl, moved)
    one = make_shard(ShardTask(path=jsonl, out=out))
    other = make_shard(ShardTask(path=moved, out=elsewhere))
    assert one.folder.name == other.folder.name
    assert _bytes(one.folder) == _bytes(other.folder)


def test_another_content_or_another_choice_makes_another_shard(jsonl: Path, out: Path) -> None:
    whole = make_shard(ShardTask(path=jsonl, out=out))
    chosen = make_shard(ShardTask(path=jsonl, out=out, is_relevant_only=True))
    assert (whole.marker.n_articles, chosen.is_new, chosen.marker.n_articles) == (2, True, 1)
    jsonl.write_text(json.dumps({"text": PLAIN}) + "\n", encoding="utf-8")
    assert make_shard(ShardTask(path=jsonl, out=out)).folder != whole.folder


def test_a_shard_that_was_damaged_is_made_anew(jsonl: Path, out: Path) -> None:
    first = make_shard(ShardTask(path=jsonl, out=out))
    before = _bytes(first.folder)
    (first.folder / "done.json").write_text("{")
    assert make_shard(ShardTask(path=jsonl, out=out)).is_new
    assert _bytes(first.folder) == before


def test_an_input_that_is_not_there_is_an_error_that_names_it(out: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        make_shard(ShardTask(path=out / "tiada.jsonl", out=out))
    assert "tiada.jsonl" in str(caught.value)
    assert list(out.iterdir()) == []
