"""What people write into a field is understood, or refused in words."""

from __future__ import annotations

import pytest

from corpus.errors import InvalidQueryError, InvalidRecordError
from corpus.reviews.decisions import Value
from gali.reviewing.field_values import parse_field


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("name", "  Sirup   Manis ", "Sirup Manis"),
        ("name", " ", None),
        ("owner", None, None),
        ("sector", "Health", "kesehatan"),
        ("region", "Kota Salatiga", "33.73"),
        ("owner_type", "Dinkes", "dinas-kesehatan"),
        ("year", "2021", 2021),
        ("year", "sejak 2021", "sejak 2021"),
    ],
)
def test_a_value_becomes_what_it_means(name: str, written: str | None, meant: Value) -> None:
    assert parse_field(name, written) == meant


def test_a_body_of_no_known_type_is_refused() -> None:
    with pytest.raises(InvalidQueryError, match="none that is known") as error:
        parse_field("owner_type", "Padepokan")
    assert error.value.mend == "Give the id of a type of body."


def test_a_field_that_nobody_may_correct_is_refused_with_those_that_are() -> None:
    with pytest.raises(InvalidRecordError, match="no field 'colour'") as error:
        parse_field("colour", "red")
    assert error.value.mend is not None
    assert "owner_type" in error.value.mend
