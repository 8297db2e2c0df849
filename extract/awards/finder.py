"""Awards of an article: who won what in which contest, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Award, Mention
from extract.awards.claims import AwardClaim, find_claims
from extract.awards.contests import find_contests
from extract.awards.prizes import find_prize
from extract.awards.recipients import find_recipients
from extract.awards.winners import link_winners
from extract.reading import Reading

_FOUND_BY = "awards@1"
_STATUS_ORDER = {"submitted": 0, "shortlisted": 1, "won": 2}
_CONFIDENCE = {
    "sentence": 0.9,
    "continued": 0.8,
    "only innovation": 0.8,
    "pointed": 0.7,
    "inherited": 0.6,
    "region": 0.7,
    "body": 0.6,
}


def find_awards(reading: Reading, mentions: Sequence[Mention]) -> list[Award]:
    """Return the awards that an article tells of.

    Args:
        reading: The article.
        mentions: The innovations that were found in it.

    Returns:
        One award for each winner, scheme, rank and year, innovations first.
    """
    claims = find_claims(reading, find_contests(reading))
    links = link_winners(reading, [c for c in claims if not c.for_region], mentions)
    order = {mention.local_id: number for number, mention in enumerate(mentions)}
    taken = {id(link.claim) for link in links}
    winners = sorted(
        (_Winner(link.claim, link.local_id, None, link.how) for link in links),
        key=lambda winner: (order[winner.innovation or ""], winner.claim.start),
    )
    winners += [
        _Winner(recipient.claim, None, recipient.name, recipient.how)
        for recipient in find_recipients(reading, claims)
        if id(recipient.claim) not in taken
    ]
    return [_award(reading, winner) for winner in _settled(winners)]


@dataclass(frozen=True, slots=True)
class _Winner:
    """A claim with the innovation, or else the region or body, that it belongs to."""

    claim: AwardClaim
    innovation: str | None
    recipient: str | None
    how: str


def _settled(winners: Sequence[_Winner]) -> list[_Winner]:
    """Return one entry for each winner, scheme, rank and year, the most telling one.

    A rank tells more than none, and won more than shortlisted; the order stays.
    """
    kept: list[_Winner] = []
    for winner in sorted(winners, key=_telling, reverse=True):
        if not any(_says_more(other, winner) for other in kept):
            kept.append(winner)
    return [winner for winner in winners if any(winner is other for other in kept)]


def _telling(winner: _Winner) -> tuple[bool, int]:
    """Return how much an entry tells."""
    return winner.claim.rank is not None, _STATUS_ORDER[winner.claim.status]


def _says_more(winner: _Winner, other: _Winner) -> bool:
    """Return whether an entry already says what another one says."""
    if (winner.innovation, winner.recipient) != (other.innovation, other.recipient):
        return False
    one, two = winner.claim, other.claim
    if one.year is not None and two.year is not None and one.year != two.year:
        return False
    if two.rank is None:
        return True
    return one.rank is not None and one.rank.identity == two.rank.identity


def _award(reading: Reading, winner: _Winner) -> Award:
    """Return an entry as a record."""
    claim, sentence = winner.claim, winner.claim.sentence
    return Award(
        innovation=winner.innovation,
        recipient=winner.recipient,
        scheme=claim.contest.scheme,
        status=claim.status,
        evidence=(reading.evidence(sentence.field, sentence.start, sentence.end, "sentence"),),
        found_by=_FOUND_BY,
        confidence=_CONFIDENCE[winner.how],
        rank=claim.rank.label if claim.rank else None,
        year=claim.year,
        level=claim.contest.level,
        prize=find_prize(sentence.text) if claim.status == "won" else None,
    )
