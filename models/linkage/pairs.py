"""Labelled pairs of mentions: whether two are of one innovation, and why.

``data/linkage_pairs.csv`` was written for this project: invented and well-known innovations as
newspapers spell them, and what must not be mixed up with them. Pairs of one ``case`` stand and
fall together; those of ``use`` ``test`` are never learnt from.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from corpus.errors import InvalidRecordError
from corpus.records import Evidence, Mention
from models.consensus import LinkInput
from models.disjoint_sets import DisjointSets

_FIELDS = ("name", "expansion", "owner", "owner_type", "region")
_COLUMNS = ("case", "use", *(f"{side}_{f}" for side in "ab" for f in _FIELDS), "same", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two mentions and what people say of them.

    Attributes:
        case: Pairs that share mentions; never divided between training and test.
        is_test: Whether it is kept out of all training.
        one: The first mention.
        other: The second.
        same: Whether they are of one innovation.
        why: A word on it.
    """

    case: str
    is_test: bool
    one: LinkInput
    other: LinkInput
    same: bool
    why: str


def read_pairs(path: Path | None = None) -> list[LabelledPair]:
    """Return labelled pairs.

    Args:
        path: A CSV file with the columns of the bundled one; None for the bundled one.

    Raises:
        InvalidRecordError: If a column is missing or a value is unfit, with the line.
    """
    bundled = files("models").joinpath("data", "linkage_pairs.csv")
    text = (path or bundled).read_text(encoding="utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = set(_COLUMNS) - set(reader.fieldnames or ())
    if missing:
        raise InvalidRecordError(
            f"columns are missing: {', '.join(sorted(missing))}", where=str(path or bundled)
        )
    return [
        _parse_pair(row, where=f"{path or bundled}, line {line}")
        for line, row in enumerate(reader, start=2)
    ]


def mentions_of(pairs: Iterable[LabelledPair]) -> dict[str, LinkInput]:
    """Return the mentions of some pairs by article id, each once, sorted."""
    found = {row.article_id: row for pair in pairs for row in (pair.one, pair.other)}
    return dict(sorted(found.items()))


def truth_of(pairs: Sequence[LabelledPair]) -> dict[str, int]:
    """Return the innovation, a number, of each mention by article id."""
    numbers = {article_id: number for number, article_id in enumerate(mentions_of(pairs))}
    sets = DisjointSets(len(numbers))
    for pair in pairs:
        if pair.same:
            sets.link(numbers[pair.one.article_id], numbers[pair.other.article_id])
    return {article_id: sets.find(number) for article_id, number in numbers.items()}


def _parse_pair(row: Mapping[str, str], where: str) -> LabelledPair:
    """Return the pair of a row."""
    if row["same"] not in {"0", "1"} or row["use"] not in {"train", "test"}:
        raise InvalidRecordError("same is 0 or 1, use is train or test", where=where)
    try:
        one, other = (
            _mention({f: row[f"{side}_{f}"] for f in _FIELDS}, row["case"]) for side in "ab"
        )
    except (ValueError, TypeError) as error:
        raise InvalidRecordError(str(error), where=where) from error
    return LabelledPair(
        case=row["case"],
        is_test=row["use"] == "test",
        one=one,
        other=other,
        same=row["same"] == "1",
        why=row["why"],
    )


def _mention(told: Mapping[str, str], case: str) -> LinkInput:
    """Return what is told as a mention in an article of its own."""
    name, owner = told["name"], told["owner"]
    if not name:
        raise ValueError("a mention needs a name")
    mention = Mention(
        local_id="i1",
        name=name,
        surfaces=(name,),
        evidence=(Evidence(start=0, end=len(name), quote=name, role="name"),),
        found_by="labelled",
        confidence=1.0,
        expansion=told["expansion"] or None,
        owners=(owner,) if owner else (),
        owner_types=(told["owner_type"] or None,) if owner else (),
        region=told["region"] or None,
    )
    digest = hashlib.sha256("\x1f".join((case, *told.values())).encode()).hexdigest()
    return LinkInput(article_id=f"a{digest[:16]}", published=None, mention=mention)
