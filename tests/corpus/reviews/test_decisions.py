"""A decision says who, what and of what, and comes back from its line as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidRecordError
from corpus.reviews.decisions import Anchor, Decision, Draft, make_decision
from corpus.reviews.lines import decision_line, parse_decision

HERE = Anchor(article_id="a1", start=3, end=8, quote="Gesit")
THERE = Anchor(article_id="a2", start=0, end=5, quote="Gesit", field="title")
OF_IT: dict[str, Any] = {"by": "Ani", "innovation_id": "i1", "anchors": (HERE,)}


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"by": ""}, "name"),
        ({"by": "Ani\nBudi"}, "name"),
        ({"action": "delete"}, "no action"),
        ({"anchors": ()}, "needs anchors"),
        ({"innovation_id": None}, "needs its id"),
        ({"innovation_id": "i 1"}, "is no id"),
        ({"action": "set"}, "at least one value"),
        ({"action": "set", "values": {"status": "x"}}, "no field"),
        ({"action": "set", "values": {"sector": "x"}}, "no sector"),
        ({"action": "set", "values": {"region": 33}}, "no value"),
        ({"action": "set", "values": {"year": "2020"}}, "no year"),
        ({"action": "set", "values": {"year": True}}, "no year"),
        ({"action": "set", "values": {"name": None}}, "needs a name"),
        ({"action": "set", "values": {"owner": "Dinas\x1b[2J"}}, "no value"),
        ({"action": "rename", "values": {"owner": "Dinas"}}, "a name and no more"),
        ({"action": "merge"}, "two sets"),
        ({"action": "merge", "other_anchors": (THERE,)}, "another innovation"),
        ({"action": "reject", "values": {"name": "x"}}, "no values"),
        ({"action": "note"}, "words"),
        ({"action": "accept", "note": "x" * 2001}, "a note has"),
        ({"action": "accept", "target": "d1"}, "target"),
        ({"kind": "award"}, "needs its id"),
        ({"kind": "award", "innovation_id": None, "action": "set"}, "only accept or reject"),
    ],
)
def test_a_draft_that_says_too_little_or_too_much_is_refused(
    parts: dict[str, Any], what: str
) -> None:
    with pytest.raises(ValueError, match=what):
        Draft(**({"action": "accept"} | OF_IT | parts))


@pytest.mark.parametrize(
    "draft",
    [
        Draft(action="accept", values={"name": "Gesit", "year": 2021}, **OF_IT),
        Draft(action="reject", note="rapat, bukan inovasi", **OF_IT),
        Draft(action="set", values={"owner": None, "sector": "kesehatan"}, **OF_IT),
        Draft(action="merge", other_id="i2", other_anchors=(THERE,), **OF_IT),
        Draft(action="split", other_anchors=(THERE,), **OF_IT),
        Draft(by="Ani", action="undo", target="d1"),
        Draft(by="Ani", action="reject", kind="award", anchors=(HERE,), values={"rank": "Top 99"}),
    ],
    ids=lambda draft: draft.action,
)
def test_a_line_gives_the_decision_back(draft: Draft) -> None:
    at = datetime(2026, 3, 1, 15, 0, 0, 7, tzinfo=UTC)
    decision = make_decision(draft, at=at, chance="0123abcd")
    assert parse_decision(decision_line(decision)) == decision


def test_ids_sort_by_time_across_time_zones(decision_of: Callable[..., Decision]) -> None:
    ids = [decision_of(minute, "reject").id for minute in (0, 1, 60, 100_000)]
    assert ids == sorted(ids)


GOOD = {
    "id": "d" + "0" * 22,
    "at": "2026-03-01T08:00:00.000000Z",
    "by": "Ani",
    "action": "reject",
    "innovation_id": "i1",
    "anchors": [{"article_id": "a1", "start": 0, "end": 5, "quote": "Gesit"}],
}
BAD_LINES = {
    "no JSON": "garbage",
    "no object": "[]",
    "unknown field": json.dumps(GOOD | {"x": 1}),
    "no author": json.dumps({key: value for key, value in GOOD.items() if key != "by"}),
    "id of another form": json.dumps(GOOD | {"id": "d1"}),
    "no time zone": json.dumps(GOOD | {"at": "2026-03-01T08:00:00"}),
    "time that is none": json.dumps(GOOD | {"at": "soon"}),
    "time that is a number": json.dumps(GOOD | {"at": 5}),
    "anchors that are none": json.dumps(GOOD | {"anchors": {"a": 1}}),
    "anchor without a quote": json.dumps(GOOD | {"anchors": [{"article_id": "a1"}]}),
    "span longer than its quote": json.dumps(
        GOOD | {"anchors": [GOOD["anchors"][0] | {"end": 9}]}  # type: ignore[index, operator]
    ),
    "offset that is true": json.dumps(
        GOOD | {"anchors": [GOOD["anchors"][0] | {"start": True}]}  # type: ignore[index, operator]
    ),
    "values that are none": json.dumps(GOOD | {"values": []}),
    "lone surrogate": json.dumps(GOOD | {"note": "\ud800"}),
    "deep nesting": "[" * 100_000,
    "not a number": json.dumps(GOOD | {"values": {"year": float("nan")}}),
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_refused_in_words(line: str) -> None:
    with pytest.raises(InvalidRecordError, match=r"log\.jsonl:7"):
        parse_decision(line, where="log.jsonl:7")


def test_a_good_line_is_taken() -> None:
    assert parse_decision(json.dumps(GOOD)).by == "Ani"


def test_what_was_decided_in_the_future_is_refused() -> None:
    now = datetime(2026, 2, 1, tzinfo=UTC)
    with pytest.raises(InvalidRecordError, match="in the future"):
        parse_decision(json.dumps(GOOD), now=now)
    assert parse_decision(json.dumps(GOOD), now=now + timedelta(days=28))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*GOOD, "x"]), inner),
    )
)
def test_no_line_crashes_the_reader(value: object) -> None:
    with pytest.raises(InvalidRecordError):
        parse_decision(json.dumps(GOOD | {"anchors": value}))
