"""The codebook's JSON (one article a line) as records, and extractions as the codebook's JSON.

Only the shape is looked at here: whether an annotation is right is a matter for people, how
near a prediction comes to it one for ``evaluate``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import InvalidGoldError
from corpus.identity import make_article
from corpus.records import Article, Award, Count, Extraction, Mention, Replication
from models.json_fields import JsonFields, JsonObject, iter_objects


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldInnovation:
    """An entry of ``innovations``; the fields are those of ``corpus.records.Mention``."""

    id: str
    name: str
    surfaces: tuple[str, ...]
    expansion: str | None
    owners: tuple[str, ...]
    owner_types: tuple[str | None, ...]
    region: str | None
    sector: str | None
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAward:
    """An entry of ``awards``; level and prize are not compared and therefore not kept."""

    innovation: str | None
    recipient: str | None
    scheme: str | None
    rank: str | None
    year: int | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReplication:
    """An entry of ``replications``."""

    from_region: str | None
    to_region: str | None
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCount:
    """An entry of ``counts``; region and owner are not compared and therefore not kept."""

    value: int | None
    what: str | None
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What a person, or an extractor, says about one article.

    Attributes:
        id: The article's id in its file.
        relevant: Whether it tells of any innovation, award, replication or count.
    """

    id: str
    relevant: bool = False
    innovations: tuple[GoldInnovation, ...] = ()
    awards: tuple[GoldAward, ...] = ()
    replications: tuple[GoldReplication, ...] = ()
    counts: tuple[GoldCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article together with what a person says about it."""

    article: Article
    annotation: Annotation


def group_of(entry: GoldArticle) -> str:
    """Return the outlet of an article, or its id if it has none."""
    return entry.article.outlet or entry.annotation.id


def read_gold(path: Path) -> list[GoldArticle]:
    """Return the annotated articles of a JSON Lines file, in its order.

    Raises:
        InvalidGoldError: If a line is no article with an annotation, or an id comes twice.
        OSError: If the file cannot be read.
    """
    gold = [
        GoldArticle(article=_article(record, where), annotation=parse_annotation(record, where))
        for where, record in iter_objects(path)
    ]
    _insist_on_unique_ids([g.annotation for g in gold], path)
    return gold


def read_annotations(path: Path) -> dict[str, Annotation]:
    """Return the annotations (or predictions) of a JSON Lines file by article id.

    Texts are not needed and not looked at.

    Raises:
        InvalidGoldError: If a line does not follow the codebook, or an id comes twice.
        OSError: If the file cannot be read.
    """
    annotations = [parse_annotation(record, where) for where, record in iter_objects(path)]
    _insist_on_unique_ids(annotations, path)
    return {annotation.id: annotation for annotation in annotations}


def parse_annotation(record: JsonObject, where: str | None = None) -> Annotation:
    """Return one object of the codebook's shape as records.

    A key that is missing means the same as null or an empty list; a value of the wrong type
    is an error.

    Args:
        record: The parsed JSON object.
        where: File and line, for the error's sake.

    Raises:
        InvalidGoldError: If an id or a name is missing or a value has the wrong type.
    """
    fields = JsonFields(record, where)
    return Annotation(
        id=fields.required_text("id"),
        relevant=fields.flag("relevant"),
        innovations=tuple(_innovation(f) for f in fields.objects("innovations")),
        awards=tuple(_award(f) for f in fields.objects("awards")),
        replications=tuple(_replication(f) for f in fields.objects("replications")),
        counts=tuple(_count(f) for f in fields.objects("counts")),
    )


def gold_record(article: Article, extraction: Extraction) -> dict[str, object]:
    """Return an extraction as a JSON object of the codebook's shape.

    Its ``id`` is the id that the article bore in the user's own file, else the article's own.
    Evidence, rules and confidences have no place in the codebook and are left out.
    """
    return {
        "id": article.external_id or article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "text": article.text,
        "relevant": extraction.relevant,
        "innovations": [_innovation_record(mention) for mention in extraction.innovations],
        "awards": [_award_record(award) for award in extraction.awards],
        "replications": [_replication_record(r) for r in extraction.replications],
        "counts": [_count_record(count) for count in extraction.counts],
    }


def _innovation(fields: JsonFields) -> GoldInnovation:
    """Return an entry of ``innovations``; without surfaces the name is the only one."""
    name = fields.required_text("name")
    return GoldInnovation(
        id=fields.required_text("id"),
        name=name,
        surfaces=fields.texts("surfaces") or (name,),
        expansion=fields.text("expansion"),
        owners=fields.texts("owners"),
        owner_types=fields.optional_texts("owner_types"),
        region=fields.text("region"),
        sector=fields.text("sector"),
        year=fields.integer("year"),
    )


def _award(fields: JsonFields) -> GoldAward:
    """Return an entry of ``awards``."""
    return GoldAward(
        innovation=fields.text("innovation"),
        recipient=fields.text("recipient"),
        scheme=fields.text("scheme"),
        rank=fields.text("rank"),
        year=fields.integer("year"),
        status=fields.text("status"),
    )


def _replication(fields: JsonFields) -> GoldReplication:
    """Return an entry of ``replications``."""
    return GoldReplication(
        from_region=fields.text("from"), to_region=fields.text("to"), kind=fields.text("kind")
    )


def _count(fields: JsonFields) -> GoldCount:
    """Return an entry of ``counts``."""
    return GoldCount(
        value=fields.integer("value"), what=fields.text("what"), year=fields.integer("year")
    )


def _innovation_record(mention: Mention) -> dict[str, object]:
    """Return a mention as an entry of ``innovations``."""
    return {
        "id": mention.local_id,
        "name": mention.name,
        "surfaces": list(mention.surfaces),
        "expansion": mention.expansion,
        "description": mention.description,
        "owners": list(mention.owners),
        "owner_types": list(mention.owner_types),
        "region": mention.region,
        "sector": mention.sector,
        "year": mention.year,
    }


def _award_record(award: Award) -> dict[str, object]:
    """Return an award as an entry of ``awards``."""
    return {
        "innovation": award.innovation,
        "recipient": award.recipient,
        "scheme": award.scheme,
        "rank": award.rank,
        "year": award.year,
        "level": award.level,
        "status": award.status,
        "prize": award.prize,
    }


def _replication_record(replication: Replication) -> dict[str, object]:
    """Return a replication as an entry of ``replications``."""
    return {
        "innovation": replication.innovation,
        "from": replication.from_region,
        "to": replication.to_region,
        "kind": replication.kind,
    }


def _count_record(count: Count) -> dict[str, object]:
    """Return a count as an entry of ``counts``."""
    return {
        "value": count.value,
        "what": count.what,
        "region": count.region,
        "owner": count.owner,
        "year": count.year,
    }


def _article(record: JsonObject, where: str) -> Article:
    """Return the article of an annotated line."""
    fields = JsonFields(record, where)
    printed = fields.text("published")
    try:
        published = date.fromisoformat(printed) if printed else None
        return make_article(
            title=fields.text("title") or "",
            text=fields.text("text") or "",
            url=fields.text("url"),
            outlet=fields.text("outlet"),
            external_id=fields.required_text("id"),
            published=published,
            published_from="given" if published else None,
            origin=where,
        )
    except ValueError as error:
        raise InvalidGoldError(str(error), where=where) from error


def _insist_on_unique_ids(annotations: Iterable[Annotation], path: Path) -> None:
    """Raise an error if two articles of a file have the same id."""
    seen: set[str] = set()
    for annotation in annotations:
        if annotation.id in seen:
            raise InvalidGoldError(f"the id {annotation.id!r} comes twice", where=str(path))
        seen.add(annotation.id)
