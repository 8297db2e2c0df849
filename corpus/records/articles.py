"""What came in: outlets, pages as they were fetched, and articles as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DatePrecision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet that publishes articles.

    Attributes:
        slug: Short stable name, ``[a-z0-9-]+``.
        name: Name as printed.
        domain: Host without ``www.``; None for files that came without an address.
        region: Kemendagri code of the region it reports on; None for national outlets.
    """

    slug: str
    name: str
    domain: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it was fetched or read, never altered, so that it can be parsed again.

    Attributes:
        url: Address that answered; None for a local file without one.
        origin: Where the bytes came from: the URL, or ``path``, or ``archive.zip!member``.
        body: Raw bytes.
        content_type: Media type as declared, or None.
        digest: SHA-256 of ``body``, hexadecimal.
        fetched_at: When it was fetched or imported, UTC.
    """

    origin: str
    body: bytes
    digest: str
    fetched_at: datetime
    url: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as plain text. Its title and text never change under an id.

    Attributes:
        id: Stable id (see ``corpus.identity.article_id``).
        title: NFC, one line; empty where the source has none.
        text: NFC, paragraphs separated by newlines.
        content_hash: SHA-256 of title and text after folding, hexadecimal; equal for copies.
        url: Address as given; None for files without one.
        canonical_url: ``url`` in canonical form; None if ``url`` is None.
        outlet: Host or name of the newspaper; None if unknown.
        external_id: The id that the record bore in the user's own file; None if it had none.
        published: Day of publication; None if unknown.
        published_precision: How exact ``published`` is; None exactly if ``published`` is None.
        published_from: How it was found (``given``, ``dateline``, ``json-ld``, …); None likewise.
        author: Byline; None if unknown.
        language: ISO 639-1 code.
        origin: Path or URL that the article was read from.
        fetched_at: When it was fetched or imported, UTC; None if not recorded.
        duplicate_of: Id of the article of which this is a copy; None for originals.
    """

    id: str
    title: str
    text: str
    content_hash: str
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    external_id: str | None = None
    published: date | None = None
    published_precision: DatePrecision | None = None
    published_from: str | None = None
    author: str | None = None
    language: str = "id"
    origin: str | None = None
    fetched_at: datetime | None = None
    duplicate_of: str | None = None

    def __post_init__(self) -> None:
        """Check that the article has an id and something to read."""
        if not self.id or not (self.text or self.title):
            raise ValueError("an article needs an id and a title or a text")
        if (self.published is None) != (self.published_precision is None):
            raise ValueError("published and published_precision are given together")
