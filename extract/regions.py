"""Provinces, regencies, cities and districts as a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.records import Article, Field

if TYPE_CHECKING:
    from extract.bodies import BodyMention


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention:
    """A place named in an article.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        text: The words as written (``Kabupaten Banyumas``, ``Walikota Solok``, ``Purwokerto``).
        code: Kemendagri code where the words have one meaning; None if they have several.
        candidates: All codes that the words may mean; one if ``code`` is given.
        how: ``government`` (Pemkab, Bupati …), ``titled`` (Kabupaten …, Kota …), ``plain``,
            ``abbreviation``, ``capital``, ``district``, ``province`` or ``dateline``.
    """

    field: Field
    start: int
    end: int
    text: str
    code: str | None
    candidates: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionChoice:
    """The region that an article is about.

    Attributes:
        code: Kemendagri code; None if it cannot be told or is national.
        candidates: Codes in question, best first.
        why: The cue that decided, for people to read.
    """

    code: str | None
    candidates: tuple[str, ...]
    why: str


def find_regions(text: str, field: Field = "text") -> list[RegionMention]:
    """Return the places named in a text, in order, without overlaps."""
    return []


def choose_region(
    article: Article,
    regions: tuple[RegionMention, ...],
    bodies: tuple[BodyMention, ...],
) -> RegionChoice:
    """Return the region that an article is about."""
    return RegionChoice(code=None, candidates=(), why="")
