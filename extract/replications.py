"""Innovations and practices that pass from one region to another.

Cues are found in ``replication_cues``, who learns in ``replication_roles``, and who learns from
whom in ``replication_pairs``. Here the article is read sentence by sentence, and pairs get
their stage, their innovation and their evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import Evidence, Mention, Replication, ReplicationKind
from extract.place_groups import Place, PlaceGroup, find_places, group_places
from extract.reading import Reading
from extract.replication_cues import Cue, find_cues, find_wish
from extract.replication_pairs import Pair, join_roles
from extract.replication_roles import Role, find_roles, tells_of_many
from extract.sentences import Sentence

_FURTHEST: tuple[ReplicationKind, ...] = ("adopted", "agreement", "planned", "study_visit")
_AGREEMENT = re.compile(
    r"\b(?:MoU|nota\s+kesepahaman|nota\s+kesepakatan|perjanjian\s+kerja\s?sama|PKS)\b",
    re.IGNORECASE,
)
_LIST_FOLLOWS = re.compile(
    r"\W*(?:di\s?antaranya|antara\s+lain|seperti|yakni|yaitu|termasuk)\b", re.IGNORECASE
)
_COUNCIL = re.compile(
    r"\b(?:DPRD|DPRK|DPRA|dewan|komisi|pansus|banmus|bapemperda)\b", re.IGNORECASE
)
_SERVICE = re.compile(
    r"inn?ovasi|pelayanan|layanan|aplikasi|replikasi|smart|digital|sistem informasi", re.IGNORECASE
)
_FINAL = '.!?:;”"’)'
_CONFIDENCE = {"sentence": 0.9, "article": 0.7, "home": 0.6, "many": 0.6}


def find_replications(reading: Reading, mentions: Sequence[Mention]) -> list[Replication]:
    """Return the pairs of regions between which an innovation or practice passes.

    Args:
        reading: The article with the places it names.
        mentions: Innovations found in it, to tell which one is meant; may be empty.

    Returns:
        One replication for each pair, with the furthest stage told; empty if none is told.
    """
    if _is_council_business(reading):
        return []
    places = find_places(reading)
    roles = list(_roles(list(_joined(reading)), places))
    pairs = join_roles(roles, reading.home.code, places)
    if not any(role.cue.family.strong for role in roles):
        pairs = [pair for pair in pairs if pair.rule == "sentence"]
    return [_replication(reading, pair, mentions) for pair in pairs]


def _is_council_business(reading: Reading) -> bool:
    """Return whether a council visits another about its own work, and not about services."""
    title, text = reading.article.title, reading.article.text
    return bool(_COUNCIL.search(title) and not _SERVICE.search(f"{title}\n{text}"))


def _joined(reading: Reading) -> Iterator[Sentence]:
    """Yield the sentences, with lines that a page broke in the middle put together again."""
    last: Sentence | None = None
    for sentence in reading.sentences:
        if last and last.field == sentence.field and _is_broken(last.text, sentence.text):
            text = reading.text_of(last.field)[last.start : sentence.end]
            last = Sentence(
                last.field, last.start, sentence.end, text, last.line, last.content_start
            )
            continue
        if last:
            yield last
        last = sentence
    if last:
        yield last


def _is_broken(before: str, after: str) -> bool:
    """Return whether a line ends, and the next begins, in the middle of a sentence."""
    return before[-1] not in _FINAL and (after[0].islower() or before.endswith(","))


def _roles(sentences: Sequence[Sentence], places: Sequence[Place]) -> Iterator[Role]:
    """Yield the roles of places in all sentences; a list or wish may follow in the next one."""
    listed: Cue | None = None
    previous: list[PlaceGroup] = []
    for sentence in sentences:
        groups, cues = group_places(sentence, places), find_cues(sentence.text)
        yield from find_roles(sentence, cues, groups)
        if listed and groups and _LIST_FOLLOWS.match(sentence.text):
            yield Role(sentence, listed, "learner", groups[0].codes, True)
        wish = find_wish(sentence.text)
        for group in previous if wish else ():
            if wish:
                yield Role(sentence, wish, "learner", group.codes, True)
        listed = next((cue for cue in cues if tells_of_many(sentence, cue)), None)
        previous = groups


def _replication(reading: Reading, pair: Pair, mentions: Sequence[Mention]) -> Replication:
    """Return a pair as a replication."""
    sentences = list(dict.fromkeys(role.sentence for role in pair.roles))
    kind = _kind(pair)
    return Replication(
        from_region=pair.source,
        to_region=pair.learner,
        kind=kind,
        innovation=_innovation(reading, sentences, mentions),
        evidence=tuple(_evidence(reading, sentence) for sentence in sentences),
        found_by=f"replications.{pair.rule}@1",
        confidence=_CONFIDENCE[pair.rule],
    )


def _kind(pair: Pair) -> ReplicationKind:
    """Return the furthest stage that the sentences of a pair tell."""
    told: set[ReplicationKind] = set()
    for role in pair.roles:
        told.add("planned" if role.cue.planned else role.cue.family.kind)
        if _AGREEMENT.search(role.sentence.text):
            told.add("agreement")
    return next(kind for kind in _FURTHEST if kind in told)


def _innovation(
    reading: Reading, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> str | None:
    """Return the innovation that the sentences or the title name; None if none or several."""
    text = " ".join([reading.article.title, *(sentence.text for sentence in sentences)])
    named = {m.local_id for m in mentions if any(name in text for name in m.surfaces)}
    return named.pop() if len(named) == 1 else None


def _evidence(reading: Reading, sentence: Sentence) -> Evidence:
    """Return a sentence as evidence."""
    return reading.evidence(sentence.field, sentence.start, sentence.end, "sentence")
