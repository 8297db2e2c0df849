"""Turns candidates into mentions: one record for each innovation of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Evidence, Mention
from extract.bodies import BodyMention
from extract.innovations.body_forms import longest_form
from extract.innovations.candidates import Candidate
from extract.innovations.choice import (
    choose,
    find_candidates,
    group_by_name,
    make_passages,
)
from extract.innovations.coreference import join_same
from extract.innovations.launches import launch_year
from extract.innovations.ownership import choose_owners, describe_owners
from extract.innovations.regions import decide_region, read_regions
from extract.innovations.surfaces import find_places, spellings
from extract.reading import Reading
from extract.scoring import Models, load_models


def find_mentions(reading: Reading, models: Models | None = None) -> list[Mention]:
    """Return the innovations that an article names, in order of appearance.

    Args:
        reading: The article.
        models: What decides; None for the models that are shipped.
    """
    models = models or load_models()
    passages = make_passages(reading)
    found = group_by_name(reading, find_candidates(reading, passages))
    chosen = choose(found, models)
    confidence = {id(c): models.names.calibrated(g.log_odds) for g in chosen for c in g.candidates}
    groups = join_same(reading, [group.candidates for group in chosen])
    places = [places_of(reading, group) for group in groups]
    owners = choose_owners(describe_owners(reading, passages, groups, places), models.owners)
    regions, is_alone = read_regions(reading), len(groups) == 1
    return [
        replace(
            _mention(
                reading,
                group,
                places[n],
                owners[n],
                f"i{n + 1}",
                max(confidence[id(c)] for c in group),
            ),
            region=decide_region(regions, group, places[n], owners[n]).code,
            year=launch_year(reading, places[n], alone=is_alone),
        )
        for n, group in enumerate(groups)
    ]


def places_of(reading: Reading, group: Sequence[Candidate]) -> list[Evidence]:
    """Return all places where an innovation is named."""
    names = list(dict.fromkeys(c.name for c in group if not _is_expansion(reading, c, group)))
    return find_places(reading, names or [group[0].name], _blocked(group))


def _mention(
    reading: Reading,
    group: list[Candidate],
    places: list[Evidence],
    owners: list[BodyMention],
    local_id: str,
    confidence: float,
) -> Mention:
    """Return the record of one innovation from all its candidates, without region and year."""
    best = group[0]
    expansion = next((c for c in group if c.expansion), None)
    described = next((c for c in group if c.description), None)
    evidence = [reading.evidence(best.field, best.start, best.end, "name")]
    evidence += [place for place in places if place not in evidence]
    evidence += _proofs(reading, best, expansion, described, owners)
    return Mention(
        local_id=local_id,
        name=best.name,
        surfaces=spellings(best.name, places),
        evidence=tuple(evidence),
        found_by=f"{best.rule}@1",
        confidence=round(confidence, 3),
        expansion=_slice(reading, expansion, expansion.expansion) if expansion else None,
        description=_slice(reading, described, described.description)
        if described and not expansion
        else None,
        owners=tuple(longest_form(reading, owner) for owner in owners),
        owner_types=tuple(owner.type for owner in owners),
    )


def _proofs(
    reading: Reading,
    best: Candidate,
    expansion: Candidate | None,
    described: Candidate | None,
    owners: Sequence[BodyMention],
) -> list[Evidence]:
    """Return the spans that prove expansion, gloss and owners, and the sentence of the name."""
    proofs = []
    if expansion and expansion.expansion:
        proofs.append(reading.evidence(expansion.field, *expansion.expansion, "expansion"))
    if described and described.description and not expansion:
        proofs.append(reading.evidence(described.field, *described.description, "description"))
    proofs += [reading.evidence(o.field, o.start, o.end, "owner") for o in owners]
    sentence = reading.sentence_at(best.field, best.start)
    if sentence is not None:
        proofs.append(reading.evidence(sentence.field, sentence.start, sentence.end, "sentence"))
    return proofs


def _is_expansion(reading: Reading, candidate: Candidate, group: Sequence[Candidate]) -> bool:
    """Return whether a candidate's name is only the written-out form of another one's."""
    return any(c.expansion and _slice(reading, c, c.expansion) == candidate.name for c in group)


def _blocked(group: Sequence[Candidate]) -> list[tuple[str, int, int]]:
    """Return the spans of expansions, in which a name does not count as a mention."""
    return [(c.field, *c.expansion) for c in group if c.expansion]


def _slice(reading: Reading, candidate: Candidate, span: tuple[int, int] | None) -> str | None:
    """Return the words of a span of a candidate's field."""
    return reading.text_of(candidate.field)[span[0] : span[1]] if span else None
