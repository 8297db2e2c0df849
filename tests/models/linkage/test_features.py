"""What speaks for and against a pair does not depend on which of the two comes first."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.linkage.features import WORDS, features_of
from models.linkage.profile import Profile

TOLD = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Kapas", "Kapasku", "Bank Sampah", "Lentera Desa", "Lentera 2"]),
        "region": st.sampled_from([None, "33", "33.24"]),
        "expansion": st.sampled_from([None, "Kapal Sehat", "Kapal Pasien Sehat", "Lentera Desa"]),
        "owner": st.sampled_from([None, ("rsud", "RSUD Boja"), (None, "Komunitas Boja")]),
        "aliases": st.sampled_from([(), ("Kapas",), ("Lentera Desa",)]),
    }
)


@given(one=TOLD, other=TOLD)
def test_both_directions_say_the_same(
    one: dict[str, Any], other: dict[str, Any], profile_like: Callable[..., Profile]
) -> None:
    features = features_of(profile_like(**one), profile_like(**other))
    assert features == features_of(profile_like(**other), profile_like(**one))
    assert features.keys() <= WORDS.keys()
    assert all(0.0 < value <= 1.0 for value in features.values())


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        ({"name": "Kapas"}, {"name": "Lentera", "aliases": ("Kapas",)}, "alias"),
        (
            {"name": "Kapal Nelayan"},
            {"name": "KN", "expansion": "Kapal Nelayan"},
            "name_is_expansion",
        ),
        ({"name": "Bank Sampah"}, {"name": "Bank Sampah"}, "generic_name"),
        ({"name": "Tangguh 112"}, {"name": "Tangguh 119"}, "other_numbers"),
        (
            {"name": "DCM", "expansion": "Dukcapil Ceria Mobile"},
            {"name": "Dukcapil Ceria Mobile", "expansion": "DCM"},
            "name_is_expansion",
        ),
    ],
)
def test_features(
    one: dict[str, Any],
    other: dict[str, Any],
    feature: str,
    profile_like: Callable[..., Profile],
) -> None:
    assert feature in features_of(profile_like(**one), profile_like(**other))
