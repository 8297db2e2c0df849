"""Which body a name belongs to, by the words between the name and the body.

Only links inside a sentence, and from a sentence to the next, are made here. A body that is
quoted, thanked or visited is no owner.
"""

from __future__ import annotations

from extract.bodies import BodyMention
from extract.innovations.cues import cue_words, heads
from extract.innovations.passage import Passage
from extract.language import Word
from extract.regions import RegionMention

_MADE_BY = frozenset(
    "yang inovasi milik karya besutan garapan gagasan inisiasi kreasi buatan ciptaan".split()
)
_SIGNS = frozenset("–-|/:")
_MAX_GAP_WORDS = 12
_MAX_PERSON_WORDS = 8


def owners_after(passage: Passage, index: int) -> list[BodyMention]:
    """Return the bodies that follow a name, such as ``dari Dinkes`` or bare ``Dinkes``.

    Args:
        passage: The sentence.
        index: Number of the first word after the name and its bracket.

    Returns:
        The body, and its parent where both are named together; empty if none follows.
    """
    words = passage.words
    at, steps = index, 0
    if at < len(words) and words[at].text in _SIGNS and passage.body_at(at + 1) is not None:
        at += 1  # a list line: "NAME – OWNER"
    while at < len(words) and steps < 7:
        body = passage.body_at(at)
        if body is not None:
            return _with_parent(passage, body)
        word = words[at]
        if _links(word, steps):
            at, steps = at + 1, steps + 1
        elif (word.kind == "quote" and not steps) or (at == index and _is_relative(passage, at)):
            at += 1
        elif steps and (past := _past_person(passage, at)) is not None:
            at, steps = past, steps + 1
        else:
            return []
    return []


def region_after(passage: Passage, index: int) -> RegionMention | None:
    """Return the place or government that follows a name (``… Kota Solok``, ``milik Pemkab …``).

    Args:
        passage: The sentence.
        index: Number of the first word after the name and its bracket.

    Returns:
        A place with one meaning; None if none follows, or a body stands between.
    """
    words, at = passage.words, index
    while at < len(words) and at - index < 4:
        region = passage.region_at(at)
        if region is not None and region.code is not None:
            titled = region.how in {"government", "titled"}
            return region if titled or at > index else None
        if passage.body_at(at) or words[at].folded not in cue_words("links_to_place"):
            return None
        at += 1
    return None


def region_before(passage: Passage, index: int) -> RegionMention | None:
    """Return the place or government before a name (``Kota Solok mengajukan inovasi …``).

    Args:
        passage: The sentence.
        index: Number of the name's first word.

    Returns:
        A place with one meaning and its title, if only linking words stand between; else None.
    """
    words = passage.words
    for at in range(index - 1, max(-1, index - 1 - _MAX_GAP_WORDS), -1):
        region = _region_over(passage, words[at])
        if region is not None:
            named = region.how in {"government", "titled"} and region.code is not None
            return region if named else None
        if passage.body_over(at) is not None or not _leads_to_name(words[at]):
            return None
    return None


def _region_over(passage: Passage, word: Word) -> RegionMention | None:
    """Return the place whose name covers a word; None if none does."""
    return next((r for r in passage.regions if r.start <= word.start < r.end), None)


def _leads_to_name(word: Word) -> bool:
    """Return whether a word may stand between an owner and the name after it."""
    return (
        word.folded in cue_words("links_before")
        or word.folded in heads()
        or word.folded in cue_words("between")
        or word.folded in cue_words("launching")
        or word.kind in {"quote", "number"}
        or word.text in {":", "–", "-", ","}
    )


def owners_before(passage: Passage, index: int) -> list[BodyMention]:
    """Return the body that stands before a name, such as ``Dinkes dengan inovasi …``.

    Args:
        passage: The sentence.
        index: Number of the name's first word.

    Returns:
        The nearest body if only linking words stand between; empty otherwise.
    """
    words = passage.words
    at, steps = index - 1, 0
    while at >= 0 and steps < _MAX_GAP_WORDS:
        body = passage.body_over(at)
        if body is not None:
            return [] if _is_partner(passage, body) else [body]
        word = words[at]
        if word.text == "," and (leader := _leader_before(passage, at)) is not None:
            return [leader]
        if steps and word.kind == "capital" and (leader := _leader_beside(passage, at)) is not None:
            return [leader]
        if not _leads_to_name(word):
            return []
        at, steps = at - 1, steps + 1
    return []


def list_owner(passage: Passage, start: int) -> BodyMention | None:
    """Return the body that an enumeration is said to belong to before it begins.

    Args:
        passage: The sentence.
        start: Number of the first word of the first item.

    Returns:
        The nearest body before it, if a word of owning stands beside that body.
    """
    for index in range(start - 1, -1, -1):
        body = passage.body_over(index)
        if body is None:
            continue
        first, after = passage.index_at(body.start), passage.after_body(body)
        before = {w.folded for w in passage.words[max(0, first - 2) : first]}
        behind = {w.folded for w in passage.words[after : after + 3]}
        owns = before & cue_words("owning") or behind & cue_words("owning")
        return body if owns and not body.officeholder else None
    return None


def _leader_before(passage: Passage, comma: int) -> BodyMention | None:
    """Return the body of ``Kepala BPBD, Andi Anu,`` where its head is named before a comma."""
    words, at = passage.words, comma - 1
    while at > 0 and comma - at < _MAX_PERSON_WORDS and words[at].kind == "capital":
        at -= 1
    if at == comma - 1 or words[at].text != ",":
        return None
    body = passage.body_over(at - 1)
    return body if body is not None and body.officeholder else None


def _leader_beside(passage: Passage, last: int) -> BodyMention | None:
    """Return the body of ``Kapolres Kebumen Andi Anu`` whose head is named up to a word."""
    words, at = passage.words, last
    while at >= 0 and last - at < _MAX_PERSON_WORDS and words[at].kind == "capital":
        body = passage.body_over(at)
        if body is not None:
            return body if body.officeholder else None
        at -= 1
    return None


def _past_person(passage: Passage, index: int) -> int | None:
    """Return the word after ``NAME dari`` where a person with a body is named as maker."""
    words = passage.words
    for at in range(index, min(index + _MAX_PERSON_WORDS, len(words) - 1)):
        if words[at].folded in {"dari", "pada"}:
            return at + 1 if passage.body_at(at + 1) is not None and at > index else None
        if words[at].kind != "capital" and words[at].text not in {",", "."}:
            return None
    return None


def _with_parent(passage: Passage, body: BodyMention) -> list[BodyMention]:
    """Return a body, and the parent body that follows it at once or after a comma."""
    after = passage.after_body(body)
    if after < len(passage.words) and passage.words[after].text == ",":
        after += 1
    parent = passage.body_at(after)
    if body.is_unit and parent is not None and not parent.is_unit and not parent.officeholder:
        return [body, parent]
    return [body]


def _is_partner(passage: Passage, body: BodyMention) -> bool:
    """Return whether the body is only somebody to work with."""
    first = passage.index_at(body.start)
    near = {word.folded for word in passage.words[max(0, first - 3) : first]}
    return bool(near & cue_words("partners"))


def _links(word: Word, steps: int) -> bool:
    """Return whether a word may stand between a name and its owner, as the n-th step."""
    if word.folded in cue_words("links_after") and word.kind == "lower":
        return True
    return steps > 0 and word.folded in cue_words("office_titles")


def _is_relative(passage: Passage, comma: int) -> bool:
    """Return whether a clause of making begins (``, yang digagas …``, ``, karya …``)."""
    words, index = passage.words, comma + 1
    return words[comma].text == "," and index < len(words) and words[index].folded in _MADE_BY
