"""Sentences, lines and list items of a news text, with offsets into it.

Works on the raw text by regular expressions: Indonesian abbreviations, initials, degrees and
numbers do not end a sentence; a line break always does, because newspapers put list items and
headings on lines of their own. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Field

# Words after which a full stop does not end the sentence (compared in lower case).
_ABBREVIATIONS = frozenset(
    """
    kab kec kel kep prov no nomor jl jln hj h dr drs dra drg drh ir prof st sh se mm msi mh mpd
    spd skm kes sos sip stp ssi skep s.kep ns spog amd bag tgl hlm rp dll dsb dst sdr sdri alm bpk
    plt pj pjs kol letkol mayor kapt akbp kompol kombes pol brigjen irjen tk rs pt cv ud tbk rt rw
    m.si m.kes m.pd m.m s.h s.e s.t s.kom s.sos s.pd s.ip s.ag m.ap a.n u.p vs ust kh tn ny
    gd lt komp pkl a b c d e f g i j k l m n o p q r s t u v w x y z
    """.split()
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]{1,8}[\"”’'»)\]]*\s+(?=[\"“‘'«(\[]*[A-Z0-9À-Þ“\"‘'])")
# Code points; what is longer is no sentence, and is cut so that no finder has to read it at once.
_LONGEST = 8000
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_MARKER = re.compile(
    r"\s*(?:(?:\d{1,3}|[a-hA-H]|[ivxIVX]{1,4})[.)](?!\d)\s*|[-–—•*·►▪→✓]\s+|[•►▪→✓])(?=\S)"
)
# A line break inside a sentence: the next line goes on in lower case, or this one ends on a
# comma or on a word that cannot end a sentence. A list marker always begins anew.
_LINE = re.compile(
    r"[^\n]+(?:"
    r"(?:(?<=,)|(?<=\bdan)|(?<=\bdari)|(?<=\bdi)|(?<=\byang)|(?<=\bdengan)|(?<=\buntuk)"
    r"|(?<=\boleh)|(?<=\bjudul)|(?<=\binovasi)|(?=\n[a-z]))\n(?![-–—•*►▪→✓\s]|\w{1,3}[.)])[^\n]+)*"
)

# In a text that was broken at a fixed width, a long line without a sign at its end goes on.
_WRAPPED_LINE = re.compile(
    r"[^\n]+(?:(?<=[^\n]{40}[^\n.!?:;…])\n(?![-–—•*►▪→✓\s]|\w{1,3}[.)])[^\n]+)*"
)
_WRAPPED_BREAK = re.compile(r"(?<=[^\n]{40}[^\n.!?:;…\"”’')\]*])\n(?![\s-])")
_LEAST_WRAPPED_BREAKS = 5
_LEAST_WRAPPED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that holds less than one.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        text: The words, ``article.<field>[start:end]``.
        line: Number of the line it stands in, from 0.
        content_start: Where the words begin after a list marker (``1.``, ``-``, ``a)``);
            equal to ``start`` if there is no marker.
    """

    field: Field
    start: int
    end: int
    text: str
    line: int
    content_start: int

    @property
    def is_list_item(self) -> bool:
        """Whether the sentence opens with a list marker."""
        return self.content_start > self.start


def split_sentences(text: str, field: Field = "text") -> list[Sentence]:
    """Return the sentences of a text in order; whitespace between them belongs to none."""
    lines = _WRAPPED_LINE if _is_wrapped(text) else _LINE
    return [
        sentence
        for number, line in enumerate(lines.finditer(text))
        for sentence in _sentences_of_line(text, line.start(), line.end(), number, field)
    ]


def _is_wrapped(text: str) -> bool:
    """Return whether most line breaks of a text stand inside sentences (lines of fixed width)."""
    n_wrapped = len(_WRAPPED_BREAK.findall(text))
    if n_wrapped < _LEAST_WRAPPED_BREAKS:
        return False
    return n_wrapped >= _LEAST_WRAPPED_SHARE * text.count("\n")


def _sentences_of_line(
    text: str, start: int, end: int, number: int, field: Field
) -> Iterator[Sentence]:
    """Yield the sentences of one line; only its first may carry a list marker."""
    marker = _MARKER.match(text, start, end)
    position = marker.end() if marker else start
    first = start
    while position < end:
        stop = _next_stop(text, position, end)
        yield from _trimmed(text, first, stop, number, field, marker if first == start else None)
        first = position = stop


def _next_stop(text: str, position: int, end: int) -> int:
    """Return where the sentence that goes on at ``position`` ends, or where it is cut."""
    end = min(end, position + _LONGEST)
    for match in _STOP.finditer(text, position, end):
        if match.group().startswith(".") and _is_abbreviation(text, position, match.start()):
            continue
        return match.end()
    return end


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Return whether the word before the full stop at ``stop`` is one that takes a stop."""
    match = _LAST_WORD.search(text, max(start, stop - 24), stop + 1)
    if not match:
        return False
    word = match.group(1).lower()
    return word in _ABBREVIATIONS or word.rsplit(".", 1)[-1] in _ABBREVIATIONS


def _trimmed(
    text: str, start: int, end: int, number: int, field: Field, marker: re.Match[str] | None
) -> Iterator[Sentence]:
    """Yield the sentence without surrounding white space, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        content = marker.end() if marker and marker.end() < end else start
        yield Sentence(field, start, end, text[start:end], number, content)
