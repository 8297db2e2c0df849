"""Enumerations: where they begin, where one item ends and the next begins.

Works on words; brackets, quotations and the names of bodies are never split.
"""

from __future__ import annotations

from extract.innovations.cues import cue_words, head_strength, longest_phrase
from extract.innovations.passage import Passage

_MAX_ITEMS = 60
_MAX_WORDS = 800


def enumeration_start(passage: Passage, *, after_things: bool = False) -> int | None:
    """Return the number of the first word after what opens an enumeration (``yakni``, ``:``).

    Args:
        passage: The sentence.
        after_things: Whether the sentence before spoke of innovations, so that an enumeration
            may open with the first word (``Seperti …``, ``Yakni, …``).

    Returns:
        None if the sentence opens no enumeration after a word for innovations; one past the
        last word if nothing but commas and colons comes after what opens it.
    """
    words = passage.words
    head_at = 0 if after_things and longest_phrase("enumerators", words, 0) else None
    for index, word in enumerate(words):
        if head_strength(word.folded) >= 2 or word.folded in cue_words("listed_things"):
            head_at = index
        length = longest_phrase("enumerators", words, index)
        if (length or word.text == ":") and head_at is not None:
            after = index + max(1, length)
            if _separator_follows(passage, after) and index - head_at <= 40:
                return _skip_signs(passage, after)
    return None


def is_continued(passage: Passage) -> bool:
    """Return whether a sentence goes on with an enumeration (``Kemudian …``, ``Lalu, …``)."""
    words = passage.words
    return longest_phrase("continuers", words, 0) > 0


def split_items(passage: Passage, start: int, end: int | None = None) -> list[tuple[int, int]]:
    """Return the items of an enumeration as (first, last) word numbers.

    Args:
        passage: The sentence.
        start: Number of the first word of the first item.
        end: One past the last word; None for the end of the sentence, or
            800 words on.

    Returns:
        At most 60 items; separators belong to none.
    """
    words = passage.words
    end = min(len(words), start + _MAX_WORDS) if end is None else end
    items: list[tuple[int, int]] = []
    first = index = start
    while index < end and len(items) < _MAX_ITEMS:
        if _is_separator(passage, index):
            if index > first:
                items.append((first, index))
            index = _after_separator(passage, index)
            first = index
        else:
            index = _step(passage, index)
    if first < end:
        items.append((first, min(end, len(words))))
    return items


def ends_item(passage: Passage, index: int) -> bool:
    """Return whether an item may be over at a word: no prose goes on there."""
    words = passage.words
    if index >= len(words) or _is_separator(passage, index):
        return True
    word = words[index]
    return (
        word.kind in {"mark", "quote", "open", "close"}
        or word.folded in cue_words("after_item")
        or passage.body_at(index) is not None
        or passage.region_at(index) is not None
    )


def _after_separator(passage: Passage, index: int) -> int:
    """Return the next word number after a separator and the sign of its marker."""
    bracket = passage.bracket_at(index)
    if bracket is not None:
        return bracket.close + 1
    return index + 2 if _is_marker(passage, index) else index + 1


def _step(passage: Passage, index: int) -> int:
    """Return the next word number, past a bracket, quotation or body that begins here."""
    bracket = passage.bracket_at(index)
    if bracket is not None:
        return bracket.close + 1
    quotation = passage.quotation_at(index)
    if quotation is not None:
        return quotation.last
    body = passage.body_at(index)
    if body is not None:
        return max(passage.after_body(body), index + 1)
    return index + 1


def _is_separator(passage: Passage, index: int) -> bool:
    """Return whether a word parts two items, or a marker begins one."""
    word = passage.words[index]
    if _is_marker(passage, index):
        return True
    return word.text in {",", ";"} or (
        word.kind == "lower" and word.folded in cue_words("separators")
    )


def _is_marker(passage: Passage, index: int) -> bool:
    """Return whether a letter or small number counts an item: ``b.``, ``2)``, not ``2.0``."""
    words = passage.words
    word = words[index]
    bracket = passage.bracket_at(index)
    if bracket is not None:
        return bracket.close - bracket.open == 2 and len(words[index + 1].text) <= 2
    short = len(word.text) == 1 and word.kind == "lower"
    if not (short or (word.kind == "number" and len(word.text) <= 2)):
        return False
    if index + 1 >= len(words) or words[index + 1].text not in {".", ")"}:
        return False
    return index + 2 >= len(words) or words[index + 2].start > words[index + 1].end


def _separator_follows(passage: Passage, index: int) -> bool:
    """Return whether anything is enumerated: a separator stands somewhere after."""
    return any(_is_separator(passage, i) for i in range(index, len(passage.words)))


def _skip_signs(passage: Passage, index: int) -> int:
    """Return the first word number that is no colon or comma."""
    while index < len(passage.words) and passage.words[index].text in {":", ","}:
        index += 1
    return index
