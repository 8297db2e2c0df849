"""The owners of an innovation, gathered from all places where the article names it.

Tried in order, from words beside the name to the body that the whole article is about; the
first way that finds a body decides. Links inside one sentence are made in ``owners``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from corpus.identity import squeeze
from corpus.records import Evidence
from corpus.vocabulary import body_types
from extract.bodies import BodyMention
from extract.innovations.candidates import Candidate
from extract.innovations.owners import owners_after, owners_before
from extract.innovations.passage import NAME_STUFF, Passage, passage_at
from extract.reading import Reading
from extract.sentences import Sentence

_BACK_REFERENCE = re.compile(
    r"\b(?:inovasi|program|aplikasi|layanan|terobosan|gerakan|sistem|keduanya|ketiganya)"
    r"(?:nya)?\s+(?:ini|itu|tersebut)\b|^(?:inovasi|aplikasi|program|keduanya)\b",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:dari|milik|oleh|digagas|gagasan|inisiasi|diinisiasi|besutan|karya|dikembangkan|diusung"
    r"|diciptakan|diluncurkan|dijalankan|dibuat|digulirkan|digarap|inovasi|dilaunching|diajukan"
    r"|buatan|inovator|pelaksana|penggagas)\s+(?:oleh\s+)?$",
    re.IGNORECASE,
)
_LAUNCH = re.compile(
    r"luncur|launching|hadirkan|ciptakan|gagas|kembangkan|resmikan|perkenalkan|terapkan|punya"
    r"|miliki|inovasi|buat|gelar|terobosan|raih|juara|usung|sabet|aplikasi",
    re.IGNORECASE,
)
_VISIT = re.compile(r"belajar|kunjung|kunker|studi|replika|adopsi|tiru|jadi rujukan", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(?:pelaksana|penggagas|inovator|pemilik|pengelola|opd|unit kerja|perangkat daerah|oleh"
    r"|penanggung jawab|instansi)\b[^:]{0,30}:",
    re.IGNORECASE,
)
_ORGANISERS = frozenset(
    {"bagian-organisasi", "biro-organisasi", "balitbang", "bappeda-litbang", "bapperida", "bappeda"}
)
_OTHERS_CLASSES = frozenset({"nasional", "mitra", "legislatif", "generik"})
_NUMERAL = re.compile(r"[IVX]+|\d+")
_LEAD_SENTENCES = 7
_REACH = 140
_MAX_OWNERS = 3


def owners_of(
    reading: Reading,
    passages: Sequence[Passage],
    group: Sequence[Candidate],
    places: Sequence[Evidence],
) -> list[BodyMention]:
    """Return the bodies that the words around its names give to an innovation.

    Args:
        reading: The article.
        passages: Its prepared sentences.
        group: All candidates of the innovation.
        places: All places where it is named.

    Returns:
        Distinct bodies, most specific first; empty if no sentence gives an owner.
    """
    first = min(group, key=lambda c: (c.field == "title", c.start))
    ways: tuple[Callable[[], list[BodyMention]], ...] = (
        lambda: [body for c in group for body in c.owners],
        lambda: [b for c in group for b in _beside(reading, passages, c)],
        lambda: [b for p in places for b in _around(reading, passages, p)],
        lambda: _label_below(reading, first),
        lambda: _next_sentence(reading, first),
        lambda: [b for c in group for b in _same_sentence(reading, c)],
    )
    return next((found for way in ways if (found := _distinct(reading, way()))), [])


def subject_of(reading: Reading) -> BodyMention | None:
    """Return the body that title and lead present as the one that does something new.

    Returns:
        The body that clearly leads in the first sentences as one that launches, wins or owns
        something; None if none does, or the article tells of a visit.
    """
    if _VISIT.search(reading.article.title):
        return None
    votes: Counter[str] = Counter()
    bodies: dict[str, BodyMention] = {}
    for sentence in reading.sentences[:_LEAD_SENTENCES]:
        for body in reading.bodies_in(sentence):
            if _may_own(body):
                known = _as_in_text(reading, body)
                key = known.type or squeeze(known.text)
                bodies.setdefault(key, known)
                votes[key] += 2 if _acts(sentence, body) and not body.officeholder else 1
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] + 2):
        return None
    return bodies[ranked[0][0]]


def longest_form(reading: Reading, body: BodyMention) -> str:
    """Return the longest way in which the article's text writes a body's name.

    One article means one body by all names of the same type, except for units, which must
    share the name of their seat (``PN Tilamuta``, ``Pengadilan Negeri Tilamuta``). An
    officeholder (``Kapolres …``) stands for the body.
    """
    best = "" if body.officeholder else body.text
    for other in reading.names_of_bodies:
        if not _is_same_body(body, other) and not _is_only_unit(reading, body, other):
            continue
        if len(other.text) > len(best):
            best = other.text
    return best or body.text


def _is_same_body(body: BodyMention, other: BodyMention) -> bool:
    """Return whether two names mean one body."""
    if body.type is None or other.type != body.type:
        return squeeze(other.text).startswith(squeeze(body.text))
    if not body.is_unit and not other.is_unit:
        return True
    return _seat(other.text) == _seat(body.text)


def _is_only_unit(reading: Reading, body: BodyMention, other: BodyMention) -> bool:
    """Return whether a bare kind (``RSUD``) can only mean the one unit of it that is named."""
    if body.is_unit or not other.is_unit or body.type is None or other.type != body.type:
        return False
    seats = {_seat(b.text) for b in reading.bodies if b.type == body.type and b.is_unit}
    return len(seats) == 1


def _seat(name: str) -> str:
    """Return the last word of a unit's name, with a number after it (``Tambak II``)."""
    words = name.split()
    n_words = 2 if _NUMERAL.fullmatch(words[-1]) else 1
    return squeeze("".join(words[-n_words:]))


def _beside(
    reading: Reading, passages: Sequence[Passage], candidate: Candidate
) -> list[BodyMention]:
    """Return the body that stands before a candidate in its sentence."""
    passage = passage_at(reading, passages, candidate.field, candidate.start)
    if passage is None:
        return []
    start = candidate.start
    if candidate.expansion and candidate.expansion[0] < start:
        start = candidate.expansion[0]
    return owners_before(passage, passage.index_at(start))


def _around(reading: Reading, passages: Sequence[Passage], place: Evidence) -> list[BodyMention]:
    """Return the body beside any place where the innovation is named."""
    passage = passage_at(reading, passages, place.field, place.start)
    if passage is None or place.field == "title":
        return []
    after = passage.index_at(place.end)
    bracket = passage.bracket_at(after)
    if bracket is not None:
        after = min(bracket.close + 1, len(passage.words))
    return owners_after(passage, after) or owners_before(passage, passage.index_at(place.start))


def _label_below(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the body of a line such as ``Pelaksana: …`` under the name's line."""
    at = reading.sentence_at(candidate.field, candidate.start)
    if at is None or at.field == "title":
        return []
    for sentence in reading.sentences_after(at, 12):
        if not at.line < sentence.line <= at.line + 4:
            continue
        if sentence.is_list_item and not _LABEL.search(sentence.text):
            return []
        if _LABEL.search(sentence.text):
            bodies = [b for b in reading.bodies_in(sentence) if _may_own(b) or b.officeholder]
            if bodies:
                return bodies
    return []


def _next_sentence(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the body that a following sentence names as maker (``Inovasi ini dari …``)."""
    at = reading.sentence_at(candidate.field, candidate.start)
    if at is None or candidate.field == "title":
        return []
    for sentence in reading.sentences_after(at, 3):
        if _BACK_REFERENCE.search(sentence.text):
            for body in reading.bodies_in(sentence):
                if _MAKING.search(_before(sentence, body)):
                    return [body]
    return []


def _same_sentence(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the nearest body before the name, or the maker after it, in its sentence."""
    sentence = reading.sentence_at(candidate.field, candidate.start)
    if sentence is None or sentence.field == "title":
        return []
    bodies = [b for b in reading.bodies_in(sentence) if _may_own(b) and not b.officeholder]
    for body in bodies:
        if body.start > candidate.end and _MAKING.search(_before(sentence, body)):
            return [body]
    earlier = [b for b in bodies if b.end <= candidate.start and _acts(sentence, b)]
    return earlier[-1:]


def _acts(sentence: Sentence, body: BodyMention) -> bool:
    """Return whether a body is said to launch, win or own something in a sentence."""
    after = body.end - sentence.start
    return bool(
        _LAUNCH.search(sentence.text, after, after + _REACH)
        or _MAKING.search(_before(sentence, body))
    )


def _before(sentence: Sentence, body: BodyMention) -> str:
    """Return the words of a sentence just before a body."""
    end = body.start - sentence.start
    return sentence.text[max(0, end - _REACH) : end]


def _may_own(body: BodyMention) -> bool:
    """Return whether a body is of a kind that runs innovations, not contests of them."""
    if body.type in _ORGANISERS or body.type in NAME_STUFF:
        return False
    kind = body_types().get(body.type or "")
    return kind is None or kind.body_class not in _OTHERS_CLASSES


def _distinct(reading: Reading, bodies: Sequence[BodyMention]) -> list[BodyMention]:
    """Return bodies once each, units before their parents, named as the text names them."""
    kept: dict[str, BodyMention] = {}
    for body in bodies:
        known = _as_in_text(reading, body)
        kept.setdefault(squeeze(longest_form(reading, known)), known)
    units = [b for b in kept.values() if b.is_unit]
    return (units + [b for b in kept.values() if not b.is_unit])[:_MAX_OWNERS]


def _as_in_text(reading: Reading, body: BodyMention) -> BodyMention:
    """Return the mention in the text of a body that the title names, where there is one.

    A headline writes every word with a capital, so that the end of a name cannot be seen there.
    """
    if body.field == "text":
        return body
    key = squeeze(body.text)
    for other in reading.bodies:
        found = squeeze(other.text)
        if other.field == "text" and other.type == body.type and (found in key or key in found):
            return other
    return body
