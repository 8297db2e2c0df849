"""The vocabularies agree with each other, and codes are text."""

from __future__ import annotations

import re

from corpus.records import AwardLevel
from corpus.vocabulary import (
    award_schemes,
    body_types,
    districts,
    known_innovations,
    regions,
    sectors,
)


def test_regions_are_those_of_the_decree() -> None:
    types = [region.type for region in regions().values()]
    assert types.count("provinsi") == 38
    assert len(types) - types.count("provinsi") == 514


def test_region_codes_are_text_with_their_zeros() -> None:
    for code, region in regions().items():
        assert code == region.code
        assert re.fullmatch(r"\d\d" if region.type == "provinsi" else r"\d\d\.\d\d", code)
        assert region.province_code == code[:2]
        assert region.province_code in regions()
    assert regions()["33.10"].code == "33.10"


def test_names_of_a_region_are_clean_and_distinct() -> None:
    official = [region.official_name for region in regions().values()]
    assert len(set(official)) == len(official)
    for region in regions().values():
        names = (region.official_name, region.plain_name, *region.capitals, *region.abbreviations)
        assert all(name and name == " ".join(name.split()) for name in names)


def test_districts_lie_in_regions() -> None:
    assert len(districts()) == 7285
    for district in districts():
        assert district.code.startswith(f"{district.region_code}.")
        assert district.region_code in regions()


def test_bodies_serve_sectors() -> None:
    for canonical_id, body in body_types().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", canonical_id)
        assert body.sector is None or body.sector in sectors()


def test_there_are_nineteen_sectors() -> None:
    assert len(sectors()) == 19
    assert all(sector.name_id and sector.name_en for sector in sectors().values())


def test_award_schemes_have_levels() -> None:
    levels = set(AwardLevel.__args__)  # type: ignore[attr-defined]
    for scheme in award_schemes().values():
        assert scheme.level in levels
    assert {"kipp-nasional", "kipp-provinsi", "kipp-kabupaten"} <= set(award_schemes())


def test_known_innovations_have_names_and_sectors_that_exist() -> None:
    assert len(known_innovations()) == 341
    for known in known_innovations():
        assert known.name == known.name.strip() != ""
        assert known.sector is None or known.sector in sectors()
