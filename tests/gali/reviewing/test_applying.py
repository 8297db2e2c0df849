"""A decision takes effect at once as it would in a rebuild, and outlives every extraction."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.check import check_corpus
from corpus.connection import connect
from corpus.errors import InvalidRecordError
from corpus.extraction_reader import read_extractions
from corpus.reader import find_innovation, iter_articles, iter_innovations
from corpus.records import Innovation, Relation
from corpus.relations import write_relations
from corpus.reviews.log import find_review_log, read_decisions, review_log_path
from corpus.reviews.states import describe_log
from corpus.schema import open_corpus
from corpus.writer import write_extractions
from gali.pipeline import link, run
from gali.reviewing import drafts
from gali.reviewing.applying import apply_pending, decide, read_log
from gali.reviewing.preview import preview

One = Callable[[sqlite3.Connection, str], Innovation]
TABLES = (
    *("innovations", "mentions", "innovation_redirects", "innovation_reviews", "corrections"),
    *("fact_reviews", "applied_decisions"),
)


def rows_of(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the rows of all tables that decisions touch, without the numbers of rows."""
    found = {}
    for table in TABLES:
        names = conn.execute("SELECT name FROM pragma_table_info(?)", (table,))
        columns = ", ".join(row[0] for row in names if row[0] != "innovation_key")
        found[table] = sorted(
            repr(tuple(row)) for row in conn.execute(f"SELECT {columns} FROM {table}")
        )
    return found


def correct_everything(conn: sqlite3.Connection, one: One) -> None:
    """Correct an owner and a sector, rename, reject, merge and split."""
    kirber, antar = one(conn, "Kirber"), one(conn, "Antarkita")
    decide(conn, drafts.draft_merge(conn, kirber, antar, by="Ani"))
    merged = one(conn, "Kirber")
    decide(conn, drafts.draft_rename(conn, merged, "Kirim Kita", by="Ani"))
    sirup = one(conn, "Sirup")
    (market,) = [
        article.id for article in iter_articles(conn) if article.url and "sirup-3" in article.url
    ]
    decide(conn, drafts.draft_split(conn, sirup, [market], by="Budi"))
    values = {"owner": "Dinas Kesehatan Kabupaten Banyumas", "sector": "Health"}
    decide(conn, drafts.draft_set(conn, _with_expansion(conn), values, by="Ani"))
    decide(conn, drafts.draft_reject(conn, one(conn, "Laporkita"), by="Budi"))


def _with_expansion(conn: sqlite3.Connection) -> Innovation:
    (found,) = [one for one in find_innovation(conn, "Sirup") if len(one.mentions) == 2]
    return found


def insist_on_corrections(conn: sqlite3.Connection) -> None:
    """Check that everything still is as it was corrected."""
    (merged,) = find_innovation(conn, "Kirim Kita")
    assert len(merged.mentions) == 2
    assert {"Kirber", "Antarkita"} <= set(merged.other_names)
    assert merged.status == "diperiksa"
    sirups = [one for one in iter_innovations(conn) if one.name == "Sirup"]
    assert sorted(len(one.mentions) for one in sirups) == [1, 2]
    corrected = _with_expansion(conn)
    assert corrected.owner == "Dinas Kesehatan Kabupaten Banyumas"
    assert (corrected.owner_type, corrected.sector) == ("dinas-kesehatan", "kesehatan")
    (rejected,) = find_innovation(conn, "Laporkita")
    assert rejected.status == "ditolak"
    assert {entry.state for entry in describe_log(conn, read_log(conn))} == {"holds"}
    assert check_corpus(conn) == []


def test_all_corrections_hold_after_extracting_again(conn: sqlite3.Connection, one: One) -> None:
    correct_everything(conn, one)
    insist_on_corrections(conn)
    before = rows_of(conn)
    run(conn, again=True)
    insist_on_corrections(conn)
    assert rows_of(conn) == before


def test_all_corrections_hold_in_a_corpus_built_anew_in_another_order(
    conn: sqlite3.Connection, one: One, tmp_path: Path
) -> None:
    correct_everything(conn, one)
    articles = list(iter_articles(conn))
    random.Random(5).shuffle(articles)
    other = open_corpus(tmp_path / "other.db")
    log = find_review_log(conn)
    assert log is not None
    review_log_path(tmp_path / "other.db").write_bytes(log.read_bytes())
    run(other, articles, sources=())
    insist_on_corrections(other)
    there = rows_of(other)
    # Which ids were cited before is what the older corpus alone can know.
    assert there | {"innovation_redirects": []} == rows_of(conn) | {"innovation_redirects": []}
    other.close()


def test_all_corrections_hold_when_a_better_extractor_numbers_mentions_otherwise(
    conn: sqlite3.Connection, one: One
) -> None:
    correct_everything(conn, one)
    for article in list(iter_articles(conn)):
        extraction = read_extractions(conn, [article.id])[article.id]
        new = {mention.local_id: f"i{9 - n}" for n, mention in enumerate(extraction.innovations)}
        renumbered = replace(
            extraction,
            extractor="better@2",
            innovations=tuple(replace(m, local_id=new[m.local_id]) for m in extraction.innovations),
            awards=tuple(
                replace(a, innovation=new[a.innovation] if a.innovation else None)
                for a in extraction.awards
            ),
        )
        write_extractions(conn, [(renumbered, {})])
    link(conn)
    insist_on_corrections(conn)


def test_what_was_confirmed_stays_when_the_model_thinks_otherwise(
    conn: sqlite3.Connection, one: One
) -> None:
    kirber = one(conn, "Kirber")
    confirmed = replace(kirber, sector="sosial")
    decide(conn, drafts.draft_set(conn, kirber, {"sector": confirmed.sector}, by="Ani"))
    decide(conn, drafts.draft_accept(conn, one(conn, "Kirber"), by="Ani"))
    article_id = kirber.mentions[0].article_id
    extraction = read_extractions(conn, [article_id])[article_id]
    changed = replace(
        extraction,
        innovations=tuple(
            replace(
                m,
                sector="pariwisata_budaya",
                owners=("Bappeda",),
                owner_types=(None,),
                expansion=None,
            )
            for m in extraction.innovations
        ),
    )
    write_extractions(conn, [(changed, {})])
    link(conn)
    now = one(conn, "Kirber")
    assert (now.sector, now.owner) == (confirmed.sector, kirber.owner)
    assert now.expansion == "Kirim Berkas ke Rumah"


@pytest.mark.parametrize("seed", range(4))
def test_a_decision_at_once_comes_to_the_same_rows_as_a_rebuild(
    conn: sqlite3.Connection, seed: int
) -> None:
    rng = random.Random(seed)
    n_changed = 0
    for _ in range(12):
        before = rows_of(conn)
        decide(conn, _random_draft(conn, rng))
        at_once = rows_of(conn)
        n_changed += at_once["innovations"] != before["innovations"]
        link(conn)
        assert rows_of(conn) == at_once
    assert n_changed > 3
    assert check_corpus(conn) == []


def _random_draft(conn: sqlite3.Connection, rng: random.Random) -> drafts.Draft:
    innovations = list(iter_innovations(conn))
    chosen, by = rng.choice(innovations), rng.choice(["Ani", "Budi"])
    decided = read_log(conn)
    articles = sorted({ref.article_id for ref in chosen.mentions})
    others = [one for one in innovations if one.id != chosen.id]
    drawn = rng.choice(["accept", "reject", "set", "rename", "merge", "merge", "split", "undo"])
    if drawn == "undo" and decided:
        return drafts.draft_undo(rng.choice(decided).id, by=by)
    if drawn == "merge" and others:
        return drafts.draft_merge(conn, chosen, rng.choice(others), by=by)
    if drawn == "split" and len(articles) > 1:
        return drafts.draft_split(conn, chosen, articles[:1], by=by)
    if drawn == "rename":
        return drafts.draft_rename(conn, chosen, f"{chosen.name} Plus", by=by)
    if drawn == "reject":
        return drafts.draft_reject(conn, chosen, by=by)
    if drawn == "set":
        return drafts.draft_set(conn, chosen, {"owner": "RSUD Banyumas", "year": "2020"}, by=by)
    return drafts.draft_accept(conn, chosen, by=by)


def test_what_changes_relations_shows_in_them_at_once(conn: sqlite3.Connection, one: One) -> None:
    kirber, antar = one(conn, "Kirber"), one(conn, "Antarkita")
    first, second = sorted((one(conn, "Laporkita").id, one(conn, "Sirup").id))
    stale = Relation(innovation_id=first, other_id=second, kind="homonym", score=0.5)
    for draft in (
        lambda: drafts.draft_merge(conn, kirber, antar, by="Ani"),
        lambda: drafts.draft_undo(read_log(conn)[0].id, by="Ani"),
        lambda: drafts.draft_reject(conn, kirber, by="Ani"),
    ):
        write_relations(conn, [stale], [])
        decide(conn, draft())
        assert related_ids(conn) == set()
        link(conn)
        assert related_ids(conn) == set()


def related_ids(conn: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return the pairs of innovations that are related."""
    return set(map(tuple, conn.execute("SELECT innovation_id, other_id FROM innovation_relations")))


def test_where_an_id_depends_on_innovations_far_away_all_is_built_anew(
    conn: sqlite3.Connection, one: One, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise InvalidRecordError("another innovation bears this id")

    monkeypatch.setattr("gali.reviewing.applying.replace_innovations", refuse)
    draft = drafts.draft_merge(conn, one(conn, "Kirber"), one(conn, "Antarkita"), by="Ani")
    assert decide(conn, draft).is_applied
    at_once = rows_of(conn)
    assert one(conn, "Kirber") == one(conn, "Antarkita")
    link(conn)
    assert rows_of(conn) == at_once


def test_a_preview_tells_what_happens_and_changes_nothing(
    conn: sqlite3.Connection, one: One
) -> None:
    draft = drafts.draft_merge(conn, one(conn, "Kirber"), one(conn, "Antarkita"), by="Ani")
    before = rows_of(conn)
    changes = preview(conn, draft)
    assert rows_of(conn) == before
    assert read_log(conn) == ()
    assert [change.sign for change in changes] == ["-", "-", "+"]
    decide(conn, draft)
    assert find_innovation(conn, changes[-1].innovation.id) == [changes[-1].innovation]


def test_an_id_that_vanished_in_a_merge_leads_on_and_comes_back_when_it_is_undone(
    conn: sqlite3.Connection, one: One
) -> None:
    kirber, antar = one(conn, "Kirber"), one(conn, "Antarkita")
    decided = decide(conn, drafts.draft_merge(conn, kirber, antar, by="Ani"))
    assert find_innovation(conn, kirber.id) == find_innovation(conn, antar.id)
    decide(conn, drafts.draft_undo(decided.decision.id, by="Ani"))
    assert (one(conn, kirber.id), one(conn, antar.id)) == (kirber, antar)


def test_a_decision_made_while_the_corpus_is_locked_is_kept_and_takes_effect_later(
    conn: sqlite3.Connection, db: Path, one: One
) -> None:
    draft = drafts.draft_reject(conn, one(conn, "Kirber"), by="Ani")
    conn.execute("PRAGMA busy_timeout = 50")
    other = connect(db, read_only=False)
    other.execute("BEGIN IMMEDIATE")
    decided = decide(conn, draft)
    other.execute("ROLLBACK")
    other.close()
    assert not decided.is_applied
    assert read_log(conn) == (decided.decision,)
    assert one(conn, "Kirber").status == "otomatis"
    assert apply_pending(conn) == 1
    assert one(conn, "Kirber").status == "ditolak"
    assert apply_pending(conn) == 0


REVIEWER = """
import sys
from corpus.schema import open_corpus
from corpus.reader import iter_innovations
from gali.reviewing.applying import decide
from gali.reviewing.drafts import draft_accept
conn = open_corpus(sys.argv[1])
for one in list(iter_innovations(conn)):
    decide(conn, draft_accept(conn, one, by=sys.argv[2]))
"""


def test_two_reviewers_at_once_lose_nothing(conn: sqlite3.Connection, db: Path) -> None:
    people = ("Ani", "Budi")
    started = [subprocess.Popen([sys.executable, "-c", REVIEWER, str(db), by]) for by in people]
    assert [process.wait(timeout=90) for process in started] == [0, 0]
    n_innovations = conn.execute("SELECT count(*) FROM innovations").fetchone()[0]
    assert len(read_decisions(find_review_log(conn))) == 2 * n_innovations
    assert {one.status for one in iter_innovations(conn)} == {"diperiksa"}
    at_once = rows_of(conn)
    link(conn)
    assert rows_of(conn) == at_once


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"year": "next"}, "no year"),
        ({"colour": "red"}, "no field"),
        ({"name": ""}, "needs a name"),
    ],
)
def test_values_that_make_no_sense_are_refused_and_nothing_is_written(
    conn: sqlite3.Connection, one: One, values: dict[str, str | None], what: str
) -> None:
    with pytest.raises(InvalidRecordError, match=what):
        decide(conn, drafts.draft_set(conn, one(conn, "Kirber"), values, by="Ani"))
    assert read_log(conn) == ()


def test_a_corpus_in_memory_has_no_log() -> None:
    conn = open_corpus(":memory:")
    assert read_log(conn) == ()
    with pytest.raises(InvalidRecordError, match="in memory"):
        decide(conn, drafts.draft_undo("d1", by="Ani"))
    conn.close()
