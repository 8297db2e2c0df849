"""The last word holds; who disagrees is not forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.reviews.decisions import Decision
from corpus.reviews.verdicts import judge

DecisionOf = Callable[..., Decision]


def test_a_correction_makes_it_checked_and_the_last_one_holds(decision_of: DecisionOf) -> None:
    first = decision_of(1, "set", values={"sector": "kesehatan", "year": 2020})
    second = decision_of(2, "set", values={"sector": "pendidikan"})
    verdict = judge([first, second])
    assert verdict.status == "diperiksa"
    assert verdict.values == {"sector": ("pendidikan", second), "year": (2020, first)}
    assert verdict.disputed == ()


@pytest.mark.parametrize(
    ("actions", "status"),
    [
        (["accept", "reject"], "ditolak"),
        (["reject", "accept"], "diperiksa"),
        (["reject", "set"], "ditolak"),
    ],
)
def test_only_accepting_gives_back_what_was_rejected(
    decision_of: DecisionOf, actions: list[str], status: str
) -> None:
    decisions = [
        decision_of(minute, action, values={"year": 2020} if action == "set" else {})
        for minute, action in enumerate(actions)
    ]
    assert judge(decisions).status == status


def test_two_people_who_say_different_things_dispute_it_until_one_gives_way(
    decision_of: DecisionOf,
) -> None:
    ani = decision_of(1, "set", values={"owner": "Dinkes"})
    budi = decision_of(2, "set", values={"owner": "RSUD"}, by="Budi")
    assert judge([ani, budi]).disputed == ("owner",)
    gives_way = decision_of(3, "accept", values={"owner": "RSUD"})
    settled = judge([ani, budi, gives_way])
    assert settled.disputed == ()
    assert settled.holding == {gives_way.id}
