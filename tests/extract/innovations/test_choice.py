from collections.abc import Callable

import pytest

from extract.innovations.candidates import Candidate
from extract.innovations.choice import (
    Group,
    choose,
    find_candidates,
    group_by_name,
    group_points,
    keep_best,
    make_passages,
)
from extract.reading import Reading
from extract.scoring import Model, Models

ReadingOf = Callable[..., Reading]

# The log-odds of a name are its points less two; a half or more is a yes.
STEPS = [round(0.1 * n, 1) for n in range(-60, 100)]
POINTS = Model(
    feature_names=("points",),
    base=STEPS[0] - 2.0,
    trees=tuple((0, step, (-1, 0.0), (-1, 0.1)) for step in STEPS),
    threshold=0.5,
    calibration=(),
)
MODELS = Models(pieces={}, names=POINTS, owners=POINTS)


def candidate(name: str, start: int = 0, field: str = "text", **signs: float) -> Candidate:
    return Candidate(
        field,  # type: ignore[arg-type]
        start,
        start + len(name),
        name,
        "test",
        signs={key.replace("_", " "): points for key, points in signs.items()},
    )


def described(*candidates: Candidate) -> list[Group]:
    by_name: dict[str, list[Candidate]] = {}
    for one in candidates:
        by_name.setdefault(one.name, []).append(one)
    return [Group(group, {"points": group_points(group)}, wording={}) for group in by_name.values()]


def names(groups: list[Group]) -> list[str]:
    return [group.name for group in groups]


def test_only_names_of_which_the_model_says_yes_are_kept() -> None:
    strong, weak = candidate("Lapak", 0, head_cue=2.3), candidate("Kebun", 9, head_cue=1.7)
    assert names(choose(described(weak, strong), MODELS)) == ["Lapak"]
    assert choose([], MODELS) == []


def test_an_item_counts_more_where_most_of_its_list_are_kept() -> None:
    items = [candidate("Lapak", 0, head_cue=4), candidate("Kebun", 9, head_cue=4)]
    doubtful = candidate("Taman", 20, head_cue=1.5)
    assert names(choose(described(*items, doubtful), MODELS)) == ["Lapak", "Kebun"]
    for item in [*items, doubtful]:
        item.group = 1
    assert names(choose(described(*items, doubtful), MODELS)) == ["Lapak", "Kebun", "Taman"]


def test_spellings_of_one_name_are_one_group(reading: ReadingOf) -> None:
    whole = reading("Lapak-Kita dan lagi LAPAK KITA")
    found = group_by_name(
        whole, [candidate("Lapak-Kita", 0, head_cue=2), candidate("LAPAK KITA", 20, quotation=1)]
    )
    assert [[c.name for c in group.candidates] for group in found] == [["Lapak-Kita", "LAPAK KITA"]]


def test_names_for_which_nothing_speaks_are_left_out(reading: ReadingOf) -> None:
    assert group_by_name(reading("Lapak"), [candidate("Lapak", generic=-3.0)]) == []


def test_innovations_stand_in_order_of_the_text_and_titles_last() -> None:
    found = keep_best(
        described(
            candidate("Title", 0, "title", head_cue=9),
            candidate("Second", 50, head_cue=9),
            candidate("First", 5, head_cue=3),
        )
    )
    assert names(found) == ["First", "Second", "Title"]


def test_a_name_inside_a_better_one_is_dropped() -> None:
    better, inside = candidate("Lapak Kita Baru", 0, head_cue=5), candidate("Kita", 6, head_cue=3)
    assert names(keep_best(described(inside, better))) == ["Lapak Kita Baru"]


def test_a_name_inside_an_expansion_is_dropped() -> None:
    pair = candidate("Sigap", 0, head_cue=5)
    pair.expansion = (7, 30)
    assert names(keep_best(described(pair, candidate("Gawat", 12, head_cue=3)))) == ["Sigap"]


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
