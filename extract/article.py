"""The stage: Article -> Extraction. Runs all finders and puts their results into one record."""

from __future__ import annotations

from corpus.records import Article, Extraction
from extract.awards import find_awards
from extract.counts import find_counts
from extract.gate import may_tell
from extract.innovations.mentions import find_mentions
from extract.reading import read_article
from extract.replications import find_replications
from extract.scoring import Models
from extract.version import EXTRACTOR


def extract_article(article: Article, models: Models | None = None) -> Extraction:
    """Return everything that an article tells of innovations; pure, no disk or network.

    Args:
        article: Any article; what is not Indonesian news simply yields nothing.
        models: What decides on names and owners; None for the models that are shipped.

    Returns:
        Mentions in order of appearance, without sectors (a model's business); every item
        carries evidence whose quotes are slices of the article. Of an article that the gate
        passes by nothing is told, not even its region.
    """
    if not may_tell(article):
        return Extraction(article_id=article.id, extractor=EXTRACTOR, relevant=False)
    reading = read_article(article)
    mentions = find_mentions(reading, models)
    awards = tuple(find_awards(reading, mentions))
    replications = tuple(find_replications(reading, mentions))
    counts = tuple(find_counts(reading))
    return Extraction(
        article_id=article.id,
        extractor=EXTRACTOR,
        relevant=bool(mentions or awards or replications or counts),
        region=reading.home.code,
        innovations=tuple(mentions),
        awards=awards,
        replications=replications,
        counts=counts,
    )
