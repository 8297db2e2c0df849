"""Where the public bodies of an article lie, where more than their own words is needed to tell.

A body whose name may mean several regions is narrowed by its kind (``Polda Jambi`` serves the
province); one that is told with its district and regency after commas, or elsewhere in the
article, gets that region. Bodies that stay open keep their candidates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from corpus.identity import squeeze
from corpus.records import Article, Field
from extract.bodies import BodyMention
from extract.regions import RegionMention

_PROVINCE_DIGITS = 2
_COMMA = re.compile(r",?\s{1,2}(?:di\s)?")
_REACH = 12
_BANK = re.compile(r"(?:PT\s)?(?:Bank\s)?(?:BPD|Bank|Pembangunan Daerah)\s(?P<name>.+)", re.I)
_LONGEST_HEAD = 3


@dataclass(frozen=True, slots=True)
class _Kinds:
    """What the kinds of bodies tell: their heads by level, and the banks of provinces."""

    provincial: frozenset[str]
    local: frozenset[str]
    banks: Mapping[str, str]


def locate_bodies(
    article: Article, bodies: Sequence[BodyMention], places: Iterable[RegionMention]
) -> tuple[BodyMention, ...]:
    """Return the bodies of an article, with a region wherever the article tells it.

    Args:
        article: The article.
        bodies: The bodies named in it.
        places: The places named in it.

    Returns:
        The same bodies in the same order; those whose own words tell a region are unchanged.
    """
    starts = {(place.field, place.start): place for place in places}
    located = [_by_kind(body) for body in bodies]
    located = [_by_place_behind(article, body, starts) for body in located]
    known = {_key(body): body.region for body in reversed(located) if body.is_unit and body.region}
    return tuple(
        replace(body, region=known[_key(body)])
        if body.region is None and _key(body) in known
        else body
        for body in located
    )


def _by_kind(body: BodyMention) -> BodyMention:
    """Return a body with the one of its regions that its kind can serve."""
    if body.region is not None:
        return body
    codes = body.regions or _province_of_bank(body)
    fitting = [code for code in codes if _may_serve(body.text, code)]
    if len(fitting) == 1:
        return replace(body, region=fitting[0], regions=(fitting[0],))
    return replace(body, regions=tuple(fitting)) if fitting else body


def _may_serve(name: str, code: str) -> bool:
    """Return whether a body of some name may serve a region of that level."""
    words = name.split()
    heads = {squeeze(" ".join(words[:size])) for size in range(1, _LONGEST_HEAD + 1)}
    if len(code) == _PROVINCE_DIGITS:
        return not heads & _kinds().local
    return not heads & _kinds().provincial


def _province_of_bank(body: BodyMention) -> tuple[str, ...]:
    """Return the province that a bank belongs to; empty if it is no bank of one."""
    match = _BANK.fullmatch(body.text)
    code = _kinds().banks.get(squeeze(match.group("name"))) if match else None
    return (code,) if code else ()


def _by_place_behind(
    article: Article, body: BodyMention, starts: Mapping[tuple[Field, int], RegionMention]
) -> BodyMention:
    """Return a unit with the region told behind it (``Desa A, Kecamatan B, Kabupaten C``)."""
    if body.region is not None or not body.is_unit:
        return body
    text = article.title if body.field == "title" else article.text
    end, open_codes = body.alias_end or body.end, body.regions
    while (place := _place_behind(text, body.field, end, starts)) is not None:
        if place.code is not None and (not open_codes or place.code in open_codes):
            return replace(body, region=place.code)
        end = place.end
    return body


def _place_behind(
    text: str, field: Field, end: int, starts: Mapping[tuple[Field, int], RegionMention]
) -> RegionMention | None:
    """Return the place after an offset and a comma or ``di``; None if there is none."""
    gap = _COMMA.match(text, end)
    return starts.get((field, gap.end())) if gap else None


def _key(body: BodyMention) -> tuple[str | None, str]:
    """Return what mentions of one body share: its kind and its name."""
    return body.type, squeeze(body.text)


@lru_cache(maxsize=1)
def _kinds() -> _Kinds:
    """Return the facts about kinds of bodies."""
    text = files("extract").joinpath("data", "body_regions.toml").read_text(encoding="utf-8")
    facts = tomllib.loads(text)
    return _Kinds(
        provincial=frozenset(map(squeeze, facts["provincial"]["heads"])),
        local=frozenset(map(squeeze, facts["local"]["heads"])),
        banks={squeeze(name): code for code, names in facts["banks"].items() for name in names},
    )
