"""Which innovation of an article a claim of a result belongs to.

First the sentence itself; then what surrounds it: words that point back (``inovasi tersebut``),
enumerations that go on in the next sentences, headings over a list, and headlines that the body
explains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from corpus.records import Mention
from extract.awards.claims import AwardClaim
from extract.awards.cues import has_cue
from extract.awards.headlines import link_headlines
from extract.awards.pairs import pair
from extract.awards.scene import Link, Scene, build_scene, find_heads, orders_regions
from extract.reading import Reading
from extract.sentences import Sentence

# How far into a sentence the words stand that open an item.
_OPENING = 40


def link_winners(
    reading: Reading, claims: Sequence[AwardClaim], mentions: Sequence[Mention]
) -> list[Link]:
    """Return which innovation each claim belongs to.

    Args:
        reading: The article.
        claims: The claims of prizes for innovations, in order, title first.
        mentions: The innovations of the article.

    Returns:
        At most one link for a claim and an innovation; a claim may have many or none.
    """
    steps = (_beside, _pointed, _continued, _only, link_headlines)
    return _linked(reading, claims, mentions, steps)


def link_entries(
    reading: Reading, claims: Sequence[AwardClaim], mentions: Sequence[Mention]
) -> list[Link]:
    """Return which innovations a region entered for an award that regions win.

    Only what the words tie together counts; a showcase further down was shown, not entered.

    Args:
        reading: The article.
        claims: The claims of entries in such awards, in order, title first.
        mentions: The innovations of the article.
    """
    steps = (_beside, _pointed, _continued)
    entered = [claim for claim in claims if claim.status == "submitted"]
    chosen = [claim for claim in claims if claim.status == "shortlisted"]
    return _linked(reading, entered, mentions, steps) + _linked(
        reading, chosen, mentions, (_pointed,)
    )


def _linked(
    reading: Reading,
    claims: Sequence[AwardClaim],
    mentions: Sequence[Mention],
    steps: Sequence[Callable[[Scene, Sequence[Link]], Iterator[Link]]],
) -> list[Link]:
    """Return the links that some steps find one after the other, each claim and winner once."""
    if not claims or not mentions:
        return []
    scene = build_scene(reading, claims, mentions)
    links: dict[tuple[int, str], Link] = {}
    for step in steps:
        known = list(links.values())
        for link in step(scene, known):
            links.setdefault((id(link.claim), link.local_id), link)
    return list(links.values())


def _beside(scene: Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links between claims and innovations of one sentence."""
    del known
    heads = [h for h in find_heads(scene) if h.rank and h.rank.kind in {"set", "stage"}]
    for sentence, group in groupby(scene.claims, key=lambda claim: claim.sentence):
        # "Piagam diberikan atas inovasi X" below "… Raih Top 40" is that rank, not one more.
        told = [claim for claim in group if claim.rank or not _comes_after(claim, heads)]
        text = scene.reading.text_of(sentence.field)
        for claim, place in pair(text, told, scene.places[sentence]):
            yield Link(claim, place.local_id, "sentence")


def _comes_after(claim: AwardClaim, heads: Sequence[AwardClaim]) -> bool:
    """Return whether a claim stands behind one of the headlines or leads."""
    return any(head.field == "title" or head.start < claim.start for head in heads)


def _pointed(scene: Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links of claims about ``inovasi tersebut`` to what was told of before."""
    for claim in _without_winner(scene, known):
        if has_cue("pointing", claim.sentence.text):
            for local_id in _told_before(scene, claim.sentence):
                yield Link(claim, local_id, "pointed")


def _continued(scene: Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links to innovations in the sentences with which an enumeration goes on."""
    claimed = {claim.sentence for claim in scene.claims if claim.rank}
    for claim in _carrying(scene, known):
        for sentence in _enumeration(scene, claim.sentence, claimed):
            for local_id in scene.innovations(sentence):
                yield Link(claim, local_id, "continued")


def _only(scene: Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links of claims without a winner to the only innovation of the article."""
    everyone = {place.local_id for found in scene.places.values() for place in found}
    if len(everyone) != 1:
        return
    for claim in _without_winner(scene, known):
        if claim.rank or claim.contest.named:
            yield Link(claim, next(iter(everyone)), "only innovation")


def _carrying(scene: Scene, known: Sequence[Link]) -> Iterator[AwardClaim]:
    """Yield the claims that may have winners in the sentences behind their own."""
    linked = {id(link.claim) for link in known}
    pointed = {id(link.claim) for link in known if link.how == "pointed"}
    for claim in scene.claims:
        is_place = claim.rank is not None and claim.rank.kind == "place"
        is_settled = id(claim) in pointed or (is_place and id(claim) in linked)
        if not is_settled and not claim.explains and not orders_regions(scene, claim):
            yield claim


def _without_winner(scene: Scene, known: Sequence[Link]) -> list[AwardClaim]:
    """Return the claims that have no winner yet and do not only explain the jury."""
    linked = {id(link.claim) for link in known}
    return [
        claim
        for claim in scene.claims
        if id(claim) not in linked and not claim.explains and not orders_regions(scene, claim)
    ]


def _told_before(scene: Scene, sentence: Sentence) -> list[str]:
    """Return the innovations of the last sentence before that names any."""
    last: list[str] = []
    for earlier in scene.reading.sentences:
        if earlier == sentence:
            break
        last = scene.innovations(earlier) or last
    return last


def _enumeration(scene: Scene, lead: Sentence, claimed: set[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences behind a lead that go on with the enumeration that it began.

    What explains an item (the rest of its line, or of text broken into short lines) is passed
    over; another claim or a new thought ends the enumeration.
    """
    sentences = scene.reading.sentences
    opened = _opens_list(lead) or not scene.places[lead]
    for previous, sentence in pairwise(sentences[sentences.index(lead) :]):
        if sentence in claimed or sentence.field != lead.field:
            return
        if scene.places[sentence]:
            if not (opened or _begins_item(sentence) or _is_broken(previous)):
                return
            opened = False
            yield sentence
        elif opened and _opens_list(sentence):
            continue
        elif sentence.line != previous.line and not _is_broken(previous):
            return


def _opens_list(sentence: Sentence) -> bool:
    """Return whether a list follows a sentence."""
    return sentence.text.rstrip().endswith(":")


def _begins_item(sentence: Sentence) -> bool:
    """Return whether a sentence opens like an item of an enumeration: a marker, ``Kemudian …``."""
    return sentence.is_list_item or has_cue("continuing", sentence.text[:_OPENING])


def _is_broken(line: Sentence) -> bool:
    """Return whether a sentence stops without a full stop: a heading, or a broken line."""
    return not line.text.rstrip().endswith((".", "!", "?", "”", '"', ";"))
