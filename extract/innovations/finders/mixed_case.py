"""Finds names of which some or all words are in lower case, where a list or a cue shows their ends.

``NTT satu data``, ``monitoring lalu lintas``, ``Rumah Sakit tanpa kelas``: capitals do not tell
where they end, but the clause does. They are proposed beside the readings that trust capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words, may_be_cue
from extract.innovations.entries import read_entry
from extract.innovations.leads import iter_leads
from extract.innovations.names import NameSpan, ends_plain_name, name_from
from extract.innovations.passage import Passage

_MAX_WORDS = 14
_MOST_LOWER = 6
_LEAST_WORDS = 2
_LIST_PRICE = 0.4
# After capitals they begin a verb that says something of the name.
_VERB_BEGINNINGS = ("di", "me")


def find_mixed(passage: Passage) -> Iterator[Candidate]:
    """Yield the names that begin with a capital after a cue and go on in lower case."""
    for lead in iter_leads(passage):
        if lead.strength < 2 and not lead.named:
            continue
        if lead.index < len(passage.words) and passage.words[lead.index].kind == "capital":
            points = 1.3 if lead.named or lead.strength > 2 else 0.8
            yield from _names_at(passage, lead.index, len(passage.words), "clauses", points)


def find_in_item(passage: Passage, first: int, last: int, points: float) -> Iterator[Candidate]:
    """Yield the names in lower or mixed case that an item of an enumeration opens with.

    Args:
        passage: The sentence.
        first: Number of the item's first word.
        last: One past its last word.
        points: What the enumeration says for its items.
    """
    words = passage.words
    while first < last and (
        words[first].folded in cue_words("item_openers")
        or words[first].folded in cue_words("after_owner")
        or words[first].text in {":", ".", "-", "–"}
        or (words[first].kind == "lower" and may_be_cue(words[first].folded))
    ):
        first += 1
    if first < last:
        yield from _names_at(passage, first, last, "list words", points - _LIST_PRICE)


def _names_at(
    passage: Passage, first: int, last: int, rule: str, points: float
) -> Iterator[Candidate]:
    """Yield the shorter and the longer name that begin at a word."""
    if not _may_open(passage, first):
        return
    sign = "list item" if rule == "list words" else "head cue"
    kind = "lower case" if passage.words[first].kind == "lower" else "mixed case"
    for end in _ends(passage, first, last):
        name = NameSpan(first, end, end, quoted=False)
        candidate = read_entry(passage, name, rule, {sign: points, kind: -0.6})
        if candidate is not None:
            yield candidate


def _may_open(passage: Passage, first: int) -> bool:
    """Return whether a name in lower or mixed case may begin at a word."""
    word = passage.words[first]
    if passage.body_over(first) is not None:
        return False
    if word.kind == "capital":
        return word.folded not in cue_words("never_first")
    opens = word.folded not in cue_words("never_first_plain") or word.folded == "pelayanan"
    return word.kind == "lower" and opens


def _ends(passage: Passage, first: int, last: int) -> list[int]:
    """Return where a name may end: before a joining word, and where the clause does."""
    words = passage.words
    run = name_from(passage, first) if words[first].kind == "capital" else None
    begin = run.last if run else first + 1
    ends: list[int] = []
    n_lower = 0
    limit = min(last, first + _MAX_WORDS)
    for end in range(begin, limit + 1):
        if end >= limit or ends_plain_name(passage, end):
            ends.append(end)
            break
        n_lower += words[end].kind == "lower"
        if n_lower > _MOST_LOWER or (run and words[end].folded.startswith(_VERB_BEGINNINGS)):
            return []
        if not ends and not run and words[end].folded in cue_words("joins_plain_name"):
            ends.append(end)
    ends = [_without_joiner(passage, end) for end in ends]
    return [end for end in ends if end - first >= _LEAST_WORDS and (not run or end > run.last)]


def _without_joiner(passage: Passage, end: int) -> int:
    """Return where a name ends that a joining word would end (``antar obat ke`` before a place)."""
    while end > 0 and passage.words[end - 1].folded in cue_words("joins_plain_name"):
        end -= 1
    return end
