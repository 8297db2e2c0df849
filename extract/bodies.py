"""Public bodies as a text names them: departments, units, schools, police, companies."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMention:
    """A public body named in an article.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        text: The name as written, in its longest form, without a following region.
        type: ``canonical_id`` of ``opd.csv``; None where none fits or several do.
        candidates: All types that the words may mean; empty if none is known.
        region: Code of the region that the words tell (a region that follows the name, or one
            that a unit's place name implies); None if they tell none.
        is_unit: Whether it is a unit with a name of its own (``Puskesmas Tambak II``).
    """

    field: Field
    start: int
    end: int
    text: str
    type: str | None
    candidates: tuple[str, ...] = ()
    region: str | None = None
    is_unit: bool = False


def find_bodies(text: str, field: Field = "text") -> list[BodyMention]:
    """Return the public bodies named in a text, in order, without overlaps."""
    return []
