"""What one person says of one article, with the places of the words: what agreement compares.

The record alone; ``annotated_files`` reads it from files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.errors import InvalidGoldError
from models.gold import Annotation

SpanLabel = Literal["name", "expansion", "owner"]
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of title and text, as ``full_text`` joins them.

    Attributes:
        start: First code point.
        end: One past the last.
        label: What it is.
    """

    start: int
    end: int
    label: SpanLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """What one person says of one article.

    Attributes:
        annotation: In the codebook's shape; its id is that of the article.
        text: Title and text.
        spans: Where names, expansions and owners stand, sorted.
        weight: How many articles it stands for; 1 if it is of no sample.
        stratum: Of the sample, in words; empty if it is of none.
    """

    annotation: Annotation
    text: str
    spans: tuple[Span, ...] = ()
    weight: float = 1.0
    stratum: str = ""


def full_text(title: str, text: str) -> str:
    """Return a title and a text as one text, in which offsets of spans count."""
    return f"{title}{BETWEEN}{text}" if title else text


def sampling_of(told: object, where: str) -> tuple[float, str]:
    """Return weight and stratum of what ``gali sample`` wrote beside an article.

    Raises:
        InvalidGoldError: If the weight is no positive number.
    """
    if told is None:
        return 1.0, ""
    weight = told.get("weight") if isinstance(told, dict) else None
    if not isinstance(weight, int | float) or isinstance(weight, bool) or not 0 < weight < 1e12:
        raise InvalidGoldError("'sampling' must hold a positive weight", where=where)
    stratum = told.get("stratum", {}) if isinstance(told, dict) else {}
    return float(weight), repr(sorted(stratum.items())) if isinstance(stratum, dict) else ""
