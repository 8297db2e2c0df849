"""Which ranks and innovations of one sentence belong together.

Runs of ranks and runs of innovations alternate. In ``juara I A, juara II B`` the rank comes
first, in ``A meraih juara I, B juara II`` the innovation; where both ends are ranks, or both are
innovations, what stands between the two tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.records import Field
from extract.awards.claims import AwardClaim

_BRACKETED = re.compile(r"\([^()]*\)|[“\"][^“”\"]*[”\"]")
_SEPARATOR = re.compile(
    r"[,;]|\b(?:dan|serta|kemudian|lalu|disusul|sedangkan|sementara|selanjutnya|diikuti)\b",
    re.IGNORECASE,
)

# So many separators keep a rank from an innovation where none keeps it from another one.
_FAR_BEFORE, _FAR_BEHIND = 1, 2


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An innovation named at a place of the article."""

    field: Field
    start: int
    end: int
    local_id: str


def pair(
    text: str, claims: Sequence[AwardClaim], places: Sequence[Occurrence]
) -> Iterator[tuple[AwardClaim, Occurrence]]:
    """Yield the ranks and innovations of one sentence that belong together.

    Args:
        text: The field of the article in which the offsets count.
        claims: The claims of the sentence, in order.
        places: The innovations that it names, in order.
    """
    if not claims or not places:
        return
    items: list[AwardClaim | Occurrence] = sorted(
        (*claims, *places), key=lambda item: (item.start, item.end)
    )
    runs = [list(run) for _, run in groupby(items, key=lambda item: isinstance(item, AwardClaim))]
    for number, run in enumerate(runs):
        for place in run:
            if isinstance(place, Occurrence):
                ranks, forward = _ranks_of(text, runs, number, place)
                for claim in _shared(text, ranks, forward=forward):
                    yield claim, place


def _ranks_of(
    text: str, runs: Sequence[Sequence[AwardClaim | Occurrence]], number: int, place: Occurrence
) -> tuple[list[AwardClaim], bool]:
    """Return the run of ranks that an innovation has, and whether it stands before it.

    Args:
        text: The field of the article.
        runs: Runs of ranks and runs of innovations in turn.
        number: Number of the run that the innovation is in.
        place: The innovation.
    """
    before = _claims(runs[number - 1]) if number > 0 else []
    after = _claims(runs[number + 1]) if number + 1 < len(runs) else []
    rank_first, rank_last = isinstance(runs[0][0], AwardClaim), isinstance(runs[-1][0], AwardClaim)
    if not before or not after:
        forward = bool(before)
        ranked = any(claim.rank for claim in before or after)
        if ranked and _is_of_others(text, runs, number, forward=forward):
            return [], forward
    elif rank_first != rank_last:
        forward = rank_first
    else:
        gap_before = _separators(text[before[-1].end : place.start])
        forward = gap_before <= _separators(text[place.end : after[0].start])
    return (before if forward else after), forward


def _is_of_others(
    text: str, runs: Sequence[Sequence[AwardClaim | Occurrence]], number: int, *, forward: bool
) -> bool:
    """Return whether the only ranks beside a run of innovations are plainly those of the next run.

    In ``A yang masuk Top 99, lalu lahir inovasi lain, B dan C`` the rank is A's; in ``A, dan Top
    45 diraih B`` it is B's.

    Args:
        text: The field of the article.
        runs: Runs of ranks and runs of innovations in turn.
        number: Number of the run of innovations.
        forward: Whether the ranks stand before it.
    """
    ranks, others = (number - 1, number - 2) if forward else (number + 1, number + 2)
    if not 0 <= others < len(runs):
        return False
    own, foreign = (_gap(text, runs, *sorted((ranks, run))) for run in (number, others))
    return not foreign and own >= (_FAR_BEHIND if forward else _FAR_BEFORE)


def _gap(
    text: str, runs: Sequence[Sequence[AwardClaim | Occurrence]], number: int, following: int
) -> int:
    """Return how many commas and conjunctions part a run from the one that follows it."""
    return _separators(text[runs[number][-1].end : runs[following][0].start])


def _claims(run: Sequence[AwardClaim | Occurrence]) -> list[AwardClaim]:
    """Return a run of ranks as such."""
    return [item for item in run if isinstance(item, AwardClaim)]


def _separators(gap: str) -> int:
    """Return how many commas and conjunctions part two things; brackets and quotations apart."""
    return len(_SEPARATOR.findall(_BRACKETED.sub("", gap)))


def _shared(text: str, ranks: Sequence[AwardClaim], *, forward: bool) -> Sequence[AwardClaim]:
    """Return the ranks of a run that all its winners have.

    Only one place can be one's own, and only one rank in brackets: ``A (Top 99/2019), B (Top
    45/2020)``.
    """
    places = all(claim.rank and claim.rank.kind == "place" for claim in ranks)
    bracketed = all(text[claim.start - 1 : claim.start] == "(" for claim in ranks)
    if len(ranks) > 1 and (places or bracketed):
        return ranks[-1:] if forward else ranks[:1]
    return ranks
