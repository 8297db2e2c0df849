"""What one person says of one article, with the places of the words: what agreement compares.

From the codebook's JSON, where the places are those where names, expansions and owners first occur,
or from an export of Label Studio (``models.labelstudio``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import InvalidGoldError
from models.gold import Annotation, parse_annotation
from models.json_fields import JsonFields, JsonObject, iter_objects

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


def read_annotated(path: Path) -> dict[str, AnnotatedArticle]:
    """Return what one person says, by article id: from JSON Lines, or an export of Label Studio.

    Raises:
        InvalidGoldError: If the file follows neither shape, or an id comes twice.
        OSError: If the file cannot be read.
    """
    from models.labelstudio import iter_tasks, parse_task

    with path.open(encoding="utf-8-sig") as stream:
        is_array = stream.read(200).lstrip().startswith("[")
    if is_array:
        found = [parse_task(task, where) for where, task in iter_tasks(path)]
    else:
        found = [_parse_line(record, where) for where, record in iter_objects(path)]
    articles: dict[str, AnnotatedArticle] = {}
    for article in found:
        if article.annotation.id in articles:
            what = f"the id {article.annotation.id!r} comes twice"
            raise InvalidGoldError(what, where=str(path))
        articles[article.annotation.id] = article
    return articles


def _parse_line(record: JsonObject, where: str) -> AnnotatedArticle:
    """Return one line of the codebook's shape."""
    annotation = parse_annotation(record, where)
    fields = JsonFields(record, where)
    text = full_text(fields.text("title") or "", fields.text("text") or "")
    weight, stratum = sampling_of(record.get("sampling"), where)
    return AnnotatedArticle(
        annotation=annotation,
        text=text,
        spans=tuple(sorted(_first_places(annotation, text))),
        weight=weight,
        stratum=stratum,
    )


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


def _first_places(annotation: Annotation, text: str) -> set[Span]:
    """Return where each name, expansion and owner first stands; those that do not are left out."""
    told: set[tuple[SpanLabel, str]] = set()
    for innovation in annotation.innovations:
        told.add(("name", innovation.name))
        told |= {("expansion", innovation.expansion)} if innovation.expansion else set()
        told |= {("owner", owner) for owner in innovation.owners}
    found = ((text.find(words), words, label) for label, words in told)
    return {Span(start, start + len(words), label) for start, words, label in found if start >= 0}
