"""How far a replication has come: a visit, a plan, an agreement, or done.

Looks at the sentences that tell of a pair, and at what the visitors say of their wishes. Who
learns from whom is decided in ``pairs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import ReplicationKind
from extract.replications.pairs import Pair
from extract.replications.place_groups import Place, group_places
from extract.replications.roles import Role
from extract.sentences import Sentence

_FURTHEST: tuple[ReplicationKind, ...] = ("adopted", "agreement", "planned", "study_visit")
_AGREED = re.compile(
    r"\b(?:MoU|nota\s+kesepahaman|nota\s+kesepakatan|perjanjian\s+kerja\s?sama|PKS|"
    r"(?:teken|meneken|menandatangani|penandatanganan)\s+(?:\w+\s+){0,3}?"
    r"(?:kerja\s?sama|kesepakatan|komitmen))\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:MoU|nota\s+kesepahaman|nota\s+kesepakatan|kesepakatan\s+bersama|"
    r"komitmen\s+replikasi|perjanjian\s+kerja\s?sama|PKS)(?:-?nya)?\b[^.;]{0,80}?"
    r"\b(?:diteken|ditandatangani|ditanda\s+tangani|tanda\s+tangan)\b|"
    r"\b(?:teken|meneken|menandatangani|penandatanganan|tandatangani)\s+(?:\w+\s+){0,3}?"
    r"(?:MoU|nota|kesepakatan|komitmen|perjanjian|PKS)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:telah|sudah|berhasil|kini)\b", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:akan|ingin|rencananya|berencana|kelak|nanti|untuk|tertarik|bakal|hendak|siap)\b"
    r"[^.;]{0,60}?\b(?:(?:me|di|meng)?(?:terapkan|nerapkan|adopsi|replikasi|aplikasikan|tiru)|"
    r"meniru|mereplikasi|mengadopsi|dijalankan|menerapkannya)\b",
    re.IGNORECASE,
)
_HOPE = re.compile(
    r"\b(?:harap\w*|berharap|diharapkan|mudah-mudahan|semoga|dapat|mau|bisa jadi|boleh jadi|"
    r"mungkin)\b",
    re.IGNORECASE,
)


def find_stage(
    pair: Pair, pairs: Sequence[Pair], sentences: Sequence[Sentence], places: Sequence[Place]
) -> ReplicationKind:
    """Return the furthest stage that an article tells of a pair.

    Args:
        pair: The pair.
        pairs: All pairs of the article; what names no region is said of the only learner.
        sentences: The article's sentences.
        places: The article's places.
    """
    told = {_stage(role) for role in pair.roles}
    told |= set(_told_elsewhere(pair, pairs, sentences, places))
    if {"adopted", "agreement"} <= told and not _is_done(pair):
        # Where an agreement is told, "Diadopsi 11 Daerah" above it says what it is for.
        told.remove("adopted")
    return next(stage for stage in _FURTHEST if stage in told)


def _is_done(pair: Pair) -> bool:
    """Return whether a sentence of the text says that the learner has already copied."""
    return any(
        role.cue.family.kind == "adopted"
        and role.sentence.field == "text"
        and _DONE.search(role.sentence.text)
        for role in pair.roles
    )


def _stage(role: Role) -> ReplicationKind:
    """Return the stage that a cue in its sentence tells."""
    if role.cue.family.kind != "adopted":
        return role.cue.family.kind
    is_noun = role.cue.family.name == "copying"
    if role.cue.planned or (is_noun and not _DONE.search(role.sentence.text)):
        return "planned"
    return "adopted"


def _told_elsewhere(
    pair: Pair, pairs: Sequence[Pair], sentences: Sequence[Sentence], places: Sequence[Place]
) -> Iterator[ReplicationKind]:
    """Yield the stages that sentences about the learner tell, or any if it is the only one."""
    is_only_learner = len({other.learner for other in pairs}) == 1
    has_one_source = len({other.source for other in pairs}) == 1
    learner_before = False
    for sentence in sentences:
        codes = {code for group in group_places(sentence, places) for code in group.codes}
        goes_on = learner_before and codes <= {pair.source}
        is_meant = is_only_learner or pair.learner in codes or goes_on
        if is_meant and _WISH.search(sentence.text) and not _HOPE.search(sentence.text):
            yield "planned"
        names_both = {pair.learner, pair.source} <= codes
        is_of_all = has_one_source and codes <= {pair.source}
        if names_both and _AGREED.search(sentence.text):
            yield "agreement"
        if (names_both or is_of_all) and _SIGNED.search(sentence.text):
            yield "agreement"
        learner_before = pair.learner in codes
