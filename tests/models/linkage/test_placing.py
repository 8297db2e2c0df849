"""What is told without a region goes where it is clear where it belongs, and nowhere else."""

from collections.abc import Callable

import pytest

from models.linkage.features import features_of
from models.linkage.placing import may_be_one_place
from models.linkage.profile import Profile


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("33.02", "33.02", True),
        ("33", "33.02", True),
        (None, "33.02", True),
        (None, None, True),
        ("33.02", "33.03", False),
        ("33", "35.03", False),
        ("33", "35", False),
    ],
)
def test_places(one: str | None, other: str | None, may_be: bool) -> None:
    assert may_be_one_place(one, other) is may_be
    assert may_be_one_place(other, one) is may_be


def test_regions_that_are_not_told_are_features(profile_like: Callable[..., Profile]) -> None:
    told, province, unknown = (profile_like("Kapas", region=r) for r in ("33.24", "33", None))
    assert "province" in features_of(told, province)
    assert "unknown_region" in features_of(told, unknown)
    assert "unknown_regions" in features_of(unknown, unknown)
    assert not {"province", "unknown_region"} & features_of(told, told).keys()
