"""What the classifiers say about an article: the sectors of its innovations, and its relevance.

Knows no database; ``reclassifying`` asks again for all articles of a corpus.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.records import Article, Evidence, Extraction, Prediction
from extract.gate import may_tell
from models.linear import LinearModel
from models.relevance import OTHER, RELEVANT, predict_relevance
from models.sector import predict_sector

# Characters before and after a name. Of 377 names in annotated articles, 86 % got the right sector
# by rules with 150, 85 % with 300 or with the sentence alone, 83 % with the whole text.
_AROUND = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """The models that classify.

    Attributes:
        sector: Of the sector; None for the one that is shipped.
        relevance: Of the words of an article, and of these with what was found; None likewise.
    """

    sector: LinearModel | None = None
    relevance: tuple[LinearModel, LinearModel] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What the classifiers say about an article.

    Attributes:
        extraction: What was found; its mentions carry the sectors, and it tells the relevance.
        relevance: The prediction behind the latter; its probability is that of being relevant.
        sectors: The predictions behind the former, by ``local_id`` of the mention.
    """

    extraction: Extraction
    relevance: Prediction
    sectors: dict[str, Prediction] = field(default_factory=dict)


SHIPPED = Deciders()
PASSED_BY = Prediction(label=OTHER, probability=0.0, model="gate@1")
"""What is said of articles without any word that could tell of innovations: most news."""


def classify(article: Article, extraction: Extraction, by: Deciders = SHIPPED) -> Classified:
    """Return what the classifiers say about an article.

    Args:
        article: The article.
        extraction: What was found in it.
        by: The models that decide.

    Raises:
        InvalidModelError: If a shipped model is damaged.
    """
    sectors = {
        mention.local_id: predict_sector(
            mention, surroundings(article, mention.evidence), by.sector
        )
        for mention in extraction.innovations
    }
    relevance = PASSED_BY
    if may_tell(article):
        relevance = predict_relevance(article.title, article.text, extraction, by.relevance)
    mentions = tuple(replace(m, sector=sectors[m.local_id].label) for m in extraction.innovations)
    decided = replace(extraction, innovations=mentions, relevant=relevance.label == RELEVANT)
    return Classified(extraction=decided, relevance=relevance, sectors=sectors)


def surroundings(article: Article, evidence: Iterable[Evidence]) -> str:
    """Return the words around each place where an article names an innovation, a line each."""
    names = [span for span in evidence if span.role == "name"]
    texts = {"title": article.title, "text": article.text}
    return "\n".join(
        texts[span.field][max(0, span.start - _AROUND) : span.end + _AROUND] for span in names
    )
