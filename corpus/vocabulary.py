"""The controlled vocabularies: regions, districts, public bodies, sectors, award schemes.

Beside them stand the innovations that public lists name, which several stages learn from.

Facts live in ``corpus/data/*.csv`` (licences beside them); here they only become records.
How a text names them is the business of ``extract``; how people search for them, of ``search``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A province, regency (kabupaten) or city (kota) with its Kemendagri code.

    Attributes:
        code: ``33`` for a province, ``33.02`` for a kabupaten or kota; text, never a number.
        type: ``provinsi``, ``kabupaten`` or ``kota``.
        official_name: ``Kabupaten Banyumas``.
        plain_name: ``Banyumas``.
        province_code: ``33``; of a province its own code.
        capitals: Seat of government and its other names; empty for cities.
        abbreviations: Short and older names as printed.
        capital_is_ambiguous: Whether the seat's name also means something else.
    """

    code: str
    type: str
    official_name: str
    plain_name: str
    province_code: str
    capitals: tuple[str, ...]
    abbreviations: tuple[str, ...]
    capital_is_ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A kecamatan and the regency or city that it belongs to.

    Attributes:
        code: Kemendagri code such as ``33.02.01``; text.
        region_code: Code of the regency or city.
        name: Without ``Kecamatan``.
    """

    code: str
    region_code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyType:
    """A type of public body (OPD, unit, vertical office, company).

    Attributes:
        canonical_id: Stable id such as ``dinas-kesehatan``.
        name: Full canonical name.
        body_class: ``dinas``, ``badan``, ``uptd``, ``puskesmas``, ``vertikal``, ``generik``, …
        sector: Code of the sector that the body mostly serves; None for general bodies.
        abbreviations: All short forms as printed.
        variants: Other full names.
    """

    canonical_id: str
    name: str
    body_class: str
    sector: str | None
    abbreviations: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """One of the 19 sectors by which innovations are classified.

    Attributes:
        code: Stable id such as ``kesehatan``.
        name_id: Name in Indonesian.
        name_en: Name in English.
        definition_en: What belongs there, in English.
    """

    code: str
    name_id: str
    name_en: str
    definition_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardScheme:
    """A competition or index in which innovations or regions are ranked.

    Attributes:
        scheme_id: Stable id such as ``kipp-nasional``.
        name: As its organiser calls it.
        organiser: The body that holds it.
        level: ``kabupaten``, ``provinsi``, ``nasional`` or ``internasional``.
        years: When it was held, in words.
        is_innovation_award: Whether innovations win it; indexes of regions and the like do not.
    """

    scheme_id: str
    name: str
    organiser: str
    level: str
    years: str
    is_innovation_award: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownInnovation:
    """An innovation that a public list names.

    Attributes:
        name: As the list writes it.
        expansion: What an acronym stands for; None if it is none, or the list does not tell.
        owner: The body in charge, in the list's words; None if it does not tell.
        sector: Code of its sector; None if it is not told.
    """

    name: str
    expansion: str | None
    owner: str | None
    sector: str | None


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """Return all regions by code, provinces first."""
    return {
        row["code"]: Region(
            code=row["code"],
            type=row["type"],
            official_name=row["official_name"],
            plain_name=row["plain_name"],
            province_code=row["province_code"],
            capitals=_split(row["capital"]) + _split(row["capital_aliases"]),
            abbreviations=_split(row["abbreviations"]),
            capital_is_ambiguous=bool(row["capital_ambiguous_with"]),
        )
        for row in _rows("regions.csv")
    }


@lru_cache(maxsize=1)
def districts() -> tuple[District, ...]:
    """Return all kecamatan."""
    return tuple(
        District(code=row["code"], region_code=row["region_code"], name=row["name"])
        for row in _rows("districts.csv")
    )


@lru_cache(maxsize=1)
def body_types() -> dict[str, BodyType]:
    """Return all types of public bodies by canonical id."""
    return {
        row["canonical_id"]: BodyType(
            canonical_id=row["canonical_id"],
            name=row["canonical_name"],
            body_class=row["class"],
            sector=row["sector_code"] or None,
            abbreviations=_split(row["abbreviations"])
            + _split(row["abbreviations_general_knowledge"]),
            variants=_split(row["name_variants"]),
        )
        for row in _rows("opd.csv")
    }


@lru_cache(maxsize=1)
def sectors() -> dict[str, Sector]:
    """Return the sectors by code."""
    return {
        row["code"]: Sector(
            code=row["code"],
            name_id=row["name_id"],
            name_en=row["name_en"],
            definition_en=row["definition_en"],
        )
        for row in _rows("sectors.csv")
    }


@lru_cache(maxsize=1)
def award_schemes() -> dict[str, AwardScheme]:
    """Return the award schemes by id."""
    return {
        row["scheme_id"]: AwardScheme(
            scheme_id=row["scheme_id"],
            name=row["name"],
            organiser=row["organiser"],
            level=row["level"],
            years=row["years"],
            is_innovation_award=row["is_innovation_award"] == "yes",
        )
        for row in _rows("award_schemes.csv")
    }


@lru_cache(maxsize=1)
def known_innovations() -> tuple[KnownInnovation, ...]:
    """Return the innovations that public lists name, in the order of the file."""
    return tuple(
        KnownInnovation(
            name=row["name"],
            expansion=row["expansion"] or None,
            owner=row["owner"] or None,
            sector=row["sector_code"] or None,
        )
        for row in _rows("known_innovations.csv")
    )


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our CSV files."""
    text = files("corpus").joinpath("data", file_name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def _split(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that separates them by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
