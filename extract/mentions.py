"""Turns candidates into mentions: one record for each innovation of an article."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Evidence, Mention
from extract.bodies import BodyMention
from extract.candidates import Candidate
from extract.coreference import join_same
from extract.innovations import choose, confidence_of, find_candidates, group_points, make_passages
from extract.launches import launch_year
from extract.ownership import longest_form, owners_of
from extract.passage import Passage
from extract.reading import Reading
from extract.surfaces import find_places, spellings


def find_mentions(reading: Reading) -> list[Mention]:
    """Return the innovations that an article names, in order of appearance."""
    passages = make_passages(reading)
    groups = join_same(reading, choose(find_candidates(reading, passages)))
    alone = len(groups) == 1
    return [
        _mention(reading, passages, group, f"i{number}", alone=alone)
        for number, group in enumerate(groups, start=1)
    ]


def _mention(
    reading: Reading,
    passages: Sequence[Passage],
    group: list[Candidate],
    local_id: str,
    *,
    alone: bool,
) -> Mention:
    """Return the record of one innovation from all its candidates."""
    best = group[0]
    expansion = next((c for c in group if c.expansion), None)
    described = next((c for c in group if c.description), None)
    owners = owners_of(reading, passages, group, alone=alone)
    names = list(dict.fromkeys(c.name for c in group if not _is_expansion(reading, c, group)))
    places = find_places(reading, names or [best.name], _blocked(group))
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
    if told:
        return told
    by_owner = next((o.region for o in owners if o.region), None)
    home = reading.home.code
    if by_owner and (home is None or len(by_owner) > 2 or home.startswith(by_owner) is False):
        return by_owner
    return home


def _is_expansion(reading: Reading, candidate: Candidate, group: Sequence[Candidate]) -> bool:
    """Return whether a candidate's name is only the written-out form of another one's."""
    return any(c.expansion and _slice(reading, c, c.expansion) == candidate.name for c in group)


def _blocked(group: Sequence[Candidate]) -> list[tuple[str, int, int]]:
    """Return the spans of expansions, in which a name does not count as a mention."""
    return [(c.field, *c.expansion) for c in group if c.expansion]


def _slice(reading: Reading, candidate: Candidate, span: tuple[int, int] | None) -> str | None:
    """Return the words of a span of a candidate's field."""
    return reading.text_of(candidate.field)[span[0] : span[1]] if span else None
