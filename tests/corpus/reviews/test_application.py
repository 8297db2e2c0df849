"""Corrections stand in the corpus, beside what the articles say, and can be taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from corpus.check import check_corpus
from corpus.dossier import read_innovation_dossier
from corpus.filters import SearchFilters
from corpus.identity import innovation_id
from corpus.outcome_filters import AwardFilters, ReplicationFilters
from corpus.outcomes import list_awards, list_replications
from corpus.records import Article
from corpus.reviews.application import apply_all, apply_to
from corpus.reviews.decisions import Anchor, Decision
from corpus.reviews.queue import list_queue
from corpus.reviews.states import describe_log
from corpus.search import search_innovations
from corpus.statistics import corpus_statistics

Rows = Callable[[sqlite3.Connection], dict[str, list[tuple[object, ...]]]]
DecisionOf = Callable[..., Decision]
Decide = Callable[..., Decision]
GESIT = innovation_id("33.02", "Gesit")


@pytest.fixture
def on_gesit(
    articles: dict[str, Article], decision_of: DecisionOf, anchor_of: Callable[..., Anchor]
) -> Decide:
    anchors = (anchor_of(articles["stunting"], "Gesit"),)

    def decide(minute: int, action: str, **parts: Any) -> Decision:
        return decision_of(minute, action, innovation_id=GESIT, anchors=anchors, **parts)

    return decide


@pytest.fixture
def on_award(
    articles: dict[str, Article], decision_of: DecisionOf, anchor_of: Callable[..., Anchor]
) -> Decide:
    anchors = (anchor_of(articles["stunting"], "Gesit masuk Top 99 KIPP 2022."),)

    def decide(minute: int, action: str, **parts: Any) -> Decision:
        values = {"winner": "Gesit", "rank": "Top 99"}
        return decision_of(minute, action, kind="award", anchors=anchors, values=values, **parts)

    return decide


def _innovation(conn: sqlite3.Connection) -> sqlite3.Row:
    row: sqlite3.Row = conn.execute("SELECT * FROM v_innovations WHERE id = ?", (GESIT,)).fetchone()
    return row


def test_corrected_fields_are_seen_and_what_was_found_is_kept(
    filled: sqlite3.Connection, on_gesit: Decide
) -> None:
    values = {"owner": "RSUD Banyumas", "owner_type": None, "year": 2020}
    apply_all(filled, [on_gesit(1, "set", values=values)])
    row = _innovation(filled)
    assert (row["owner"], row["owner_type"], row["year"]) == ("RSUD Banyumas", None, 2020)
    assert (row["status"], row["checked_by"]) == ("diperiksa", "Ani")
    assert row["corrected_fields"] == "owner, owner_type, year"
    review = read_innovation_dossier(filled, GESIT).review
    assert review is not None
    assert {one.field: one.found for one in review.corrections} == {
        "owner": "Dinas Kesehatan",
        "owner_type": "dinas-kesehatan",
        "year": "2021",
    }
    assert check_corpus(filled) == []


def test_a_corrected_innovation_is_searched_by_what_it_is_now(
    filled: sqlite3.Connection, on_gesit: Decide
) -> None:
    values = {"owner": "RSUD Banyumas", "owner_type": "rsud", "sector": "sosial"}
    apply_all(
        filled,
        [on_gesit(1, "set", values=values), on_gesit(2, "rename", values={"name": "GESIT!"})],
    )

    def n(text: str = "", **filters: str) -> int:
        return search_innovations(filled, text, SearchFilters(**filters)).total

    assert n(owner="RSUD") == n(sector="sosial") == n("rsud") == n(status="diperiksa") == 1
    assert n(owner="Dinas Kesehatan") == n(sector="kesehatan") == 0
    assert _innovation(filled)["name"] == "GESIT!"
    assert _innovation(filled)["other_names"] == "Gesit"
    award = list_awards(filled, AwardFilters(sector="sosial")).outcomes[0]
    assert (award.winner, award.owner) == ("GESIT!", "RSUD Banyumas")


def test_a_rejected_innovation_is_hidden_with_its_awards_unless_asked_for(
    filled: sqlite3.Connection, on_gesit: Decide
) -> None:
    apply_all(filled, [on_gesit(1, "reject")])
    assert search_innovations(filled, "Gesit").total == 0
    assert search_innovations(filled, "Gesit", SearchFilters(status="ditolak")).total == 1
    assert list_awards(filled, AwardFilters()).total == 0
    assert list_replications(filled, ReplicationFilters()).total == 0
    assert corpus_statistics(filled).n_awards == 0


def test_a_rejected_award_is_hidden_everywhere_but_its_innovation_stays(
    filled: sqlite3.Connection, on_award: Decide
) -> None:
    apply_all(filled, [on_award(1, "reject")])
    assert list_awards(filled, AwardFilters()).total == 0
    assert corpus_statistics(filled).n_awards == 0
    assert read_innovation_dossier(filled, GESIT).awards == ()
    assert search_innovations(filled, "Gesit").total == 1
    assert filled.execute("SELECT review_status, checked_by FROM v_awards").fetchone()[:] == (
        "ditolak",
        "Ani",
    )


def test_taking_everything_back_leaves_the_corpus_as_it_was(
    filled: sqlite3.Connection,
    on_gesit: Decide,
    on_award: Decide,
    decision_of: DecisionOf,
    rows_of: Rows,
) -> None:
    before = rows_of(filled)
    decisions = [
        on_gesit(1, "rename", values={"name": "Gesit Mas"}),
        on_gesit(2, "set", values={"year": None, "region": "33.01"}),
        on_gesit(3, "reject"),
        on_award(4, "reject"),
    ]
    apply_all(filled, decisions)
    assert rows_of(filled) != before
    undone = [decision_of(10 + n, "undo", target=one.id) for n, one in enumerate(decisions)]
    apply_to(filled, decisions + undone, {GESIT}, {decisions[0].anchors[0].article_id})
    filled.execute("DELETE FROM applied_decisions")
    after = rows_of(filled)
    # Full-text tables keep the traces of what was indexed in between.
    assert {name: after[name] for name in after if "fts" not in name} == {
        name: before[name] for name in before if "fts" not in name
    }
    assert check_corpus(filled) == []


def test_the_log_tells_what_became_of_each_decision(
    filled: sqlite3.Connection, on_gesit: Decide, decision_of: DecisionOf
) -> None:
    gone = Anchor(article_id="a-gone", start=0, end=5, quote="Gesit")
    undone = on_gesit(1, "reject")
    decisions = [
        undone,
        decision_of(2, "undo", target=undone.id),
        on_gesit(3, "set", values={"year": 2019}),
        on_gesit(4, "set", values={"year": 2020}),
        on_gesit(5, "set", values={"owner": "A"}),
        on_gesit(6, "set", values={"owner": "B"}, by="Budi"),
        decision_of(7, "reject", anchors=(gone,)),
        on_gesit(8, "note", note="tanya dinas"),
    ]
    apply_all(filled, decisions)
    states = [entry.state for entry in describe_log(filled, decisions)]
    assert states == [
        *("undone", "holds", "overruled", "holds", "disputed", "disputed", "dangling", "holds")
    ]
    assert [entry.name for entry in describe_log(filled, decisions)][2] == "Gesit"
    assert list_queue(filled, disputed=True).outcomes[0].id == GESIT


def test_the_queue_begins_with_what_is_least_certain_and_leaves_out_what_is_done(
    filled: sqlite3.Connection, on_gesit: Decide, on_award: Decide
) -> None:
    filled.execute("UPDATE innovations SET confidence = 0.4 WHERE id = ?", (GESIT,))
    queue = list_queue(filled)
    assert [entry.name for entry in queue.outcomes] == ["Gesit", "Pak Raja"]
    assert queue.outcomes[0].quote == "Gesit"
    assert list_queue(filled, filters=SearchFilters(sector="kesehatan")).total == 1
    award, replication = (list_queue(filled, kind) for kind in ("award", "replication"))  # type: ignore[arg-type]
    assert award.outcomes[0].what == "Top 99 · kipp-nasional · 2022"
    assert award.outcomes[0].id.endswith(":award:0")
    assert replication.outcomes[0].what == "33.02 > 33.01"
    assert list_queue(filled, "award", SearchFilters(sector="sosial")).total == 0
    apply_all(filled, [on_gesit(1, "accept"), on_award(2, "accept")])
    assert [entry.name for entry in list_queue(filled).outcomes] == ["Pak Raja"]
    assert list_queue(filled, "award").total == 0
    assert list_queue(filled, offset=5).total == 1


def test_a_status_that_no_decision_accounts_for_does_not_stay(filled: sqlite3.Connection) -> None:
    filled.execute("UPDATE innovations SET status = 'ditolak'")
    apply_all(filled, [])
    assert {row["status"] for row in filled.execute("SELECT status FROM innovations")} == {
        "otomatis"
    }
