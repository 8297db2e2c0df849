"""What people call regions, sectors, bodies and years; one meaning or an error that helps."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InvalidQueryError
from corpus.filters import (
    resolve_owner_types,
    resolve_region,
    resolve_sector,
    resolve_status,
    resolve_years,
)
from corpus.spellings import find_bodies, find_body_types
from corpus.vocabulary import regions

REGIONS = {
    "33.02": "33.02",
    "banyumas": "33.02",
    "BANYUMAS": "33.02",
    "Kab. Banyumas": "33.02",
    "Kabupaten Banyumas": "33.02",
    "pemkab banyumas": "33.02",
    " 33.10 ": "33.10",
    "Kota Magelang": "33.71",
    "Kab Magelang": "33.08",
    "pemkot Tegal": "33.76",
    "Kepulauan Seribu": "31.01",
    "Kab.Banyumas": "33.02",
    "Pemerintah Kabupaten Banyumas": "33.02",
    "Pemda Banyumas": "33.02",
    "Purwokerto": "33.02",
    "PADANGSIDIMPUAN": "12.77",
    "Padang Sidimpuan": "12.77",
    "kota baru": "63.02",
    "Fak Fak": "92.03",
    "Kotamadya Magelang": "33.71",
}


@pytest.mark.parametrize("name", REGIONS)
def test_region(name: str) -> None:
    assert resolve_region(name) == (REGIONS[name],)


@pytest.mark.parametrize(
    "name", ["33", "Jawa Tengah", "jateng", "Provinsi Jawa Tengah", "Prov. Jateng"]
)
def test_a_province_includes_its_regencies(name: str) -> None:
    codes = resolve_region(name)
    assert codes[0] == "33"
    assert set(codes[1:]) == {code for code in regions() if code.startswith("33.")}


@pytest.mark.parametrize("code", sorted(regions())[::25])
def test_official_names_are_understood(code: str) -> None:
    region = regions()[code]
    assert resolve_region(region.official_name)[0] == code


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Magelang", ["33.08 Kabupaten Magelang", "33.71 Kota Magelang"]),
        ("gorontalo", ["75 Provinsi Gorontalo", "75.01 Kabupaten", "75.71 Kota Gorontalo"]),
    ],
)
def test_an_ambiguous_region_lists_the_candidates(name: str, candidates: list[str]) -> None:
    with pytest.raises(InvalidQueryError) as caught:
        resolve_region(name)
    assert all(candidate in str(caught.value) for candidate in candidates)


@pytest.mark.parametrize(
    ("name", "hint"), [("banyumaas", "banyumas"), ("99.99", "Give a code"), ("", "Give a code")]
)
def test_an_unknown_region_is_told(name: str, hint: str) -> None:
    with pytest.raises(InvalidQueryError, match="there is no region") as caught:
        resolve_region(name)
    assert hint in str(caught.value)


@pytest.mark.parametrize("name", ["kesehatan", "Kesehatan", "HEALTH"])
def test_sector(name: str) -> None:
    assert resolve_sector(name) == "kesehatan"


def test_an_unknown_sector_lists_all() -> None:
    with pytest.raises(InvalidQueryError, match="no sector 'kes'") as caught:
        resolve_sector("kes")
    assert "pendidikan" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("dinkes", ("dinas-kesehatan",)),
        ("Dinas Kesehatan", ("dinas-kesehatan",)),
        ("dinas-kesehatan", ("dinas-kesehatan",)),
        ("Warung Bu Sri", ()),
    ],
)
def test_owner_types(name: str, types: tuple[str, ...]) -> None:
    assert resolve_owner_types(name) == types


@pytest.mark.parametrize(
    "name",
    [
        "Disdukcapil",
        "dinas kependudukan dan pencatatan sipil",
        "Dinas Kependudukan & Pencatatan Sipil",
        "Dinas Kependudukan Pencatatan Sipil",
    ],
)
def test_spellings_of_a_body_mean_the_same(name: str) -> None:
    assert find_body_types(name) == find_body_types("Disdukcapil") != ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dinkes", (("dinas-kesehatan",), ())),
        ("Dinkes Banyumas", (("dinas-kesehatan",), ("33.02",))),
        ("Dinas Kesehatan Kab. Banyumas", (("dinas-kesehatan",), ("33.02",))),
        ("dinkes magelang", (("dinas-kesehatan",), ("33.08", "33.71"))),
        ("Warung Banyumas", ((), ())),
        ("Banyumas", ((), ())),
        ("", ((), ())),
    ],
)
def test_a_body_may_bear_its_region(
    name: str, expected: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    assert find_bodies(name) == expected


YEARS = {
    "2020": (2020, 2020),
    "2019..2021": (2019, 2021),
    "2019-2021": (2019, 2021),
    "2019..": (2019, None),
    "..2021": (None, 2021),
    " 2020 ": (2020, 2020),
}


@pytest.mark.parametrize("text", YEARS)
def test_years(text: str) -> None:
    assert resolve_years(text) == YEARS[text]


@pytest.mark.parametrize("text", ["", "..", "-", "tahun lalu", "20", "20201", "2019..x", "٢٠٢٠"])
def test_what_is_no_year_is_told(text: str) -> None:
    with pytest.raises(InvalidQueryError, match="is no year"):
        resolve_years(text)


def test_status() -> None:
    assert resolve_status("Diperiksa") == "diperiksa"
    with pytest.raises(InvalidQueryError, match="no status"):
        resolve_status("baru")


@given(st.text(st.characters(), max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_value_has_a_meaning_or_is_refused(value: str) -> None:
    for resolve in (resolve_region, resolve_sector, resolve_years, resolve_status):
        with suppress(InvalidQueryError):
            assert resolve(value)
