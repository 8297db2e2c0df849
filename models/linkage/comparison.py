"""How two names, two expansions or two owners stand to each other.

Pure functions of two values; the same pairs come up again and again, so answers are remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from corpus.vocabulary import body_types
from models.linkage.names import Words, digits_of, strong_words, word_lists, words_of

_REMEMBERED = 1 << 17
# An expansion of more words is a fault of extraction; it must not cost the time of a thousand.
_MOST_COMPARED = 40
# A weak word counts a quarter of another: sixteen times "dan" does not make a difference.
_WEAK_WEIGHT = 0.25
# Words that are short may not differ at all, longer ones by one letter, the longest by two.
_ONE_TYPO_FROM, _TWO_TYPOS_FROM = 5, 8
# A word inside another one is its root (``layanan``, ``pelayanan``) if it is as long as this.
_SHORTEST_ROOT = 5
_SHORT_NAME, _LONG_NAME = 9, 16
# Bodies of which a region has several; two of these are not the same body.
_UNITS = frozenset("puskesmas sekolah kecamatan kelurahan desa uptd rsud masyarakat".split())
# The secretariat and its sections.
_HOUSES = ({"sekretariat", "bagian-setda"}, {"sekretariat", "biro-setda"})
# A field of bodies that have nothing to do with each other.
_EVERYTHING = "tata_kelola"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_LIKE_BODIES = 0.75
OwnerLikeness = Literal["same", "parent", "kin", "other_unit", "other", "unlike"]
NameLikeness = Literal[
    "same",
    "slip",
    "slip_short",
    "slip_letter",
    "weak_rest",
    "part",
    "gaps",
    "one_word",
    "some_words",
    "other",
]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Which words two texts share, weighted.

    Attributes:
        shared: Weight of the words that both have, misspelt ones among them.
        only_one: Weight of the words that only the first has.
        only_other: Weight of those that only the second has.
        is_cut: Whether one of them is the beginning or the end of the other.
    """

    shared: float
    only_one: float
    only_other: float
    is_cut: bool = False

    @property
    def dice(self) -> float:
        """Share of the words that are common, 0..1."""
        total = 2 * self.shared + self.only_one + self.only_other
        return 2 * self.shared / total if total else 0.0


@lru_cache(maxsize=_REMEMBERED)
def compare_texts(one: str, other: str) -> Overlap:
    """Return which words two expansions share; typing errors and affixes do not matter.

    ``Kesehatan`` and ``Keuangan`` are two words however many letters they share.
    """
    words, their_words = words_of(one)[:_MOST_COMPARED], words_of(other)[:_MOST_COMPARED]
    mine, theirs = Counter(words), Counter(their_words)
    common = mine & theirs
    left, right = sorted((mine - common).elements()), sorted((theirs - common).elements())
    shared = _weight(common.elements())
    if left and "".join(left) == "".join(right):
        return Overlap(shared + _weight(left), 0.0, 0.0)
    for word in list(left):
        match = next((candidate for candidate in right if _is_same_word(word, candidate)), None)
        if match is not None:
            left.remove(word)
            right.remove(match)
            shared += _weight([word])
    return Overlap(shared, _weight(left), _weight(right), _is_cut(words, their_words))


@lru_cache(maxsize=_REMEMBERED)
def compare_names(one: Words, other: Words) -> NameLikeness:
    """Return how two names stand to each other.

    Returns:
        ``same`` letter by letter; ``slip`` for typing errors in a long name, ``slip_short`` for
        one in a short name, ``slip_letter`` if that puts another letter in the place of one;
        ``weak_rest`` where one has only words more that say little; ``part`` where one stands
        in the other, ``gaps`` if not side by side, ``one_word`` if it is a single word;
        ``some_words`` where both have a telling word in common; else ``other``.
    """
    key, their_key = "".join(one), "".join(other)
    if key == their_key:
        return "same"
    if digits_of(one) == digits_of(other) and (slip := _slip(key, their_key)):
        return slip
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    rest = Counter(longer)
    rest.subtract(shorter)
    common = set(strong_words(one)) & set(strong_words(other))
    if min(rest.values()) < 0:
        return "some_words" if common else "other"
    if not strong_words(tuple(rest.elements())) and not digits_of(tuple(rest.elements())):
        return "weak_rest"
    if len(common) < 2:
        return "one_word"
    return "part" if _is_run(shorter, longer) else "gaps"


@lru_cache(maxsize=_REMEMBERED)
def compare_owners(one: tuple[str | None, str], other: tuple[str | None, str]) -> OwnerLikeness:
    """Return how two bodies, each a type and a name, stand to each other.

    Returns:
        ``same`` body; ``parent`` for a unit and the office above it; ``kin`` of the same field;
        ``other_unit`` of the same kind or field; ``other`` body of another field; ``unlike`` where
        a type is unknown and the names are not alike.
    """
    (type_id, name), (their_type, their_name) = one, other
    if type_id is None or their_type is None:
        is_like = compare_texts(name, their_name).dice >= _LIKE_BODIES
        return "same" if is_like else "unlike"
    body, their_body = body_types()[type_id], body_types()[their_type]
    n_units = (body.body_class in _UNITS) + (their_body.body_class in _UNITS)
    if type_id == their_type:
        return "same" if n_units == 0 or _is_same_unit(name, their_name) else "other_unit"
    field, their_field = body.sector, their_body.sector
    if field is None or their_field is None or {body.body_class, their_body.body_class} in _HOUSES:
        return "parent"
    if n_units == 0 and _is_office_renamed(body.name, their_body.name):
        return "same"
    if field != their_field or field == _EVERYTHING:
        return "other"
    return ("kin", "parent", "other_unit")[n_units]


def _weight(words: Iterable[str]) -> float:
    """Return how much some words say together."""
    weak = word_lists()["weak"]
    return sum(_WEAK_WEIGHT if word in weak else 1.0 for word in words)


def _is_cut(one: Words, other: Words) -> bool:
    """Return whether a text is the beginning or the end of another one, slips aside."""
    shorter, longer = sorted((one, other), key=len)
    n_words = len(shorter)
    return any(
        all(a == b or _is_same_word(a, b) for a, b in zip(shorter, part, strict=True))
        for part in (longer[:n_words], longer[-n_words:])
        if n_words
    )


def _is_same_word(one: str, other: str) -> bool:
    """Return whether two words are one, misspelt or with another affix; numbers are exact."""
    if not (one.isalpha() and other.isalpha()):
        return False
    shortest = min(len(one), len(other))
    if shortest >= _SHORTEST_ROOT and (one in other or other in one):
        return True
    allowed = (shortest >= _ONE_TYPO_FROM) + (shortest >= _TWO_TYPOS_FROM)
    return allowed > 0 and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _slip(one: str, other: str) -> NameLikeness | None:
    """Return what kind of typing error two keys differ by; the longer, the more may differ."""
    shortest = min(len(one), len(other))
    allowed = (shortest >= 4) + (shortest >= _SHORT_NAME) + (shortest >= _LONG_NAME)
    if not allowed or OSA.distance(one, other, score_cutoff=allowed) > allowed:
        return None
    if shortest >= _SHORT_NAME:
        return "slip"
    return (
        "slip_letter" if len(one) == len(other) and sorted(one) != sorted(other) else "slip_short"
    )


def _is_run(shorter: Words, longer: Words) -> bool:
    """Return whether the words of a name stand in another one, side by side."""
    n_words = len(shorter)
    return any(longer[at : at + n_words] == shorter for at in range(len(longer) - n_words + 1))


def _is_office_renamed(one: str, other: str) -> bool:
    """Return whether one office has all the tasks of another (``Dinas Sosial``, ``… dan PMD``)."""
    overlap = compare_texts(" ".join(_own_words(one)), " ".join(_own_words(other)))
    return overlap.shared > 0 and min(overlap.only_one, overlap.only_other) == 0


def _is_same_unit(one: str, other: str) -> bool:
    """Return whether two names of bodies of one type may be the same one's (``SMPN 2 Kroya``)."""
    mine, theirs = _own_words(one), _own_words(other)
    if digits_of(mine) != digits_of(theirs) and digits_of(mine) and digits_of(theirs):
        return False
    overlap = compare_texts(" ".join(mine), " ".join(theirs))
    return min(overlap.only_one, overlap.only_other) == 0


def _own_words(body: str) -> Words:
    """Return the words that tell which body of its type it is; numbers in one form."""
    words = (_ROMAN.get(word, word) for word in words_of(body))
    bodies = word_lists()["bodies"]
    return tuple(word.lstrip("0") or "0" for word in words if word not in bodies)
