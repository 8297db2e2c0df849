"""Prizes in money are cut out as written."""

import pytest

from extract.awards.prizes import find_prize


@pytest.mark.parametrize(
    ("words", "prize"),
    [
        pytest.param("membawa pulang Rp 5 juta.", "Rp 5 juta", id="amount"),
        pytest.param("berhak atas DID sebesar Rp8,5 miliar", "DID sebesar Rp8,5 miliar", id="fund"),
        pytest.param(
            "menerima uang pembinaan Rp 2.500.000, piagam",
            "uang pembinaan Rp 2.500.000",
            id="coaching-money",
        ),
        pytest.param(
            "antara Rp1 miliar hingga Rp2 miliar", "Rp1 miliar hingga Rp2 miliar", id="range"
        ),
        pytest.param("menerima piagam dan piala", None, id="no-money"),
    ],
)
def test_finds_the_first_prize(words: str, prize: str | None) -> None:
    assert find_prize(words) == prize
