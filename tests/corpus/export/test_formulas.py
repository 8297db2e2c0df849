"""No cell runs in a spreadsheet, and every text comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.export.formulas import neutralise_formula, restore_formula

SIGNS = "=+-@＝＋－＠\t\r\n"


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-5", "@a", " =1", "\t=1", "'=1", "\ufeff=1", "＝1"]
)
def test_what_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    assert neutralise_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Sapa", "a=b", "'tis", "33.10", "e-KTP", '["-"]', "1-2"])
def test_other_texts_stay(text: str) -> None:
    assert neutralise_formula(text) == text


@given(st.text() | st.text(alphabet=SIGNS + "' a"))
@example("''=1")
@example("'")
def test_every_text_comes_back_and_none_begins_like_a_formula(text: str) -> None:
    cell = neutralise_formula(text)
    assert cell[:1] not in set(SIGNS)
    assert restore_formula(cell) == text
