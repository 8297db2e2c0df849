"""A mention of an article as linkage gets it, for tests."""

from __future__ import annotations

from datetime import date

from corpus.records import Evidence, Mention
from models.linkage import LinkInput


def row(
    name: str,
    *,
    region: str | None = "33.24",
    article: str = "a1",
    day: date | None = None,
    aliases: tuple[str, ...] = (),
    expansion: str | None = None,
    owner: tuple[str, str] | None = None,
) -> LinkInput:
    mention = Mention(
        local_id="i1",
        name=name,
        surfaces=(name, *aliases),
        evidence=(Evidence(start=0, end=len(name), quote=name, role="name"),),
        found_by="test",
        confidence=0.5,
        expansion=expansion,
        owners=(owner[0],) if owner else (),
        owner_types=(owner[1],) if owner else (),
        region=region,
    )
    return LinkInput(article_id=article, published=day, mention=mention)
