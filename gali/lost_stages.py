"""At which stage the extractor lost a name or an owner that people annotated.

Reads explanations (``extract.explain``); the errors themselves are found by ``models.evaluate``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from corpus.identity import squeeze
from extract.explain import Explanation, InnovationExplanation, NameDecision, explain_article
from models.gold import GoldArticle, GoldInnovation

_ALIKE = 60.0


def find_stages(articles: Sequence[GoldArticle], errors: Collection[str]) -> dict[str, str]:
    """Return for errors that are misses the stage that lost what was missed.

    Args:
        articles: Annotated articles.
        errors: Lines of ``Evaluation.errors`` of names and of owners; others are left out.
    """
    wanted = {error.split(": missed ")[0] for error in errors if ": missed " in error}
    found: dict[str, str] = {}
    for entry in articles:
        where = entry.annotation.id
        if where not in wanted:
            continue
        explanation = explain_article(entry.article)
        for innovation in entry.annotation.innovations:
            found[f"{where}: missed {innovation.name!r}"] = name_stage(explanation, innovation)
            for owner in innovation.owners:
                pair = (innovation.name, squeeze(owner))
                found[f"{where}: missed {pair}"] = owner_stage(explanation, innovation, owner)
    return {error: found[error] for error in errors if error in found}


def name_stage(explanation: Explanation, gold: GoldInnovation) -> str:
    """Return the stage that lost the name of an innovation."""
    if explanation.passed_by:
        return "passed by the gate"
    keys = _keys(gold)
    decisions = [one for one in explanation.names if squeeze(one.name) in keys]
    kept = next((one for one in decisions if one.decision == "kept"), None)
    if kept is not None:
        return f"kept as {kept.name!r}, another spelling or twice"
    nearest = _nearest(gold.name, [innovation.name for innovation in explanation.innovations])
    into = next((one for one in decisions if one.into is not None), None)
    if into is not None:
        word = "kept, joined to" if into.decision == "joined" else "accepted, overlapped by"
        return f"{word} {into.into!r}"
    if nearest is not None:
        return f"boundary (nearest: {nearest!r})"
    return f"proposed, refused ({_score(decisions[0])})" if decisions else "not proposed"


def owner_stage(explanation: Explanation, gold: GoldInnovation, owner: str) -> str:
    """Return the stage that lost an owner of an innovation."""
    innovation = _explained(explanation, gold)
    if innovation is None:
        return f"name lost: {name_stage(explanation, gold)}"
    key = squeeze(owner)
    chosen = [one.owner for one in innovation.owners if one.chosen]
    asked = next((one for one in innovation.owners if squeeze(one.owner) == key), None)
    is_found = asked is not None or any(squeeze(body) == key for body in explanation.bodies)
    if asked is not None and asked.chosen:
        return "found and chosen, for another spelling of the name"
    if is_found and chosen:
        return f"found, other chosen ({'; '.join(chosen)})"
    if asked is not None:
        return f"found, refused (score {asked.probability:.2f} < {asked.threshold:.2f})"
    if is_found:
        return "found, not asked about"
    nearest = _nearest(owner, explanation.bodies)
    return f"body not found (nearest: {nearest})" if nearest else "body not found"


def _explained(explanation: Explanation, gold: GoldInnovation) -> InnovationExplanation | None:
    """Return the kept innovation that has a name of an annotated one; None if none has."""
    keys = _keys(gold)
    return next(
        (one for one in explanation.innovations if any(squeeze(n) in keys for n in one.names)), None
    )


def _keys(gold: GoldInnovation) -> set[str]:
    """Return the comparable forms of an annotated innovation's names."""
    return {squeeze(name) for name in (gold.name, *gold.surfaces)}


def _nearest(name: str, others: Sequence[str]) -> str | None:
    """Return the most similar of other names; None if none is similar."""
    scored = [(fuzz.ratio(squeeze(name), squeeze(other)), other) for other in others]
    score, nearest = max(scored, default=(0.0, ""))
    return nearest if score >= _ALIKE else None


def _score(decision: NameDecision) -> str:
    """Return the score of a name that was refused."""
    if decision.probability is None:
        return f"signs {decision.points:+.1f}"
    return f"score {decision.probability:.2f} < {decision.threshold:.2f}"
