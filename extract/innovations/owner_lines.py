"""Owners that the lines and sentences around a name tell: ``Pelaksana: …``, ``Pembuatnya …``.

What stands beside the name is read in ``owners``; here are labels, ends of list lines, sentences
that point back, and the sentence before.
"""

from __future__ import annotations

import re

from corpus.vocabulary import body_types
from extract.bodies import BodyMention
from extract.innovations.candidates import Candidate
from extract.innovations.owner_features import ORGANISERS
from extract.innovations.passage import NAME_STUFF
from extract.reading import Reading
from extract.sentences import Sentence

_BACK_REFERENCE = re.compile(
    r"\b(?:inovasi|program|aplikasi|layanan|terobosan|gerakan|sistem|keduanya|ketiganya)"
    r"(?:nya)?\s+(?:ini|itu|tersebut)\b|^(?:inovasi|aplikasi|program|keduanya)\b"
    r"|\binovasi yang (?:digagas|diprakarsai|diinisiasi|diusung|dikembangkan|dibuat)\b"
    r"|^\W*(?:pembuat|penggagas|pelaku|pelaksana|inovator|pemilik|pengelola|pencetus|pemrakarsa"
    r"|pencipta|inisiator|perancang|pengembang)nya\b",
    re.IGNORECASE,
)
_ITS_INNOVATION = re.compile(r"^\W*(?:inovasi|aplikasi|program|layanan|nama)nya\b", re.IGNORECASE)
_MAKING = re.compile(
    r"\b(?:dari|milik|oleh|digagas|gagasan|inisiasi|diinisiasi|besutan|karya|dikembangkan|diusung"
    r"|diciptakan|diluncurkan|dijalankan|dibuat|digulirkan|digarap|inovasi|dilaunching|diajukan"
    r"|buatan|garapan|kreasi|ciptaan|diprakarsai|dirintis|kolaborasi"
    r"|(?:inovator|pelaksana|penggagas|pembuat|pelaku|pemilik|pengelola|pencetus|pemrakarsa"
    r"|pencipta|inisiator|perancang|pengembang)(?:nya)?(?: adalah| ialah| yakni| yaitu)?)"
    r"\s+(?:oleh\s+)?(?:kepala\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|,?\s*(?:dan|serta|bersama))\s*")
_LABEL = re.compile(
    r"^\W*(?:pelaksana|penggagas|inovator|pemilik|pengelola|opd|unit kerja|perangkat daerah|oleh"
    r"|penanggung jawab|instansi)\b[^:]{0,30}:",
    re.IGNORECASE,
)
_OTHERS_CLASSES = frozenset({"nasional", "mitra", "legislatif", "generik"})
_REACH = 140


def body_at_line_end(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the body that closes a list line after a dash (``1. NAME: gloss – BODY``)."""
    at = reading.sentence_at(candidate.field, candidate.start)
    if at is None or not at.is_list_item:
        return []
    for body in reading.bodies_in(at)[-1:]:
        first, end = body.start - at.start, max(body.region_end, body.alias_end or 0) - at.start
        is_last = not at.text[end:].strip(" .,;\n")
        if is_last and at.text[:first].rstrip().endswith(("–", "-", "—")):
            return [body]
    return []


def bodies_of_label(reading: Reading, candidate: Candidate) -> list[BodyMention]:
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
            bodies = [b for b in reading.bodies_in(sentence) if may_own(b) or b.officeholder]
            if bodies:
                return bodies
    return []


def makers_in_next_sentences(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the body that a following sentence names as maker (``Inovasi ini dari …``)."""
    at = reading.sentence_at(candidate.field, candidate.start)
    if at is None or candidate.field == "title":
        return []
    for sentence in reading.sentences_after(at, 3):
        if _BACK_REFERENCE.search(sentence.text):
            for body in reading.bodies_in(sentence):
                if is_maker(sentence, body):
                    return _coordinated(reading, sentence, body)
    return []


def body_of_sentence_before(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the last body of the sentence before (``… Dinas X. Inovasinya berupa NAME``)."""
    at = reading.sentence_at(candidate.field, candidate.start)
    if at is None or at.field == "title" or not _ITS_INNOVATION.search(at.text):
        return []
    ahead = next(iter(reading.sentences_before(at, 1)), None)
    bodies = reading.bodies_in(ahead) if ahead else ()
    return [body for body in bodies if may_own(body)][-1:]


def _coordinated(reading: Reading, sentence: Sentence, body: BodyMention) -> list[BodyMention]:
    """Return a body and those of its sentence that only ``dan`` or commas join to it."""
    found, text = [body], reading.text_of(sentence.field)
    for other in reading.bodies_in(sentence):
        end = max(found[-1].region_end, found[-1].alias_end or 0)
        if other.start >= end and _AND.fullmatch(text, end, other.start):
            found.append(other)
    return found


def may_own(body: BodyMention) -> bool:
    """Return whether a body is of a kind that runs innovations, not contests of them."""
    if body.type in ORGANISERS or body.type in NAME_STUFF:
        return False
    kind = body_types().get(body.type or "")
    return kind is None or kind.body_class not in _OTHERS_CLASSES


def is_maker(sentence: Sentence, body: BodyMention) -> bool:
    """Return whether the words before a body say that it made something (``digagas oleh …``)."""
    end = body.start - sentence.start
    return _MAKING.search(sentence.text[max(0, end - _REACH) : end]) is not None
