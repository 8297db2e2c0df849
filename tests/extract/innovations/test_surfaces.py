from collections.abc import Callable

import pytest

from extract.innovations.surfaces import find_places, spellings
from extract.reading import Reading

ReadingOf = Callable[..., Reading]

PLACES = {
    "as written": ("Lapak Kita laris, Lapak Kita maju", ["Lapak Kita", "Lapak Kita"]),
    "other case": ("LAPAK KITA laris, Lapak kita maju", ["LAPAK KITA", "Lapak kita"]),
    "ordinary words": ("warga suka lapak kita", []),
    "line break": ("Lapak\nKita laris", ["Lapak\nKita"]),
    "odd spaces": ("Lapak \u00a0 Kita laris", ["Lapak \u00a0 Kita"]),
    "in signs": ("“Lapak Kita”, (Lapak Kita)", ["Lapak Kita", "Lapak Kita"]),
    "part of a word": ("Lapak Kitaku dan Gelapak Kita", []),
    "after a hyphen": ("e-Lapak Kita", []),
    "before a hyphen": ("Lapak Kita-nya laris", ["Lapak Kita"]),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_places_of_a_name(reading: ReadingOf, text: str, expected: list[str]) -> None:
    found = find_places(reading(text), ["Lapak Kita"], [])
    assert [place.quote for place in found] == expected
    assert {place.role for place in found} <= {"name"}


def test_text_comes_before_title(reading: ReadingOf) -> None:
    found = find_places(reading("Lapak laris", title="Lapak Baru"), ["Lapak"], [])
    assert [(place.field, place.start) for place in found] == [("text", 0), ("title", 0)]


def test_a_name_in_lower_case_is_found_in_any_case(reading: ReadingOf) -> None:
    found = find_places(reading("kopi pagi dan Kopi Pagi"), ["kopi pagi"], [])
    assert [place.quote for place in found] == ["kopi pagi", "Kopi Pagi"]


def test_expansions_hide_no_mention_elsewhere(reading: ReadingOf) -> None:
    text = "Sistem Lapak Kita (Lapak) dan Lapak"
    found = find_places(reading(text), ["Lapak"], [("text", 0, 17)])
    assert [place.start for place in found] == [19, 30]


def test_the_longest_of_several_names_wins_a_place(reading: ReadingOf) -> None:
    found = find_places(
        reading("Lapak Kita Mobile, Lapak Kita"), ["Lapak Kita", "Lapak Kita Mobile"], []
    )
    assert [place.quote for place in found] == ["Lapak Kita Mobile", "Lapak Kita"]


def test_no_more_than_forty_places(reading: ReadingOf) -> None:
    assert len(find_places(reading("Lapak. " * 100), ["Lapak"], [])) == 40


@pytest.mark.parametrize("name", ["A+", "3 in 1", "(Lapak)", "Lapak.id", "[a-z]*", "\\d", "SAPA!"])
def test_signs_in_names_mean_themselves(reading: ReadingOf, name: str) -> None:
    found = find_places(reading(f"Warga suka {name} sekali"), [name], [])
    assert [place.quote for place in found] == [name]


def test_spellings_are_distinct_and_the_name_stands_first(reading: ReadingOf) -> None:
    found = find_places(reading("LAPAK laris, Lapak maju, LAPAK"), ["Lapak"], [])
    assert spellings("Lapak", found) == ("Lapak", "LAPAK")
