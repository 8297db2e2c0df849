"""An undone decision does not hold; an undone undo gives it back."""

from __future__ import annotations

from collections.abc import Callable

from corpus.reviews.decisions import Decision
from corpus.reviews.standing import find_undone, keep_standing

DecisionOf = Callable[..., Decision]


def test_the_order_of_arrival_is_nothing(decision_of: DecisionOf) -> None:
    first, second = decision_of(1, "accept"), decision_of(2, "reject")
    assert keep_standing([second, first]) == [first, second]


def test_an_undo_takes_a_decision_back_and_can_be_taken_back_itself(
    decision_of: DecisionOf,
) -> None:
    reject = decision_of(1, "reject")
    undo = decision_of(2, "undo", target=reject.id)
    again = decision_of(3, "undo", target=undo.id, by="Budi")
    assert keep_standing([reject, undo]) == []
    assert keep_standing([again, reject, undo]) == [reject]
    assert find_undone([reject, undo, again]) == {undo.id}


def test_decisions_that_undo_each_other_come_to_an_end(decision_of: DecisionOf) -> None:
    later = decision_of(2, "undo", target=decision_of(1, "undo", target="d1").id)
    earlier = decision_of(1, "undo", target=later.id)
    assert find_undone([earlier, later]) == {earlier.id}
