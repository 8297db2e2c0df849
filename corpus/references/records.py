"""The records of reference lists: a list, and one innovation of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from corpus.identity import fold, squeeze

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """A list of innovations that somebody else keeps.

    Attributes:
        slug: Short stable name: lower-case letters, digits and hyphens.
        name: Name for people.
        year: Year of the list; None if unknown.
        source: Address or citation; None if unknown.
        digest: SHA-256 of the file that it was read from, hexadecimal.
    """

    slug: str
    name: str
    digest: str
    year: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEntry:
    """One innovation of a list.

    Attributes:
        name: Its name; not empty.
        as_written: The name as it stands in the list, with what is in brackets.
        expansion: Words that the acronym stands for; None if the list does not give them.
        owner: Body as written; None if the list does not give it.
        region: Kemendagri code; None for national bodies, or where the list does not tell.
        sector: Code of a sector; None if the list does not tell.
        year: Year that the list gives for it; None if it does not.
        award: Award or rank as written; None if the list does not give it.
        source_url: Address that the list gives for it; None if it does not.
    """

    name: str
    as_written: str
    expansion: str | None = None
    owner: str | None = None
    region: str | None = None
    sector: str | None = None
    year: int | None = None
    award: str | None = None
    source_url: str | None = None


def slug_of(name: str) -> str:
    """Return a list's short stable name for its name; ``list`` if nothing is left of it."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name))[:_LONGEST_SLUG].strip("-") or "list"


def entry_id(slug: str, entry: ReferenceEntry) -> str:
    """Return the id of an entry: of its list, name, owner, region and year."""
    parts = (slug, squeeze(entry.as_written), squeeze(entry.owner or ""), entry.region or "")
    joined = "\x1f".join((*parts, str(entry.year or ""))).encode(errors="surrogatepass")
    return "r" + hashlib.sha256(joined).hexdigest()[:16]
