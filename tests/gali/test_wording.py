"""Codes and facts read well."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.records import Award, Count, Evidence, Innovation, MentionRef, Replication
from gali.wording import (
    award_words,
    count_words,
    period_words,
    plural,
    region_name,
    replication_words,
    scheme_name,
    sector_name,
    short_region_name,
    short_scheme_name,
)

EVIDENCE = {
    "evidence": (Evidence(start=0, end=1, quote="x"),),
    "found_by": "rule@1",
    "confidence": 1.0,
}


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0 copies"), (1, "1 copy"), (2, "2 copies"), (1234, "1,234 copies")]
)
def test_plural(n: int, expected: str) -> None:
    assert plural(n, "copy", "copies") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("33.02", "Kab. Banyumas"), ("33", "Prov. Jawa Tengah"), (None, ""), ("99.99", "99.99")],
)
def test_short_names_of_regions(code: str | None, expected: str) -> None:
    assert short_region_name(code) == expected


def test_official_names() -> None:
    assert region_name("33.02") == "Kabupaten Banyumas"
    assert sector_name("kesehatan") == "Health"
    assert sector_name(None) == ""


@pytest.mark.parametrize("scheme", ["kipp-kabupaten", "lomba-desa-digital"])
def test_a_contest_that_is_not_listed_is_called_by_its_id(scheme: str) -> None:
    assert scheme_name(scheme) == scheme.replace("-", " ")


def test_a_short_scheme_name_has_no_brackets() -> None:
    assert "(" in scheme_name("kipp-nasional")
    assert short_scheme_name("kipp-nasional") == "Kompetisi Inovasi Pelayanan Publik"


def test_an_award_says_who_won_what() -> None:
    award = Award(
        innovation=None,
        recipient="33.02",
        scheme="lomba-desa",
        status="won",
        rank="Juara 1",
        year=2020,
        **EVIDENCE,
    )
    assert award_words(award) == "Kabupaten Banyumas · Juara 1 · lomba desa · 2020 · won"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("33.02", "33.21", "Kabupaten Banyumas → Kabupaten Demak · study visit"),
        (None, "33.21", "somewhere → Kabupaten Demak · study visit"),
    ],
)
def test_a_replication_says_from_where_to_where(
    source: str | None, target: str | None, expected: str
) -> None:
    replication = Replication(from_region=source, to_region=target, kind="study_visit", **EVIDENCE)
    assert replication_words(replication) == expected


def test_a_count_says_of_what() -> None:
    count = Count(value=1107, what="innovations", region="33.02", year=2020, **EVIDENCE)
    assert count_words(count) == "1,107 innovations · Kabupaten Banyumas · 2020"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ""),
        (date(2020, 1, 2), date(2020, 1, 2), "2020-01-02"),
        (date(2020, 1, 2), date(2021, 3, 4), "2020-01-02 … 2021-03-04"),
    ],
)
def test_period(first: date | None, last: date | None, expected: str) -> None:
    innovation = Innovation(
        id="i1",
        name="Sirup",
        mentions=(MentionRef(article_id="a", local_id="i1"),),
        confidence=1.0,
        first_seen=first,
        last_seen=last,
    )
    assert period_words(innovation) == expected
