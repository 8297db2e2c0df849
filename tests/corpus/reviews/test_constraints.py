"""Of merges and splits that contradict each other, the later holds; demands never clash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import make_article
from corpus.records import Extraction, Mention, MentionRef
from corpus.reviews.constraints import LinkConstraints, derive_constraints
from corpus.reviews.decisions import Anchor, Decision
from corpus.reviews.matching import MentionFinder
from corpus.schema import open_corpus
from corpus.writer import write_articles, write_extractions

DecisionOf = Callable[..., Decision]
ARTICLES = [make_article(title=f"Berita {n}", text=f"Warga memakai Sigap {n}.") for n in range(6)]
REFS = [MentionRef(article_id=article.id, local_id="i1") for article in ARTICLES]
ANCHORS = [Anchor(article_id=a.id, start=14, end=19, quote="Sigap") for a in ARTICLES]


@pytest.fixture(scope="module")
def finder(mention_of: Callable[..., Mention]) -> MentionFinder:
    conn: sqlite3.Connection = open_corpus(":memory:")
    write_articles(conn, ARTICLES)
    for article in ARTICLES:
        extraction = Extraction(
            article_id=article.id,
            extractor="x@1",
            relevant=True,
            innovations=(mention_of(article, "Sigap"),),
        )
        write_extractions(conn, [(extraction, {})])
    return MentionFinder(conn, [article.id for article in ARTICLES])


def _places(numbers: Sequence[int]) -> tuple[Anchor, ...]:
    return tuple(ANCHORS[number] for number in numbers)


def _groups(constraints: LinkConstraints) -> dict[MentionRef, int]:
    """Return a number for each mention, the same for those that are to be one."""
    groups = {ref: number for number, ref in enumerate(REFS)}
    for one, other in constraints.must_link:
        old, new = groups[other], groups[one]
        groups = {ref: new if number == old else number for ref, number in groups.items()}
    return groups


def test_a_merge_puts_all_mentions_of_both_together(
    finder: MentionFinder, decision_of: DecisionOf
) -> None:
    merge = decision_of(
        1, "merge", anchors=_places([0, 1]), other_id="i2", other_anchors=_places([2, 3])
    )
    groups = _groups(derive_constraints([merge], finder))
    assert len({groups[REFS[number]] for number in range(4)}) == 1
    assert len(set(groups.values())) == 3


def test_a_later_split_overrules_a_merge_only_where_it_contradicts_it(
    finder: MentionFinder, decision_of: DecisionOf
) -> None:
    merge = decision_of(
        1, "merge", anchors=_places([0, 1]), other_id="i2", other_anchors=_places([2])
    )
    split = decision_of(2, "split", anchors=_places([0, 1]), other_anchors=_places([2]))
    found = derive_constraints([merge, split], finder)
    groups = _groups(found)
    assert groups[REFS[0]] == groups[REFS[1]] != groups[REFS[2]]
    assert found.overruled == {merge.id}
    assert len(found.cannot_link) == 1
    again = derive_constraints([split, merge], finder)
    assert again.cannot_link == ()
    assert again.overruled == {split.id}


_NUMBERS = st.lists(st.sampled_from(range(6)), min_size=1, max_size=3, unique=True)


@given(st.lists(st.tuples(st.sampled_from(["merge", "split"]), _NUMBERS, _NUMBERS), max_size=8))
def test_whatever_people_demand_never_contradicts_itself_and_the_last_word_holds(
    finder: MentionFinder,
    decision_of: DecisionOf,
    steps: list[tuple[str, list[int], list[int]]],
) -> None:
    steps = [(action, one, [n for n in other if n not in one]) for action, one, other in steps]
    steps = [step for step in steps if step[2]]
    decisions = [
        decision_of(
            minute,
            action,
            anchors=_places(one),
            other_anchors=_places(other),
            **({"other_id": "i2"} if action == "merge" else {}),
        )
        for minute, (action, one, other) in enumerate(steps)
    ]
    found = derive_constraints(decisions, finder)
    groups = _groups(found)
    assert all(groups[one] != groups[other] for one, other in found.cannot_link)
    if steps:
        action, one, other = steps[-1]
        ends = groups[REFS[one[0]]], groups[REFS[other[0]]]
        assert (ends[0] == ends[1]) == (action == "merge")
        assert decisions[-1].id not in found.overruled
