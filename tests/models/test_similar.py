"""Innovations of other places that do similar things are found, with the words that they share."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.similar import Idea, count_words, find_similar

SAID = {
    "i1": ("33.02", "jemput antar obat pasien lansia ke rumah"),
    "i2": ("35.10", "obat pasien diantar kurir sampai rumah"),
    "i3": ("73.24", "bank sampah plastik ditukar beras"),
    "i4": ("51.05", "sampah plastik ditukar sembako beras"),
    "i5": ("33.02", "antar obat pasien ke rumah oleh kader"),
    "i6": ("12.02", "perpustakaan keliling dongeng anak"),
}


def idea(innovation_id: str, region: str | None, text: str, sector: str | None = None) -> Idea:
    words = count_words([(text, 1.0)], lambda word: word)
    return Idea(innovation_id=innovation_id, region=region, sector=sector, words=words)


FILLER = [idea(f"x{n}", "91.01", f"lain{n} kata{n}") for n in range(20)]
IDEAS = [*(idea(key, region, text) for key, (region, text) in SAID.items()), *FILLER]


def test_finds_what_does_the_same_elsewhere() -> None:
    pairs = {(r.innovation_id, r.other_id) for r in find_similar(IDEAS)}
    assert pairs == {
        ("i1", "i2"),
        ("i2", "i1"),
        ("i2", "i5"),
        ("i3", "i4"),
        ("i4", "i3"),
        ("i5", "i2"),
    }


def test_never_in_one_region_nor_in_its_province_nor_where_none_is_told() -> None:
    text = SAID["i1"][1]
    near = [idea("a", "33.02", text), idea("b", "33", text), idea("c", None, text)]
    assert find_similar([*near, *FILLER]) == []
    assert len(find_similar([*near[:1], idea("d", "33.03", text), *FILLER])) == 2


def test_reasons_are_shared_words() -> None:
    for relation in find_similar(IDEAS):
        assert relation.kind == "similar"
        assert len(relation.reasons) >= 2
        for word in relation.reasons:
            assert word in SAID[relation.innovation_id][1]
            assert word in SAID[relation.other_id][1]


def test_another_sector_makes_it_less_alike() -> None:
    text = SAID["i1"][1]

    def score(sector: str) -> float:
        pair = [idea("a", "33.02", text, "kesehatan"), idea("b", "35.10", text, sector)]
        return find_similar([*pair, *FILLER])[0].score

    assert score("kesehatan") > score("sosial")


def test_gives_few_for_each() -> None:
    many = [idea(f"i{n:03}", f"{10 + n}", "antar obat pasien rumah") for n in range(20)]
    filler = [idea(f"x{n}", "33.02", f"lain{n} kata{n}") for n in range(400)]
    relations = find_similar([*many, *filler])
    assert len(relations) == 20 * 5


@pytest.mark.parametrize("ideas", [[], [IDEAS[0]], [idea("a", "33.02", ""), IDEAS[0]]])
def test_too_little_to_compare(ideas: list[Idea]) -> None:
    assert find_similar(ideas) == []


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 1000))
def test_order_of_arrival_does_not_matter(seed: int) -> None:
    shuffled = list(IDEAS)
    random.Random(seed).shuffle(shuffled)
    assert find_similar(shuffled) == find_similar(IDEAS)


def test_words_of_news_contests_and_places_do_not_count() -> None:
    text = "Inovasi Pemkab Banyumas meraih Top 99 KIPP 2020: ambulans air"
    assert count_words([(text, 1.0)], lambda word: word).keys() == {"meraih", "ambulans", "air"}
