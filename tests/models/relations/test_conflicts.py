"""Articles that contradict each other are told from those that spell one thing in two ways."""

import pytest

from corpus.records import Conflict
from models.relations.conflicts import Statement, find_conflicts


def expansions(*values: str) -> list[Statement]:
    return [Statement(innovation_id="i1", field="expansion", value=value) for value in values]


def test_two_expansions_are_kept_with_how_many_say_so() -> None:
    told = expansions("Kapal Sehat", "Kapal Sehat", "kapal sehat", "Kantong Plastik")
    assert find_conflicts(told) == [
        Conflict(innovation_id="i1", field="expansion", value="Kantong Plastik", n_mentions=1),
        Conflict(innovation_id="i1", field="expansion", value="Kapal Sehat", n_mentions=3),
    ]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([], id="nothing"),
        pytest.param(["Kapal Sehat"], id="one"),
        pytest.param(["Kapal Sehat", "KAPAL SEHAT"], id="case"),
        pytest.param(["Gerakan Anti Stunting", "Gerakan Anti Stuntng"], id="slip"),
        pytest.param(["Kapal Sehat Warga Desa", "Kapal Sehat"], id="cut"),
    ],
)
def test_spellings_are_no_conflict(values: list[str]) -> None:
    assert find_conflicts(expansions(*values)) == []


@pytest.mark.parametrize(
    ("one", "other", "n_conflicts"),
    [
        (("Dinkes", "dinas-kesehatan"), ("Dinas Kesehatan", "dinas-kesehatan"), 0),
        (("Puskesmas Boja", "puskesmas"), ("Dinas Kesehatan", "dinas-kesehatan"), 0),
        (("Puskesmas Boja", "puskesmas"), ("Puskesmas Weleri", "puskesmas"), 2),
        (("Dinkes", "dinas-kesehatan"), ("DLH", "dinas-lh"), 2),
    ],
)
def test_owners(one: tuple[str, str], other: tuple[str, str], n_conflicts: int) -> None:
    told = [
        Statement(innovation_id="i1", field="owner", value=name, owner_type=type_id)
        for name, type_id in (one, other)
    ]
    assert len(find_conflicts(told)) == n_conflicts
    assert find_conflicts(reversed(told)) == find_conflicts(told)
