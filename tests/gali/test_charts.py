"""Bars are as long as their values are large."""

from __future__ import annotations

import io

import pytest

from corpus.statistics import Tally
from gali.charts import bars, by_sector_in_english
from gali.terminal import console_for


def _lines(*values: int, limit: int = 10) -> list[str]:
    stream = io.StringIO()
    tallies = [Tally(key=str(n), label=f"label {n}", n=n) for n in values]
    console_for(stream).print(bars(tallies, limit=limit, width=16))
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(("n", "length"), [(16, 16), (8, 8), (4, 4)])
def test_a_bar_is_proportional(n: int, length: int) -> None:
    lines = _lines(16, 8, 4)
    assert next(line for line in lines if f"label {n} " in line).count("█") == length


def test_a_small_value_is_still_seen() -> None:
    assert "▏" in _lines(1000, 1)[1]


def test_values_beyond_the_limit_are_summed_up() -> None:
    lines = _lines(5, 4, 3, 2, limit=2)
    assert len(lines) == 3
    assert "2 more" in lines[2]
    assert "5" in lines[2]


def test_no_values_make_no_bars() -> None:
    assert "".join(_lines()).strip() == ""


def test_sectors_have_their_english_names() -> None:
    tallies = [Tally(key="kesehatan", label="Kesehatan", n=1), Tally(key=None, label="?", n=1)]
    assert [tally.label for tally in by_sector_in_english(tallies)] == ["Health", "?"]
