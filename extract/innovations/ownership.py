"""The owners of an innovation, gathered from all places where the article names it.

Tried in order, from words beside the name to the body that the whole article is about; the
first way that finds a body decides. Links inside one sentence are made in ``owners``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.identity import squeeze
from corpus.records import Evidence
from extract.bodies import BodyMention
from extract.innovations.body_forms import as_in_text, longest_form
from extract.innovations.candidates import Candidate
from extract.innovations.owner_features import DIRECT_WAYS, Owner, OwnerDescriber
from extract.innovations.owner_lines import (
    bodies_of_label,
    body_at_line_end,
    body_of_sentence_before,
    is_maker,
    makers_in_next_sentences,
    may_own,
)
from extract.innovations.owners import owners_after, owners_before
from extract.innovations.passage import Passage, passage_at
from extract.reading import Reading
from extract.scoring import Model
from extract.sentences import Sentence

_LAUNCH = re.compile(
    r"luncur|launching|hadirkan|ciptakan|gagas|kembangkan|resmikan|perkenalkan|terapkan|punya"
    r"|miliki|inovasi|buat|gelar|terobosan|raih|juara|usung|sabet|aplikasi",
    re.IGNORECASE,
)
_VISIT = re.compile(r"belajar|kunjung|kunker|studi|replika|adopsi|tiru|jadi rujukan", re.IGNORECASE)
_LEAD_SENTENCES = 7
_REACH = 140
_MAX_OWNERS = 3
_MAX_BODIES = 60


def candidate_owners(reading: Reading) -> list[Owner]:
    """Return the bodies of an article that may own something, each with all its mentions."""
    found: dict[str, list[BodyMention]] = {}
    forms: dict[str, str] = {}
    for body in reading.bodies:
        known = as_in_text(reading, body)
        form = longest_form(reading, known)
        forms.setdefault(squeeze(form), form)
        found.setdefault(squeeze(form), []).append(body)
    return [
        Owner(as_in_text(reading, bodies[0]), forms[key], tuple(bodies))
        for key, bodies in list(found.items())[:_MAX_BODIES]
    ]


def describe_owners(
    reading: Reading,
    passages: Sequence[Passage],
    groups: Sequence[Sequence[Candidate]],
    places: Sequence[Sequence[Evidence]],
    *,
    even_outdone: bool = False,
) -> list[list[tuple[Owner, dict[str, float]]]]:
    """Return for each innovation the bodies that may own it, with their features.

    Args:
        reading: The article.
        passages: Its prepared sentences.
        groups: All candidates of each innovation.
        places: All places where each is named.
        even_outdone: Whether to describe bodies too to which words beside the name prefer others:
            models learn from them, but do not ask.
    """
    owners = candidate_owners(reading)
    subject = subject_of(reading)
    told = [
        _told(reading, passages, group, where) for group, where in zip(groups, places, strict=True)
    ]
    key = squeeze(longest_form(reading, subject)) if subject else None
    describer = OwnerDescriber(reading, owners, places, told, key)
    return [
        [
            (owner, describer.features(number, owner))
            for owner in owners
            if even_outdone or not _is_outdone(owner, ways)
        ]
        for number, ways in enumerate(told)
    ]


def choose_owners(
    described: Sequence[Sequence[tuple[Owner, dict[str, float]]]], model: Model
) -> list[list[BodyMention]]:
    """Return for each innovation the bodies that the model takes for owners.

    Args:
        described: The bodies in question for each innovation, with their features; the model is
            asked once for all.
        model: What decides.
    """
    asked = [[pair for pair in pairs if not _only_stands_by(pair[1])] for pairs in described]
    scores = iter(model.log_odds_of([features for pairs in asked for _, features in pairs]))
    return [
        _likely_owners([(model.calibrated(next(scores)), *pair) for pair in pairs], model.threshold)
        for pairs in asked
    ]


def _likely_owners(
    told: Sequence[tuple[float, Owner, dict[str, float]]], threshold: float
) -> list[BodyMention]:
    """Return the likely bodies of some with their chances, units before their parents.

    The likeliest body is one if it is likely enough. Others are only if an exact way of telling
    an owner gives them too. Where no such way gives any, a body that the article names only by its
    head (who speaks, or is a guest) or as a partner is none.
    """
    likely = sorted((pair for pair in told if pair[0] >= threshold), key=lambda p: -p[0])
    kept = [
        owner.body
        for number, (_, owner, features) in enumerate(likely)
        if not number or features["way: first"]
    ][:_MAX_OWNERS]
    return [b for b in kept if b.is_unit] + [b for b in kept if not b.is_unit]


def _is_outdone(owner: Owner, ways: Mapping[str, frozenset[str]]) -> bool:
    """Return whether words beside a name give it to other bodies; few such are owners."""
    if not any(ways[way] for way in DIRECT_WAYS):
        return False
    first = next(keys for keys in ways.values() if keys)
    return squeeze(owner.form) not in first


def _only_stands_by(features: Mapping[str, float]) -> bool:
    """Return whether nothing but nearness makes a speaker, guest or partner an owner."""
    stands_by = features["body: officeholder"] == 1.0 or features.get("partner")
    return not features["ways that fired"] and bool(stands_by)


def _told(
    reading: Reading,
    passages: Sequence[Passage],
    group: Sequence[Candidate],
    places: Sequence[Evidence],
) -> dict[str, frozenset[str]]:
    """Return the keys of the bodies that each exact way of telling an owner gives."""
    first = min(group, key=lambda c: (c.field == "title", c.start))
    ways: dict[str, list[BodyMention]] = {
        "finder": [body for c in group for body in c.owners],
        "beside": [b for c in group for b in _beside(reading, passages, c)],
        "around": [b for p in places for b in _around(reading, passages, p)],
        "label": body_at_line_end(reading, first) or bodies_of_label(reading, first),
        "next sentence": makers_in_next_sentences(reading, first),
        "possessive": body_of_sentence_before(reading, first),
        "same sentence": [b for c in group for b in _same_sentence(reading, c)],
    }
    return {
        way: frozenset(squeeze(longest_form(reading, as_in_text(reading, b))) for b in bodies)
        for way, bodies in ways.items()
    }


def subject_of(reading: Reading) -> BodyMention | None:
    """Return the body that title and lead present as the one that does something new.

    Returns:
        The body that clearly leads in the first sentences as one that launches, wins or owns
        something; None if none does, or the article tells of a visit.
    """
    if _VISIT.search(reading.article.title):
        return None
    votes: Counter[str] = Counter()
    bodies: dict[str, BodyMention] = {}
    for sentence in reading.sentences[:_LEAD_SENTENCES]:
        for body in reading.bodies_in(sentence):
            if may_own(body):
                known = as_in_text(reading, body)
                key = known.type or squeeze(known.text)
                bodies.setdefault(key, known)
                votes[key] += 2 if _acts(sentence, body) and not body.officeholder else 1
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] + 2):
        return None
    return bodies[ranked[0][0]]


def _beside(
    reading: Reading, passages: Sequence[Passage], candidate: Candidate
) -> list[BodyMention]:
    """Return the body that stands before a candidate in its sentence."""
    passage = passage_at(reading, passages, candidate.field, candidate.start)
    if passage is None:
        return []
    start = candidate.start
    if candidate.expansion and candidate.expansion[0] < start:
        start = candidate.expansion[0]
    return owners_before(passage, passage.index_at(start))


def _around(reading: Reading, passages: Sequence[Passage], place: Evidence) -> list[BodyMention]:
    """Return the body beside any place where the innovation is named."""
    passage = passage_at(reading, passages, place.field, place.start)
    if passage is None or place.field == "title":
        return []
    after = passage.index_at(place.end)
    bracket = passage.bracket_at(after)
    if bracket is not None:
        after = min(bracket.close + 1, len(passage.words))
    return owners_after(passage, after) or owners_before(passage, passage.index_at(place.start))


def _same_sentence(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the nearest body before the name, or the maker after it, in its sentence."""
    sentence = reading.sentence_at(candidate.field, candidate.start)
    if sentence is None or sentence.field == "title":
        return []
    bodies = [b for b in reading.bodies_in(sentence) if may_own(b) and not b.officeholder]
    for body in bodies:
        if body.start > candidate.end and is_maker(sentence, body):
            return [body]
    earlier = [b for b in bodies if b.end <= candidate.start and _acts(sentence, b)]
    return earlier[-1:]


def _acts(sentence: Sentence, body: BodyMention) -> bool:
    """Return whether a body is said to launch, win or own something in a sentence."""
    after = body.end - sentence.start
    return bool(_LAUNCH.search(sentence.text, after, after + _REACH) or is_maker(sentence, body))
