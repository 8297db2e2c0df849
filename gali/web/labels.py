"""Codes in the words of a page's language: regions, sectors, contests, bodies, stages."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import vocabulary
from gali.web.language import Words
from gali.wording import abbreviated, region_name, scheme_name, short_scheme_name

_SURE, _FAIRLY_SURE = 0.85, 0.6
_ACRONYMS = {"kipp", "iga", "kijb"}


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of codes in one language; every method returns an empty text for None."""

    words: Words

    def region(self, code: str | None) -> str:
        """Return the official name of a region."""
        return region_name(code)

    def short_region(self, code: str | None) -> str:
        """Return the name of a region, its type abbreviated."""
        return abbreviated(region_name(code))

    def province(self, code: str | None) -> str:
        """Return the plain name of the province in which a region lies."""
        region = vocabulary.regions().get((code or "")[:2])
        return region.plain_name if region else ""

    def sector(self, code: str | None) -> str:
        """Return the name of a sector."""
        sector = vocabulary.sectors().get(code or "")
        if sector is None:
            return code or ""
        return sector.name_en if self.words.code == "en" else sector.name_id

    def scheme(self, scheme: str | None) -> str:
        """Return the name of a contest."""
        return _capitalised(scheme_name(scheme)) if scheme else ""

    def short_scheme(self, scheme: str | None) -> str:
        """Return the name of a contest without what brackets add to it."""
        return _capitalised(short_scheme_name(scheme)) if scheme else ""

    def body(self, canonical_id: str | None) -> str:
        """Return the name of a type of public body."""
        body = vocabulary.body_types().get(canonical_id or "")
        return body.name if body else canonical_id or ""

    def status(self, status: str | None) -> str:
        """Return the name of a review status."""
        return self.words(f"status.{status}") if status else ""

    def award_status(self, status: str | None) -> str:
        """Return how far an entry came in a contest."""
        return self.words(f"award_status.{status}") if status else ""

    def kind(self, kind: str | None) -> str:
        """Return how far a replication went."""
        return self.words(f"kind.{kind}") if kind else ""

    def level(self, level: str | None) -> str:
        """Return the level of a contest."""
        return self.words(f"level.{level}") if level else ""

    def value(self, field: str, value: str | int | None) -> str:
        """Return the value of a field that people may correct."""
        named = {"region": self.region, "sector": self.sector, "owner_type": self.body}
        code = None if value is None else str(value)
        return named[field](code) if field in named else code or ""

    def sureness(self, confidence: float) -> str:
        """Return in words how sure the extractor is."""
        key = "sure" if confidence >= _SURE else "fair" if confidence >= _FAIRLY_SURE else "unsure"
        return self.words(f"sureness.{key}")


def _capitalised(name: str) -> str:
    """Return the name of a contest that is known by its slug alone as it would be printed."""
    if name != name.casefold():
        return name
    first, _, rest = name.partition(" ")
    return f"{first.upper() if first in _ACRONYMS else first.capitalize()} {rest}".rstrip()
