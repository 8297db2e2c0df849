"""Finds the items of enumerations, inside a sentence and over several sentences or lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.bodies import BodyMention
from extract.candidates import Candidate
from extract.cues import load_cues
from extract.entries import read_entry
from extract.lists import enumeration_start, is_continued, split_items
from extract.names import NameSpan, name_from
from extract.passage import Passage

_ABOUT_INNOVATIONS = re.compile(r"inova|aplikasi|program|terobosan", re.IGNORECASE)
_OPENERS = frozenset(
    "dan serta kemudian lalu selanjutnya juga ada pula terakhir sedangkan sementara untuk adapun"
    " disusul selain itu lain lainnya berikutnya".split()
)
_AFTER_OWNER = frozenset(
    "dengan melalui lewat inovasi program aplikasi yakni yaitu berjudul judul bernama yang nama"
    " inovasinya judulnya mengirimkan karya mengusung menampilkan produk mengajukan berupa punya"
    " memiliki mengusulkan menghadirkan".split()
)


def find_enumerated(passages: Sequence[Passage]) -> Iterator[Candidate]:
    """Yield a candidate for every item of every enumeration of an article, in order."""
    group, open_until_line, header = 0, -1, None
    for passage in passages:
        sentence = passage.sentence
        if sentence.is_list_item or _is_entry_line(passage, header):
            if header is not None and _ABOUT_INNOVATIONS.search(header.sentence.text):
                yield from _items(passage, 0, group, 1.2, whole=True)
            continue
        start = enumeration_start(passage)
        if start is not None:
            group += 1
            open_until_line = sentence.line + 2
            yield from _items(passage, start, group, _context_points(passage))
        elif sentence.line <= open_until_line and is_continued(passage):
            open_until_line = sentence.line + 2
            yield from _items(passage, 0, group, 1.2)
        if passage.text[sentence.start : sentence.end].rstrip().endswith((":", "yakni", "yaitu")) or (
            header is None or _ABOUT_INNOVATIONS.search(sentence.text)
        ):
            header = passage
            group += 1


def _is_entry_line(passage: Passage, header: Passage | None) -> bool:
    """Return whether a line without marker is an item under a header that ends in a colon."""
    if header is None or not header.sentence.text.rstrip().endswith(":"):
        return False
    close = passage.sentence.line - header.sentence.line <= 12
    return close and len(passage.words) <= 30 and bool(passage.brackets or passage.bodies)


def _context_points(passage: Passage) -> float:
    """Return what an item of this sentence is worth before its own signs are seen."""
    return 1.7 if re.search("inova|aplikasi", passage.sentence.text, re.IGNORECASE) else 1.0


def _items(
    passage: Passage, start: int, group: int, points: float, *, whole: bool = False
) -> Iterator[Candidate]:
    """Yield the candidates of the items from a word on."""
    items = [(start, len(passage.words))] if whole else split_items(passage, start)
    for first, last in items:
        candidate = _item(passage, first, last, points)
        if candidate is not None:
            candidate.group = group
            yield candidate


def _item(passage: Passage, first: int, last: int, points: float) -> Candidate | None:
    """Return the candidate of one item: ``[OWNER dengan] NAME [(…)] [OWNER]``."""
    index, owner = _owner_first(passage, _skip_openers(passage, first, last), last)
    if index >= last:
        return None
    name = name_from(passage, index)
    if name is None or passage.words[name.first].folded in load_cues().never_first:
        return None
    if passage.body_at(name.first) is not None and not name.quoted:
        return None
    if name.last > last and not name.quoted:
        name = NameSpan(name.first, last, last, quoted=False)
    signs = {"list item": points}
    if owner is not None:
        signs["owner"] = 0.8
    candidate = read_entry(passage, name, "lists", signs)
    if candidate is not None and owner is not None:
        candidate.owners = [owner]
    return candidate


def _skip_openers(passage: Passage, index: int, last: int) -> int:
    """Return the first word after connecting words, head words and list marks."""
    words, cues = passage.words, load_cues()
    while index < last:
        word = words[index]
        skip = word.folded in _OPENERS or word.folded in cues.heads or word.text in {":", ".", "-", "–"}
        if word.kind == "capital" and not (word.folded in _OPENERS or word.folded == "inovasi"):
            skip = False
        if not skip and not (word.kind == "lower" and word.folded in cues.between):
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
    while at < last and (words[at].folded in _AFTER_OWNER or words[at].text in {":", "–", "-", ","}):
        at += 1
    return (at, body) if begin < at < last else (last, None)
