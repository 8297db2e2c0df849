"""Every way in which people write the names of regions and bodies, and what each may mean.

Spaces, hyphens, case and the abbreviations of types do not matter: ``Kab.Banyumas``,
``Padangsidempuan`` and ``Padang Sidempuan``, ``D.I. Yogyakarta``. What to do where a name means
several things is settled by ``corpus.filters``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpus import vocabulary
from corpus.identity import fold
from corpus.vocabulary import Region

_LONG_FORMS = {
    "kab": "kabupaten",
    "kabupaten": "kabupaten",
    "pemkab": "kabupaten",
    "kota": "kota",
    "kotamadya": "kota",
    "kodya": "kota",
    "pemkot": "kota",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "provinsi": "provinsi",
    "pemprov": "provinsi",
}
_AUTHORITIES = ("pemerintah daerah ", "pemerintah ", "pemda ")
_MAX_WORDS_OF_A_BODY = 12


def find_regions(name: str) -> tuple[str, ...]:
    """Return the codes of all regions that bear a name; none if it is no region's.

    The seat of a regency stands for it (``Purwokerto`` for Banyumas) where no region bears its
    name and it means nothing else.
    """
    key = _region_key(name)
    return _region_names().get(key) or _seat_names().get(key, ())


def find_body_types(name: str) -> tuple[str, ...]:
    """Return the types of bodies that a name or abbreviation stands for; may be empty."""
    return _body_type_names().get(_body_key(name), ())


def find_bodies(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the types of bodies that a name stands for, and the regions that it adds.

    ``Dinkes Banyumas`` is the health office of Banyumas, ``Dinkes`` one of any region.

    Returns:
        Types and codes; no codes for any region; neither if it is no body that is known.
    """
    types = find_body_types(name)
    if types:
        return types, ()
    words = fold(name).split()[:_MAX_WORDS_OF_A_BODY]
    for n_words in range(len(words) - 1, 0, -1):
        types = find_body_types(" ".join(words[:n_words]))
        codes = find_regions(" ".join(words[n_words:]))
        if types and codes:
            return types, codes
    return (), ()


def region_names() -> tuple[str, ...]:
    """Return names of all regions as people would type them, in order."""
    return tuple(
        dict.fromkeys(
            fold(name)
            for region in vocabulary.regions().values()
            for name in (region.plain_name, region.official_name, *region.abbreviations)
        )
    )


def _region_key(name: str) -> str:
    """Return what the spellings of a region's name have in common, its type written out."""
    folded = fold(name)
    for authority in _AUTHORITIES:
        folded = folded.removeprefix(authority)
    first, _, rest = folded.partition(" ")
    if rest and first in _LONG_FORMS:
        folded = f"{_LONG_FORMS[first]} {rest}"
    return folded.replace(" ", "")


def _body_key(name: str) -> str:
    """Return what the spellings of a body's name have in common; ``&`` and *dan* are nothing."""
    return "".join(word for word in fold(name).split() if word != "dan")


@lru_cache(maxsize=1)
def _region_names() -> dict[str, tuple[str, ...]]:
    """Return the codes of each name that regions have, with and without their type."""
    return _codes_by_name(
        (_region_key(form), region.code)
        for region in vocabulary.regions().values()
        for form in _forms_of_name(region)
    )


@lru_cache(maxsize=1)
def _seat_names() -> dict[str, tuple[str, ...]]:
    """Return the code of each regency by the name of its seat."""
    found = _codes_by_name(
        (_region_key(seat), region.code)
        for region in vocabulary.regions().values()
        if region.type == "kabupaten" and not region.capital_is_ambiguous
        for seat in region.capitals
    )
    return {name: codes for name, codes in found.items() if len(codes) == 1}


@lru_cache(maxsize=1)
def _body_type_names() -> dict[str, tuple[str, ...]]:
    """Return the ids of each name that types of bodies have."""
    return _codes_by_name(
        (_body_key(name), body.canonical_id)
        for body in vocabulary.body_types().values()
        for name in (body.canonical_id, body.name, *body.abbreviations, *body.variants)
    )


def _forms_of_name(region: Region) -> Iterator[str]:
    """Yield a region's names, each alone and after its type."""
    for name in (region.plain_name, *region.abbreviations, region.official_name):
        yield name
        yield f"{region.type.split()[0]} {name}"


def _codes_by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the distinct codes of each name, in order."""
    codes: dict[str, dict[str, None]] = {}
    for name, code in pairs:
        codes.setdefault(name, {})[code] = None
    return {name: tuple(found) for name, found in codes.items() if name}
