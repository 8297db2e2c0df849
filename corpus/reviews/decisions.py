"""The records of a review: who decided what, when, and on which words of which articles.

A decision is never altered. It is keyed to the innovation's id and to the places where articles
name it (``Anchor``), so that it still holds when articles are extracted again, local ids change
and innovations get other ids. Nothing is read or written here.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Literal, get_args

from corpus import vocabulary
from corpus.records import Field

Action = Literal["accept", "reject", "rename", "set", "merge", "split", "undo", "note"]
SubjectKind = Literal["innovation", "award", "replication"]
Value = str | int | None

# What of an innovation people may correct, in the order in which it is shown.
CORRECTABLE = (
    *("name", "expansion", "description", "owner", "owner_type", "region", "sector", "year"),
)
# What tells a fact from others of the same sentence.
FACT_FIELDS: Mapping[SubjectKind, tuple[str, ...]] = {
    "award": ("winner", "rank"),
    "replication": ("from_region", "to_region"),
}
LONGEST_NAME = 100
LONGEST_TEXT = 2_000
# A quote longer than this is no name and no sentence.
LONGEST_QUOTE = 10_000
MOST_ANCHORS = 100_000
_YEARS = range(1900, 2101)
_ID = re.compile(r"d[0-9a-f]{22}")
_RECORD_ID = re.compile(r"[!-~]{1,100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place in an article to which a decision holds.

    Attributes:
        article_id: The article.
        field: Which of its two texts the offsets count in.
        start: First code point.
        end: One past the last code point.
        quote: The words that stood there when it was decided.
    """

    article_id: str
    start: int
    end: int
    quote: str
    field: Field = "text"

    def __post_init__(self) -> None:
        """Check that it is a place."""
        _insist(bool(_RECORD_ID.fullmatch(self.article_id)), "an anchor needs an article's id")
        _insist(self.field in get_args(Field), f"no article has a {self.field!r}")
        _insist(
            0 <= self.start < self.end and self.end - self.start == len(self.quote),
            f"bad span {self.start}:{self.end} for {self.quote[:50]!r}",
        )
        _insist(len(self.quote) <= LONGEST_QUOTE, "the quote of an anchor is too long")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person decides, before it stands in the log.

    Attributes:
        by: Name of the person.
        action: What is done: ``accept`` and ``reject`` what was found, ``rename`` or ``set``
            fields of an innovation, ``merge`` it with another, ``split`` off some of its mentions,
            ``undo`` an earlier decision, or only ``note`` something.
        kind: What it is done to.
        innovation_id: Id of the innovation when it was decided; None for other kinds and ``undo``.
        anchors: Names of the innovation in articles, or the sentences of a fact; of a split, those
            that stay. Empty only for ``undo``.
        other_id: Of a merge, the id of the other innovation; else None.
        other_anchors: Of a merge, the names of the other; of a split, those that go; else empty.
        values: Of ``rename`` and ``set``, the new value of each field; of ``accept``, the values
            that the person saw and confirmed; for a fact, what tells it from others.
        target: Of ``undo``, the decision that is no longer to hold; else None.
        note: Why, in the person's words; None if nothing was said.
    """

    by: str
    action: Action
    kind: SubjectKind = "innovation"
    innovation_id: str | None = None
    anchors: tuple[Anchor, ...] = ()
    other_id: str | None = None
    other_anchors: tuple[Anchor, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    target: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Check that it says who, what and of what, and that its codes exist."""
        _insist(is_name(self.by), f"a reviewer's name has 1 to {LONGEST_NAME} printable characters")
        _insist(self.action in get_args(Action), f"there is no action {self.action!r}")
        _insist(self.kind in get_args(SubjectKind), f"nobody reviews a {self.kind!r}")
        for identifier in (self.innovation_id, self.other_id, self.target):
            _insist(
                identifier is None or bool(_RECORD_ID.fullmatch(identifier)),
                f"{identifier!r} is no id",
            )
        _insist(_is_text(self.note), f"a note has 1 to {LONGEST_TEXT:,} characters")
        _insist_on_parts(self)
        for name, value in self.values.items():
            _insist_on_value(self.kind, name, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Draft):
    """What a person decided, as it stands in the log.

    Attributes:
        id: Unique for ever; sorts by time.
        at: When it was decided, UTC.
    """

    id: str
    at: datetime

    def __post_init__(self) -> None:
        """Check its id and time as well."""
        Draft.__post_init__(self)
        _insist(bool(_ID.fullmatch(self.id)), f"{self.id!r} is no id of a decision")
        _insist(self.at.tzinfo is not None, "the time bears no time zone")

    @property
    def order(self) -> tuple[datetime, str]:
        """Sorts decisions: of two that contradict each other, the later holds."""
        return (self.at, self.id)


def make_decision(draft: Draft, *, at: datetime, chance: str) -> Decision:
    """Return a draft as a decision.

    Args:
        draft: What was decided.
        at: When, with a time zone.
        chance: Eight hexadecimal digits drawn by chance, which keep two decisions of one moment
            apart.
    """
    moment = at.astimezone(UTC)
    microseconds = int(moment.timestamp()) * 1_000_000 + moment.microsecond
    values = {one.name: getattr(draft, one.name) for one in fields(Draft)}
    return Decision(id=f"d{microseconds:014x}{chance}", at=moment, **values)


def is_name(text: str) -> bool:
    """Return whether a text can be a reviewer's name: one line, printable, not empty."""
    return isinstance(text, str) and text.isprintable() and 0 < len(text.strip()) <= LONGEST_NAME


def _insist_on_parts(draft: Draft) -> None:
    """Check that a decision has the parts that its action needs, and no others."""
    action, is_fact = draft.action, draft.kind != "innovation"
    has_other = bool(draft.other_anchors)
    _insist(len(draft.anchors) + len(draft.other_anchors) <= MOST_ANCHORS, "too many anchors")
    _insist(
        not is_fact or action in {"accept", "reject", "undo"},
        f"of a fact one can only accept or reject, not {action}",
    )
    _insist(
        (draft.target is not None) == (action == "undo"), "undo, and nothing else, has a target"
    )
    _insist(bool(draft.anchors) == (action != "undo"), "a decision needs anchors, unless it undoes")
    _insist(
        has_other == (action in {"merge", "split"}),
        "merge and split, and nothing else, have two sets of anchors",
    )
    _insist((draft.other_id is not None) == (action == "merge"), "a merge needs another innovation")
    _insist(
        (draft.innovation_id is not None) == (not is_fact and action != "undo"),
        "a decision on an innovation needs its id",
    )
    _insist(action != "note" or bool(draft.note), "a note needs words")
    _insist(
        bool(draft.values) or action not in {"rename", "set"}, f"{action} needs at least one value"
    )
    _insist(
        not draft.values or action in {"rename", "set", "accept"} or is_fact,
        f"{action} has no values",
    )
    _insist(action != "rename" or set(draft.values) == {"name"}, "rename gives a name and no more")


def _insist_on_value(kind: SubjectKind, name: str, value: Value) -> None:
    """Check that a field exists and may have that value."""
    known = FACT_FIELDS.get(kind, CORRECTABLE)
    _insist(name in known, f"there is no field {name!r}; known: {', '.join(known)}")
    if value is None:
        _insist(name != "name", "an innovation needs a name")
    elif name == "year":
        is_year = isinstance(value, int) and not isinstance(value, bool) and value in _YEARS
        years = f"{_YEARS.start} to {_YEARS.stop - 1}"
        _insist(is_year, f"{reprlib.repr(value)} is no year from {years}")
    else:
        _insist(
            isinstance(value, str) and _is_text(value),
            f"{reprlib.repr(value)} is no value of {name}: it has 1 to {LONGEST_TEXT:,} characters "
            "that can be printed",
        )
        codes = _codes_of(name)
        _insist(codes is None or value in codes, f"there is no {name} {value!r}")


def _codes_of(name: str) -> Mapping[str, object] | None:
    """Return the codes that a field may have; None if it is free."""
    if name in {"region", "from_region", "to_region"}:
        return vocabulary.regions()
    if name == "sector":
        return vocabulary.sectors()
    return vocabulary.body_types() if name == "owner_type" else None


def _is_text(text: str | None) -> bool:
    """Return whether a text is absent, or neither empty nor endless nor of control characters."""
    if text is None:
        return True
    return len(text.strip()) > 0 and len(text) <= LONGEST_TEXT and _is_clean(text)


def _is_clean(text: str) -> bool:
    """Return whether a text has nothing that could steer a terminal or that no file can hold."""
    return all(char.isprintable() or char in "\n\t\u00a0\u200b\u200d" for char in text)


def _insist(holds: bool, otherwise: str) -> None:
    """Complain unless a rule holds."""
    if not holds:
        raise ValueError(otherwise)
