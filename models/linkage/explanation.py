"""Why two groups of mentions are one innovation, or two: every feature with its weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.consensus import LinkInput
from models.linkage.features import WORDS, features_of
from models.linkage.ids import region_of
from models.linkage.placing import may_be_one_place
from models.linkage.profile import profile_of
from models.linkage.scoring import PairModel, default_model, probability

Verdict = Literal["together", "apart", "kept_apart", "other_region"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What speaks for and against two groups of mentions being one innovation.

    Attributes:
        reasons: Name of each feature, what it says, and its log-odds, the weightiest first; the
            first one is what is assumed before anything is known.
        log_odds: Their sum.
        probability: The same, 0..1.
        verdict: ``together``; ``apart``; ``kept_apart`` whatever else links them;
            ``other_region``, which is never one whatever they are called.
    """

    reasons: tuple[tuple[str, str, float], ...]
    log_odds: float
    probability: float
    verdict: Verdict


def explain(
    one: Sequence[LinkInput], other: Sequence[LinkInput], model: PairModel | None = None
) -> Explanation:
    """Return why two groups of mentions are put together or not.

    What linkage does with all mentions at once may differ: a third one can link two that are
    alike, and what people decided goes before all.

    Args:
        one: Mentions of one innovation; at least one.
        other: Mentions of another, or of the same.
        model: How pairs are judged; None for the model that comes with gali.
    """
    judge = model or default_model()
    regions = region_of(one), region_of(other)
    features = features_of(profile_of(one, regions[0]), profile_of(other, regions[1]))
    weighed = [
        (name, WORDS[name], round(judge.weights[name] * value, 3))
        for name, value in features.items()
    ]
    weighed.sort(key=lambda reason: (-abs(reason[2]), reason[0]))
    score = judge.score_features(features)
    return Explanation(
        reasons=(("before", "before anything is known", judge.bias), *weighed),
        log_odds=score,
        probability=round(probability(score), 4),
        verdict=_verdict(score, judge) if may_be_one_place(*regions) else "other_region",
    )


def _verdict(score: float, model: PairModel) -> Verdict:
    """Return what a score leads to."""
    if score >= model.threshold:
        return "together"
    return "kept_apart" if score <= model.veto else "apart"
