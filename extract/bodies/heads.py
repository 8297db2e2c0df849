"""The first words of names of public bodies, and the words that tell where such names end.

Only facts from ``data/bodies.toml`` made ready for look-up; names are read in
``department_names`` and ``unit_names``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extract.bodies.names import body_names, facts
from extract.gazetteer import Gazetteer, Words, name_key

_OFFICER_OPENINGS = ("kad", "kab")


@dataclass(frozen=True, slots=True)
class Head:
    """A first word, or first words, of names of bodies.

    Attributes:
        kind: ``function``, ``place``, ``open`` or ``prefix``.
        word: The head as usually written; capitals throughout must be so in the text.
        type: ``canonical_id``; empty for function heads.
        stands_for: Head under which the functions are looked up, in lower case.
        officeholder: Whether it names the person (``Kadis``, ``Camat``).
        alone: Whether it is a body even without a name after it.
        persons: Whether the body may be named after a person.
        titled: Whether ``Kota X`` after it belongs to the name.
        keeps_region: Whether a region at the end belongs to the name.
        seat: Whether it is named after its seat, a known place that ends the name.
        implies_region: Whether the place that it is named after tells its region.
        listed: Whether a known place ends the name, as all its places are known.
        least_functions: How many function words must follow.
        not_before: Words in lower case that show, after the head, that it is no body.
        not_after: The same, before the head.
    """

    kind: str
    word: str
    type: str = ""
    stands_for: str = ""
    officeholder: bool = False
    alone: bool = False
    persons: bool = False
    titled: bool = False
    keeps_region: bool = False
    seat: bool = False
    implies_region: bool = True
    listed: bool = False
    least_functions: int = 1
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A body read at some word.

    Attributes:
        end: One past the last word of its name.
        types: Types that it may be, best first; empty if none is known.
        is_unit: Whether it is a unit with a name of its own.
        officeholder: Whether its first word names the person who heads it.
        regions: Codes of the region that its own name tells; empty if it tells none.
        alias: Short name in brackets inside the name; None if there is none.
    """

    end: int
    types: tuple[str, ...]
    is_unit: bool = False
    officeholder: bool = False
    regions: tuple[str, ...] = ()
    alias: str | None = None


@lru_cache(maxsize=1)
def heads() -> Gazetteer[Head]:
    """Return the heads by their words; where a word is several, in the order to try."""
    found: Gazetteer[Head] = Gazetteer()
    for word in facts()["unit_prefix"]["words"]:
        found.add(word, Head("prefix", word))
    for kind in ("function", "place", "open"):
        for fact in facts()[f"{kind}_head"]:
            for word in fact["words"]:
                found.add(word, _head(kind, word, fact))
    return found


def _head(kind: str, word: str, fact: dict[str, Any]) -> Head:
    """Return a head from its entry in the facts."""
    options = {key: value for key, value in fact.items() if key != "words"}
    options["stands_for"] = name_key(fact.get("stands_for", word))
    for rule in ("not_before", "not_after"):
        options[rule] = frozenset(name_key(name) for name in fact.get(rule, ()))
    return Head(kind, word, **options)


def is_written_as_head(words: Words, start: int, end: int, head: Head) -> bool:
    """Return whether words are written as a head is and no word before speaks against it."""
    forms = words.forms[start:end]
    if head.word.isupper() and not all(form.isupper() for form in forms):
        return False
    if not all(form.islower() or form.istitle() or form.isupper() for form in forms):
        return words.text[words.starts[start] : words.ends[end - 1]] == head.word
    return start == 0 or words.keys[start - 1] not in head.not_after


@lru_cache(maxsize=16384)
def may_begin(key: str) -> bool:
    """Return whether a lower-case word may begin the name of a body; a cheap gate."""
    if heads().may_begin(key) or body_names().may_begin(key):
        return True
    return key.startswith(_other_openings())


def is_officer(key: str) -> bool:
    """Return whether a lower-case word before a body makes it a person's office."""
    return key in _officers()


def names_person(key: str) -> bool:
    """Return whether a lower-case known name is also the word for the person (``Sekda``)."""
    return key in _person_names()


@lru_cache(maxsize=1)
def _person_names() -> frozenset[str]:
    """Return the names of offices that also name the person."""
    return frozenset(name_key(name) for name in facts()["lexicon"]["officers"])


@lru_cache(maxsize=1)
def _other_openings() -> tuple[str, ...]:
    """Return how blends, and the words for officers that are blends, begin."""
    return (*facts()["blend"]["prefixes"], *_OFFICER_OPENINGS)


@lru_cache(maxsize=1)
def _officers() -> frozenset[str]:
    """Return the words for people who head or serve a body."""
    return frozenset(name_key(word) for word in facts()["officer"]["words"])


@lru_cache(maxsize=1)
def inner_words() -> frozenset[str]:
    """Return the function words with which no name begins."""
    return frozenset(name_key(word) for word in facts()["functions"]["inner"])


@lru_cache(maxsize=1)
def stops() -> frozenset[str]:
    """Return the words that never belong to a place's or person's name."""
    return frozenset(facts()["stops"]["words"].split())


@lru_cache(maxsize=1)
def honorifics() -> frozenset[str]:
    """Return degrees and titles in front of a person's name."""
    return frozenset(facts()["qualifiers"]["honorifics"])


@lru_cache(maxsize=1)
def before_person() -> frozenset[str]:
    """Return the words after which a person's degree may stand: heads and other degrees."""
    last = {name_key(word.split()[-1]) for fact in facts()["place_head"] for word in fact["words"]}
    return honorifics() | last


@lru_cache(maxsize=1)
def qualifiers() -> frozenset[str]:
    """Return the words between a head and the name of its place."""
    return frozenset(name_key(word) for word in facts()["qualifiers"]["words"])
