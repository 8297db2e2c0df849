"""Links candidates that stand side by side: ``Sapa Lansia (…) dari Dinkes, Lapak Kita dan SIAP``.

Whatever finder saw them, what only commas, ``dan``, brackets, owners and places part are items of
one enumeration; where most are innovations, the others are likely to be some too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from corpus.records import Field
from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.reading import Reading

_BRACKET = re.compile(r"\([^()]*\)")
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_LONGEST_GAP = 160
_MOST_LOOKED_BACK = 12
_SEPARATORS = frozenset({",", ";", "dan", "serta", "&"})
_SIGNS = frozenset(",;.\"“”‘’'»«-–()")


def link_coordinated(reading: Reading, candidates: Sequence[Candidate]) -> None:
    """Give candidates that stand side by side the number of one enumeration.

    Args:
        reading: The article.
        candidates: All candidates; ``group`` is set for those that are linked. Candidates that
            are items of an enumeration already keep it, and take those beside them into it.
    """
    fields: tuple[Field, ...] = ("text", "title")
    places = {field: _Names(reading, field) for field in fields}
    lines: defaultdict[tuple[Field, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        sentence = reading.sentence_at(candidate.field, candidate.start)
        if sentence is not None and not places[candidate.field].cover(candidate):
            lines[candidate.field, sentence.start].append(candidate)
    number = max((c.group for c in candidates if c.group is not None), default=-1) + 1
    for (field, _), line in lines.items():
        number = _link_line(places[field], sorted(line, key=lambda c: (c.start, c.end)), number)


class _Names:
    """The bodies and places that one text of an article names, by where they stand."""

    def __init__(self, reading: Reading, field: Field) -> None:
        self._text = reading.text_of(field)
        spans = [(b.start, b.region_end) for b in reading.bodies if b.field == field]
        spans += [(r.start, r.end) for r in reading.regions if r.field == field]
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def cover(self, candidate: Candidate) -> bool:
        """Return whether a candidate is only a body, a place or a part of one."""
        number = bisect_right(self._starts, candidate.start)
        return any(candidate.end <= end for _, end in self._spans[max(0, number - 2) : number])

    def may_part(self, start: int, end: int) -> bool:
        """Return whether the text between two offsets holds the letters of a separator."""
        gap = self._text[start:end].lower()
        return any(separator in gap for separator in _SEPARATORS)

    def between(self, start: int, end: int) -> str:
        """Return the text between two offsets without brackets, bodies and places."""
        text = list(self._text[start:end])
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for begin, stop in self._spans[first:last]:
            if stop <= end:
                text[begin - start : stop - start] = " " * (stop - begin)
        return _BRACKET.sub(" ", "".join(text))


def _link_line(names: _Names, line: Sequence[Candidate], number: int) -> int:
    """Link the candidates of one sentence and return the next free number."""
    for index, candidate in enumerate(line):
        for before in reversed(line[max(0, index - _MOST_LOOKED_BACK) : index]):
            if not _is_beside(names, before, candidate):
                continue
            if before.group is None:
                before.group = candidate.group if candidate.group is not None else number
                number += before.group == number
            if candidate.group is None:
                candidate.group = before.group
            break
    return number


def _is_beside(names: _Names, before: Candidate, after: Candidate) -> bool:
    """Return whether only what parts items stands between two candidates."""
    end = max(before.end, before.expansion[1] if before.expansion else 0)
    start = min(after.start, after.expansion[0] if after.expansion else after.start)
    if not 0 < start - end <= _LONGEST_GAP or not names.may_part(end, start):
        return False
    tokens = _TOKEN.findall(names.between(end, start).lower())
    if not _SEPARATORS.intersection(tokens):
        return False
    linking = cue_words("between_items")
    return all(t in _SIGNS or t in linking or t in _SEPARATORS or t.isdigit() for t in tokens)
