"""Long and short forms that words, not brackets, join, such as ``singkatan dari``.

``kepanjangan dari`` is used both ways, so the letters decide which side is the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.innovations.acronyms import align, n_letters, words_of
from extract.innovations.cues import cue_words, head_strength
from extract.innovations.names import NameSpan
from extract.innovations.passage import Passage

_MAX_LONG_WORDS = 18


@dataclass(frozen=True, slots=True)
class AliasReading:
    """A short form and a long form by word numbers.

    Attributes:
        name: The short form.
        other: The long form as (first, last).
        after: Number of the first word after both.
        fit: Score of the alignment.
    """

    name: NameSpan
    other: tuple[int, int]
    after: int
    fit: float


def read_alias(passage: Passage, name: NameSpan) -> AliasReading | None:
    """Return the long or short form that some words join to the name before them.

    Args:
        passage: The sentence.
        name: The form that stands first.

    Returns:
        None if no joining words follow, or the letters do not fit.
    """
    joined = _after_joiner(passage, name.after) or _quotation_after(passage, name)
    if joined is None:
        return None
    start, explicit = joined
    needed = 0.3 if explicit else 0.5
    if not explicit and passage.words[start].kind != "capital":
        return None
    short = passage.slice(name.first, name.last)
    best: AliasReading | None = None
    for end in _ends(passage, start):
        reading = _read_pair(passage, name, short, start, end)
        if reading is None or reading.fit < needed:
            continue
        if not explicit and _repeats(passage, start, words_of(short)):
            break
        if not explicit and _is_cut(passage, end):
            continue
        if not explicit and _holds_more(passage, start, end):
            break
        bonus = (
            0.12 if _is_boundary(passage, end) and _ends_in_capitals(passage, start, end) else 0.0
        )
        if best is None or reading.fit + bonus > best.fit:
            best = replace(reading, fit=reading.fit + bonus)
    return best


def _ends_in_capitals(passage: Passage, start: int, end: int) -> bool:
    """Return whether a form ends as it begins, and does not run on into prose."""
    return (
        passage.quotation_at(start) is not None
        or passage.words[start].kind == "lower"
        or passage.words[end - 1].kind != "lower"
    )


def _repeats(passage: Passage, start: int, words: Sequence[str]) -> bool:
    """Return whether the second form begins with the first: another name (``SIAP, SIAP Desa``)."""
    last = min(len(passage.words), start + len(words))
    return words_of(passage.slice(start, last))[: len(words)] == words


def _holds_more(passage: Passage, start: int, end: int) -> bool:
    """Return whether words hold a body, a government or a list, and so are no long form."""
    if passage.quotation_at(start) is not None:
        return False
    commas = sum(word.text in {",", ";"} for word in passage.words[start:end])
    return commas > 0 or any(
        passage.body_at(i) is not None or _is_titled_place(passage, i) for i in range(start, end)
    )


def _is_titled_place(passage: Passage, index: int) -> bool:
    """Return whether a place with its title begins at a word (``Provinsi Jawa Timur``)."""
    region = passage.region_at(index)
    return region is not None and region.how in {"government", "titled"}


def _is_cut(passage: Passage, end: int) -> bool:
    """Return whether a form ends amid words in lower case, so that it is cut out of prose."""
    return passage.words[end - 1].kind == "lower" and not _is_boundary(passage, end)


def _after_joiner(passage: Passage, index: int) -> tuple[int, bool] | None:
    """Return where the second form begins, and whether the joining words are explicit."""
    words = passage.words
    at, seen_comma, explicit, plain = index, False, False, False
    while at < len(words) and at - index < 8:
        word = words[at]
        if word.text in {",", ":", "–", "-", "="} and not seen_comma:
            seen_comma = True
        elif word.folded in cue_words("alias_words"):
            explicit = True
        elif word.folded in cue_words("plain_aliases"):
            plain = True
        elif word.folded not in cue_words("alias_fillers"):
            break
        at += 1
    if at + 1 < len(words) and words[at + 1].kind == "quote" and head_strength(words[at].folded):
        at += 1
    at = _skip_quotes(passage, at)
    if at >= len(words) or not (explicit or plain or seen_comma):
        return None
    return at, explicit


def _quotation_after(passage: Passage, name: NameSpan) -> tuple[int, bool] | None:
    """Return the start of a quotation that follows a name at once (``SIAP “Sistem …”``)."""
    words, index = passage.words, name.last
    if name.quoted or index >= len(words) or words[index].kind != "quote":
        return None
    index = _skip_quotes(passage, index)
    return (index, False) if passage.quotation_at(index) else None


def _is_boundary(passage: Passage, end: int) -> bool:
    """Return whether something other than a word of the same phrase follows."""
    words = passage.words
    return end >= len(words) or words[end].kind in {"mark", "quote", "close"}


def _ends(passage: Passage, start: int) -> list[int]:
    """Return the word numbers at which the second form may end, nearest first."""
    words = passage.words
    quotation = passage.quotation_at(start)
    if quotation is not None:
        return [quotation.last]
    ends = []
    for end in range(start + 1, min(len(words), start + _MAX_LONG_WORDS) + 1):
        if end == len(words) or words[end].kind != "capital" or words[end - 1].kind == "capital":
            ends.append(end)
        if end < len(words) and _closes(passage, end):
            break
    return [e for e in ends if words[e - 1].kind in {"capital", "lower", "number"}]


def _closes(passage: Passage, index: int) -> bool:
    """Return whether no long form reaches over a word: a sign, prose going on, a place told."""
    word = passage.words[index]
    if word.kind in {"quote", "open"} or word.text in {".", ";", ":"}:
        return True
    if word.folded in cue_words("before_owner_or_place") and index + 1 < len(passage.words):
        named = passage.region_at(index + 1) or passage.body_at(index + 1)
        return named is not None
    return word.folded in cue_words("closes_alias")


def _read_pair(
    passage: Passage, name: NameSpan, short: str, start: int, end: int
) -> AliasReading | None:
    """Return the better of both directions for one end of the second form."""
    second = passage.slice(start, end)
    n_first, n_second = n_letters(short), n_letters(second)
    if (
        n_first < n_second
        and len(words_of(second)) >= 2
        and passage.words[end - 1].folded not in cue_words("no_last_word")
    ):
        fit = align(short, second).score - _price(passage, start, end)
        after = _skip_quotes(passage, end)
        return AliasReading(name, (start, end), after, fit)
    if n_second < n_first and passage.words[start].kind == "capital" and end - start <= 5:
        fit = align(second, short).score - _price(passage, start, end)
        after = _skip_quotes(passage, end)
        return AliasReading(
            NameSpan(start, end, after, quoted=False), (name.first, name.last), after, fit
        )
    return None


def _price(passage: Passage, start: int, end: int) -> float:
    """Return a small price for words in lower case, with which prose goes on after the form."""
    lower = [w for w in passage.words[start:end] if w.kind == "lower"]
    tail = 0
    while tail < end - start and passage.words[end - 1 - tail].kind == "lower":
        tail += 1
    return 0.03 * tail + 0.005 * len(lower)


def _skip_quotes(passage: Passage, index: int) -> int:
    """Return the first word number that is no quotation sign."""
    while index < len(passage.words) and passage.words[index].kind == "quote":
        index += 1
    return index
