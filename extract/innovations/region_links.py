"""How the words between a name and a place, or a body with a region, link the two.

One sentence at a time; which link decides is chosen in ``regions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Evidence
from corpus.vocabulary import body_types
from extract.bodies import BodyMention
from extract.reading import Reading
from extract.regions import RegionMention
from extract.regions.places import is_learning
from extract.sentences import Sentence

WEAK = frozenset({"dateline", "capital", "district"})
"""Ways of naming a region that alone do not give it an innovation."""

_TITLED = frozenset({"government", "titled"})
_JAKARTA = "31"
_LINE_REACH = 1500  # no line of news is longer; what is must not be read for each name
_REACH = 160  # code points between a name and what is linked to it, a bracket included
_LINE_REACH = 600  # code points of a line that are read before a sentence in it
_OPENING_WORDS = 6
_HEADING_SENTENCES = 12
_ITEM_WORDS = 12
_CLOSE = r"[\s\"”’')]*"
_MADE = (
    r"(?:yang\s+)?(?:dari|milik|asal|oleh|pada|karya|besutan|gagasan|usulan|inisiasi|punya|"
    r"di(?:ciptakan|kembangkan|gagas|buat|miliki|luncurkan|jalankan|rintis|inisiasi|usung)(?:\s+oleh)?)\s+"
)
_OWNED = re.compile(
    rf"{_CLOSE}(?:\([^()]*\){_CLOSE}|\([^()]*(?=\bmilik\b|\bdari\b|\boleh\b))?"
    rf"(?:,\s*(?=yang|milik|karya|besutan|gagasan))?(?:{_MADE}|inovasi\s+){{1,2}}"
)
_BARE = re.compile(rf"{_CLOSE}(?:\([^()]*\){_CLOSE})?(?:[(]|[–-]\s+|:\s+)?")
_OPENS = re.compile(rf"{_CLOSE}\(\s?")
_COMMA = re.compile(rf"{_CLOSE}(?:\([^()]*\){_CLOSE})?,\s+")
_ENDS_ITEM = re.compile(r"\s*(?:[;\n]|\.?\s*$)")
_LOCATED = re.compile(rf"{_CLOSE}(?:\([^()]*\){_CLOSE})?(?:di|pada)\s+")
_LEADS = re.compile(
    r"(?:\s*\([^()\n]*\)|\))?(?:\s+(?!(?:di|ke|kepada|bersama|dan|untuk|hingga)\b)[a-z][\w-]*){1,8}"
    r"(?:\s+(?:Inovasi|Aplikasi|Program))?[\s:\"“”‘’']*"
)
_MARKS = re.compile(r"[\s\d.:;()*•–-]*(?:(?:dari|asal)\s)?[\s:–-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place, or a public body, that a sentence names.

    Attributes:
        start: First code point.
        end: One past the last, a region that follows a body included.
        code: Its region; None if it has none, or several.
        body: The body; None if it is a place.
        named: Whether it is a body, a government, or a place with its title.
        weak: Whether it only locates (datelines, capitals, districts, the national capital).
    """

    start: int
    end: int
    code: str | None
    body: BodyMention | None
    named: bool
    weak: bool


def anchors_in(reading: Reading, sentence: Sentence) -> list[Anchor]:
    """Return the places and bodies of a sentence in order; of both at one place, the body."""
    found = {region.start: _of_region(reading, region) for region in reading.regions_in(sentence)}
    for body in reading.bodies_in(sentence):
        end = max(body.region_end, body.alias_end or 0)
        inside = [start for start in found if body.start <= start < end]
        for start in inside:
            del found[start]
        found[body.start] = Anchor(body.start, end, body.region, body, True, False)
    return [found[start] for start in sorted(found)]


def is_national(body: BodyMention) -> bool:
    """Return whether a body is a ministry or another body of the whole country."""
    if body.text.casefold().startswith("kemen"):
        return True
    return body.type is not None and body_types()[body.type].body_class == "nasional"


def is_visit(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence's line, or the title, tells of learning from another region."""
    text = reading.text_of(sentence.field)
    start = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - _LINE_REACH)
    line = text[start : min(sentence.end, sentence.start + _LINE_REACH)]
    return is_learning(line) or is_learning(reading.article.title)


def owner_after(reading: Reading, sentence: Sentence, name: Evidence) -> Anchor | None:
    """Return what words of owning after a name lead to, or what stands right after it.

    ``NAME (…) milik Pemkab X``, ``NAME yang dibuat Dinas Y Kabupaten X``, ``NAME – Kota X``,
    ``NAME (X)``, ``NAME, Dinas Y Kabupaten X;``.
    """
    text = reading.text_of(name.field)
    for anchor in _after(reading, sentence, name):
        if _OWNED.fullmatch(text, name.end, anchor.start):
            return anchor
        if anchor.named and _BARE.fullmatch(text, name.end, anchor.start):
            return anchor
        if _OPENS.fullmatch(text, name.end, anchor.start) and text.startswith(")", anchor.end):
            return anchor
        is_last = _ENDS_ITEM.match(text, anchor.end, sentence.end) is not None
        if anchor.body and is_last and _COMMA.fullmatch(text, name.end, anchor.start):
            return anchor
        return None
    return None


def place_after(reading: Reading, sentence: Sentence, name: Evidence) -> Anchor | None:
    """Return the place that ``di`` or ``pada`` after a name leads to; None if none does."""
    text = reading.text_of(name.field)
    for anchor in _after(reading, sentence, name):
        return anchor if _LOCATED.fullmatch(text, name.end, anchor.start) else None
    return None


def leader_before(reading: Reading, sentence: Sentence, name: Evidence) -> Anchor | None:
    """Return who acts on a name that follows after a few words (``Dinas X meluncurkan NAME``).

    Not where the words tell of learning from another region.
    """
    text = reading.text_of(name.field)
    before = [a for a in anchors_in(reading, sentence) if a.end <= name.start]
    if not before or name.start - before[-1].end > _REACH:
        return None
    gap = _LEADS.fullmatch(text, before[-1].end, name.start)
    return before[-1] if gap and not is_learning(gap.group()) else None


def subject_of(reading: Reading, sentence: Sentence) -> RegionMention | None:
    """Return the government or titled place among the first words of a sentence."""
    for place in reading.regions_in(sentence):
        before = reading.text_of(sentence.field)[sentence.content_start : place.start]
        if place.how in _TITLED and len(before.split()) <= _OPENING_WORDS:
            return place
    return None


def heading_above(reading: Reading, sentence: Sentence) -> RegionMention | None:
    """Return the place that stands alone on a line above a list of short lines."""
    if sentence.field == "title" or not _is_item(sentence):
        return None
    for above in reversed(reading.sentences_before(sentence, _HEADING_SENTENCES)):
        for place in reading.regions_in(above):
            text = reading.text_of(above.field)
            around = text[above.start : place.start] + text[place.end : above.end]
            if _MARKS.fullmatch(around) and place.code:
                return place
        if above.field == "title" or (above.line != sentence.line and not _is_item(above)):
            return None
    return None


def _of_region(reading: Reading, region: RegionMention) -> Anchor:
    """Return a place as an anchor; national events take place in plain ``Jakarta``."""
    in_capital = region.how == "province" and region.code == _JAKARTA
    elsewhere = not (reading.home.code or "").startswith(_JAKARTA)
    return Anchor(
        start=region.start,
        end=region.end,
        code=region.code,
        body=None,
        named=region.how in _TITLED,
        weak=region.how in WEAK or (in_capital and elsewhere),
    )


def _after(reading: Reading, sentence: Sentence, name: Evidence) -> Iterator[Anchor]:
    """Yield the anchors within reach after a name."""
    for anchor in anchors_in(reading, sentence):
        if name.end <= anchor.start <= name.end + _REACH and not anchor.weak:
            yield anchor


def _is_item(sentence: Sentence) -> bool:
    """Return whether a sentence is an item of a list or a line that short."""
    return sentence.content_start > sentence.start or len(sentence.text.split()) <= _ITEM_WORDS
