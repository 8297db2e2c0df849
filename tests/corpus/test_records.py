"""Records refuse what would contradict itself."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corpus import records
from corpus.records import Article, Award, Evidence, Mention, Replication

NAME = Evidence(start=3, end=8, quote="Gesit", role="name")


def _mention(**values: Any) -> Mention:
    defaults: dict[str, Any] = {
        "local_id": "i1",
        "name": "Gesit",
        "surfaces": ("Gesit", "Si Gesit"),
        "evidence": (NAME,),
        "found_by": "x@1",
        "confidence": 0.5,
    }
    return Mention(**defaults | values)


def _award(**values: Any) -> Award:
    defaults: dict[str, Any] = {
        "innovation": "i1",
        "recipient": None,
        "scheme": "kipp-nasional",
        "status": "won",
        "evidence": (),
        "found_by": "x@1",
        "confidence": 0.5,
    }
    return Award(**defaults | values)


def _article(**values: Any) -> Article:
    return Article(**{"id": "a1", "title": "Judul", "text": "Isi", "content_hash": "0"} | values)


def _replication(**values: Any) -> Replication:
    defaults: dict[str, Any] = {"evidence": (), "found_by": "x@1", "confidence": 0.5}
    return Replication(
        **defaults | {"from_region": "33.02", "to_region": None, "kind": "planned"} | values
    )


FIT: dict[str, Callable[[], object]] = {
    "mention": _mention,
    "mention with owners": lambda: _mention(owners=("Dinkes",), owner_types=(None,)),
    "award of a region": lambda: _award(innovation=None, recipient="33.02"),
    "article without text": lambda: _article(text=""),
    "article with a date": lambda: _article(published=date(2020, 1, 1), published_precision="day"),
    "replication to": lambda: _replication(from_region=None, to_region="33.10"),
}
UNFIT: dict[str, Callable[[], object]] = {
    "empty span": lambda: Evidence(start=3, end=3, quote=""),
    "span before the text": lambda: Evidence(start=-1, end=1, quote="ab"),
    "span and quote of other lengths": lambda: Evidence(start=0, end=4, quote="abc"),
    "mention without a name": lambda: _mention(name="", surfaces=("",)),
    "name that is no surface": lambda: _mention(surfaces=("Si Gesit",)),
    "mention without surfaces": lambda: _mention(surfaces=()),
    "owners without types": lambda: _mention(owners=("Dinkes",)),
    "mention without evidence": lambda: _mention(evidence=()),
    "confidence above one": lambda: _mention(confidence=1.01),
    "negative confidence": lambda: _mention(confidence=-0.01),
    "confidence that is no number": lambda: _mention(confidence=float("nan")),
    "award of nobody": lambda: _award(innovation=None),
    "award of two": lambda: _award(recipient="33.02"),
    "replication of nowhere": lambda: _replication(from_region=None),
    "article without an id": lambda: _article(id=""),
    "article without words": lambda: _article(title="", text=""),
    "date without precision": lambda: _article(published=date(2020, 1, 1)),
    "precision without a date": lambda: _article(published_precision="day"),
}


@pytest.mark.parametrize("case", FIT)
def test_fit_records(case: str) -> None:
    assert FIT[case]() == FIT[case]()


@pytest.mark.parametrize("case", UNFIT)
def test_unfit_records_are_refused(case: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        UNFIT[case]()


@pytest.mark.parametrize(
    "record",
    [found for _name, found in inspect.getmembers(records, dataclasses.is_dataclass)],
    ids=lambda record: record.__name__,
)
def test_records_are_frozen_slotted_and_keyword_only(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(record)
    assert all(field.kw_only for field in dataclasses.fields(record))
