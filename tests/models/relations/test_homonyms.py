"""The same name elsewhere, or nearly the same name here, is told and never merged."""

from __future__ import annotations

import random
from typing import Any

from corpus.records import Innovation, MentionRef
from models.relations.homonyms import find_homonyms


def innovation(number: int, name: str, **told: Any) -> Innovation:
    return Innovation(
        id=f"i{number:04}",
        name=name,
        mentions=(MentionRef(article_id=f"a{number}", local_id="i1"),),
        confidence=0.9,
        region=told.pop("region", "33.02"),
        **told,
    )


def test_the_same_name_elsewhere() -> None:
    (relation,) = find_homonyms(
        [innovation(2, "CLBK", region="73.24"), innovation(1, "Clbk"), innovation(3, "Lentera")]
    )
    assert (relation.innovation_id, relation.other_id) == ("i0001", "i0002")
    assert relation.kind == "homonym"
    assert "same_name" in relation.reasons


def test_a_copy_is_more_alike_than_a_namesake() -> None:
    copy, namesake = (
        innovation(2, "Bunga Desa", region="16.03", expansion="Bupati Ngantor di Desa"),
        innovation(3, "Bunga Desa", region="35.03", expansion="Buah Unggulan Gaya Desa"),
    )
    source = innovation(1, "Bunga Desa", region="35.10", expansion="Bupati Ngantor di Desa")
    scores = {r.other_id: r.score for r in find_homonyms([source, copy, namesake])}
    assert scores["i0002"] > 0.8 > 0.2 > scores["i0003"]


def test_a_name_in_the_other_within_one_region() -> None:
    gendis = innovation(1, "Gendis", owner="Puskesmas Kembaran", owner_type="puskesmas")
    mamas = innovation(2, "Gendis Mamas", owner="Dindik", owner_type="dinas-pendidikan")
    elsewhere = innovation(3, "Gendis Manis", region="33.03")
    pairs = {(r.innovation_id, r.other_id) for r in find_homonyms([gendis, mamas, elsewhere])}
    assert pairs <= {("i0001", "i0002")}


def test_a_common_name_has_a_bounded_number_of_namesakes() -> None:
    many = [innovation(n, "Bank Sampah", region=f"33.{n:04}") for n in range(1, 301)]
    relations = find_homonyms(many)
    assert 300 <= len(relations) <= 300 * 20
    random.Random(1).shuffle(many)
    assert find_homonyms(many) == relations
