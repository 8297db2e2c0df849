import pytest

from corpus.identity import make_article
from extract.innovations.choice import find_candidates, make_passages
from extract.reading import read_article


def enumerations(text: str) -> dict[str, set[int | None]]:
    """Return the numbers of the enumerations that each name of a text is an item of."""
    reading = read_article(make_article(title="", text=text))
    found: dict[str, set[int | None]] = {}
    for candidate in find_candidates(reading, make_passages(reading)):
        found.setdefault(candidate.name, set()).add(candidate.group)
    return found


@pytest.mark.parametrize(
    "between",
    [" dan ", ", ", " (Top 99/2022), dan ", " dari Dinas Sosial, ", " milik Kota Magelang serta "],
)
def test_what_only_separators_owners_and_places_part_is_one_enumeration(between: str) -> None:
    found = enumerations(f"Kota itu sudah memiliki inovasi LAPAK KITA{between}SAPA LANSIA.")
    assert (found["LAPAK KITA"] & found["SAPA LANSIA"]) - {None}


@pytest.mark.parametrize("between", [" diluncurkan setelah ", " lalu ditiru warga, dan "])
def test_prose_between_two_names_parts_them(between: str) -> None:
    found = enumerations(f"Kota itu sudah memiliki inovasi LAPAK KITA{between}SAPA LANSIA.")
    assert not (found["LAPAK KITA"] & found["SAPA LANSIA"]) - {None}
