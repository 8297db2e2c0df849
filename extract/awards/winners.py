"""Which innovation of an article a claim of a result belongs to.

First the sentence itself; then what surrounds it: words that point back (``inovasi tersebut``),
enumerations that go on in the next sentences, headings over a list, and headlines that the body
explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.records import Mention
from extract.awards.claims import AwardClaim
from extract.awards.cues import has_cue
from extract.awards.pairs import Occurrence, pair
from extract.reading import Reading
from extract.sentences import Sentence

_COPIED_REACH = 60
# How many sentences behind a headline or lead its winners are named.
_NEAR = 3
# How far into a sentence the words stand that open an item.
_OPENING = 40


@dataclass(frozen=True, slots=True)
class Link:
    """A claim with the innovation that it belongs to, and how the two were joined."""

    claim: AwardClaim
    local_id: str
    how: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the steps look at: the article, its claims, and the innovations by sentence."""

    reading: Reading
    claims: Sequence[AwardClaim]
    places: Mapping[Sentence, Sequence[Occurrence]]

    def innovations(self, sentence: Sentence) -> list[str]:
        """Return the innovations that a sentence names, each once, in order."""
        return list(dict.fromkeys(place.local_id for place in self.places[sentence]))


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
    if not claims or not mentions:
        return []
    scene = _Scene(reading, claims, _by_sentence(reading, mentions))
    links: dict[tuple[int, str], Link] = {}
    for step in (_beside, _pointed, _continued, _only, _inherited):
        known = list(links.values())
        for link in step(scene, known):
            links.setdefault((id(link.claim), link.local_id), link)
    return list(links.values())


def _by_sentence(reading: Reading, mentions: Sequence[Mention]) -> dict[Sentence, list[Occurrence]]:
    """Return the innovations that each sentence names, in order.

    Left out are models that others are said to have copied.
    """
    spans = {
        Occurrence(span.field, span.start, span.end, mention.local_id)
        for mention in mentions
        for span in mention.evidence
        if span.role == "name" and not _is_model(reading.text_of(span.field), span.start)
    }
    places: dict[Sentence, list[Occurrence]] = {sentence: [] for sentence in reading.sentences}
    for place in sorted(spans, key=lambda span: (span.start, span.end, span.local_id)):
        sentence = reading.sentence_at(place.field, place.start)
        if sentence is not None:
            places[sentence].append(place)
    return places


def _is_model(text: str, position: int) -> bool:
    """Return whether the words before an innovation say that it was copied."""
    before = text[max(0, position - _COPIED_REACH) : position]
    return has_cue("copied_from", before.rpartition(".")[2])


def _beside(scene: _Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links between claims and innovations of one sentence."""
    del known
    heads = [h for h in _heads(scene) if h.rank and h.rank.kind in {"set", "stage"}]
    for sentence, group in groupby(scene.claims, key=lambda claim: claim.sentence):
        # "Piagam diberikan atas inovasi X" below "… Raih Top 40" is that rank, not one more.
        told = [claim for claim in group if claim.rank or not _comes_after(claim, heads)]
        text = scene.reading.text_of(sentence.field)
        for claim, place in pair(text, told, scene.places[sentence]):
            yield Link(claim, place.local_id, "sentence")


def _comes_after(claim: AwardClaim, heads: Sequence[AwardClaim]) -> bool:
    """Return whether a claim stands behind one of the headlines or leads."""
    return any(head.field == "title" or head.start < claim.start for head in heads)


def _pointed(scene: _Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links of claims about ``inovasi tersebut`` to what was told of before."""
    for claim in _without_winner(scene, known):
        if has_cue("pointing", claim.sentence.text):
            for local_id in _told_before(scene, claim.sentence):
                yield Link(claim, local_id, "pointed")


def _continued(scene: _Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links to innovations in the sentences with which an enumeration goes on."""
    claimed = {claim.sentence for claim in scene.claims if claim.rank}
    for claim in _carrying(scene, known):
        for sentence in _enumeration(scene, claim.sentence, claimed):
            for local_id in scene.innovations(sentence):
                yield Link(claim, local_id, "continued")


def _only(scene: _Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links of claims without a winner to the only innovation of the article."""
    everyone = {place.local_id for found in scene.places.values() for place in found}
    if len(everyone) != 1:
        return
    for claim in _without_winner(scene, known):
        if claim.rank or claim.contest.named:
            yield Link(claim, next(iter(everyone)), "only innovation")


def _inherited(scene: _Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links of innovations that no claim names to one that names no innovation.

    Such a claim is a headline or lead that the body explains. It covers all that comes after
    it, but if others are named as its winners, only what stands close behind it.
    """
    linked = {link.local_id for link in known}
    fulfilled = {_what(link.claim) for link in known}
    heads = _open_heads(scene, known)
    position = {sentence: number for number, sentence in enumerate(scene.reading.sentences)}
    for sentence, number in position.items():
        for local_id in scene.innovations(sentence):
            if local_id in linked:
                continue
            linked.add(local_id)
            for head in heads:
                reach = _NEAR if _what(head) in fulfilled else len(position)
                if 0 < number - position[head.sentence] <= reach:
                    yield Link(head, local_id, "inherited")
                    break


def _open_heads(scene: _Scene, known: Sequence[Link]) -> list[AwardClaim]:
    """Return headlines and leads whose winners may follow: ranked ones, then later ones, first."""
    pointed = {id(link.claim) for link in known if link.how == "pointed"}
    ranked = any(claim.rank for claim in scene.claims)
    heads = [
        head
        for head in reversed(_heads(scene))
        if id(head) not in pointed and (ranked or head.contest.named)
    ]
    return sorted(heads, key=lambda head: head.rank is None)


def _heads(scene: _Scene) -> list[AwardClaim]:
    """Return the claims of sentences that name no innovation, and do not explain the jury."""
    return [c for c in scene.claims if not scene.places[c.sentence] and not c.explains]


def _what(claim: AwardClaim) -> object:
    """Return what a claim is about: its rank, or else its status."""
    return claim.rank.identity if claim.rank else claim.status


def _carrying(scene: _Scene, known: Sequence[Link]) -> Iterator[AwardClaim]:
    """Yield the claims that may have winners in the sentences behind their own."""
    linked = {id(link.claim) for link in known}
    pointed = {id(link.claim) for link in known if link.how == "pointed"}
    for claim in scene.claims:
        is_place = claim.rank is not None and claim.rank.kind == "place"
        is_settled = id(claim) in pointed or (is_place and id(claim) in linked)
        if not is_settled and not claim.explains:
            yield claim


def _without_winner(scene: _Scene, known: Sequence[Link]) -> list[AwardClaim]:
    """Return the claims that have no winner yet and do not only explain the jury."""
    linked = {id(link.claim) for link in known}
    return [c for c in scene.claims if id(c) not in linked and not c.explains]


def _told_before(scene: _Scene, sentence: Sentence) -> list[str]:
    """Return the innovations of the last sentence before that names any."""
    last: list[str] = []
    for earlier in scene.reading.sentences:
        if earlier == sentence:
            break
        last = scene.innovations(earlier) or last
    return last


def _enumeration(scene: _Scene, lead: Sentence, claimed: set[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences behind a lead that go on with the enumeration that it began.

    What explains an item (the rest of its line, or of text broken into short lines) is passed
    over; another claim or a new thought ends the enumeration.
    """
    sentences = scene.reading.sentences
    opened = lead.text.rstrip().endswith(":") or not scene.places[lead]
    for previous, sentence in pairwise(sentences[sentences.index(lead) :]):
        if sentence in claimed or sentence.field != lead.field:
            return
        if scene.places[sentence]:
            if not (opened or _begins_item(sentence) or _is_broken(previous)):
                return
            opened = False
            yield sentence
        elif sentence.line != previous.line and not _is_broken(previous):
            return


def _begins_item(sentence: Sentence) -> bool:
    """Return whether a sentence opens like an item of an enumeration: a marker, ``Kemudian …``."""
    return sentence.is_list_item or has_cue("continuing", sentence.text[:_OPENING])


def _is_broken(line: Sentence) -> bool:
    """Return whether a sentence stops without a full stop: a heading, or a broken line."""
    return not line.text.rstrip().endswith((".", "!", "?", "”", '"', ";"))
