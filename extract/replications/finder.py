"""Innovations and practices that pass from one region to another.

Cues are found in ``cues``, who learns in ``roles``, and who learns from
whom in ``pairs``. Here the article is read sentence by sentence, and pairs get
their stage, their innovation and their evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from corpus.records import Evidence, Mention, Replication, ReplicationKind
from extract.dates import find_event_date
from extract.reading import Reading
from extract.replications.cues import Cue, find_cues, find_wish
from extract.replications.names import MeantNames, find_meant
from extract.replications.pairs import Pair, join_roles
from extract.replications.place_groups import Place, PlaceGroup, find_places, group_places
from extract.replications.roles import Role, find_listed, find_roles
from extract.replications.stages import find_stage
from extract.sentences import Sentence

_LIST_FOLLOWS = re.compile(
    r"\W*(?:di\s?antaranya|antara\s+lain|seperti|yakni|yaitu|termasuk)\b", re.IGNORECASE
)
# "Tiga daerah belajar ke Kota A. Ketiganya yakni …"
_ALL_OF_THEM = re.compile(
    r"\W{0,3}ke(?:dua|tiga|empat|lima|enam|tujuh|delapan)(?:nya| daerah \w+)[\s,]{1,3}"
    r"(?:yakni|yaitu|adalah|ialah|masing-masing|antara\s+lain)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\b(?:DPRD|DPRK|DPRA|dewan|komisi|pansus|banmus|bapemperda)\b", re.IGNORECASE
)
_SERVICE = re.compile(
    r"inn?ovasi|pelayanan|layanan|aplikasi|replikasi|smart|digital|sistem informasi", re.IGNORECASE
)
_COPYING = frozenset({"copy", "copying", "copied", "agree", "agree_to_copy"})
_MOST_CUES = 40  # in one sentence
_MOST_ROLES = 300  # in one article
_UNFINISHED = re.compile(
    r"(?:,|\b(?:dan|serta|di|ke|dari|yang|dengan|oleh|untuk|pada|kota|kabupaten|provinsi))$",
    re.IGNORECASE,
)
_FINAL = '.!?:;”"’)'
_CONFIDENCE = {"sentence": 0.9, "article": 0.7, "home": 0.6, "many": 0.6, "state": 0.5}


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
    places, sentences = find_places(reading), list(_joined(reading))
    roles = list(islice(_roles(sentences, places), _MOST_ROLES))
    run_in = {mention.region for mention in mentions if mention.region}
    pairs = join_roles(roles, reading.home.code, places, run_in)
    if not any(role.cue.family.strong for role in roles):
        pairs = [pair for pair in pairs if pair.rule in {"sentence", "state"}]
    return [
        _replication(reading, pair, find_stage(pair, pairs, sentences, places), sentences, mentions)
        for pair in pairs
    ]


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
    return before[-1] not in _FINAL and bool(after[0].islower() or _UNFINISHED.search(before))


def _roles(sentences: Sequence[Sentence], places: Sequence[Place]) -> Iterator[Role]:
    """Yield the roles of places in all sentences, each with the sentence before it in mind."""
    previous: list[PlaceGroup] = []
    last_cues: list[Cue] = []
    for sentence in sentences:
        groups, cues = group_places(sentence, places), find_cues(sentence.text)[:_MOST_CUES]
        yield from find_roles(sentence, cues, groups)
        if not cues:
            yield from _continued(sentence, last_cues, groups)
        yield from _wished(sentence, previous)
        previous = groups
        if cues or not sentence.is_list_item:
            last_cues = cues


def _continued(
    sentence: Sentence, cues: Sequence[Cue], groups: Sequence[PlaceGroup]
) -> Iterator[Role]:
    """Yield the roles of places in a list that goes on with the sentence before."""
    many = next((cue for cue in cues if cue.many), None)
    copies = next((cue for cue in cues if cue.family.name in _COPYING), None)
    visits = next((cue for cue in cues if _tells_of_visitors(cue)), None)
    if visits and groups and _ALL_OF_THEM.match(sentence.text):
        yield Role(sentence, visits, "learner", groups[0].codes, True)
    elif many and groups and _LIST_FOLLOWS.match(sentence.text):
        yield Role(sentence, many, "learner", groups[0].codes, True)
    elif copies:
        yield from find_listed(sentence, copies, groups)


def _tells_of_visitors(cue: Cue) -> bool:
    """Return whether the subject of a cue comes to learn."""
    return cue.family.kind == "study_visit" and cue.family.before == "learner"


def _wished(sentence: Sentence, guests: Sequence[PlaceGroup]) -> Iterator[Role]:
    """Yield the guests named in the sentence before as learners if they wish to do the same."""
    wish = find_wish(sentence.text)
    if wish:
        for group in guests:
            yield Role(sentence, wish, "learner", group.codes, True)


def _replication(
    reading: Reading,
    pair: Pair,
    kind: ReplicationKind,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> Replication:
    """Return a pair as a replication."""
    told_in = list(dict.fromkeys(role.sentence for role in pair.roles))
    meant = find_meant(reading, pair, told_in, sentences, mentions)
    return Replication(
        from_region=pair.source,
        to_region=pair.learner,
        kind=kind,
        innovation=meant.innovation,
        evidence=tuple(_evidence(reading, told_in, meant)),
        found_by=f"replications.{pair.rule}@2",
        confidence=_CONFIDENCE[pair.rule],
    )


def _evidence(
    reading: Reading, told_in: Sequence[Sentence], meant: MeantNames
) -> Iterator[Evidence]:
    """Yield the sentences that tell of a pair, the names of what is copied, and the day."""
    for sentence in told_in:
        yield reading.evidence(sentence.field, sentence.start, sentence.end, "sentence")
    if meant.original:
        yield replace(meant.original, role="name")
    if meant.replica:
        yield replace(meant.replica, role="replica")
    date = next(filter(None, (find_event_date(reading, sentence) for sentence in told_in)), None)
    if date:
        field, mention = date
        yield reading.evidence(field, mention.start, mention.end, "date")
