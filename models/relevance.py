"""Tells how likely an article is about innovations of public bodies, and why.

Three models, each from more: title and lead alone (cheap: what a crawl has at hand), the whole
text, and the text together with what the extractor found in it. The last one decides.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

from corpus.identity import fold
from corpus.records import Extraction, Prediction, Reason
from models.artifact import read_artifact
from models.linear import LinearModel
from models.sector import trained_folder

LEAD, TEXT, JOINT = "relevance-lead@1", "relevance-text@1", "relevance@1"
"""Names and versions of the three models; predictions bear that of the last."""
RECALL, PRECISION, EVEN = "recall_098", "precision_095", "even"
"""Names of thresholds: to lose hardly anything, to keep hardly anything else, to be right."""
RELEVANT, OTHER = "relevant", "other"
WORDS = "kata-kata"
"""Feature of the deciding model: what the words alone say, as log-odds."""

_LEAD_CHARACTERS = 700
_MOST_CHARACTERS = 8000
_TITLE, _LEAD, _BODY = 1.0, 0.7, 0.4
_TITLE_ALONE = 0.7
_LENGTH = 8.0
_MOST_ODDS = 6.0
_LEAST_WEIGHT = 0.05
_PHRASES = {
    WORDS: "kata-kata artikel",
    "sesuatu": "fakta inovasi",
    "keyakinan": "nama inovasi",
    "penghargaan": "penghargaan",
    "replikasi": "replikasi",
    "jumlah": "jumlah inovasi",
    "beberapa": "beberapa inovasi",
    "kepanjangan": "kepanjangan nama",
    "pemilik": "pemilik inovasi",
}
_WORD = re.compile(r"\w+")


def score_relevance(
    title: str, text: str, *, lead_alone: bool = False, model: LinearModel | None = None
) -> float:
    """Return the probability that an article is about innovations, by its words alone.

    Args:
        title: Headline; may be empty.
        text: Body; of a very long one the beginning is read.
        lead_alone: Whether title and first paragraphs suffice, as for a crawl that is in a hurry.
        model: What decides; None for the model that is shipped.

    Raises:
        InvalidModelError: If the shipped model is damaged.
    """
    model = model or shipped_model(LEAD if lead_alone else TEXT)
    features = relevance_features(title, text, lead_alone=lead_alone)
    return float(model.probabilities(features)[model.labels.index(RELEVANT)])


def predict_relevance(
    title: str,
    text: str,
    extraction: Extraction,
    models: tuple[LinearModel, LinearModel] | None = None,
) -> Prediction:
    """Return whether an article is about innovations, by its words and by what was found in it.

    Args:
        title: Headline; may be empty.
        text: Body.
        extraction: What the extractor found.
        models: That of the text and that of both; None for those that are shipped.

    Returns:
        ``relevant`` or ``other``; the probability is always that of ``relevant``. Reasons are in
        Indonesian, for people to read.

    Raises:
        InvalidModelError: If a shipped model is damaged.
    """
    by_text, joint = models or (shipped_model(TEXT), shipped_model(JOINT))
    facts = joint_features(score_relevance(title, text, model=by_text), extraction)
    probability = float(joint.probabilities(facts)[joint.labels.index(RELEVANT)])
    label = RELEVANT if probability >= joint.thresholds.get(EVEN, 0.5) else OTHER
    return Prediction(
        label=label,
        probability=round(probability, 4),
        model=joint.name,
        reasons=_reasons(joint, facts, label),
    )


@lru_cache(maxsize=3)
def shipped_model(name: str) -> LinearModel:
    """Return a model that is shipped.

    Args:
        name: ``LEAD``, ``TEXT`` or ``JOINT``.

    Raises:
        InvalidModelError: If its files are missing, damaged or of another version.
    """
    return read_artifact(trained_folder(), name.partition("@")[0], name)


def relevance_features(title: str, text: str, *, lead_alone: bool = False) -> dict[str, float]:
    """Return words and pairs of words of an article, scaled to one length.

    The title counts most, then the lead, then the rest. Numbers are one word.
    """
    lead, body = text[:_LEAD_CHARACTERS], text[_LEAD_CHARACTERS:_MOST_CHARACTERS]
    parts = [(title, _TITLE), (lead, _LEAD), ("" if lead_alone else body, _BODY)]
    counts: defaultdict[str, float] = defaultdict(float)
    for part, weight in parts:
        for term in _terms(part):
            counts[term] += weight
    values = {term: 1 + math.log(n) if n > 1 else float(n) for term, n in counts.items()}
    values |= {f"judul:{term}": _TITLE_ALONE for term in _terms(title)}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {term: value * _LENGTH / length for term, value in values.items()}


def joint_features(probability: float, extraction: Extraction) -> dict[str, float]:
    """Return what the deciding model looks at: the words' verdict, and what was found.

    Args:
        probability: What ``score_relevance`` says of the whole text.
        extraction: What the extractor found.
    """
    named = extraction.innovations
    odds = math.log(max(probability, 1e-6) / max(1 - probability, 1e-6))
    return {
        WORDS: max(-_MOST_ODDS, min(_MOST_ODDS, odds)),
        "sesuatu": float(bool(named or extraction.awards or _other_facts(extraction))),
        "keyakinan": max((mention.confidence for mention in named), default=0.0),
        "penghargaan": float(bool(extraction.awards)),
        "replikasi": float(bool(extraction.replications)),
        "jumlah": float(bool(extraction.counts)),
        "beberapa": float(len(named) > 1),
        "kepanjangan": float(any(mention.expansion for mention in named)),
        "pemilik": float(any(mention.owners for mention in named)),
    }


def _other_facts(extraction: Extraction) -> bool:
    """Return whether there are replications or counts."""
    return bool(extraction.replications or extraction.counts)


def _terms(text: str) -> list[str]:
    """Return folded words, and pairs of them; numbers as one word."""
    words = ["#" if word.isdigit() else word for word in _WORD.findall(fold(text))]
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def _reasons(joint: LinearModel, facts: dict[str, float], label: str) -> tuple[Reason, ...]:
    """Return what spoke for a label, the strongest first."""
    weights = joint.contributions(facts, label)
    strongest = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(
        Reason(name=_PHRASES[name], weight=round(weight, 3))
        for name, weight in strongest
        if weight >= _LEAST_WEIGHT
    )
