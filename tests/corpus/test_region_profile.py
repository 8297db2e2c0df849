"""A region's profile holds what it launched and won, and both ends of every replication."""

from __future__ import annotations

import sqlite3

import pytest

from corpus.errors import InvalidQueryError
from corpus.region_profile import read_region_profile


def test_a_region_that_others_learn_from(filled: sqlite3.Connection) -> None:
    profile = read_region_profile(filled, "banyumas")
    assert profile.region.code == "33.02"
    assert [hit.innovation.name for hit in profile.innovations.hits] == ["Gesit"]
    assert [(tally.key, tally.n) for tally in profile.sectors] == [("kesehatan", 1)]
    assert [award.rank for award in profile.awards.outcomes] == ["Top 99"]
    assert [one.to_region for one in profile.learnt_by.outcomes] == ["33.01"]
    assert profile.learnt_from.total == 0
    assert not profile.is_empty


def test_a_region_that_learns(filled: sqlite3.Connection) -> None:
    profile = read_region_profile(filled, "Kab. Cilacap")
    assert [one.from_region for one in profile.learnt_from.outcomes] == ["33.02"]
    assert (profile.innovations.total, profile.learnt_by.total) == (0, 0)


def test_a_province_includes_its_regions(filled: sqlite3.Connection) -> None:
    profile = read_region_profile(filled, "jateng", limit=1)
    assert (profile.innovations.total, len(profile.innovations.hits)) == (2, 1)


def test_a_region_of_which_nothing_is_known(filled: sqlite3.Connection) -> None:
    assert read_region_profile(filled, "Kota Sorong").is_empty
    with pytest.raises(InvalidQueryError):
        read_region_profile(filled, "atlantis")
