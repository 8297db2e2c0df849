"""Whoever watches long work gets every item, and a terminal sees how many have passed."""

from __future__ import annotations

import pytest

from gali.progress import drawn, unwatched


@pytest.mark.parametrize("total", [None, lambda: 3], ids=["unknown", "known"])
def test_every_item_passes_in_order(total: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(drawn("abc", "Reading", total)) == ["a", "b", "c"]  # type: ignore[arg-type]
    told = capsys.readouterr()
    assert told.out == ""
    assert "Reading" in told.err
    assert "3" in told.err


def test_items_are_taken_as_they_are_needed() -> None:
    endless = iter(int, 1)
    assert next(iter(drawn(endless, "Reading"))) == 0


def test_unwatched_counts_nothing() -> None:
    def total() -> int:
        pytest.fail("nobody wants to know")

    assert list(unwatched("abc", "Reading", total)) == ["a", "b", "c"]
