"""Finds the items of enumerations, inside a sentence and over several sentences or lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.bodies import BodyMention
from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words, heads, longest_phrase
from extract.innovations.entries import read_entry
from extract.innovations.finders.mixed_case import find_in_item
from extract.innovations.leads import iter_leads
from extract.innovations.lists import ends_item, enumeration_start, is_continued, split_items
from extract.innovations.names import NameSpan, name_from
from extract.innovations.owners import list_owner, region_before
from extract.innovations.passage import Passage

_ABOUT_INNOVATIONS = re.compile(r"inova|aplikasi|program|terobosan", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]")
_MAX_LEADING_WORDS = 5
_RANKED = re.compile(
    r"\b(?:ditempati|diraih|direbut|diduduki|disabet|digondol|jatuh kepada"
    r"|(?:juara|terbaik|peringkat|harapan) (?:ke-?)?"
    r"(?:[1-9]|i{1,3}|satu|dua|tiga|pertama|kedua|ketiga))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Header:
    """The sentence before a list.

    Attributes:
        line: Its number.
        tells: Whether it speaks of innovations, or only leads on from one that does (``Yakni:``).
        announces: Whether it ends in a colon, so that a list follows.
        owner: The body to which it says that the list belongs; None if it says none.
    """

    line: int
    tells: bool
    announces: bool
    owner: BodyMention | None = None


_NO_HEADER = _Header(-100, tells=False, announces=False)


def find_enumerated(passages: Sequence[Passage]) -> Iterator[Candidate]:
    """Yield a candidate for every item of every enumeration of an article, in order."""
    group, open_until_line, list_until_line, number, header = 0, -1, -1, None, _NO_HEADER
    for passage in passages:
        line = passage.sentence.line
        if passage.sentence.is_list_item or _is_entry_line(passage, header):
            told = _marker_number(passage)
            goes_on = told is not None and number is not None and told == number + 1
            if header.tells or line <= list_until_line or goes_on:
                list_until_line, number = line + 5, told
                points = 1.7 if header.tells and header.announces else 1.2
                yield from _line(passage, group, points, header.owner)
            continue
        start = enumeration_start(passage, after_things=header.tells)
        if start is not None:
            group += 1
            open_until_line = line + 2
            yield from _items(
                passage, start, group, 1.7 if header.tells or _about(passage) else 1.0
            )
        elif line <= open_until_line and is_continued(passage):
            open_until_line = line + 2
            yield from _items(passage, 0, group, 1.2)
        elif _RANKED.search(passage.sentence.text):
            yield from _items(passage, 0, group, 1.2)
        else:
            yield from _after_cue(passage, group)
        header = _header(passage, header)
        group += 1


def _header(passage: Passage, before: _Header) -> _Header:
    """Return a sentence as header of what follows it."""
    announces = _announces(passage)
    leads_on = announces and before.tells and len(passage.words) <= _MAX_LEADING_WORDS
    owner = list_owner(passage, len(passage.words)) if announces else None
    return _Header(passage.sentence.line, leads_on or _about(passage), announces, owner)


def _after_cue(passage: Passage, group: int) -> Iterator[Candidate]:
    """Yield the items that follow a name after a cue (``aplikasi SIAP, SIGAP dan SIMPEL``)."""
    one_item_until = 0
    for lead in iter_leads(passage):
        if lead.strength < 2 and not lead.named:
            continue
        if lead.index < one_item_until:  # no separator follows before there
            continue
        if name_from(passage, lead.index) is None:
            continue
        items = split_items(passage, lead.index)
        if len(items) > 1:
            for first, last in items[1:]:
                candidate = _item(passage, first, last, 1.5)
                if candidate is None or "runs on" in candidate.signs:
                    break
                candidate.group = group
                yield candidate
            return
        one_item_until = items[0][1] if items else 0


def _is_entry_line(passage: Passage, header: _Header) -> bool:
    """Return whether a line without marker is an item under a header that ends in a colon."""
    close = passage.sentence.line - header.line <= 12
    entry = len(passage.words) <= 30 and bool(passage.brackets or passage.bodies)
    return header.announces and close and entry and not _announces(passage)


def _marker_number(passage: Passage) -> int | None:
    """Return the number that a line opens with (``3.``); None if it opens with none."""
    sentence = passage.sentence
    marker = _NUMBER.match(sentence.text[: sentence.content_start - sentence.start])
    return int(marker.group(1)) if marker else None


def _announces(passage: Passage) -> bool:
    """Return whether a sentence ends in a colon."""
    return passage.sentence.text.rstrip().endswith(":")


def _about(passage: Passage) -> bool:
    """Return whether a sentence speaks of innovations."""
    return _ABOUT_INNOVATIONS.search(passage.sentence.text) is not None


def _line(
    passage: Passage, group: int, points: float, owner: BodyMention | None
) -> Iterator[Candidate]:
    """Yield the candidate of a line of a list; the list's owner is the item's if it has none."""
    if _are_classes(passage, 0):
        return
    candidate = _item(passage, 0, len(passage.words), points)
    for found in [candidate, *find_in_item(passage, 0, len(passage.words), points)]:
        if found is not None:
            found.group = group
            if not found.owners and owner is not None:
                found.owners = [owner]
            yield found


def _items(passage: Passage, start: int, group: int, points: float) -> Iterator[Candidate]:
    """Yield the candidates of the items from a word on."""
    if _are_classes(passage, start):
        return
    found: list[Candidate] = []
    for number, (first, last) in enumerate(split_items(passage, start)):
        candidate = _item(passage, first, last, points)
        if candidate is not None:
            candidate.group = group
            found.append(candidate)
        elif number == 0:
            points -= 0.5  # what opens without a name is seldom a list of names
        for plain in find_in_item(passage, first, last, points):
            plain.group = group
            found.append(plain)
    _give_list_owner(passage, start, found)
    _give_list_region(passage, start, found)
    yield from found


def _are_classes(passage: Passage, start: int) -> bool:
    """Return whether the items are classes of a contest, and nothing is listed within them."""
    words = passage.words
    if start == len(words):  # the list begins in the next sentence
        return False
    if _RANKED.search(passage.sentence.text):
        return False
    if {w.folded for w in words[max(0, start - 5) : start]} & cue_words("classes"):
        return True
    if words[start].folded != "kategori":
        return False
    return not any(longest_phrase("enumerators", words, i) for i in range(start, len(words)))


def _give_list_owner(passage: Passage, start: int, items: list[Candidate]) -> None:
    """Give items to the body that the whole enumeration is said to belong to."""
    if any(item.owners for item in items):
        return
    owner = list_owner(passage, start)
    for item in items:
        item.owners = [owner] if owner else []


def _give_list_region(passage: Passage, start: int, items: list[Candidate]) -> None:
    """Give items to the place that is said to have the whole enumeration."""
    place = region_before(passage, start)
    if place is not None and not any(item.owners for item in items):
        for item in items:
            item.region = item.region or place.code


def _item(passage: Passage, first: int, last: int, points: float) -> Candidate | None:
    """Return the candidate of one item: ``[OWNER dengan] NAME [(…)] [OWNER]``."""
    index, owner = _owner_first(passage, _skip_openers(passage, first, last), last)
    if index >= last:
        return None
    signs = {"list item": points}
    name = name_from(passage, index)
    if name is None or passage.words[name.first].folded in cue_words("never_first"):
        return None
    if passage.body_at(name.first) is not None and not name.quoted:
        return None
    if name.last > last and not name.quoted:
        name = NameSpan(name.first, last, last, quoted=False)
    if not ends_item(passage, name.after):
        signs["runs on"] = -1.2
    if owner is not None:
        signs["owner"] = 0.8
    candidate = read_entry(passage, name, "lists", signs)
    if candidate is None or _is_person(passage, candidate):
        return None
    if owner is not None:
        candidate.owners = [owner]
    return candidate


def _is_person(passage: Passage, candidate: Candidate) -> bool:
    """Return whether the item is an innovator (``Andi dari Dinkes dengan inovasi …``)."""
    if not candidate.owners or candidate.owners[0].start < candidate.start:
        return False
    after = passage.after_body(candidate.owners[-1])
    return after < len(passage.words) and passage.words[after].folded == "dengan"


def _skip_openers(passage: Passage, index: int, last: int) -> int:
    """Return the first word after connecting words, head words and list marks."""
    words = passage.words
    while index < last:
        word = words[index]
        if (
            word.kind == "quote"
            and index + 1 < last
            and words[index + 1].folded in cue_words("item_openers")
        ):
            index += 2
            continue
        skip = (
            word.folded in cue_words("item_openers")
            or word.folded in heads()
            or word.text in {":", ".", "-", "–"}
        )
        if word.kind == "capital" and not (
            word.folded in cue_words("item_openers") or word.folded == "inovasi"
        ):
            skip = False
        if not skip and not (word.kind == "lower" and word.folded in cue_words("between")):
            break
        index += 1
    return index


def _owner_first(passage: Passage, index: int, last: int) -> tuple[int, BodyMention | None]:
    """Return where the name begins after an owner, and the owner; unchanged if none stands first.

    An owner counts only if words such as ``dengan inovasi`` or a colon lead on to the name.
    """
    words = passage.words
    at = index
    while at < last and words[at].folded in {"dari", "oleh", "diraih", "untuk", "milik"}:
        at += 1
    body = passage.body_at(at) if at < last else None
    if body is None:
        return index, None
    at = passage.after_body(body)
    begin = at
    while at < last and (
        words[at].folded in cue_words("after_owner") or words[at].text in {":", "–", "-", ","}
    ):
        at += 1
    return (at, body) if begin < at < last else (last, None)
