from collections.abc import Callable

import pytest

from extract.innovations.candidates import Candidate
from extract.innovations.choice import (
    KEEP,
    choose,
    confidence_of,
    find_candidates,
    group_points,
    make_passages,
)
from extract.reading import Reading

ReadingOf = Callable[..., Reading]


def candidate(name: str, start: int = 0, field: str = "text", **signs: float) -> Candidate:
    return Candidate(
        field,  # type: ignore[arg-type]
        start,
        start + len(name),
        name,
        "test",
        signs={key.replace("_", " "): points for key, points in signs.items()},
    )


def names(groups: list[list[Candidate]]) -> list[str]:
    return [group[0].name for group in groups]


def test_only_names_that_convince_are_kept() -> None:
    strong, weak = candidate("Lapak", 0, head_cue=KEEP), candidate("Kebun", 9, head_cue=KEEP - 0.1)
    assert names(choose([weak, strong])) == ["Lapak"]
    assert choose([]) == []


def test_spellings_of_one_name_are_one_group() -> None:
    found = choose(
        [candidate("Lapak-Kita", 0, head_cue=2), candidate("LAPAK KITA", 20, quotation=1)]
    )
    assert [[c.name for c in group] for group in found] == [["Lapak-Kita", "LAPAK KITA"]]


def test_places_of_a_name_convince_together() -> None:
    found = choose([candidate("Lapak", 0, quotation=1), candidate("Lapak", 20, repeated=0.9)])
    assert names(found) == ["Lapak"]


def test_innovations_stand_in_order_of_the_text_and_titles_last() -> None:
    found = choose(
        [
            candidate("Title", 0, "title", head_cue=9),
            candidate("Second", 50, head_cue=9),
            candidate("First", 5, head_cue=3),
        ]
    )
    assert names(found) == ["First", "Second", "Title"]


def test_a_name_inside_a_better_one_is_dropped() -> None:
    found = choose([candidate("Lapak Kita Baru", 0, head_cue=5), candidate("Kita", 6, head_cue=3)])
    assert names(found) == ["Lapak Kita Baru"]


def test_a_name_inside_an_expansion_is_dropped() -> None:
    pair = candidate("Sigap", 0, head_cue=5)
    pair.expansion = (7, 30)
    assert names(choose([pair, candidate("Gawat", 12, head_cue=3)])) == ["Sigap"]


def test_a_sign_counts_once_at_its_best() -> None:
    once = group_points([candidate("Lapak", quotation=0.5)])
    twice = group_points([candidate("Lapak", quotation=0.5), candidate("Lapak", quotation=0.2)])
    assert once == twice == pytest.approx(0.5)


def test_a_sign_against_counts_once_at_its_worst() -> None:
    group = [candidate("Lapak", generic=-1.0), candidate("Lapak", generic=-3.0)]
    assert group_points(group) == pytest.approx(-3.0)


def test_a_second_cue_says_little_more() -> None:
    one = group_points([candidate("Lapak", head_cue=2.0)])
    two = group_points([candidate("Lapak", head_cue=2.0), candidate("Lapak", predicate=1.5)])
    assert one < two < one + 1.5


@pytest.mark.parametrize("sign", ["initialism", "institution"])
def test_a_cue_outweighs_what_speaks_for_an_institution(sign: str) -> None:
    alone = group_points([candidate("Lapak", **{sign: -2.0})])
    cued = group_points([candidate("Lapak", **{sign: -2.0, "head_cue": 2.0})])
    assert cued > alone + 2.0


def test_confidence_grows_with_points_within_its_bounds() -> None:
    values = [confidence_of(points) for points in (-50, -1, KEEP, 3, 6, 50)]
    assert values == sorted(values)
    assert values[0] >= 0.0
    assert values[-1] <= 1.0
    assert confidence_of(2) < confidence_of(3)


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga: Inovasi Lapak Kita Milik Disperindag",
        "BACA JUGA : Inovasi Lapak Kita (Layanan Pasar Kita)",
        "Baca Juga Inovasi Lapak Kita",
        "Lihat juga: Inovasi Lapak Kita",
        "(Baca juga: Inovasi Lapak Kita)",
        "Baca: Inovasi Lapak Kita",
        "Simak pula: Inovasi Lapak Kita",
    ],
)
def test_links_to_other_articles_are_not_read(reading: ReadingOf, text: str) -> None:
    whole = reading(f"{text}\nDinas Sosial Kebumen berinovasi.")
    assert all("Lapak" not in p.sentence.text for p in make_passages(whole))


def test_sentences_without_any_cue_are_not_prepared(reading: ReadingOf) -> None:
    whole = reading("Warga senang sekali. Dinas Sosial hadir. Ada inovasi baru.")
    assert [p.sentence.text for p in make_passages(whole)] == [
        "Dinas Sosial hadir.",
        "Ada inovasi baru.",
    ]


def test_convincing_items_help_the_others_of_their_list(reading: ReadingOf) -> None:
    whole = reading("Inovasi Pemkab Kebumen yakni Lapak Kita, Kebun Pintar dan Sapa Lansia.")
    found = find_candidates(whole, make_passages(whole))
    assert all("siblings" in c.signs for c in found if c.group is not None)
    assert any(c.group is not None for c in found)
