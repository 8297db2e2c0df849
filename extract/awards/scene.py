"""What the steps that link winners look at: claims, and innovations sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from corpus.records import Mention
from extract.awards.claims import AwardClaim
from extract.awards.cues import has_cue
from extract.awards.pairs import Occurrence
from extract.reading import Reading
from extract.sentences import Sentence

_COPIED_REACH = 60
# Of less sure mentions, three in seventeen turned out to have what a headline told.
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Link:
    """A claim with the innovation that it belongs to, and how the two were joined."""

    claim: AwardClaim
    local_id: str
    how: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What the steps look at.

    Attributes:
        reading: The article.
        claims: Its claims, in order, title first.
        places: The innovations that each sentence names.
        sure: Those that are rather innovations than not; only they answer to a headline.
    """

    reading: Reading
    claims: Sequence[AwardClaim]
    places: Mapping[Sentence, Sequence[Occurrence]]
    sure: Set[str]

    def innovations(self, sentence: Sentence) -> list[str]:
        """Return the innovations that a sentence names, each once, in order."""
        return list(dict.fromkeys(place.local_id for place in self.places[sentence]))


def build_scene(
    reading: Reading, claims: Sequence[AwardClaim], mentions: Sequence[Mention]
) -> Scene:
    """Return an article with its claims and the innovations that each sentence names."""
    sure = {mention.local_id for mention in mentions if mention.confidence >= _SURE}
    return Scene(reading, claims, _places_by_sentence(reading, mentions), sure)


def find_heads(scene: Scene) -> list[AwardClaim]:
    """Return the claims of sentences that name no innovation, and do not explain the jury."""
    return [
        claim
        for claim in scene.claims
        if not scene.places[claim.sentence]
        and not claim.explains
        and not orders_regions(scene, claim)
    ]


def orders_regions(scene: Scene, claim: AwardClaim) -> bool:
    """Return whether a rank is that of the region before it (``Kota A di urutan pertama``)."""
    return claim.is_mere_order and any(
        place.start < claim.start for place in scene.reading.regions_in(claim.sentence)
    )


def subject_of(claim: AwardClaim) -> object:
    """Return what a claim is about: its rank, or else its status."""
    return claim.rank.identity if claim.rank else claim.status


def _places_by_sentence(
    reading: Reading, mentions: Sequence[Mention]
) -> dict[Sentence, list[Occurrence]]:
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
