"""Which innovation is copied, and under which name it goes on where it was renamed.

``TOSS, milik Kabupaten A, direplikasi dengan nama Pas Urban``: the first name is what is copied,
the second one the replica's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Evidence, Mention
from extract.reading import Reading
from extract.replications.pairs import Pair
from extract.sentences import Sentence

_TAKES_UP = re.compile(
    r"\W*(?:di\s?antaranya|antara\s+lain|seperti|yakni|yaitu|termasuk)\b"
    r"|\b(?:inovasi|program|aplikasi|layanan|sistem)\s+(?:\w+\s+)?(?:tersebut|ini|itu)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 12  # sentences
_NAMES_REPLICA = re.compile(
    r"\b(?:direplikasi|diadopsi|ditiru|diadaptasi|diterapkan|mereplikasi|replikasi|replikanya)\b"
    r"[^.;]{0,80}?\b(?:dengan\s+(?:nama|sebutan)|bernama|dinamai|dinamakan|diberi\s+nama|menjadi|"
    r"berganti\s+nama)\W{1,3}(?:[\w-]+\s){0,9}\W{0,2}$",
    re.IGNORECASE,
)
_IS_REPLICA = re.compile(
    r"\s*(?:\([^()]{1,120}\))?\W{0,3}(?:yang\s+)?(?:merupakan\s+|adalah\s+|yakni\s+)?(?:hasil\s+)?"
    r"(?:replika(?:si)?|adopsi|adaptasi|mereplikasi|mengadopsi|meniru|terinspirasi)\b",
    re.IGNORECASE,
)
_Named = tuple[str, Evidence]  # local id of an innovation, and its name
_CONTEXT = 160  # code points before a name that may tell it to be the replica's


@dataclass(frozen=True, slots=True)
class MeantNames:
    """What passes from one region to another.

    Attributes:
        innovation: ``local_id`` of what is copied; None if none or several may be.
        original: Where it is named in the sentence of its replica; None if it is not.
        replica: Where the name is told under which it goes on; None if it was not renamed.
    """

    innovation: str | None = None
    original: Evidence | None = None
    replica: Evidence | None = None


def find_meant(
    reading: Reading,
    pair: Pair,
    told_in: Sequence[Sentence],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> MeantNames:
    """Return which innovation a pair passes on, and its new name.

    Args:
        reading: The article.
        pair: Who learns from whom.
        told_in: The sentences that tell of the pair.
        sentences: All sentences, lines that a page broke joined.
        mentions: The innovations of the article.
    """
    foreign = [m for m in mentions if m.region is None or m.region != pair.learner]
    innovation = _innovation(reading.article.title, told_in, sentences, foreign)
    for sentence in told_in:
        named = list(_named_in(sentence, mentions))
        replica = _replica(reading, sentence, named, _place_of(pair, sentence))
        if replica:
            original = _original(reading, sentence, named, replica)
            local_id = original[0] if original else innovation
            return MeantNames(local_id, original[1] if original else None, replica[1])
    return MeantNames(innovation)


def _place_of(pair: Pair, sentence: Sentence) -> int:
    """Return where a sentence first tells of a pair, as an offset in its field."""
    told = [role.at for role in pair.roles if role.sentence == sentence]
    return sentence.start + min(told, default=0)


def _replica(
    reading: Reading, sentence: Sentence, named: Sequence[_Named], place: int
) -> _Named | None:
    """Return the name of a pair's replica: the first behind a place, or else the only one."""
    replicas = [one for one in named if _is_replica(reading, sentence, one[1])]
    behind = [one for one in replicas if one[1].end > place]
    return next(iter(behind or (replicas if len(replicas) == 1 else ())), None)


def _original(
    reading: Reading, sentence: Sentence, named: Sequence[_Named], replica: _Named
) -> _Named | None:
    """Return the name that a replica copies: the last one before it, else the next one."""
    others = [
        one for one in named if one[0] != replica[0] and not _is_replica(reading, sentence, one[1])
    ]
    before = [one for one in others if one[1].start < replica[1].start]
    return before[-1] if before else next(iter(others), None)


def _named_in(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[_Named]:
    """Yield the names of innovations in a sentence with their local ids, in order."""
    spans = [
        (mention.local_id, span)
        for mention in mentions
        for span in mention.evidence
        if span.role == "name"
        and span.field == sentence.field
        and sentence.start <= span.start < sentence.end
    ]
    yield from sorted(spans, key=lambda named: named[1].start)


def _is_replica(reading: Reading, sentence: Sentence, span: Evidence) -> bool:
    """Return whether the words around a name say that it is the replica's."""
    text = reading.text_of(span.field)
    before = text[max(sentence.start, span.start - _CONTEXT) : span.start]
    behind = text[span.end : span.end + _CONTEXT]
    return bool(_NAMES_REPLICA.search(before) or _IS_REPLICA.match(behind))


def _innovation(
    title: str,
    told_in: Sequence[Sentence],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
) -> str | None:
    """Return the innovation that is meant; None if none or several may be.

    It is named where the replication is told, or before if that is taken up ("Inovasi tersebut
    …", "Di antaranya …"), or in the title.
    """
    texts = [" ".join(sentence.text for sentence in told_in)]
    if any(_TAKES_UP.search(sentence.text) for sentence in told_in):
        before = sentences[: sentences.index(told_in[0])]
        texts += [sentence.text for sentence in reversed(before[-_LOOK_BACK:])]
    for text in (*texts, title):
        named = {m.local_id for m in mentions if _is_named(m, text)}
        if len(named) > 1:
            named = {m.local_id for m in mentions if m.local_id in named and _is_named(m, title)}
        if len(named) == 1:
            return named.pop()
    return None


def _is_named(mention: Mention, text: str) -> bool:
    """Return whether a text bears one of the names of an innovation."""
    folded = text.casefold()
    return any(name.casefold() in folded for name in mention.surfaces)
