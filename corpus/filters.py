"""What the values of filters mean: names of regions, sectors, bodies and years to codes.

Exactly one meaning or an error that lists the candidates; nothing is guessed. How a text names a
region is the business of ``extract``; which rows a filter keeps, of ``corpus.search``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from corpus import vocabulary
from corpus.errors import InvalidQueryError
from corpus.identity import fold
from corpus.records import ReviewStatus
from corpus.spellings import find_body_types, find_regions, region_names

_YEARS = re.compile(r"(\d{4})?(?:(\.\.|-|–)(\d{4})?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """What a search is narrowed to; None or an empty string means any.

    Attributes:
        region: Code, name or abbreviation; a province includes its regencies and cities.
        sector: Code or name.
        owner: Part of a body's name as written, or the name or abbreviation of a type of body,
            its region after it if wanted (``Dinkes Banyumas``).
        award: Words of a rank (``Top 99``), or the id of a scheme (``kipp-nasional``).
        year_from: First year that counts.
        year_to: Last year that counts.
        outlet: Part of a newspaper's name or domain.
        status: ``otomatis``, ``diperiksa`` or ``ditolak``; None: all but rejected ones.
    """

    region: str | None = None
    sector: str | None = None
    owner: str | None = None
    award: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    outlet: str | None = None
    status: str | None = None


def resolve_region(value: str) -> tuple[str, ...]:
    """Return the codes that a region's code, name or abbreviation stands for.

    Args:
        value: ``33.02``, ``banyumas``, ``Kab. Banyumas``, ``Jateng``, ``Purwokerto``, …

    Returns:
        Its code, for a province followed by those of its regencies and cities.

    Raises:
        InvalidQueryError: If it stands for no region, or for several.
    """
    regions = vocabulary.regions()
    codes = (value.strip(),) if value.strip() in regions else find_regions(value)
    if not codes:
        raise _unknown("region", value, get_close_matches(fold(value), region_names()))
    if len(codes) > 1:
        candidates = "; ".join(f"{code} {regions[code].official_name}" for code in codes)
        raise InvalidQueryError(
            f"{value!r} may be any of these regions: {candidates}",
            mend="Give the code, or the type with the name.",
        )
    inside = (region.code for region in regions.values() if region.province_code in codes)
    return tuple(dict.fromkeys((*codes, *inside)))


def resolve_sector(value: str) -> str:
    """Return the code of a sector from its code or its name in either language.

    Raises:
        InvalidQueryError: If there is no such sector.
    """
    names = {
        fold(name): sector.code
        for sector in vocabulary.sectors().values()
        for name in (sector.code, sector.name_id, sector.name_en)
    }
    code = names.get(fold(value))
    if code is None:
        raise _unknown("sector", value, vocabulary.sectors())
    return code


def resolve_owner_types(value: str) -> tuple[str, ...]:
    """Return the types of bodies that a name or abbreviation stands for; may be empty."""
    return find_body_types(value)


def resolve_years(value: str) -> tuple[int | None, int | None]:
    """Return the first and last year of ``2020``, ``2019..2021``, ``2019..`` or ``..2021``.

    Raises:
        InvalidQueryError: If it is none of these.
    """
    found = _YEARS.fullmatch(value.strip())
    first, dots, last = found.groups() if found else (None, None, None)
    if first is None and last is None:
        raise InvalidQueryError(
            f"{value!r} is no year", mend="Write 2020, 2019..2021, 2019.. or ..2021."
        )
    if dots is None:
        last = first
    return (int(first) if first else None, int(last) if last else None)


def resolve_status(value: str) -> str:
    """Return a review status.

    Raises:
        InvalidQueryError: If there is no such status.
    """
    statuses = get_args(ReviewStatus)
    status = value.strip().casefold()
    if status not in statuses:
        raise _unknown("status", value, statuses)
    return status


def _unknown(kind: str, value: str, candidates: Iterable[str]) -> InvalidQueryError:
    """Return the error for a value that means nothing, with what may be meant."""
    listed = ", ".join(candidates)
    mend = f"Perhaps one of these: {listed}." if listed else "Give a code or a full name."
    return InvalidQueryError(f"there is no {kind} {value!r}", mend=mend)
