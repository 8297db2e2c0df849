"""What a search found as rows of data; ``marked`` is the snippet with marks, for tables alone."""

from __future__ import annotations

from corpus.search import ArticleHit, InnovationHit
from corpus.statistics import Tally
from gali.marking import without_marks
from gali.output import Column, Row
from gali.plain_values import plain_value
from gali.wording import region_name, sector_name

INNOVATION_KEYS = (
    *("id", "name", "expansion", "description", "other_names", "owner", "owner_type", "region"),
    *("region_name", "sector", "sector_name", "year", "first_seen", "last_seen", "n_articles"),
    *("confidence", "status", "snippet"),
)
ARTICLE_KEYS = ("id", "title", "outlet", "published", "url", "n_innovations", "snippet")
FACET_KEYS = ("facet", "key", "label", "n")


def innovation_row(hit: InnovationHit) -> Row:
    """Return an innovation with the names of its codes."""
    innovation = hit.innovation
    row = {
        key: plain_value(getattr(innovation, key))
        for key in INNOVATION_KEYS
        if hasattr(innovation, key)
    }
    return row | {
        "region_name": region_name(innovation.region) or None,
        "sector_name": sector_name(innovation.sector) or None,
        "n_articles": hit.n_articles,
        "snippet": without_marks(hit.snippet),
        "marked": hit.snippet,
    }


def article_row(hit: ArticleHit) -> Row:
    """Return an article without its text."""
    article = hit.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": plain_value(article.published),
        "url": article.url,
        "n_innovations": hit.n_innovations,
        "snippet": without_marks(hit.snippet),
        "marked": hit.snippet,
    }


def facet_row(facet: str, tally: Tally) -> Row:
    """Return how many hits have a value."""
    return {"facet": facet, "key": tally.key, "label": tally.label, "n": tally.n}


def facet_columns() -> list[Column]:
    """Return the columns of a table of facets."""
    return [
        Column(key="facet", title="By"),
        Column(key="label", title="Value"),
        Column(key="key", title="Code"),
        Column(key="n", title="Found", align_right=True),
    ]
