"""Near-copies over shards are those of one corpus of the same articles."""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableFileError
from corpus.identity import make_article
from corpus.records import Article
from corpus.schema import open_corpus
from corpus.shards.records import ShardBatch
from corpus.writer import write_articles
from gali.near_copies import link_near_copies
from harvest.near_copies import BAND_SLICES

pytest.importorskip("pyarrow")
from corpus.shards.bands import BandShare, iter_led
from corpus.shards.folder import MARKER, write_shard
from gali.shards import near_copies
from gali.shards.copies_file import iter_near_copies, open_copies_file
from gali.shards.inputs import read_markers
from gali.shards.merging import merge_shards
from gali.shards.near_copies import copies_file_name, find_near_copies
from gali.shards.work import ShardTask, describe_input, make_shard, sign_article

WORDS = [f"kata{n}" for n in range(400)]
LINKS = "SELECT article_id, near_copy_of, jaccard FROM near_copies ORDER BY 1"
DERIVED = (LINKS, "SELECT * FROM copy_bands ORDER BY 1, 2", "SELECT * FROM copy_signatures")
Links = list[tuple[object, ...]]


def chain() -> list[Article]:
    """Texts, each near its neighbours and far from those beyond; two alike, one short."""
    words = Random(3).choices(WORDS, k=400)
    texts = [" ".join(words[n * 20 : n * 20 + 120]) for n in range(14)]
    texts += [texts[0], "Kurir obat berangkat."]
    return [
        make_article(title=f"Judul {n}", text=text, url=f"https://k{n}.example/")
        for n, text in enumerate(texts)
    ]


CHAIN = chain()


def write(folder: Path, articles: Sequence[Article]) -> None:
    """Write a shard of articles in which nothing is found."""
    made_from = describe_input(ShardTask(path=Path(__file__), out=folder.parent))
    batch = ShardBatch(
        articles=tuple(articles),
        extractions=(),
        problems=(),
        signatures=tuple(map(sign_article, articles)),
    )
    write_shard(folder, [batch], made_from)


def linked_over(folder: Path) -> Links:
    """What is found over the shards in a folder."""
    shards, damaged = read_markers([folder])
    assert not damaged
    with closing(open_copies_file(folder / copies_file_name(shards))) as conn:
        find_near_copies(conn, shards)
        return [tuple(asdict(found).values()) for found in iter_near_copies(conn)]


def rows(conn: sqlite3.Connection, query: str = LINKS) -> Links:
    return [tuple(row) for row in conn.execute(query)]


def linked_in_a_corpus(articles: Iterable[Article]) -> Links:
    with closing(open_corpus(":memory:")) as conn:
        write_articles(conn, articles)
        link_near_copies(conn)
        return rows(conn)


WANTED = linked_in_a_corpus(CHAIN)


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    """The chain in three shards, one article in two of them."""
    for number in range(3):
        write(tmp_path / f"s{number}", [*CHAIN[number::3], CHAIN[0]])
    return tmp_path


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sets(st.integers(0, len(CHAIN) - 1)), min_size=1, max_size=4))
def test_however_articles_are_divided_the_links_are_those_of_one_corpus(
    parts: list[set[int]],
) -> None:
    with TemporaryDirectory() as name:
        for number, part in enumerate(parts):
            write(Path(name) / f"s{number}", [CHAIN[place] for place in part])
        together = [CHAIN[place] for place in set().union(*parts)]
        assert linked_over(Path(name)) == linked_in_a_corpus(together)


def test_shares_of_a_band_are_the_whole_band(shards: Path) -> None:
    folders = list(read_markers([shards])[0])
    n_led = 0
    for band in BAND_SLICES:
        whole = sorted(iter_led(folders, BandShare(band.start, band.stop)))
        parts = [BandShare(band.start, band.stop, share, 3) for share in range(3)]
        assert sorted(pair for part in parts for pair in iter_led(folders, part)) == whole
        n_led += len(whole)
    assert n_led > len(WANTED)


class StoppedError(Exception):
    """What interrupts."""


@pytest.mark.parametrize("n_done", [0, 20, 33, 36])
def test_goes_on_where_it_was_interrupted(
    shards: Path, n_done: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    markers, _ = read_markers([shards])
    seen = iter(range(1000))

    def stop(items: Iterable[object], _label: str, _total: object = None, /) -> Iterator[object]:
        for item in items:
            if next(seen) == n_done:
                raise StoppedError
            yield item

    with closing(open_copies_file(shards / copies_file_name(markers))) as conn:
        with pytest.raises(StoppedError):
            find_near_copies(conn, markers, watch=stop)  # type: ignore[arg-type]
        assert len(rows(conn, "SELECT name FROM steps")) == n_done + (n_done > 32)
    if n_done >= 32:  # what was found is not sought again
        monkeypatch.setattr(near_copies, "iter_led", None)
    assert linked_over(shards) == WANTED
    assert linked_over(shards) == WANTED


def test_other_shards_are_another_question(shards: Path) -> None:
    before = linked_over(shards)
    shutil.rmtree(shards / "s2")
    assert linked_over(shards) == linked_in_a_corpus(
        one for n, one in enumerate(CHAIN) if n % 3 != 2
    )
    write(shards / "s2", CHAIN[2::3])
    assert linked_over(shards) == before == WANTED


def test_signatures_are_taken_over_by_a_corpus(shards: Path) -> None:
    with (
        closing(open_corpus(":memory:")) as merged,
        closing(open_corpus(":memory:")) as direct,
    ):
        merge_shards(merged, [shards])
        taken_over = [rows(merged, query) for query in DERIVED]
        assert link_near_copies(merged) == len(WANTED)
        write_articles(direct, CHAIN)
        link_near_copies(direct)
        assert taken_over == [rows(direct, query) for query in DERIVED]
        merge_shards(merged, [shards])
        assert [rows(merged, query) for query in DERIVED] == taken_over


def older(shard: Path) -> None:
    """Make a shard one that was written before there were signatures."""
    (shard / "signatures.parquet").unlink()
    marker = json.loads((shard / MARKER).read_text())
    del marker["files"]["signatures.parquet"], marker["input"]["made_with"]["signatures"]
    (shard / MARKER).write_text(json.dumps(marker))


def test_shards_without_signatures_are_still_imported_and_signed_there(shards: Path) -> None:
    older(shards / "s1")
    with closing(open_corpus(":memory:")) as conn:
        report = merge_shards(conn, [shards])
        assert (report.n_shards, report.n_new, report.damaged) == (3, len(CHAIN), ())
        link_near_copies(conn)
        assert rows(conn) == WANTED
    with pytest.raises(UnreadableFileError, match="no signatures") as caught:
        linked_over(shards)
    assert "s1" in str(caught.value.where)


def test_a_signature_of_another_method_is_not_compared(shards: Path) -> None:
    marker = json.loads((shards / "s1" / MARKER).read_text())
    marker["input"]["made_with"]["signatures"] = "other"
    (shards / "s1" / MARKER).write_text(json.dumps(marker))
    with pytest.raises(UnreadableFileError, match="another version"):
        linked_over(shards)


def test_a_shard_of_a_file_bears_the_signatures_of_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": one.text}) + "\n" for one in CHAIN))
    for name, is_relevant_only, n_links in (("all", False, len(WANTED)), ("some", True, 0)):
        out = tmp_path / name
        out.mkdir()
        done = make_shard(ShardTask(path=path, out=out, is_relevant_only=is_relevant_only))
        assert done.marker.n_articles == (0 if is_relevant_only else len(CHAIN))
        assert len(linked_over(out)) == n_links
