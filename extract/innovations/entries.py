"""Reads one entry: a name, the bracket or alias that explains it, and the owner after it.

All finders end here, so that ``NAME (EXPANSION) dari OWNER`` is understood in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.bodies import BodyMention
from extract.innovations.aliases import read_alias
from extract.innovations.brackets import BracketReading, read_bracket
from extract.innovations.candidates import Candidate, Span
from extract.innovations.cues import longest_phrase
from extract.innovations.names import NameSpan, standing_out
from extract.innovations.owners import owners_after, region_after, region_before
from extract.innovations.passage import Bracket, Passage

_MAX_GLOSS_WORDS = 14


@dataclass(slots=True)
class _Explained:
    """A name with what the words right after it say of it; ``after`` is the next word."""

    name: NameSpan
    after: int
    expansion: Span | None = None
    description: Span | None = None
    owners: list[BodyMention] = field(default_factory=list)


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
    if passage.sentence.field == "title" and not name.quoted and not passage.bracket_at(name.after):
        visible = standing_out(passage, name)
        if visible is None:
            return None
        name = visible
    found = _explain(passage, name, signs)
    owners = found.owners or owners_after(passage, found.after)
    if owners:
        signs["owner"] = 0.8
    candidate = make_candidate(
        passage, found.name, rule, signs, found.expansion, found.description, owners
    )
    place = region_after(passage, found.after) if candidate else None
    if candidate and place:
        candidate.region = place.code
        if place.how == "government":
            candidate.signs["government"] = 0.6
    elif candidate and (before := region_before(passage, name.first)):
        candidate.region = before.code
    return candidate


def make_candidate(
    passage: Passage,
    name: NameSpan,
    rule: str,
    signs: dict[str, float],
    expansion: Span | None = None,
    description: Span | None = None,
    owners: Sequence[BodyMention] = (),
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
        owners=list(owners),
    )


def _explain(passage: Passage, name: NameSpan, signs: dict[str, float]) -> _Explained:
    """Return a name with its bracket or alias read; add what they prove to the signs."""
    bracket = passage.bracket_at(name.after)
    reading = read_bracket(passage, bracket, name) if bracket else None
    if bracket and reading:
        return _with_bracket(passage, bracket, reading, signs)
    alias = read_alias(passage, name)
    if alias is None:
        return _Explained(name, name.after)
    signs["alias"] = 1.8
    return _Explained(alias.name, alias.after, expansion=_span(passage, *alias.other))


def _with_bracket(
    passage: Passage, bracket: Bracket, reading: BracketReading, signs: dict[str, float]
) -> _Explained:
    """Return name, expansion, gloss or owner as a bracket tells; add its signs."""
    found = _Explained(reading.name, min(bracket.close + 1, len(passage.words)))
    if reading.other is None:
        return found
    first, last = reading.other
    span = _span(passage, first, last)
    if reading.meaning in {"expansion", "short_name"}:
        signs["pair"] = 1.2 + min(reading.fit, 0.8)
        if reading.initialism:
            signs["initialism"] = -1.5
        if _is_institution(passage, first, last):
            signs["institution"] = -2.5
        found.expansion = span
    elif reading.meaning == "gloss" and last - first <= _MAX_GLOSS_WORDS:
        found.description = span
    elif reading.meaning == "owner":
        found.owners = [b for b in passage.bodies if span[0] <= b.start < span[1]]
    return found


def _is_institution(passage: Passage, first: int, last: int) -> bool:
    """Return whether a long form is the name of an office, a body or a document."""
    start, end = passage.words[first].start, passage.words[last - 1].end
    if any(b.start <= start and end <= b.region_end for b in passage.bodies):
        return True
    return longest_phrase("institutions", passage.words, first) > 0


def _span(passage: Passage, first: int, last: int) -> Span:
    """Return the offsets of ``words[first:last]``."""
    return passage.words[first].start, passage.words[last - 1].end
