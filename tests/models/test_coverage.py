"""Entries of lists find the innovations that they are, and none of another region."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from models.coverage import Described, match_entries

PRESS = [
    Described(
        id="i1",
        name="Gesit",
        other_names=("Gerakan Gesit",),
        expansions=("Gerakan Sisir Anak Stunting",),
        owners=(("dinas-kesehatan", "Dinas Kesehatan"),),
        region="33.02",
    ),
    Described(id="i2", name="Sipelandukilat", expansions=(), region="65"),
    Described(id="i3", name="Bank Sampah Berlian", region="35.78"),
    Described(id="i4", name="Mantap Paten", expansions=("Melayani Antar Paten",), region="18.01"),
    Described(id="i5", name="Mantap Paten", region="51.08"),
]
# name, expansion, region of an entry -> id of the innovation, or None
CASES: dict[str, tuple[str, str | None, str | None, str | None]] = {
    "same name and region": ("GESIT", None, "33.02", "i1"),
    "same name elsewhere": ("Gesit", None, "35.78", None),
    "spelt otherwise": ("Si Pelanduk Ilat", None, "65", "i2"),
    "by what it stands for": ("Gerakan Sisir Anak Stunting", None, "33.02", "i1"),
    "in the province of the place": ("Bank Sampah Berlian", None, "35", "i3"),
    "no region in the list": ("Bank Sampah Berlian", None, None, "i3"),
    "another thing": ("Bank Darah Keliling", None, "35.78", None),
}


def entry(name: str, expansion: str | None = None, region: str | None = None) -> Described:
    return Described(
        id=f"r-{name}", name=name, expansions=(expansion,) if expansion else (), region=region
    )


@pytest.mark.parametrize("case", CASES)
def test_which_innovation_an_entry_is(case: str) -> None:
    name, expansion, region, expected = CASES[case]
    found = match_entries([entry(name, expansion, region)], PRESS)
    sure = [m.innovation_id for m in found.get(f"r-{name}", ()) if m.is_sure]
    assert sure == ([expected] if expected else [])


def test_a_name_of_two_places_is_only_possible_without_a_region() -> None:
    found = match_entries([entry("Mantap Paten")], PRESS)["r-Mantap Paten"]
    assert {match.innovation_id for match in found} == {"i4", "i5"}
    assert not any(match.is_sure for match in found)


def test_reasons_are_told_in_words() -> None:
    (match,) = match_entries([entry("Gesit", "Gerakan Sisir Anak Stunting", "33.02")], PRESS)[
        "r-Gesit"
    ]
    assert match.probability > 0.9
    assert any("same words" in reason for reason in match.reasons)
    assert all(reason[0] in "+−" for reason in match.reasons)


def test_the_order_does_not_matter() -> None:
    entries = [
        replace(entry(name, expansion, region), id=case)
        for case, (name, expansion, region, _) in CASES.items()
    ]
    expected = match_entries(entries, PRESS)
    for seed in range(5):
        shuffled, press = list(entries), list(PRESS)
        Random(seed).shuffle(shuffled)
        Random(seed).shuffle(press)
        assert match_entries(shuffled, press) == expected


def test_nothing_to_compare_gives_nothing() -> None:
    assert match_entries([], PRESS) == {}
    assert match_entries([entry("Gesit")], []) == {}
