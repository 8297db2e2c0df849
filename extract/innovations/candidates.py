"""A stretch of text that may name an innovation, with the signs that speak for and against it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from corpus.records import Field
from extract.bodies import BodyMention

Span = tuple[int, int]


@dataclass(slots=True)
class Candidate:
    """A possible name of an innovation.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point of the name.
        end: One past the last.
        name: The name as written.
        rule: The finder that saw it, such as ``brackets``.
        signs: Points for (positive) and against (negative), by the name of the sign.
        expansion: Span of the words that the name abbreviates.
        description: Span of a gloss.
        owners: Bodies that the finder saw as owners.
        region: Code of a region told right after the name; None if none is.
        group: Number of the enumeration it is an item of; None if it stands alone.
    """

    field: Field
    start: int
    end: int
    name: str
    rule: str
    signs: dict[str, float] = dataclasses.field(default_factory=dict)
    expansion: Span | None = None
    description: Span | None = None
    owners: list[BodyMention] = dataclasses.field(default_factory=list)
    region: str | None = None
    group: int | None = None

    @property
    def points(self) -> float:
        """The sum of all signs."""
        return sum(self.signs.values())
