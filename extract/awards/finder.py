"""Awards of an article: who won what in which contest, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Award, Evidence, Mention
from extract.awards.claims import AwardClaim, find_claims
from extract.awards.contest_choice import contests_in
from extract.awards.contests import find_contests
from extract.awards.prizes import find_prize
from extract.awards.recipients import find_recipients
from extract.awards.winners import link_entries, link_winners
from extract.dates import find_event_date
from extract.reading import Reading

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
    entries = link_entries(reading, [c for c in claims if _is_entry(c)], mentions)
    links += entries
    entered = {link.claim.status for link in entries}
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
        and not (_is_entry(recipient.claim) and recipient.claim.status in entered)
    ]
    return [_award(reading, winner) for winner in _settled(winners)]


def _is_entry(claim: AwardClaim) -> bool:
    """Return whether a region competes with innovations, which are then entered by name."""
    return claim.for_region and claim.rank is None and claim.status != "won"


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
        if not any(_says_more(other, winner) or _sums_up(winner, other) for other in kept):
            kept.append(winner)
    return [winner for winner in winners if any(winner is other for other in kept)]


def _telling(winner: _Winner) -> tuple[bool, int, bool]:
    """Return how much an entry tells: its rank, how far it came, the contest beside it."""
    claim = winner.claim
    is_beside = bool(contests_in(claim.sentence, [claim.contest]))
    return claim.rank is not None, _STATUS_ORDER[claim.status], is_beside


def _says_more(winner: _Winner, other: _Winner) -> bool:
    """Return whether an entry already says what another one says."""
    if (winner.innovation, winner.recipient) != (other.innovation, other.recipient):
        return False
    one, two = winner.claim, other.claim
    if one.year is not None and two.year is not None and one.year != two.year:
        return False
    if two.rank is None:
        return True
    if one.rank is None:
        return False
    if winner.how == other.how == "region" and one.rank.kind == two.rank.kind == "place":
        # A newspaper calls the first of an index "juara pertama" and "peringkat pertama".
        return one.rank.number == two.rank.number
    return one.rank.identity == two.rank.identity


def _sums_up(winner: _Winner, other: _Winner) -> bool:
    """Return whether a region is only said to have won what other regions won under ranks.

    ``Penghargaan Inovasi Provinsi X Diserahkan`` stands over the list of its regencies.
    """
    both_regions = winner.how == other.how == "region"
    same = winner.claim.contest.scheme == other.claim.contest.scheme
    ranked = winner.claim.rank is None and other.claim.rank is not None
    return (
        both_regions
        and same
        and ranked
        and (other.recipient or "").startswith(f"{winner.recipient}.")
    )


def _evidence(reading: Reading, claim: AwardClaim) -> Iterator[Evidence]:
    """Yield the sentence of a claim, the words that tell its year, and the day of the event.

    The role of a year's words says where they stand: ``year_from_contest``,
    ``year_from_sentence`` or ``year_from_date``; there are none for the year of publication.
    """
    sentence = claim.sentence
    yield reading.evidence(sentence.field, sentence.start, sentence.end, "sentence")
    year = claim.told_year
    if year and year.end:
        yield reading.evidence(year.field, year.start, year.end, f"year_from_{year.how}")
    date = find_event_date(reading, sentence)
    if date:
        field, mention = date
        yield reading.evidence(field, mention.start, mention.end, "date")


def _award(reading: Reading, winner: _Winner) -> Award:
    """Return an entry as a record."""
    claim, sentence = winner.claim, winner.claim.sentence
    return Award(
        innovation=winner.innovation,
        recipient=winner.recipient,
        scheme=claim.contest.scheme,
        status=claim.status,
        evidence=tuple(_evidence(reading, claim)),
        found_by=f"awards.{winner.how.replace(' ', '_')}@2",
        confidence=_CONFIDENCE[winner.how],
        rank=claim.rank.label if claim.rank else None,
        year=claim.year,
        level=claim.contest.level,
        prize=find_prize(sentence.text) if claim.status == "won" else None,
    )
