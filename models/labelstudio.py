"""Tasks for Label Studio, and its exports back: names, what they stand for, owners, sectors.

Label Studio (https://labelstud.io) counts characters as browsers do, in UTF-16 units; here they are
code points. Title and text are one text there, as ``models.annotated.full_text`` joins them.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from corpus import vocabulary
from corpus.errors import InvalidGoldError
from corpus.identity import squeeze
from corpus.records import Article, Extraction, Mention
from models.annotated import AnnotatedArticle, Span, SpanLabel, full_text, sampling_of
from models.gold import Annotation, GoldInnovation
from models.json_fields import JsonObject

MAX_BYTES = 500_000_000
LABELS: Mapping[str, SpanLabel] = {"Name": "name", "Expansion": "expansion", "Owner": "owner"}
_COLOURS = {"Name": "#d95f02", "Expansion": "#1b9e77", "Owner": "#7570b3"}
_RELEVANT, _NOT_RELEVANT = "relevant", "not relevant"
_RELATIONS: Mapping[SpanLabel, str] = {"expansion": "expansion of", "owner": "owner of"}
_BIGGEST_PLAIN = 0xFFFF


def labelling_config() -> str:
    """Return the labelling interface that tasks are made for, as Label Studio's XML."""
    labels = "".join(
        f"\n    <Label value={quoteattr(label)} background={quoteattr(_COLOURS[label])}/>"
        for label in LABELS
    )
    relations = "".join(
        f"\n    <Relation value={quoteattr(value)}/>" for value in _RELATIONS.values()
    )
    sectors = "".join(
        f"\n    <Choice value={quoteattr(one.code)} hint={quoteattr(one.name_id)}/>"
        for one in vocabulary.sectors().values()
    )
    of_a_name = 'toName="text" perRegion="true" whenTagName="label" whenLabelValue="Name"'
    return f"""<View>
  <Choices name="relevant" toName="text" choice="single" showInline="true" required="true">
    <Choice value="{_RELEVANT}"/>
    <Choice value="{_NOT_RELEVANT}"/>
  </Choices>
  <Labels name="label" toName="text">{labels}
  </Labels>
  <Text name="text" value="$text" granularity="word"/>
  <Relations>{relations}
  </Relations>
  <Choices name="sector" {of_a_name} choice="single">{sectors}
  </Choices>
  <TextArea name="region" {of_a_name} maxSubmissions="1" placeholder="33.02"/>
</View>
"""


def make_task(
    article: Article, extraction: Extraction, sampling: Mapping[str, object]
) -> dict[str, object]:
    """Return an article as a task, with what was found in it as a prediction to start from.

    Args:
        article: The article.
        extraction: What was found in it.
        sampling: Weight and stratum, kept with the task.
    """
    text = full_text(article.title, article.text)
    told = {
        "article_id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "text": text,
        "sampling": dict(sampling),
    }
    relevant = _RELEVANT if extraction.relevant else _NOT_RELEVANT
    result = [_choice("relevance", "relevant", relevant)]
    places = _utf16_places(text)
    for mention in extraction.innovations:
        result += _iter_regions(mention, article, text, places)
    prediction = {"model_version": extraction.extractor, "result": result}
    return {"data": told, "predictions": [prediction]}


def iter_tasks(path: Path) -> Iterator[tuple[str, JsonObject]]:
    """Yield the tasks of an export of Label Studio (JSON), each after its place.

    Raises:
        InvalidGoldError: If the file is too large, or no array of objects.
        OSError: If it cannot be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise InvalidGoldError(
            f"the export is larger than {MAX_BYTES // 1_000_000} MB", where=str(path)
        )
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidGoldError(f"not JSON: {error}", where=str(path)) from error
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], start=1):
        where = f"{path}, task {number}"
        if not isinstance(task, dict):
            raise InvalidGoldError("not a JSON object", where=where)
        yield where, task


def parse_task(task: JsonObject, where: str) -> AnnotatedArticle:
    """Return what a person says in a task: the last annotation that was not cancelled.

    An expansion or owner belongs to the name that a relation leads to, else to the nearest name.
    Names that are written alike are one innovation.

    Raises:
        InvalidGoldError: If it is no task of ``make_task``, or nobody annotated it.
    """
    try:
        return _parse_task(task, where)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise InvalidGoldError(
            f"no annotated task of gali: {type(error).__name__} {error}",
            where=where,
            mend="Export the project as JSON (not JSON-MIN), with all its data.",
        ) from error


def _parse_task(task: Mapping[str, Any], where: str) -> AnnotatedArticle:
    """Return a task; anything that is not as expected raises an error of Python."""
    data = task["data"]
    text = data["text"]
    weight, stratum = sampling_of(data.get("sampling"), where)
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    if not done:
        raise ValueError("nobody annotated it")
    result: Sequence[Mapping[str, Any]] = done[-1]["result"]
    places = _utf16_places(text)
    spans = {
        str(one["id"]): _span(one["value"], text, places)
        for one in result
        if one.get("type") == "labels"
    }
    innovations = _innovations(result, spans, text)
    relevant = [_choices(one)[0] for one in result if one.get("from_name") == "relevant"]
    annotation = Annotation(
        id=str(data["article_id"]),
        relevant=relevant[-1] == _RELEVANT if relevant else bool(innovations),
        innovations=innovations,
    )
    return AnnotatedArticle(
        annotation=annotation,
        text=text,
        spans=tuple(sorted(set(spans.values()))),
        weight=weight,
        stratum=stratum,
    )


def _innovations(
    result: Sequence[Mapping[str, Any]], spans: Mapping[str, Span], text: str
) -> tuple[GoldInnovation, ...]:
    """Return the innovations that some regions tell of, in the order of their first names."""
    names: dict[str, list[str]] = {}
    for identifier, span in sorted(spans.items(), key=lambda item: item[1]):
        if span.label == "name":
            names.setdefault(squeeze(text[span.start : span.end]), []).append(identifier)
    owned = _attached(result, spans)
    attributes = _attributes(result)
    return tuple(
        _innovation(f"i{number}", identifiers, owned, attributes, spans, text)
        for number, identifiers in enumerate(names.values(), start=1)
    )


def _innovation(
    local_id: str,
    identifiers: Sequence[str],
    owned: Mapping[str, Sequence[Span]],
    attributes: Mapping[str, Mapping[str, str]],
    spans: Mapping[str, Span],
    text: str,
) -> GoldInnovation:
    """Return one innovation that is named in several regions."""
    written = [text[spans[one].start : spans[one].end] for one in identifiers]
    attached = [span for one in identifiers for span in owned.get(one, ())]
    words = [(span.label, text[span.start : span.end]) for span in sorted(attached)]
    owners = tuple(dict.fromkeys(found for label, found in words if label == "owner"))
    told = {key: value for one in identifiers for key, value in attributes.get(one, {}).items()}
    return GoldInnovation(
        id=local_id,
        name=written[0],
        surfaces=tuple(dict.fromkeys(written)),
        expansion=next((found for label, found in words if label == "expansion"), None),
        owners=owners,
        owner_types=(None,) * len(owners),
        region=told.get("region"),
        sector=told.get("sector"),
        year=None,
    )


def _attached(
    result: Sequence[Mapping[str, Any]], spans: Mapping[str, Span]
) -> dict[str, list[Span]]:
    """Return the expansions and owners of each name, by the id of its region."""
    related = {
        frozenset((str(one["from_id"]), str(one["to_id"])))
        for one in result
        if one.get("type") == "relation"
    }
    names = [identifier for identifier, span in spans.items() if span.label == "name"]
    owned: dict[str, list[Span]] = {}
    for identifier, span in spans.items():
        if span.label == "name" or not names:
            continue
        linked = [name for name in names if frozenset((name, identifier)) in related]
        nearest = min(names, key=lambda name: (_distance(spans[name], span), spans[name]))
        for name in linked or [nearest]:
            owned.setdefault(name, []).append(span)
    return owned


def _distance(one: Span, other: Span) -> int:
    """Return how many characters lie between two stretches."""
    return max(one.start - other.end, other.start - one.end, 0)


def _attributes(result: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Return sector and region of each region of a name."""
    found: dict[str, dict[str, str]] = {}
    for one in result:
        if one.get("from_name") == "sector":
            found.setdefault(str(one["id"]), {})["sector"] = _choices(one)[0]
        elif one.get("from_name") == "region":
            written = one["value"]["text"]
            text = written[0] if isinstance(written, list) else written
            found.setdefault(str(one["id"]), {})["region"] = str(text).strip()
    return found


def _choices(one: Mapping[str, Any]) -> list[str]:
    """Return what was chosen."""
    return [str(choice) for choice in one["value"]["choices"]]


def _span(value: Mapping[str, Any], text: str, places: Sequence[int]) -> Span:
    """Return a stretch in code points; where its words tell that it is in them already, so."""
    start, end = int(value["start"]), int(value["end"])
    label = LABELS[value["labels"][0]]
    here = bisect_left(places, start), bisect_left(places, end)
    words = value.get("text")
    is_plain = words is not None and text[start:end] == words != text[slice(*here)]
    start, end = (start, end) if is_plain else here
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}:{end} is no stretch of the text")
    return Span(start, end, label)


def _utf16_places(text: str) -> list[int]:
    """Return where each code point of a text begins in UTF-16 units, and where the text ends."""
    return [0, *accumulate(1 + (ord(one) > _BIGGEST_PLAIN) for one in text)]


def _iter_regions(
    mention: Mention, article: Article, text: str, places: Sequence[int]
) -> Iterator[dict[str, object]]:
    """Yield the regions of a mention: its spans, its sector and region, and their relations."""
    spans = _spans_of(mention, article, text)
    name_id = f"{mention.local_id}-0"
    for number, span in enumerate(spans):
        label = next(one for one, kind in LABELS.items() if kind == span.label)
        value = {
            "start": places[span.start],
            "end": places[span.end],
            "text": text[span.start : span.end],
        }
        identifier = f"{mention.local_id}-{number}"
        yield _region(identifier, "label", "labels", {**value, "labels": [label]})
        if number == 0 and mention.sector:
            yield _region(identifier, "sector", "choices", {**value, "choices": [mention.sector]})
        if number == 0 and mention.region:
            yield _region(identifier, "region", "textarea", {**value, "text": [mention.region]})
        if span.label in _RELATIONS:
            yield {
                "type": "relation",
                "from_id": identifier,
                "to_id": name_id,
                "direction": "right",
                "labels": [_RELATIONS[span.label]],
            }


def _spans_of(mention: Mention, article: Article, text: str) -> list[Span]:
    """Return where a mention's name, expansion and owners stand, the name first.

    Owners stand where they are written as they are told, next to the name: the words that prove
    one may be a shorter form of it.
    """
    offset = len(text) - len(article.text)
    told = [
        Span(one.start + shift, one.end + shift, one.role)  # type: ignore[arg-type]
        for one in mention.evidence
        if one.role in LABELS.values()
        for shift in [offset if one.field == "text" else 0]
    ]
    name = told[0]
    owners = [_nearest(owner, name, text) for owner in mention.owners]
    written = [span for span in owners if span is not None]
    if len(written) < len(owners):
        written = [span for span in told if span.label == "owner"]
    others = [span for span in told[1:] if span.label != "owner"]
    return [name, *others, *written]


def _nearest(owner: str, name: Span, text: str) -> Span | None:
    """Return where an owner is written nearest to a name; None if it is not written so."""
    found = (one.start() for one in re.finditer(re.escape(owner), text))
    spans = [Span(start, start + len(owner), "owner") for start in found]
    return min(spans, key=lambda span: (_distance(span, name), span), default=None)


def _choice(identifier: str, name: str, value: str) -> dict[str, object]:
    """Return a choice about the whole text."""
    return _region(identifier, name, "choices", {"choices": [value]})


def _region(identifier: str, name: str, kind: str, value: object) -> dict[str, object]:
    """Return one result of a prediction."""
    return {"id": identifier, "from_name": name, "to_name": "text", "type": kind, "value": value}
