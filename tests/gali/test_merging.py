"""Two corpora become one: the same whichever takes the other in, and as often as one likes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.check import check_corpus
from corpus.connection import connect
from corpus.migrations import MIGRATIONS, migrate
from corpus.reader import find_innovation
from corpus.references.records import ReferenceEntry, ReferenceList
from corpus.references.store import read_entries, write_reference_list
from corpus.reviews.log import open_log, review_log_path
from corpus.schema import open_corpus
from gali.cli.app import app
from gali.merging import merge_file

Run = Callable[..., Result]
GOLD = Path(__file__).parents[2] / "models" / "data" / "dev.jsonl"
N_ARTICLES = 24
# What two merged corpora must agree on; row numbers and times of derivation are their own.
COMPARED = {
    "articles": "id, title, url, outlet, external_id, published, published_precision, duplicate_of",
    "sources": "slug, name, domain, region",
    "extractions": "article_id, extractor, relevant, region",
    "mentions": "article_id, local_id, name, sector, sector_probability, innovation_id",
    "evidence": "article_id, fact_kind, fact_position, position, start, quote",
    "innovations": "id, name, other_names, expansion, owner, region, sector, status",
}


def gali(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


def rows(path: Path, tables: Iterable[str] = COMPARED) -> dict[str, list[tuple[object, ...]]]:
    with closing(connect(path, read_only=True)) as conn:
        return {
            name: [
                tuple(r)
                for r in conn.execute(f"SELECT {COMPARED[name]} FROM {name} ORDER BY 1,2,3,4")
            ]
            for name in tables
        }


def insist_on_soundness(path: Path) -> None:
    with closing(open_corpus(path, read_only=True)) as conn:
        assert check_corpus(conn) == []


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two corpora that share a third of their articles, some with other metadata."""
    folder = tmp_path_factory.mktemp("pair")
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    records = [r for r in lines if r["relevant"]][:N_ARTICLES]
    third = N_ARTICLES // 3
    mine, theirs = records[: 2 * third], [dict(record) for record in records[third:]]
    for record in theirs[:third:2]:
        record["outlet"] = "aaa.example"
    for name, chosen in (("mine", mine), ("theirs", theirs)):
        source = folder / f"{name}.jsonl"
        source.write_text("".join(json.dumps(r) + "\n" for r in chosen), encoding="utf-8")
        gali("run", source, "--db", folder / f"{name}.db", "-q")
    return folder / "mine.db", folder / "theirs.db"


@pytest.fixture
def copies(pair: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    return tuple(Path(shutil.copy(path, tmp_path / path.name)) for path in pair)  # type: ignore[return-value]


def test_either_way_gives_the_same(copies: tuple[Path, Path], tmp_path: Path) -> None:
    mine, theirs = copies
    other_mine, other_theirs = (
        Path(shutil.copy(path, tmp_path / f"other-{path.name}")) for path in copies
    )
    gali("import", theirs, "--db", mine)
    gali("import", other_mine, "--db", other_theirs)
    for path in (mine, other_theirs):
        insist_on_soundness(path)
        gali("run", "--db", path, "-q")
        insist_on_soundness(path)
    assert rows(mine) == rows(other_theirs)
    assert len(rows(mine)["articles"]) == N_ARTICLES


def test_it_is_what_one_corpus_of_all_articles_would_be(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    mine, theirs = copies
    gali("import", theirs, "--db", mine)
    gali("run", "--db", mine, "-q")
    whole = tmp_path / "whole.db"
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    source = tmp_path / "whole.jsonl"
    chosen = [r for r in lines if r["relevant"]][:N_ARTICLES]
    source.write_text("".join(json.dumps(r) + "\n" for r in chosen), encoding="utf-8")
    gali("run", source, "--db", whole, "-q")
    same = ("extractions", "evidence", "mentions")
    assert rows(mine, same) == rows(whole, same)


def test_again_changes_nothing(copies: tuple[Path, Path]) -> None:
    mine, theirs = copies
    gali("import", theirs, "--db", mine)
    before, theirs_before = mine.read_bytes(), theirs.read_bytes()
    result = gali("import", theirs, "--db", mine)
    assert "0 new articles" in result.stderr
    assert mine.read_bytes() == before
    assert theirs.read_bytes() == theirs_before


def test_ids_of_both_stay_citable(copies: tuple[Path, Path]) -> None:
    mine, theirs = copies
    cited = [row[0] for path in copies for row in rows(path, ["innovations"])["innovations"]]
    gali("import", theirs, "--db", mine)
    gali("run", "--db", mine, "-q")
    with closing(open_corpus(mine, read_only=True)) as conn:
        lost = [identifier for identifier in cited if not find_innovation(conn, str(identifier))]
    assert lost == []


def test_findings_of_a_newer_extractor_are_taken_over_whichever_way(
    copies: tuple[Path, Path],
) -> None:
    mine, theirs = copies
    with closing(connect(theirs, read_only=False)) as conn:
        conn.execute("UPDATE extractions SET extractor = 'gali@10.0', region = '33.02'")
    with closing(connect(mine, read_only=False)) as conn:
        conn.execute("UPDATE extractions SET extractor = 'gali@9.0', region = '33.01'")
    with closing(open_corpus(mine)) as conn:
        merge_file(conn, theirs)
    shared = {row[0] for row in rows(theirs)["extractions"]}
    for article_id, extractor, _, region in rows(mine)["extractions"]:
        newer = article_id in shared
        assert (extractor, region) == (("gali@10.0", "33.02") if newer else ("gali@9.0", "33.01"))
    insist_on_soundness(mine)


def test_decisions_and_lists_come_along(copies: tuple[Path, Path]) -> None:
    mine, theirs = copies
    with closing(open_corpus(theirs)) as conn:
        found = find_innovation(conn, str(rows(theirs)["innovations"][0][0]))[0]
        entry = ReferenceEntry(name="GESIT", as_written="GESIT", region="33.02")
        write_reference_list(conn, ReferenceList(slug="l", name="L", digest="0"), [entry])
    gali("review", "accept", found.id, "--by", "Ani", "--db", theirs)
    result = gali("import", theirs, "--db", mine)
    assert "1 new decision" in result.stderr
    with open_log(review_log_path(mine), read_only=True) as log:
        assert log.execute("SELECT count(*) FROM decisions").fetchone()[0] == 1
    with closing(open_corpus(mine, read_only=True)) as conn:
        assert [stored.entry for stored in read_entries(conn)] == [entry]


def test_an_older_corpus_is_migrated_in_a_copy(copies: tuple[Path, Path], tmp_path: Path) -> None:
    mine, _ = copies
    older = tmp_path / "older.db"
    with closing(connect(older, read_only=False)) as conn:
        migrate(conn, MIGRATIONS[:5])
    before = older.read_bytes()
    gali("import", older, "--db", mine)
    assert older.read_bytes() == before
    assert not list(tmp_path.glob("older.db.*"))


@pytest.mark.parametrize("kind", ["itself", "other program", "damaged"])
def test_what_cannot_be_taken_in_is_refused(
    copies: tuple[Path, Path], tmp_path: Path, run_gali: Run, kind: str
) -> None:
    mine, theirs = copies
    other = mine
    if kind == "other program":
        other = tmp_path / "other.db"
        with closing(sqlite3.connect(other)) as conn:
            conn.execute("CREATE TABLE t (a)")
    elif kind == "damaged":
        content = theirs.read_bytes()
        other = tmp_path / "damaged.db"
        other.write_bytes(content[: len(content) // 3])
    n_articles = len(rows(mine)["articles"])
    result = run_gali("import", other, "--db", mine)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    if kind != "damaged":
        assert len(rows(mine)["articles"]) == n_articles
    insist_on_soundness(mine)
