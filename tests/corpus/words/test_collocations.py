"""Collocations are counted on either side, within the span, and weighed as the literature does."""

from __future__ import annotations

import math
import sqlite3

from corpus.filters import SearchFilters
from corpus.words.collocations import find_collocations


def test_neighbours_are_counted_on_either_side(counted: sqlite3.Connection) -> None:
    found = {one.word: one for one in find_collocations(counted, "bola", span=1, least_count=1)}
    jemput = found["jemput"]
    # "jemput bola" four times, once after "bola." as well; "bola" seven times in all.
    assert (jemput.n, jemput.n_left, jemput.n_right, jemput.n_total) == (5, 4, 1, 4)
    assert jemput.log_dice == 14 + math.log2(2 * 5 / (7 + 5))
    assert (found["voli"].n_left, found["voli"].n_right) == (0, 2)
    assert "antar" not in found


def test_span_filters_and_phrases(counted: sqlite3.Connection) -> None:
    near = {one.word for one in find_collocations(counted, "jemput bola", least_count=1)}
    assert {"petugas", "melayani", "ktp"} <= near
    assert "2021" not in near
    java = SearchFilters(region="jatim")
    assert {one.word for one in find_collocations(counted, "bola", java, span=1)} == set()
    assert "voli" in {one.word for one in find_collocations(counted, "bola", java, least_count=2)}
    assert find_collocations(counted, "tidakada") == []
    forms = {o.word for o in find_collocations(counted, "layanan", least_count=1, stem=True)}
    assert {"petugas", "e", "baru"} <= forms


def test_diacritics_and_case_do_not_matter(counted: sqlite3.Connection) -> None:
    (cafe,) = [o for o in find_collocations(counted, "inklusif", least_count=1) if o.word == "cafe"]
    assert cafe.n_total == 1
