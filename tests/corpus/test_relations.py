"""Relations and conflicts are replaced as a whole, and seen from both sides."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.check import check_corpus
from corpus.identity import make_article
from corpus.records import (
    Conflict,
    Evidence,
    Extraction,
    Innovation,
    Mention,
    MentionRef,
    Relation,
    Replication,
    ReplicationRef,
)
from corpus.relations import read_conflicts, read_related, write_relations
from corpus.writer import write_articles, write_extractions, write_innovations

TEXT = "Buleleng mereplikasi TOSS dari Klungkung dengan nama Pas Urban, mirip Sampahku."
ARTICLE = make_article(title="Replikasi", text=TEXT)
REPLICA = Relation(
    innovation_id="i1",
    other_id="i2",
    kind="replica",
    score=0.9,
    reasons=("adopted",),
    proofs=(ReplicationRef(article_id=ARTICLE.id, position=0),),
)
SIMILAR = Relation(
    innovation_id="i3", other_id="i1", kind="similar", score=0.4, reasons=("sampah", "olah")
)
HOMONYM = Relation(
    innovation_id="i1", other_id="i3", kind="homonym", score=0.2, reasons=("same_name",)
)
CONFLICTS = [
    Conflict(innovation_id="i1", field="owner", value="DLH", n_mentions=2),
    Conflict(innovation_id="i1", field="owner", value="Dinkes", n_mentions=1),
]


@pytest.fixture
def linked(conn: sqlite3.Connection, mention_of: Callable[..., Mention]) -> sqlite3.Connection:
    write_articles(conn, [ARTICLE])
    names = {"i1": ("TOSS", "51.05"), "i2": ("Pas Urban", "51.08"), "i3": ("Sampahku", "33.02")}
    mentions = tuple(
        mention_of(ARTICLE, name, key, region=region) for key, (name, region) in names.items()
    )
    span = Evidence(start=0, end=len(TEXT), quote=TEXT)
    replication = Replication(
        from_region="51.05",
        to_region="51.08",
        kind="adopted",
        innovation="i1",
        evidence=(span,),
        found_by="test@1",
        confidence=1.0,
    )
    extraction = Extraction(
        article_id=ARTICLE.id,
        extractor="x@1",
        relevant=True,
        innovations=mentions,
        replications=(replication,),
    )
    write_extractions(conn, [(extraction, {})])
    write_innovations(
        conn,
        [
            Innovation(
                id=key,
                name=name,
                region=region,
                mentions=(MentionRef(article_id=ARTICLE.id, local_id=key),),
                confidence=0.9,
            )
            for key, (name, region) in names.items()
        ],
    )
    return conn


def test_relations_are_seen_from_both_sides(linked: sqlite3.Connection) -> None:
    write_relations(linked, [REPLICA, SIMILAR, HOMONYM], [])
    seen = {key: [(r.kind, r.id) for r in read_related(linked, key)] for key in ("i1", "i2", "i3")}
    assert seen == {
        "i1": [("replica", "i2"), ("homonym", "i3")],
        "i2": [("source", "i1")],
        "i3": [("homonym", "i1"), ("similar", "i1")],
    }
    assert check_corpus(linked) == []


def test_a_replica_bears_the_sentence_that_tells_of_it(linked: sqlite3.Connection) -> None:
    write_relations(linked, [REPLICA, replace(SIMILAR, innovation_id="i2")], [])
    assert [r.quote for r in read_related(linked, "i2")] == [TEXT, None]
    (copy,) = read_related(linked, "i1")
    assert (copy.name, copy.region, copy.reasons, copy.quote) == (
        "Pas Urban",
        "51.08",
        ("adopted",),
        TEXT,
    )


def test_conflicts_come_back_most_told_first(linked: sqlite3.Connection) -> None:
    write_relations(linked, [], reversed(CONFLICTS))
    assert read_conflicts(linked, "i1") == CONFLICTS
    assert read_conflicts(linked, "i2") == []


def test_what_is_written_replaces_what_was(linked: sqlite3.Connection) -> None:
    write_relations(linked, [REPLICA, SIMILAR], CONFLICTS)
    n_changes = linked.total_changes
    write_relations(linked, [SIMILAR, REPLICA], CONFLICTS)
    assert linked.total_changes == n_changes
    write_relations(linked, [replace(SIMILAR, score=0.5)], [])
    assert read_related(linked, "i1") == []
    assert [r.score for r in read_related(linked, "i3")] == [0.5]
    assert read_conflicts(linked, "i1") == []


def test_relations_to_what_is_not_there_are_refused_whole(linked: sqlite3.Connection) -> None:
    lost = replace(SIMILAR, other_id="i9")
    with pytest.raises(sqlite3.IntegrityError):
        write_relations(linked, [REPLICA, lost], [])
    assert read_related(linked, "i1") == []


def test_relations_go_with_their_innovation(linked: sqlite3.Connection) -> None:
    write_relations(linked, [REPLICA, SIMILAR], CONFLICTS)
    linked.execute("DELETE FROM innovations WHERE id = 'i1'")
    tables = ("innovation_relations", "replica_proofs", "innovation_conflicts")
    counts = [linked.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
    assert counts == [0, 0, 0]


def test_rejected_innovations_are_not_shown(linked: sqlite3.Connection) -> None:
    write_relations(linked, [REPLICA], [])
    linked.execute("UPDATE innovations SET status = 'ditolak' WHERE id = 'i2'")
    assert read_related(linked, "i1") == []


@pytest.mark.parametrize(
    "values",
    [
        {"other_id": "i3"},
        {"score": 1.5},
        {"kind": "replica"},
        {"kind": "homonym"},
        {"proofs": REPLICA.proofs},
    ],
)
def test_unfit_relations_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"relation|homonyms|proof"):
        replace(SIMILAR, **values)  # type: ignore[arg-type]
