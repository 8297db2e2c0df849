"""Measures of agreement give the figures of published examples and of other programs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.agreement import (
    cohen_kappa,
    coincidences_of,
    estimate,
    f1_score,
    krippendorff_alpha,
    share,
    table_of,
)

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), examples A to C.
PUBLISHED = {
    "A, two observers, two values": (["0100000010", "1110010000"], 0.095),
    "B, two observers, five values": (["aabbdcccedda", "babbbccceddd"], 0.692),
    "C, four observers, values missing": (
        ["123321412...", "1233224125.3", ".3332342251.", "12332441251."],
        0.743,
    ),
}
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40)


def units_of(rows: list[str]) -> list[list[str | None]]:
    return [[None if c == "." else c for c in column] for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("example", PUBLISHED)
def test_alpha_is_that_of_published_examples(example: str) -> None:
    rows, alpha = PUBLISHED[example]
    labels = sorted(set("".join(rows)) - {"."})
    found = krippendorff_alpha(coincidences_of(units_of(rows), labels))
    assert found == pytest.approx(alpha, abs=0.0005)


def test_kappa_is_that_of_a_textbook() -> None:
    assert cohen_kappa(np.array([[20.0, 5.0], [10.0, 15.0]])) == pytest.approx(0.4)


@settings(deadline=None)
@given(PAIRS)
def test_kappa_is_that_of_another_program(pairs: list[tuple[str, str]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    found = cohen_kappa(table_of(pairs, "abc"))
    if found is None:
        assert len({label for pair in pairs for label in pair}) == 1
    else:
        mine, theirs = zip(*pairs, strict=True)
        assert found == pytest.approx(metrics.cohen_kappa_score(mine, theirs), abs=1e-9)


@given(PAIRS)
def test_perfect_agreement_is_one_and_the_order_of_people_does_not_matter(
    pairs: list[tuple[str, str]],
) -> None:
    alike = [(one, one) for one, _ in pairs]
    turned = [(other, one) for one, other in pairs]
    for measure, count in ((cohen_kappa, table_of), (krippendorff_alpha, coincidences_of)):
        assert measure(count(alike, "abc")) in (None, pytest.approx(1.0))
        found = measure(count(pairs, "abc"))
        if found is not None:
            assert measure(count(turned, "abc")) == pytest.approx(found)
            assert found <= 1


def test_what_stands_on_nothing_is_no_figure() -> None:
    assert f1_score(np.zeros(3)) is None
    assert share(np.zeros(2)) is None
    assert cohen_kappa(np.zeros((2, 2))) is None
    assert krippendorff_alpha(np.zeros((2, 2))) is None
    assert estimate(share, np.zeros((0, 2))).value is None


def test_f1() -> None:
    assert f1_score(np.array([3.0, 1.0, 2.0])) == pytest.approx(6 / 9)


def test_intervals_are_repeatable_and_hold_the_figure() -> None:
    chance = np.random.default_rng(3)
    right = (chance.random(200) < 0.8).astype(float)
    counts = np.column_stack([right, 1 - right])
    one, again = (estimate(share, counts, seed=5) for _ in range(2))
    assert one == again
    assert one.low is not None
    assert one.high is not None
    assert one.value is not None
    assert one.low < one.value < one.high
    # The interval of a share of 200 draws, by the normal law.
    assert one.high - one.low == pytest.approx(4 * (0.8 * 0.2 / 200) ** 0.5, rel=0.2)


def test_strata_narrow_an_interval_that_they_explain() -> None:
    counts = np.array([[1.0, 0.0]] * 50 + [[0.0, 1.0]] * 50)
    mixed = estimate(share, counts)
    divided = estimate(share, counts, strata=[0] * 50 + [1] * 50)
    assert mixed.low is not None
    assert mixed.low < 0.5
    assert (divided.low, divided.value, divided.high) == (0.5, 0.5, 0.5)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.1, 1000))
def test_weights_of_one_size_change_nothing(weight: float) -> None:
    counts = np.array([[3.0, 1.0], [2.0, 2.0], [0.0, 1.0]])
    plain, weighted = estimate(share, counts), estimate(share, counts * weight)
    assert plain.value == pytest.approx(weighted.value)
    assert plain.low == pytest.approx(weighted.low)
