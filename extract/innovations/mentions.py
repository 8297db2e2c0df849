"""Turns candidates into mentions: one record for each innovation of an article."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Evidence, Mention
from extract.bodies import BodyMention
from extract.innovations.candidates import Candidate
from extract.innovations.choice import (
    choose,
    confidence_of,
    find_candidates,
    group_points,
    make_passages,
)
from extract.innovations.coreference import join_same
from extract.innovations.launches import launch_year
from extract.innovations.ownership import longest_form, owners_of, subject_of
from extract.innovations.surfaces import find_places, spellings
from extract.reading import Reading

_MAX_OF_SUBJECT = 4


def find_mentions(reading: Reading) -> list[Mention]:
    """Return the innovations that an article names, in order of appearance."""
    passages = make_passages(reading)
    groups = join_same(reading, choose(find_candidates(reading, passages)))
    places = [_places(reading, group) for group in groups]
    owners = [
        owners_of(reading, passages, group, where)
        for group, where in zip(groups, places, strict=True)
    ]
    _give_subject(reading, owners)
    return [
        _mention(reading, group, places[n], owners[n], f"i{n + 1}")
        for n, group in enumerate(groups)
    ]


def _places(reading: Reading, group: Sequence[Candidate]) -> list[Evidence]:
    """Return all places where an innovation is named."""
    names = list(dict.fromkeys(c.name for c in group if not _is_expansion(reading, c, group)))
    return find_places(reading, names or [group[0].name], _blocked(group))


def _give_subject(reading: Reading, owners: list[list[BodyMention]]) -> None:
    """Give innovations without an owner to the body that the article is about.

    Only where the article gives all others to that body, or gives none of a few to any.
    """
    subject = subject_of(reading)
    if subject is None:
        return
    if len(owners) > _MAX_OF_SUBJECT and not any(owners) and not subject.is_unit:
        return
    told = {body.type for found in owners for body in found}
    if told <= {subject.type}:
        for found in owners:
            if not found:
                found.append(subject)


def _mention(
    reading: Reading,
    group: list[Candidate],
    places: list[Evidence],
    owners: list[BodyMention],
    local_id: str,
) -> Mention:
    """Return the record of one innovation from all its candidates."""
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
        confidence=confidence_of(group_points(group)),
        expansion=_slice(reading, expansion, expansion.expansion) if expansion else None,
        description=_slice(reading, described, described.description)
        if described and not expansion
        else None,
        owners=tuple(longest_form(reading, owner) for owner in owners),
        owner_types=tuple(owner.type for owner in owners),
        region=_region(reading, group, owners),
        year=launch_year(reading, places),
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


def _region(
    reading: Reading, group: Sequence[Candidate], owners: Sequence[BodyMention]
) -> str | None:
    """Return the region told beside the name, else by the owner, else the article's."""
    told = next((c.region for c in group if c.region), None)
    beside = next((o.region for c in group for o in c.owners if o.region), None)
    by_owner = next((o.region for o in owners if o.region), None)
    return told or beside or reading.home.code or by_owner


def _is_expansion(reading: Reading, candidate: Candidate, group: Sequence[Candidate]) -> bool:
    """Return whether a candidate's name is only the written-out form of another one's."""
    return any(c.expansion and _slice(reading, c, c.expansion) == candidate.name for c in group)


def _blocked(group: Sequence[Candidate]) -> list[tuple[str, int, int]]:
    """Return the spans of expansions, in which a name does not count as a mention."""
    return [(c.field, *c.expansion) for c in group if c.expansion]


def _slice(reading: Reading, candidate: Candidate, span: tuple[int, int] | None) -> str | None:
    """Return the words of a span of a candidate's field."""
    return reading.text_of(candidate.field)[span[0] : span[1]] if span else None
