"""Which places in a sentence learn, and which are learnt from.

A place gets its role from the cue beside it and the preposition between the two. Places in a
list (``Kabupaten A, Kota B dan Kabupaten C``) have one role together. A sentence often tells one
side only; the other is found in ``replications``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.place_groups import PlaceGroup
from extract.replication_cues import Cue, Side
from extract.sentences import Sentence

_PREPOSITION = re.compile(
    r"\b(ke|di|dari|oleh|kepada|untuk|bagi|pada|milik|asal|karya|dengan|antara)\b", re.IGNORECASE
)
_LOCATIVE = re.compile(
    r"\b(?:di|ke|dari|kepada|pada|selain|antara)\s+(?:[\w.]+\s+){0,5}$", re.IGNORECASE
)
_STOP = re.compile(
    r"[.;!?“”\"]\s|\b(?:sedangkan|sementara)\b|\b(?:daerah|kabupaten|kota|pihak)\s+lain\b",
    re.IGNORECASE,
)
_GROUP_OF_MANY = re.compile(
    r"\s*(?:\w+\s+)?(?:oleh\s+|bagi\s+|di\s+)?(?:\d{1,3}|beberapa|sejumlah|berbagai|banyak|puluhan|belasan|"
    r"dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|seluruh)\s+(?:\w+\s+)?"
    r"(?:kabupaten|kota|daerah|provinsi|pemda|pemerintah|instansi|pemkab|negara)",
    re.IGNORECASE,
)
_REACH = 110
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Role:
    """Who learns, or is learnt from, by one cue of a sentence.

    Attributes:
        sentence: The sentence.
        cue: The cue.
        side: Whether the places learn or are learnt from.
        codes: The places; empty if the sentence only tells how many they are.
        explicit: Whether a preposition or the object of the verb shows it; a place that merely
            stands before the cue is less sure.
    """

    sentence: Sentence
    cue: Cue
    side: Side
    codes: tuple[str, ...]
    explicit: bool


def find_roles(sentence: Sentence, cues: Sequence[Cue], places: Sequence[PlaceGroup]) -> list[Role]:
    """Return the roles that the cues of a sentence give to its places.

    A place after a cue has its role for sure; only a place without one can be the subject of
    another cue.
    """
    sure = [
        role
        for number, cue in enumerate(cues)
        for role in _after(sentence, cue, cues[number + 1 :], places)
    ]
    taken = {code for role in sure for code in role.codes}
    free = [group for group in places if not taken & set(group.codes)]
    return [*sure, *(role for cue in cues for role in _before(sentence, cue, free))]


def tells_of_many(sentence: Sentence, cue: Cue) -> bool:
    """Return whether a number of unnamed regions stands after a cue."""
    return bool(_GROUP_OF_MANY.match(sentence.text, cue.end))


def _after(
    sentence: Sentence, cue: Cue, later: Sequence[Cue], places: Sequence[PlaceGroup]
) -> Iterator[Role]:
    """Yield the roles of the places after a cue, up to the next cue."""
    after = cue.family.after
    if tells_of_many(sentence, cue) and "none" in after:
        yield Role(sentence, cue, after["none"], (), True)
        return
    has_subject = any(_before(sentence, cue, places))
    for group, word, is_apart in _reached(sentence, cue, later, places):
        side = after.get(word)
        if is_apart and word == "none" and side == "source":
            # "Belajar Layanan, Pemkab A ke Kota B" and "Belajar ke Kota B, Pemkab A …"
            side = None if has_subject else "learner"
        if side:
            yield Role(sentence, cue, side, group.codes, True)


def _reached(
    sentence: Sentence, cue: Cue, later: Sequence[Cue], places: Sequence[PlaceGroup]
) -> Iterator[tuple[PlaceGroup, str, bool]]:
    """Yield places after a cue, the preposition before each, and whether a comma sets it apart.

    Only the first place may stand without a preposition or comma.
    """
    limit = min((other.start for other in later), default=len(sentence.text))
    position = cue.end
    for group in (group for group in places if group.start >= cue.end):
        gap = sentence.text[position : group.start]
        beginning, comma, last = gap.rpartition(",")
        found = _PREPOSITION.findall(last)
        if group.start > limit or _STOP.search(gap) or len(gap) > (_REACH if found else _NEAR):
            return
        if position > cue.end and not found and not (comma and not beginning.strip()):
            return
        yield group, found[-1].lower() if found else "none", bool(comma)
        position = group.end


def _before(sentence: Sentence, cue: Cue, places: Sequence[PlaceGroup]) -> Iterator[Role]:
    """Yield the role of the nearest place before a cue that may be its subject."""
    if cue.family.before is None:
        return
    for group in reversed(places):
        if group.end > cue.start:
            continue
        gap = sentence.text[group.end : cue.start]
        if len(gap) > _REACH or _STOP.search(gap):
            return
        if not _LOCATIVE.search(sentence.text, max(0, group.start - 60), group.start):
            yield Role(sentence, cue, cue.family.before, group.codes, False)
            return
