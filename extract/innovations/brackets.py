"""What a bracket after some words holds: expansion, short name, gloss, owner or none of these.

The tests, in order: a body or a place, a date, rank or sum, letters that fit, lower-case prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.innovations.acronyms import align, is_initialism, n_letters, words_of
from extract.innovations.cues import cue_words, heads
from extract.innovations.names import NameSpan, name_before
from extract.innovations.passage import Bracket, Passage
from extract.language import Word

Meaning = Literal["expansion", "short_name", "gloss", "owner", "other"]

GOOD_FIT = 0.42
_PROSE_FIT = 0.5
_MAX_WINDOW_WORDS = 22
# Dates, sums and ranks ("26/11", "Rp 8 miliar", "Top 99"), photo credits, web addresses.
_ASIDE = re.compile(
    r"^[\d\s./,:%-]+(?:wib|wita|wit|tahun|orang|persen)?$|^rp\b|^top \d|\b(?:19|20)\d\d$|^foto\b"
    r"|^ist\b|^\*+$|^dok\b|^(?:kiri|kanan|tengah|dua|empat|tiga)\b|^\d+/\d+"
    r"|^[\w-]+(?:\.[\w-]+)*\.(?:com|id|net|org|tv|news)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BracketReading:
    """What a bracket and the words before it mean together, all by word numbers.

    Attributes:
        meaning: What the bracket holds.
        name: The name: before the bracket, or in it for ``short_name``.
        other: The expansion or gloss, as (first, last); None where there is none.
        fit: Score of the alignment; 0 where none was made.
        initialism: Whether the short form is only the initials of the long form.
    """

    meaning: Meaning
    name: NameSpan
    other: tuple[int, int] | None
    fit: float = 0.0
    initialism: bool = False


def read_bracket(
    passage: Passage, bracket: Bracket, name: NameSpan | None = None
) -> BracketReading | None:
    """Return what a bracket means together with the name before it.

    Args:
        passage: The sentence.
        bracket: The bracket.
        name: The words before the bracket if it is already known where they begin, as after
            a cue; else the run of capitalised words is taken.

    Returns:
        None if nothing that could be a name stands before or in the bracket.
    """
    first, last = _content(passage, bracket)
    if first >= last:
        return None
    content = passage.slice(first, last)
    before = name or name_before(passage, bracket.open)
    if before is not None and _holds_owner(passage, first, last):
        return BracketReading("owner", before, (first, last))
    if _ASIDE.search(content) or _is_place(passage, first, last):
        return BracketReading("other", before, None) if before else None
    expanded = _as_expansion(passage, before, first, last)
    shortened = _as_short_name(passage, bracket, first, last, fixed=name)
    best = max((r for r in (expanded, shortened) if r), key=lambda r: r.fit, default=None)
    if best is not None and best.fit >= (_PROSE_FIT if content.islower() else GOOD_FIT):
        return best
    return BracketReading("gloss", before, (first, last)) if before else None


def _content(passage: Passage, bracket: Bracket) -> tuple[int, int]:
    """Return the words inside a bracket: no signs at its ends, no ``inovasi``, no ``, milik …``."""
    words = passage.words
    first, last = bracket.open + 1, bracket.close
    for index in range(first + 2, last - 1):
        if words[index].text == "," and words[index + 1].folded in cue_words("partly_owned"):
            last = index
            break
    if last - first > 2 and words[first].folded == "inovasi":
        first += 1
    if bracket.close >= len(words) or words[bracket.close].kind != "close":
        makers = (i - 1 for i in range(first + 2, last) if _is_maker(passage, i))
        last = next(makers, last)  # never closed: the owner after it is no part of it
    while first < last and words[first].kind in {"quote", "mark"}:
        first += 1
    while last > first and words[last - 1].kind in {"quote", "mark"}:
        last -= 1
    return first, last


def _holds_owner(passage: Passage, first: int, last: int) -> bool:
    """Return whether a body makes up most of the bracket."""
    start, end = passage.words[first].start, passage.words[last - 1].end
    covered = sum(
        min(b.region_end, end) - b.start for b in passage.bodies if start <= b.start < end
    )
    return covered >= 0.6 * (end - start)


def _is_place(passage: Passage, first: int, last: int) -> bool:
    """Return whether the bracket is the name of a place."""
    start, end = passage.words[first].start, passage.words[last - 1].end
    return any(r.start == start and r.end >= end for r in passage.regions)


def _as_expansion(
    passage: Passage, before: NameSpan | None, first: int, last: int
) -> BracketReading | None:
    """Read the bracket as the long form of the name before it."""
    if before is None:
        return None
    long = passage.slice(first, last)
    best: BracketReading | None = None
    for start in _name_starts(passage, before):
        short = passage.slice(start, before.last)
        if len(words_of(long)) < 2 or n_letters(short) > n_letters(long):
            continue
        fit = align(short, long).score
        if best is None or fit > best.fit + 0.08:
            span = NameSpan(start, before.last, before.after, before.quoted)
            best = BracketReading("expansion", span, (first, last), fit, is_initialism(short, long))
    return best


def _name_starts(passage: Passage, before: NameSpan) -> list[int]:
    """Return where the name may begin: at its run's start, or after words that open names."""
    starts = [before.first]
    openers = cue_words("never_first") | heads().keys()
    while not before.quoted and starts[-1] < before.last - 1:
        if passage.words[starts[-1]].folded not in openers:
            break
        starts.append(starts[-1] + 1)
    return starts


def _as_short_name(
    passage: Passage, bracket: Bracket, first: int, last: int, fixed: NameSpan | None
) -> BracketReading | None:
    """Read the bracket as the short form of the words before it, and find where these begin."""
    short = passage.slice(first, last)
    found = find_long_form(passage, short, bracket.open, fixed) if last - first <= 6 else None
    if found is None:
        return None
    start, end, fit = found
    name = NameSpan(first, last, min(bracket.close + 1, len(passage.words)), quoted=False)
    initialism = is_initialism(short, passage.slice(start, end))
    return BracketReading("short_name", name, (start, end), fit, initialism)


def find_long_form(
    passage: Passage, short: str, end: int, fixed: NameSpan | None = None
) -> tuple[int, int, float] | None:
    """Return where the long form of a short one stands that ends before a word, and the fit.

    Args:
        passage: The sentence.
        short: The short form.
        end: Number of the word that the long form ends before.
        fixed: Where the long form stands if quotation signs show it.

    Returns:
        First word, one past the last word, and score; None if the words before hold no
        long form or the short form has no capital.
    """
    if not any(c.isupper() for c in short):
        return None
    while end > 0 and passage.words[end - 1].kind == "quote":
        end -= 1
    n_short = n_letters(short)
    best_start, best_fit, best_value = -1, 0.0, -9.0
    for start in _window_starts(passage, end, fixed):
        long = passage.slice(start, end)
        if n_short >= n_letters(long) or len(words_of(long)) < 2:
            continue
        alignment = align(short, long)
        value = alignment.score + _start_bonus(passage, start, short)
        value += 0.0 if alignment.uses_first else -0.15
        value -= 0.12 * sum([w.text == "," for w in passage.words[start:end]])
        if value > best_value:
            best_start, best_fit, best_value = start, alignment.score, value
    return (best_start, end, best_fit) if best_start >= 0 else None


def _window_starts(passage: Passage, end: int, fixed: NameSpan | None) -> list[int]:
    """Return the word numbers at which a long form that ends at ``end`` may begin."""
    if fixed is not None and fixed.quoted:
        return [fixed.first]
    words, starts = passage.words, []
    for start in range(end - 1, max(-1, end - 1 - _MAX_WINDOW_WORDS), -1):
        word = words[start]
        if word.kind in {"quote", "open", "close"} or word.text in {";", ":", "|", "?", "!"}:
            break
        if word.kind == "mark":
            if word.text in {"–", "—"} or _ends_item(passage, start):
                break
            continue
        if _is_maker(passage, start):
            break
        if word.folded not in cue_words("never_opens_long_form"):
            starts.append(start)
        if start and _announces(words, start - 1):
            break
    return starts


def _ends_item(passage: Passage, mark: int) -> bool:
    """Return whether a comma closes an item with its owner (``NAME dari Dinkes, NAME …``)."""
    is_comma = mark > 0 and passage.words[mark].text == ","
    return is_comma and passage.body_over(mark - 1) is not None


def _announces(words: Sequence[Word], index: int) -> bool:
    """Return whether a word announces what follows, and is no part of a title."""
    word = words[index]
    if word.folded not in cue_words("closes_long_form"):
        return False
    if word.kind == "lower" or index == 0:
        return True
    plain = word.text.istitle() or word.text.isupper()
    return plain and words[index - 1].kind != "capital" and words[index - 1].folded != "dan"


def _is_maker(passage: Passage, index: int) -> bool:
    """Return whether a body is named as owner there, of something told before (``dari DLH``)."""
    if index == 0 or passage.body_at(index) is None:
        return False
    return passage.words[index - 1].folded in cue_words("partly_owned")


def _start_bonus(passage: Passage, start: int, short: str) -> float:
    """Return what the word at which a long form would begin says for or against it."""
    words = passage.words
    word = words[start]
    previous = words[start - 1] if start else None
    bonus = 0.06 if word.kind == "capital" else -0.06
    if words_of(word.text)[:1] and words_of(word.text)[0][:1] == words_of(short)[0][:1]:
        bonus += 0.08
    if previous is None or previous.kind in {"quote", "mark"}:
        bonus += 0.06
    elif previous.kind == "lower" and (
        previous.folded in heads() or previous.folded in cue_words("never_opens_long_form")
    ):
        bonus += 0.1
    elif previous.kind == "capital" and word.kind == "capital":
        bonus -= 0.1
    return bonus
