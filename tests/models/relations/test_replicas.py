"""A replica is what an article calls one, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.records import Innovation, MentionRef, ReplicationRef
from models.relations.replicas import ToldReplication, find_replicas


def innovation(innovation_id: str, name: str, region: str) -> Innovation:
    refs = (MentionRef(article_id="a1", local_id=innovation_id),)
    return Innovation(id=innovation_id, name=name, mentions=refs, confidence=0.9, region=region)


TOSS = innovation("i1", "TOSS", "51.05")
PAS_URBAN = innovation("i2", "Pas Urban", "51.08")
COPY = innovation("i3", "Toss", "51.08")


def told(**values: Any) -> ToldReplication:
    given: dict[str, Any] = {
        "ref": ReplicationRef(article_id="a1", position=0),
        "from_region": "51.05",
        "to_region": "51.08",
        "kind": "adopted",
        "innovation_id": "i1",
        "replica_name": None,
        "confidence": 1.0,
    }
    return ToldReplication(**given | values)


def test_a_replica_under_the_same_name() -> None:
    (relation,) = find_replicas([TOSS, PAS_URBAN, COPY], [told()])
    assert (relation.innovation_id, relation.other_id) == ("i1", "i3")
    assert (relation.score, relation.reasons) == (0.9, ("adopted",))


def test_a_replica_under_a_new_name() -> None:
    (relation,) = find_replicas([TOSS, PAS_URBAN, COPY], [told(replica_name="PAS URBAN")])
    assert (relation.innovation_id, relation.other_id) == ("i1", "i2")


def test_an_article_that_tells_of_the_learners_own() -> None:
    (relation,) = find_replicas([TOSS, COPY], [told(innovation_id="i3")])
    assert (relation.innovation_id, relation.other_id) == ("i1", "i3")


def test_all_proofs_are_kept_and_the_furthest_step_counts() -> None:
    other = ReplicationRef(article_id="a0", position=2)
    (relation,) = find_replicas([TOSS, COPY], [told(), told(kind="planned", ref=other)])
    assert relation.proofs == (other, ReplicationRef(article_id="a1", position=0))
    assert relation.reasons == ("adopted", "planned")
    assert relation.score == 0.9


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"innovation_id": None}, id="no-innovation-named"),
        pytest.param({"innovation_id": "i9"}, id="innovation-is-gone"),
        pytest.param({"to_region": None}, id="learner-not-told"),
        pytest.param({"to_region": "51.01"}, id="learner-has-none"),
        pytest.param({"to_region": "51.05"}, id="one-region"),
        pytest.param({"replica_name": "Lentera"}, id="new-name-is-unknown"),
    ],
)
def test_no_replica(values: dict[str, Any]) -> None:
    assert find_replicas([TOSS, PAS_URBAN, COPY], [told(**values)]) == []


def test_two_that_could_be_meant_are_none() -> None:
    twin = innovation("i4", "TOSS", "51.08")
    assert find_replicas([TOSS, COPY, twin], [told()]) == []
