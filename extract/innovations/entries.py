"""Reads one entry: a name, the bracket or alias that explains it, and the owner after it.

All finders end here, so that ``NAME (EXPANSION) dari OWNER`` is understood in one place.
"""

from __future__ import annotations

from extract.bodies import BodyMention
from extract.innovations.aliases import read_alias
from extract.innovations.brackets import BracketReading, read_bracket
from extract.innovations.candidates import Candidate, Span
from extract.innovations.cues import longest_phrase
from extract.innovations.names import NameSpan, standing_out
from extract.innovations.owners import owners_after
from extract.innovations.passage import Passage

_MAX_GLOSS_WORDS = 14


def read_entry(
    passage: Passage, name: NameSpan, rule: str, signs: dict[str, float]
) -> Candidate | None:
    """Return the candidate that begins with a name; None if the name has no letters.

    Args:
        passage: The sentence.
        name: Where the name, or the long form before a bracket, stands.
        rule: The finder's name.
        signs: What the finder saw; the signs of bracket, alias and owner are added.
    """
    signs = dict(signs)
    expansion = description = None
    owners: list[BodyMention] = []
    if passage.sentence.field == "title" and not name.quoted and not passage.bracket_at(name.after):
        visible = standing_out(passage, name)
        if visible is None:
            return None
        name = visible
    after = name.after
    bracket = passage.bracket_at(after)
    reading = read_bracket(passage, bracket, name) if bracket else None
    if bracket and reading:
        name, expansion, description = _apply_bracket(passage, reading, signs)
        after = min(bracket.close + 1, len(passage.words))
        if reading.meaning == "owner":
            start, end = passage.words[bracket.open].start, passage.words[bracket.close - 1].end
            owners = [b for b in passage.bodies if start <= b.start < end]
    elif (alias := read_alias(passage, name)) is not None:
        name, expansion, after = alias.name, _span(passage, *alias.other), alias.after
        signs["alias"] = 1.6
    owners = owners or owners_after(passage, after)
    if owners:
        signs["owner"] = 0.8
    return make_candidate(passage, name, rule, signs, expansion, description, owners)


def make_candidate(
    passage: Passage,
    name: NameSpan,
    rule: str,
    signs: dict[str, float],
    expansion: Span | None = None,
    description: Span | None = None,
    owners: list[BodyMention] | None = None,
) -> Candidate | None:
    """Return a candidate for words of a passage; None if they hold no letters."""
    text = passage.slice(name.first, name.last)
    if not any(c.isalpha() for c in text):
        return None
    if name.quoted:
        signs = signs | {"quoted": 0.7}
    return Candidate(
        field=passage.sentence.field,
        start=passage.words[name.first].start,
        end=passage.words[name.last - 1].end,
        name=text,
        rule=rule,
        signs=signs,
        expansion=expansion,
        description=description,
        owners=list(owners or []),
    )


def _apply_bracket(
    passage: Passage, reading: BracketReading, signs: dict[str, float]
) -> tuple[NameSpan, Span | None, Span | None]:
    """Return name, expansion and gloss as a bracket tells; add what it proves to the signs."""
    other = _span(passage, *reading.other) if reading.other else None
    if reading.meaning in {"expansion", "short_name"}:
        signs["pair"] = 1.2 + min(reading.fit, 0.8)
        if reading.initialism:
            signs["initialism"] = -1.5
        if reading.other and _is_institution(passage, *reading.other):
            signs["institution"] = -2.5
        return reading.name, other, None
    if reading.meaning == "gloss" and reading.other:
        first, last = reading.other
        keep = last - first <= _MAX_GLOSS_WORDS
        return reading.name, None, other if keep else None
    return reading.name, None, None


def _is_institution(passage: Passage, first: int, last: int) -> bool:
    """Return whether a long form is the name of an office, a body or a document."""
    start, end = passage.words[first].start, passage.words[last - 1].end
    if any(b.start <= start and end <= b.region_end for b in passage.bodies):
        return True
    return longest_phrase("institutions", passage.words, first) > 0


def _span(passage: Passage, first: int, last: int) -> Span:
    """Return the offsets of ``words[first:last]``."""
    return passage.words[first].start, passage.words[last - 1].end
