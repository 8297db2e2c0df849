"""Which places in a sentence learn, and which are learnt from.

A place gets its role from the cue beside it and the preposition between the two. Places in a
list (``Kabupaten A, Kota B dan Kabupaten C``) have one role together. A sentence often tells one
side only; the other is found in ``replications``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.replications.cues import Cue, Side
from extract.replications.place_groups import PlaceGroup
from extract.sentences import Sentence

_PREPOSITION = re.compile(
    r"\b(ke|di|dari|oleh|kepada|untuk|bagi|pada|milik|asal|karya|dengan|antara)\b", re.IGNORECASE
)
_LOCATIVE = re.compile(
    r"\b(?:di|ke|dari|kepada|pada|selain|antara)\s+(?:[\w.]+\s+){0,5}$", re.IGNORECASE
)
_PEOPLE_FROM = re.compile(
    r"\b(?:rombongan|peserta|tim|anggota|jajaran|pejabat|perwakilan|utusan|delegasi|pegawai|tamu)\s+"
    r"(?:\w+\s+){0,3}dari\s+(?:[\w.]+\s+){0,3}$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.;!?“”\"]\s|\b(?:sedangkan|sementara)\b|\b(?:daerah|kabupaten|kota|pihak)\s+lain\b",
    re.IGNORECASE,
)
_LIST_BEGINS = re.compile(
    r"\b(?:di\s?antaranya|antara\s+lain|seperti|yakni|yaitu|termasuk|meliputi)\b", re.IGNORECASE
)
_TO_SEVERAL = re.compile(r"\bke\s\w{2,12}\s(?:daerah|kabupaten|kota|provinsi|lokasi|instansi)\b")
_SET_OFF = re.compile(
    r"(?:\b(?:dari|milik)\s+(?:[\w.]+\s+){0,5}|\((?:[\w.]+\s+){0,5}|[-–:]\s*)$", re.IGNORECASE
)
_JOINED_CUES = re.compile(r"\s*(?:dan|atau|/|sekaligus|serta|untuk)?\s*", re.IGNORECASE)
_GOES_TO = re.compile(r"\s(?:\w+\s){0,2}ke\s(?:[\w.]+\s){0,5}", re.IGNORECASE)
_JOURNEYS = frozenset({"visit", "call", "learn", "go"})
_OPPOSITE: dict[Side, Side] = {"learner": "source", "source": "learner"}
_REACH = 110
_NEAR = 60
_TITLE_LENGTH = 12  # of "Pemkab" and the like


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
        at: Where the first of them stands in the sentence; 0 if they are only counted.
    """

    sentence: Sentence
    cue: Cue
    side: Side
    codes: tuple[str, ...]
    explicit: bool
    at: int = 0


def find_roles(sentence: Sentence, cues: Sequence[Cue], places: Sequence[PlaceGroup]) -> list[Role]:
    """Return the roles that the cues of a sentence give to its places.

    A place after a cue has its role for sure; only a place without one can be the subject of
    another cue.
    """
    sure = [*_goers(sentence, cues, places)]
    for number, cue in enumerate(cues):
        sure += _after(sentence, cue, cues[number + 1 :], places)
    taken = {code for role in sure for code in role.codes}
    free = [
        replace(group, codes=codes)
        for group in places
        if (codes := tuple(code for code in group.codes if code not in taken))
    ]
    return [*sure, *(role for cue in cues for role in _before(sentence, cue, free, sure))]


def find_listed(sentence: Sentence, cue: Cue, places: Sequence[PlaceGroup]) -> Iterator[Role]:
    """Yield the roles of places in a list that follows a sentence about copying.

    Sources are set off from the innovation's name, as in "Sapa Warga dari Kabupaten A" or
    "Sapa Warga (Kabupaten A)"; a line that begins with a place names a learner.
    """
    begin = sentence.content_start - sentence.start
    named = [group for group in places if _SET_OFF.search(sentence.text[: group.start])]
    if sentence.is_list_item and places and places[0].start - begin < _TITLE_LENGTH:
        yield Role(sentence, cue, "learner", places[0].codes, True, places[0].start)
    elif sentence.is_list_item or len(named) > 1:
        for group in named:
            yield Role(sentence, cue, "source", group.codes, True, group.start)


def _goers(sentence: Sentence, cues: Sequence[Cue], places: Sequence[PlaceGroup]) -> Iterator[Role]:
    """Yield the roles of "Kabupaten A ke Kota B" in a sentence that tells of learning."""
    cue = next((cue for cue in cues if cue.family.name in _JOURNEYS - {"go"}), None)
    for one, other in pairwise(places):
        if cue and _GOES_TO.fullmatch(sentence.text[one.end : other.start]):
            yield Role(sentence, cue, "learner", one.codes, True, one.start)
            yield Role(sentence, cue, "source", other.codes, True, other.start)


def _after(
    sentence: Sentence, cue: Cue, later: Sequence[Cue], places: Sequence[PlaceGroup]
) -> Iterator[Role]:
    """Yield the roles of the places after a cue, up to the next cue."""
    if cue.many:
        yield _listed(sentence, cue, places)
        return
    has_subject = any(_before(sentence, cue, places, ()))
    told = {code for group in places if group.end <= cue.start for code in group.codes}
    for group, word, is_apart in _reached(sentence, cue, later, places):
        if cue.family.name in _JOURNEYS and told.issuperset(group.codes):
            continue  # "Kota A mengunjungi Kota B untuk menerapkannya di Kota A"
        side = cue.family.after.get(word)
        if word == "none" and side == "learner" and _goes_round(sentence, cue, group):
            side = "source"
        elif is_apart and word == "none" and side == "source":
            # "Belajar Layanan, Pemkab A ke Kota B" and "Belajar ke Kota B, Pemkab A …"
            side = None if has_subject else "learner"
        if side and cue.family.is_agreement and word == "antara" and len(group.codes) == 2:
            yield Role(sentence, cue, side, group.codes[:1], True, group.start)
            yield Role(sentence, cue, _OPPOSITE[side], group.codes[1:], True, group.end)
        elif side:
            yield Role(sentence, cue, side, group.codes, True, group.start)


def _goes_round(sentence: Sentence, cue: Cue, group: PlaceGroup) -> bool:
    """Return whether a place is in the list of those that visitors went to.

    ``Bertolak ke tiga daerah untuk kaji banding, yaitu …``
    """
    text = sentence.text
    is_listed = _LIST_BEGINS.search(text, cue.end, group.start)
    return bool(is_listed and _TO_SEVERAL.search(text, max(0, cue.start - _NEAR), cue.start))


def _listed(sentence: Sentence, cue: Cue, places: Sequence[PlaceGroup]) -> Role:
    """Return the learners that follow their number in a list; none if no list follows."""
    begins = _LIST_BEGINS.search(sentence.text, cue.end)
    codes = next((g.codes for g in places if begins and g.start >= begins.end()), ())
    return Role(sentence, cue, "learner", codes, True)


def _reached(
    sentence: Sentence, cue: Cue, later: Sequence[Cue], places: Sequence[PlaceGroup]
) -> Iterator[tuple[PlaceGroup, str, bool]]:
    """Yield places after a cue, the preposition before each, and whether a comma sets it apart.

    Only the first place may stand without a preposition or comma.
    """
    first, limit = cue.end, len(sentence.text)
    for other in later:
        if not _JOINED_CUES.fullmatch(sentence.text[first : other.start]):
            limit = other.start
            break
        first = other.end
    position = cue.end
    for group in (group for group in places if group.start >= first):
        gap = sentence.text[position : group.start]
        beginning, comma, last = gap.rpartition(",")
        found = _PREPOSITION.findall(last)
        if group.start > limit or _STOP.search(gap) or len(gap) > (_REACH if found else _NEAR):
            return
        if position > cue.end and not found and not (comma and not beginning.strip()):
            return
        yield group, found[-1].lower() if found else "none", bool(comma)
        position = group.end


def _before(
    sentence: Sentence, cue: Cue, places: Sequence[PlaceGroup], sure: Sequence[Role]
) -> Iterator[Role]:
    """Yield the role of the nearest place before a cue that may be its subject.

    Who stands before learns if the place after is the source, and the other way round.
    """
    after = {role.side for role in sure if role.cue is cue}
    side = cue.family.before
    if side is None or len(after) > 1 or (cue.many and side == "learner"):
        return
    if side in after:
        side = _OPPOSITE[side]
    for group in reversed([group for group in places if group.end <= cue.start]):
        gap = sentence.text[group.end : cue.start]
        if len(gap) > _REACH or _STOP.search(gap):
            return
        near = max(0, group.start - _NEAR)
        if not _LOCATIVE.search(sentence.text, near, group.start) or _PEOPLE_FROM.search(
            sentence.text, near, group.start
        ):
            codes = group.codes
            if cue.family.is_agreement and len(codes) == 2 and not after:
                yield Role(sentence, cue, _OPPOSITE[side], codes[1:], False, group.end)
                codes = codes[:1]
            yield Role(sentence, cue, side, codes, False, group.start)
            return
