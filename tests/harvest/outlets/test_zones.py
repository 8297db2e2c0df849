from __future__ import annotations

import pytest

from corpus.vocabulary import regions
from harvest.outlets.zones import TIME_ZONES, time_zone_of


@pytest.mark.parametrize("code", regions())
def test_every_region_has_one_of_the_three_zones(code: str) -> None:
    assert time_zone_of(code) in TIME_ZONES


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("11.71", "Asia/Jakarta"),
        ("62", "Asia/Jakarta"),
        ("63", "Asia/Makassar"),
        ("53.14", "Asia/Makassar"),
        ("82", "Asia/Jayapura"),
        ("96.71", "Asia/Jayapura"),
    ],
)
def test_clocks_change_between_islands(code: str, zone: str) -> None:
    assert time_zone_of(code) == zone
