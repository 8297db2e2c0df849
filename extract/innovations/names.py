"""Where a name begins and ends: runs of capitalised words, quotations, mixed case.

Says how far a name reaches, not whether it is the name of an innovation.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.innovations.cues import cue_words
from extract.innovations.passage import Passage

_MAX_NAME_WORDS = 12
_DASHES = frozenset("–-—")
# Lower-case beginnings of names: "si Pakem", "e-kinerja", "i-Desa".
_LOWER_FIRST = ("e-", "i-", "si-", "m-")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name by word numbers, signs around it left out.

    Attributes:
        first: Number of its first word.
        last: One past its last word.
        after: Number of the first word after the name and its closing quotation sign.
        quoted: Whether it stands in quotation signs.
    """

    first: int
    last: int
    after: int
    quoted: bool


def name_from(passage: Passage, index: int, *, through_bodies: bool = False) -> NameSpan | None:
    """Return the name that begins at a word (or right after a quotation sign there).

    Args:
        passage: The sentence.
        index: Number of the word where the name would begin.
        through_bodies: Whether a body may be part of the name (``bernama Mobile Bapenda``).

    Returns:
        The longest run that looks like one name; None if none begins there.
    """
    words = passage.words
    opening = index
    while index < len(words) and words[index].kind == "quote":
        index += 1
    if index >= len(words):
        return None
    quotation = passage.quotation_at(index) if index > opening else None
    if quotation is not None:
        return _quoted_name(passage, quotation.first, quotation.last)
    last = _run_end(passage, index, through_bodies=through_bodies)
    if last == index or (words[index].folded == "top" and words[last - 1].kind == "number"):
        return None
    after = last
    while index > opening and after < len(words) and words[after].kind == "quote":
        after += 1
    return NameSpan(index, last, after, quoted=index > opening)


def name_before(passage: Passage, index: int) -> NameSpan | None:
    """Return the name that ends just before a word, such as an opening bracket."""
    words = passage.words
    last = index
    while last > 0 and words[last - 1].kind == "quote":
        last -= 1
    if last < index:
        quotation = passage.quotation_before(last)
        if quotation is not None:
            return NameSpan(quotation.first, quotation.last, index, quoted=True)
    first = _run_start(passage, last)
    first = _skip_heads(passage, first, last)
    return NameSpan(first, last, index, quoted=False) if first < last else None


def _quoted_name(passage: Passage, first: int, last: int) -> NameSpan:
    """Return a quoted name.

    A bracket inside the quotation ends it, and so does a dash with a body; full stops are no part.
    """
    words = passage.words
    after = last + 1
    for index in range(first + 1, last):
        if words[index].kind == "open":
            return NameSpan(first, index, index, quoted=True)
        if words[index].text in _DASHES and passage.body_at(index + 1) is not None:
            return NameSpan(first, index, index, quoted=True)
    while last > first and words[last - 1].kind == "mark":
        last -= 1
    return NameSpan(first, last, after, quoted=True)


def _run_end(passage: Passage, first: int, *, through_bodies: bool) -> int:
    """Return one past the last word of an unquoted name that begins at ``first``."""
    words = passage.words
    index = first
    while index < len(words) and index - first < _MAX_NAME_WORDS:
        word = words[index]
        if index > first and _is_barrier(passage, index, through_bodies=through_bodies):
            break
        if (
            word.kind == "capital"
            or (word.kind == "number" and index > first)
            or (index == first and _may_begin_lower(passage, index))
            or (
                word.folded in cue_words("joiners")
                and index > first
                and _goes_on(passage, index + 1)
            )
            or (word.text in {"-", "–", "/", "+"} and index > first and _is_glued(passage, index))
            or (word.text == "+" and index > first and words[index - 1].end == word.start)
        ):
            index += 1
        else:
            break
    return index


def _run_start(passage: Passage, last: int) -> int:
    """Return the first word of the run of capitalised words that ends before ``last``."""
    words = passage.words
    index = last
    while index > 0 and last - index < _MAX_NAME_WORDS:
        word = words[index - 1]
        joins = word.folded in cue_words("joiners") and index < last and index > 1
        if word.kind in {"capital", "number"} or (
            joins and words[index - 2].kind == "capital" and word.folded not in {"dan", "oleh"}
        ):
            body = passage.body_over(index - 1)
            if body is not None and body.region_end <= words[index - 1].end and index < last:
                break
            index -= 1
        elif word.folded in cue_words("lower_particles") and index < last:
            index -= 1
        else:
            break
    return index


def _skip_heads(passage: Passage, first: int, last: int) -> int:
    """Return the run's first word after head words that only introduce the name."""
    while first < last - 1 and passage.words[first].folded in cue_words("before_name"):
        first += 1
    if first == last - 1 and passage.words[first].folded in cue_words("before_name"):
        return last
    return first


def _is_barrier(passage: Passage, index: int, *, through_bodies: bool = False) -> bool:
    """Return whether a body, or a place with its title, begins at a word."""
    if passage.body_at(index) is not None and not through_bodies:
        return True
    region = passage.region_at(index)
    return region is not None and region.how in {"government", "titled"}


def _goes_on(passage: Passage, index: int) -> bool:
    """Return whether a name may go on at a word after a joining word."""
    words = passage.words
    if index >= len(words) or _is_barrier(passage, index):
        return False
    if words[index].kind == "number":
        return words[index - 2].kind == "number"  # "3 in 1"
    if words[index].kind != "capital":
        return False
    joiner = words[index - 1].folded
    if joiner in {"dan", "oleh", "di", "pada", "untuk", "dalam", "ke", "bagi"}:
        region = passage.region_at(index)
        if region is not None or joiner in {"dan", "oleh", "pada", "dalam"}:
            return False
    return words[index].folded not in cue_words("never_first")


def _may_begin_lower(passage: Passage, index: int) -> bool:
    """Return whether a word in lower case may begin a name."""
    words = passage.words
    word = words[index].folded
    if word.startswith(_LOWER_FIRST) and len(word) > 3:
        return True
    return (
        word in cue_words("lower_particles")
        and index + 1 < len(words)
        and words[index + 1].kind == "capital"
    )


def _is_glued(passage: Passage, index: int) -> bool:
    """Return whether a sign stands between two words without spaces (``Call-112``)."""
    words = passage.words
    return (
        index + 1 < len(words)
        and words[index - 1].end == words[index].start
        and words[index].end == words[index + 1].start
    )


def ends_plain_name(passage: Passage, index: int) -> bool:
    """Return whether no name in lower case runs over a word."""
    words = passage.words
    if index == len(words) or words[index].kind in {"mark", "quote", "open", "close"}:
        return True
    if words[index].folded == "lalu" and index + 1 < len(words):
        return words[index + 1].folded != "lintas"
    if passage.body_at(index) is not None or words[index].folded in cue_words("after_plain_name"):
        return True
    return passage.region_at(index) is not None


def standing_out(passage: Passage, name: NameSpan) -> NameSpan | None:
    """Return the part of a headline's name that its letters set apart from other words.

    Every word of a headline has a capital, so only a word with several capitals (``SiAP``,
    ``HEBAT``) in a headline that is not all capitals shows where a name is.

    Returns:
        None if no word of the name stands out.
    """
    letters = [c for c in passage.sentence.text if c.isalpha()]
    if sum(c.isupper() for c in letters) > 0.6 * len(letters):
        return None
    last = name.first
    while last < name.last and sum(c.isupper() for c in passage.words[last].text) >= 2:
        last += 1
    return NameSpan(name.first, last, last, quoted=False) if last > name.first else None
