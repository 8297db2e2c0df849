"""What regions, their titles and their districts are called, and how to read them word by word.

Builds the dictionaries of region names from the vocabulary and reads one place at a given word.
Which places a text names, and which one it is about, is decided in ``finder``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from corpus.vocabulary import Region, districts, regions
from extract.gazetteer import Gazetteer, Words, name_key

_TYPO_SCORE = 90
_TYPO_LENGTH = 6
_PLACE_RANK = {"plain": 0, "province": 0, "abbreviation": 0, "capital": 1, "seat": 2}


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One meaning of a name: a region and the way in which the name stands for it.

    Attributes:
        code: Kemendagri code.
        how: ``plain``, ``province``, ``abbreviation``, ``capital`` of a regency, or ``seat``
            of a province.
    """

    code: str
    how: str


@dataclass(frozen=True, slots=True)
class Title:
    """What a title tells of the name after it.

    Attributes:
        how: ``government``, ``titled`` or ``district``.
        region_type: ``kabupaten``, ``kota``, ``provinsi`` or ``any``.
    """

    how: str
    region_type: str


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place read at some word.

    Attributes:
        end: One past its last word.
        codes: What it may mean, best first; never empty.
        how: As in ``RegionMention.how``.
        bare: Whether the words are common ones that need a title or a dateline.
    """

    end: int
    codes: tuple[str, ...]
    how: str
    bare: bool = False

    @property
    def code(self) -> str | None:
        """The code, if the words have one meaning."""
        return self.codes[0] if len(self.codes) == 1 else None


@lru_cache(maxsize=1)
def place_names() -> Gazetteer[PlaceName]:
    """Return all names of regions and of their capitals."""
    names: Gazetteer[PlaceName] = Gazetteer()
    for region in regions().values():
        how = "province" if region.type == "provinsi" else "plain"
        names.add(region.plain_name, PlaceName(region.code, how))
        for short in region.abbreviations:
            names.add(short, PlaceName(region.code, "abbreviation"))
        for capital in region.capitals:
            if "(" not in capital:
                seat = "seat" if region.type == "provinsi" else "capital"
                names.add(capital, PlaceName(region.code, seat))
    return names


@lru_cache(maxsize=1)
def district_names() -> Gazetteer[str]:
    """Return the names of all kecamatan with the codes of their regencies."""
    names: Gazetteer[str] = Gazetteer()
    for district in districts():
        names.add(district.name, district.region_code)
    return names


@lru_cache(maxsize=1)
def titles() -> Gazetteer[Title]:
    """Return the words that introduce a region or a kecamatan."""
    facts = _facts()
    found: Gazetteer[Title] = Gazetteer()
    for how in ("government", "titled"):
        for region_type, words in facts[how].items():
            for word in words:
                found.add(word, Title(how, region_type))
    for word in facts["district"]["words"]:
        found.add(word, Title("district", "any"))
    return found


@lru_cache(maxsize=16384)
def may_begin_place(key: str) -> bool:
    """Return whether a place may begin with a lower-case word; a cheap gate."""
    return titles().may_begin(key) or place_names().may_begin(key)


def read_place(words: Words, start: int) -> PlaceReading | None:
    """Return the place that begins at a word, with its titles; None if there is none.

    ``Kabupaten X``, ``Pemerintah Kabupaten (Pemkab) X``, ``Sekda Kota X``, ``X``.
    """
    found = titles().longest(words, start)
    if found is not None:
        reading = _read_titled(words, found[0], found[1][0])
        if reading is not None:
            return reading
    if start and words.keys[start - 1] in _other_things() and words.joins(start):
        return None
    return read_plain(words, start)


@lru_cache(maxsize=1)
def _other_things() -> frozenset[str]:
    """Return the words that make a region's name the name of something else (``Jalan X``)."""
    return frozenset(map(name_key, _facts()["other_things"]["words"]))


def read_plain(words: Words, start: int) -> PlaceReading | None:
    """Return the region whose name begins at a word without a title; None if there is none."""
    if not words.is_capital(start):
        return None
    found = place_names().longest(words, start)
    if found is None or not _is_proper(words, start, found[0]):
        return None
    end, meanings = found
    best = _best_meanings(meanings)
    key = "".join(words.keys[start:end])
    codes = tuple(dict.fromkeys(meaning.code for meaning in best))
    return PlaceReading(end, codes, best[0].how, key in common_names())


def read_district(words: Words, start: int) -> PlaceReading | None:
    """Return the kecamatan whose name begins at a word; None if there is none."""
    if not words.is_capital(start):
        return None
    found = district_names().longest(words, start)
    return PlaceReading(found[0], found[1], "district") if found else None


def codes_of(name: str, region_type: str = "any") -> tuple[str, ...]:
    """Return the codes that a name without title may mean, best first; empty if unknown."""
    meanings = place_names().values(name)
    return _of_type(_best_meanings(meanings), region_type, meanings) if meanings else ()


def _read_titled(words: Words, start: int, title: Title) -> PlaceReading | None:
    """Return the place whose name follows a title that ends before a word."""
    start = _after_bracket(words, start)
    if start >= len(words) or not _follows_title(words, start):
        return None
    inner = titles().longest(words, start)
    if inner is not None and inner[1][0].how == "titled" and title.how == "government":
        reading = _read_titled(words, inner[0], inner[1][0])
        if reading is not None:
            return PlaceReading(reading.end, reading.codes, "government")
    if title.how == "district":
        return read_district(words, start)
    return _read_named(words, start, title)


def _read_named(words: Words, start: int, title: Title) -> PlaceReading | None:
    """Return the region named at a word, of the type that its title asks for."""
    if not words.is_capital(start):
        return None
    found = place_names().longest(words, start)
    if found is None:
        codes = _mistyped(words, start, title.region_type)
        return PlaceReading(start + 1, codes, title.how) if codes else None
    end, meanings = found
    if not _is_proper(words, start, end):
        return None
    codes = _of_type(_best_meanings(meanings), title.region_type, meanings)
    return PlaceReading(end, codes, title.how)


def _after_bracket(words: Words, index: int) -> int:
    """Return the word after a bracket of one word that stands between a title and a name."""
    if index + 1 < len(words) and words.gap(index).strip() == "(":
        after = words.gap(index + 1)
        if after.startswith(")") and not after[1:].strip():
            return index + 1
    return index


def _follows_title(words: Words, index: int) -> bool:
    """Return whether a name at a word belongs to the title before it."""
    gap = words.gap(index)
    return words.joins(index) or (gap.startswith(")") and not gap[1:].strip())


def _is_proper(words: Words, start: int, end: int) -> bool:
    """Return whether a name is capitalised throughout, an inner ``dan`` apart."""
    last = end - 1
    return words.is_capital(last) and all(
        words.is_capital(index) or words.keys[index] == "dan" for index in range(start, last)
    )


def _best_meanings(meanings: tuple[PlaceName, ...]) -> tuple[PlaceName, ...]:
    """Return the meanings of the strongest kind: a region's own name beats a capital's."""
    rank = min(_PLACE_RANK[meaning.how] for meaning in meanings)
    return tuple(meaning for meaning in meanings if _PLACE_RANK[meaning.how] == rank)


def _of_type(
    best: tuple[PlaceName, ...], region_type: str, meanings: tuple[PlaceName, ...]
) -> tuple[str, ...]:
    """Return the codes of a type; all of the best ones if none is of that type."""
    if region_type != "any":
        for group in (best, meanings):
            fitting = tuple(m.code for m in group if _type_of(m.code) == region_type)
            if fitting:
                return tuple(dict.fromkeys(fitting))
    return tuple(dict.fromkeys(m.code for m in best))


def _type_of(code: str) -> str:
    """Return ``kabupaten``, ``kota`` or ``provinsi``."""
    return regions()[code].type.split()[0]


@lru_cache(maxsize=1024)
def _mistyped_name(key: str, region_type: str) -> tuple[str, ...]:
    """Return the codes of the one region that a mistyped name is nearest to; else empty."""
    known = _names_of_type(region_type)
    near = process.extract(key, known.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_SCORE, limit=2)
    if not near or (len(near) > 1 and near[1][1] == near[0][1]):
        return ()
    return (known[near[0][0]],)


def _mistyped(words: Words, start: int, region_type: str) -> tuple[str, ...]:
    """Return what a long unknown word after a title may have meant; empty if unclear."""
    key = words.keys[start]
    if region_type == "any" or len(key) < _TYPO_LENGTH:
        return ()
    return _mistyped_name(key, region_type)


@lru_cache(maxsize=4)
def _names_of_type(region_type: str) -> dict[str, str]:
    """Return the codes of all regions of a type by comparable name."""
    return {
        name_key(region.plain_name): region.code
        for region in regions().values()
        if _region_type(region) == region_type
    }


def _region_type(region: Region) -> str:
    """Return the type of a region without ``administrasi``."""
    return region.type.split()[0]


@lru_cache(maxsize=1)
def common_names() -> frozenset[str]:
    """Return the comparable forms of names that need a title."""
    return frozenset(name_key(name) for name in _facts()["needs_title"]["names"])


@lru_cache(maxsize=1)
def _facts() -> dict[str, Any]:
    """Return the titles and the common names."""
    text = files("extract").joinpath("data", "places.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def learning_words() -> Gazetteer[bool]:
    """Return the words for learning from another region; True where the learner comes first."""
    found: Gazetteer[bool] = Gazetteer()
    for voice in ("active", "passive"):
        for word in _facts()["learning"][voice]:
            found.add(word, voice == "active")
    return found


@lru_cache(maxsize=256)
def is_learning(text: str) -> bool:
    """Return whether words tell that somebody learns from another region or is visited.

    ``Kategori replikasi`` is a group of a contest.
    """
    words, known, groups = Words(text), learning_words(), _contest_groups()
    return any(
        known.may_begin(key)
        and known.longest(words, index) is not None
        and not (index and words.keys[index - 1] in groups)
        for index, key in enumerate(words.keys)
    )


@lru_cache(maxsize=1)
def _contest_groups() -> frozenset[str]:
    """Return the words after which a word for learning names a group of a contest."""
    return frozenset(_facts()["learning"]["not_after"])
