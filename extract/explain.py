"""How an extraction was decided: every candidate, kept or refused, with finders, features, score.

Runs the same steps as ``innovations.mentions`` with the same functions, and notes what each did.
For people who ask why; the extractor itself never needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.identity import squeeze
from corpus.records import Article, Evidence, Field
from extract.bodies import BodyMention
from extract.contributions import Contribution, contributions_of
from extract.gate import may_tell
from extract.innovations.candidates import Candidate
from extract.innovations.choice import (
    Group,
    choose,
    find_candidates,
    group_by_name,
    group_points,
    make_passages,
    needed,
)
from extract.innovations.coreference import join_same
from extract.innovations.mentions import places_of
from extract.innovations.owner_features import Owner
from extract.innovations.ownership import choose_owners, describe_owners
from extract.innovations.regions import ArticleRegions, decide_region, read_regions
from extract.reading import read_article
from extract.scoring import Model, Models, load_models

Decision = Literal["kept", "joined", "overlapped", "refused", "hopeless"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDecision:
    """What became of a name that was proposed.

    Attributes:
        name: The name as its best candidate writes it.
        field: Which text of the article that candidate stands in.
        start: Its first code point.
        end: One past the last.
        finders: The finders that proposed it, each once.
        points: The sum of its signs, set by hand; what has too few is hopeless.
        log_odds: What the model says; None for the hopeless, of which it is not asked.
        probability: The same, calibrated; None for the hopeless.
        threshold: Least probability of an innovation.
        start_log_odds: Where the score starts before any feature; None for the hopeless.
        contributions: What each feature adds, the weightiest first; the signs of the hopeless.
        decision: ``kept``; ``joined`` to another name of the same innovation; ``overlapped`` by
            a better name everywhere; ``refused`` by the model; ``hopeless`` by its signs.
        into: The name that it was joined to or is overlapped by; None for the others.
    """

    name: str
    field: Field
    start: int
    end: int
    finders: tuple[str, ...]
    points: float
    log_odds: float | None
    probability: float | None
    threshold: float
    start_log_odds: float | None
    contributions: tuple[Contribution, ...]
    decision: Decision
    into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerDecision:
    """What became of a body as owner of an innovation.

    Attributes:
        owner: The body in its longest form.
        probability: What the model says, calibrated.
        threshold: Least probability of an owner.
        start_log_odds: Where the score starts before any feature.
        contributions: What each feature adds, the weightiest first.
        chosen: Whether it is an owner.
    """

    owner: str
    probability: float
    threshold: float
    start_log_odds: float
    contributions: tuple[Contribution, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InnovationExplanation:
    """Why a kept innovation has its names, owners and region.

    Attributes:
        name: Its preferred name.
        names: All names that were joined to it.
        owners: All bodies that were asked about, the likeliest first.
        region: Code of its region; None if none was chosen.
        region_why: The cue that decided on its region.
    """

    name: str
    names: tuple[str, ...]
    owners: tuple[OwnerDecision, ...]
    region: str | None
    region_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How an article was read.

    Attributes:
        article: The article.
        passed_by: Whether the gate passed it by, so that nothing was looked for.
        names: Every name that was proposed, in order of appearance.
        innovations: Those that were kept.
        bodies: Names of all public bodies that were found, each once.
    """

    article: Article
    passed_by: bool
    names: tuple[NameDecision, ...] = ()
    innovations: tuple[InnovationExplanation, ...] = ()
    bodies: tuple[str, ...] = ()


def explain_article(article: Article, models: Models | None = None) -> Explanation:
    """Return how an article is read: what was proposed, what became of it and why.

    Args:
        article: The article.
        models: What decides; None for the models that are shipped.
    """
    if not may_tell(article):
        return Explanation(article=article, passed_by=True)
    models = models or load_models()
    reading = read_article(article)
    passages = make_passages(reading)
    candidates = find_candidates(reading, passages)
    asked = group_by_name(reading, candidates)
    everywhere = {id(group): tuple(group.candidates) for group in asked}
    kept = choose(asked, models)
    joined = join_same(reading, [group.candidates for group in kept])
    places = [places_of(reading, group) for group in joined]
    pairs = describe_owners(reading, passages, joined, places)
    owners = choose_owners(pairs, models.owners)
    regions = read_regions(reading)
    decisions = [_decide(g, everywhere[id(g)], kept, joined, models.names) for g in asked]
    decisions += _hopeless(candidates, {squeeze(d.name) for d in decisions}, models.names)
    return Explanation(
        article=article,
        passed_by=False,
        names=tuple(sorted(decisions, key=lambda d: (d.field == "title", d.start, d.end))),
        innovations=tuple(
            _innovation(regions, group, places[n], pairs[n], owners[n], models.owners)
            for n, group in enumerate(joined)
        ),
        bodies=tuple(dict.fromkeys(body.text for body in reading.bodies)),
    )


def _decide(
    group: Group,
    candidates: Sequence[Candidate],
    kept: Sequence[Group],
    joined: Sequence[Sequence[Candidate]],
    model: Model,
) -> NameDecision:
    """Return what became of a name that the model was asked about."""
    best, probability = candidates[0], model.calibrated(group.log_odds)
    start, contributions = contributions_of(model, group.features)
    decision, into = _fate(group, candidates, kept, joined, probability >= needed(group, model))
    return NameDecision(
        name=best.name,
        field=best.field,
        start=best.start,
        end=best.end,
        finders=tuple(dict.fromkeys(candidate.rule for candidate in candidates)),
        points=round(group_points(candidates), 3),
        log_odds=group.log_odds,
        probability=probability,
        threshold=needed(group, model),
        start_log_odds=start,
        contributions=tuple(contributions),
        decision=decision,
        into=into,
    )


def _fate(
    group: Group,
    candidates: Sequence[Candidate],
    kept: Sequence[Group],
    joined: Sequence[Sequence[Candidate]],
    accepted: bool,
) -> tuple[Decision, str | None]:
    """Return what became of a name, and the name that it went into."""
    if any(group is one for one in kept):
        host = next(g for g in joined if any(group.candidates[0] is c for c in g))
        is_host = squeeze(host[0].name) == squeeze(candidates[0].name)
        return ("kept", None) if is_host else ("joined", host[0].name)
    if not accepted:
        return "refused", None
    better = (one for one in kept for c in one.candidates if _covers(c, candidates))
    over = next(better, None)
    return "overlapped", over.name if over else None


def _covers(better: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Return whether a candidate, or what explains its name, overlaps one of others."""
    spans = [(better.start, better.end), better.expansion, better.description]
    return any(
        span
        and candidate.field == better.field
        and candidate.start < span[1] > span[0]
        and span[0] < candidate.end
        for span in spans
        for candidate in candidates
    )


def _hopeless(
    candidates: Sequence[Candidate], told: set[str], model: Model
) -> Iterator[NameDecision]:
    """Yield the names of which the model was not asked, with their signs."""
    by_name: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_name.setdefault(squeeze(candidate.name), []).append(candidate)
    for key, group in by_name.items():
        if key in told:
            continue
        best = max(group, key=lambda c: (c.points, -c.start))
        signs = sorted(best.signs.items(), key=lambda sign: (-abs(sign[1]), sign[0]))
        yield NameDecision(
            name=best.name,
            field=best.field,
            start=best.start,
            end=best.end,
            finders=tuple(dict.fromkeys(candidate.rule for candidate in group)),
            points=round(group_points(group), 3),
            log_odds=None,
            probability=None,
            threshold=model.threshold,
            start_log_odds=None,
            contributions=tuple(
                Contribution(feature=f"sign: {sign}", value=points, log_odds=points)
                for sign, points in signs
            ),
            decision="hopeless",
        )


def _innovation(
    regions: ArticleRegions,
    group: Sequence[Candidate],
    places: Sequence[Evidence],
    pairs: Sequence[tuple[Owner, dict[str, float]]],
    chosen: Sequence[BodyMention],
    model: Model,
) -> InnovationExplanation:
    """Return why an innovation has its owners and its region."""
    region = decide_region(regions, group, places, chosen)
    decisions = [_owner(owner, features, chosen, model) for owner, features in pairs]
    return InnovationExplanation(
        name=group[0].name,
        names=tuple(dict.fromkeys(candidate.name for candidate in group)),
        owners=tuple(sorted(decisions, key=lambda d: (-d.probability, d.owner))),
        region=region.code,
        region_why=region.why,
    )


def _owner(
    owner: Owner, features: dict[str, float], chosen: Sequence[BodyMention], model: Model
) -> OwnerDecision:
    """Return what became of a body as owner."""
    start, contributions = contributions_of(model, features)
    return OwnerDecision(
        owner=owner.form,
        probability=model.probability(features),
        threshold=model.threshold,
        start_log_odds=start,
        contributions=tuple(contributions),
        chosen=any(body is owner.body for body in chosen),
    )
