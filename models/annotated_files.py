"""Files in which one person annotated articles: the codebook's JSON Lines, or Label Studio's JSON.

In the former, places of words are those where names, expansions and owners first occur; the latter
(``labelstudio``) tells them.
"""

from __future__ import annotations

from pathlib import Path

from corpus.errors import InvalidGoldError
from models.annotated import AnnotatedArticle, Span, SpanLabel, full_text, sampling_of
from models.gold import Annotation, parse_annotation
from models.json_fields import JsonFields, JsonObject, iter_objects
from models.labelstudio import iter_tasks, parse_task


def read_annotated(path: Path) -> dict[str, AnnotatedArticle]:
    """Return what one person says, by article id: from JSON Lines, or an export of Label Studio.

    Raises:
        InvalidGoldError: If the file follows neither shape, or an id comes twice.
        OSError: If the file cannot be read.
    """
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


def _first_places(annotation: Annotation, text: str) -> set[Span]:
    """Return where each name, expansion and owner first stands; those that do not are left out."""
    told: set[tuple[SpanLabel, str]] = set()
    for innovation in annotation.innovations:
        told.add(("name", innovation.name))
        told |= {("expansion", innovation.expansion)} if innovation.expansion else set()
        told |= {("owner", owner) for owner in innovation.owners}
    found = ((text.find(words), words, label) for label, words in told)
    return {Span(start, start + len(words), label) for start, words, label in found if start >= 0}
