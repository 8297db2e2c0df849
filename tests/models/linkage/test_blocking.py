"""Pairs that may be one are compared, and never too many."""

from collections.abc import Callable

import pytest

from models.linkage.blocking import find_pairs, iter_hub_pairs
from models.linkage.profile import Profile


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"name": "Kapas"}, {"name": "Kapas Ku", "aliases": ("Kapas",)}, id="alias"),
        pytest.param({"name": "Perkebbas"}, {"name": "Perkebas"}, id="letter-missing"),
        pytest.param({"name": "Simpel"}, {"name": "Simpul"}, id="other-letter"),
        pytest.param({"name": "Sigab"}, {"name": "Sgiab"}, id="letters-swapped"),
        pytest.param({"name": "Kurir Langit"}, {"name": "Mitra Kurir Langit"}, id="words"),
        pytest.param(
            {"name": "Gesit", "expansion": "Gerakan Sisir Stunting"},
            {"name": "Gerakan Sisir Stuntng"},
            id="misspelt-expansion",
        ),
    ],
)
def test_finds_pairs(
    one: dict[str, str], other: dict[str, str], profile_like: Callable[..., Profile]
) -> None:
    profiles = [profile_like(**one), profile_like("Lentera Desa"), profile_like(**other)]
    assert find_pairs(profiles) == [(0, 2)]


def test_a_word_that_all_share_brings_nobody_together(
    profile_like: Callable[..., Profile],
) -> None:
    letters = "bcdfghjklmnpqrstvwz"
    names = [f"Kampung {a * 3}{b * 3}" for a in letters for b in letters[:5]]
    assert find_pairs([profile_like(name) for name in names]) == []


def test_a_large_block_is_compared_with_its_first_ones() -> None:
    pairs = list(iter_hub_pairs(range(1000)))
    assert len(pairs) < 25_000
    assert {b for a, b in pairs if a == 0} == set(range(1, 1000))
