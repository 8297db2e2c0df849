"""Gathers what the classifiers learn from: annotated articles, written texts, lists, corrections.

Only here do the extractor's eyes (for bodies and for places of names) meet the examples of
``models``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import Article, Evidence
from corpus.vocabulary import known_innovations
from extract.bodies import find_bodies
from gali.classifying import surroundings
from models.gold import GoldArticle, GoldInnovation, group_of
from models.labelled import (
    LabelledArticle,
    LabelledMention,
    named_mention,
    read_written_articles,
    read_written_mentions,
)

_MOST_PLACES = 20


def sector_examples(gold: Sequence[GoldArticle]) -> list[LabelledMention]:
    """Return innovations with their sector: annotated, written for this project, and listed.

    Args:
        gold: Annotated articles.
    """
    annotated = (
        _annotated(entry, innovation)
        for entry in gold
        for innovation in entry.annotation.innovations
        if innovation.sector
    )
    return [*annotated, *read_written_mentions(), *_iter_listed()]


def relevance_examples(gold: Sequence[GoldArticle]) -> list[LabelledArticle]:
    """Return articles with their relevance: annotated, and written for this project.

    Args:
        gold: Annotated articles.
    """
    annotated = [
        LabelledArticle(
            title=entry.article.title,
            text=entry.article.text,
            relevant=entry.annotation.relevant,
            source="annotated",
            group=group_of(entry),
        )
        for entry in gold
    ]
    return [*annotated, *read_written_articles()]


def _annotated(entry: GoldArticle, innovation: GoldInnovation) -> LabelledMention:
    """Return an innovation of an annotated article as an example."""
    others = [surface for surface in innovation.surfaces if surface != innovation.name]
    named = named_mention(
        innovation.name,
        *others,
        expansion=innovation.expansion,
        owners=innovation.owners,
        owner_types=innovation.owner_types,
    )
    places = tuple(_iter_places(entry.article, named.surfaces))
    return LabelledMention(
        mention=named,
        context=surroundings(entry.article, places),
        sector=innovation.sector or "",
        source="annotated",
        group=group_of(entry),
    )


def _iter_places(article: Article, surfaces: Sequence[str]) -> Iterator[Evidence]:
    """Yield where an article names an innovation, a bounded number of times."""
    pattern = re.compile("|".join(re.escape(s) for s in sorted(surfaces, key=len, reverse=True)))
    n_left = _MOST_PLACES
    for field, text in (("title", article.title), ("text", article.text)):
        for match in pattern.finditer(text):
            if not n_left:
                return
            n_left -= 1
            yield Evidence(
                start=match.start(),
                end=match.end(),
                quote=match.group(),
                field="title" if field == "title" else "text",
                role="name",
            )


def _iter_listed() -> Iterator[LabelledMention]:
    """Yield the innovations of public lists whose sector is told."""
    for known in known_innovations():
        if known.sector is None:
            continue
        bodies = find_bodies(known.owner or "")
        mention = named_mention(
            known.name,
            expansion=known.expansion,
            owners=[body.text for body in bodies],
            owner_types=[body.type for body in bodies],
        )
        yield LabelledMention(mention=mention, context="", sector=known.sector, source="listed")
