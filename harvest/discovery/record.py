"""What a document that lists articles tells: records only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DocumentKind = Literal["feed", "sitemap", "listing", "search", "wordpress", "blogger"]
"""Ways to list articles; ``search`` is a page of a site's own search, read like a listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """An address that probably holds an article.

    Attributes:
        url: Absolute, http or https, without fragment.
        title: Headline or words of the link, one line; empty if there are none.
        published: When it appeared as the document says, with a time zone; None if not told or
            not readable without doubt.
        modified: When it was last changed, likewise.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FullArticle:
    """An article that a site's own interface gives in full, so that no page need be fetched.

    Attributes:
        url: Its address on the site, absolute.
        title: Headline, plain, one line.
        html: Body as a fragment of HTML, as given.
        published: Day of publication by the site's own clock; None if not told.
        modified: When it was last changed, with a time zone; None if not told.
        author: Who wrote it, plain; None if not told.
    """

    url: str
    title: str
    html: str
    published: date | None = None
    modified: datetime | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that lists articles and is still to be fetched.

    Attributes:
        url: Absolute address.
        kind: How it is to be read.
        modified: When it was last changed, with a time zone; None if not told.
        is_next: Whether it goes on where another one ends (older articles), so that it is worth
            fetching only if that one had something new.
    """

    url: str
    kind: DocumentKind
    modified: datetime | None = None
    is_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one document lists; each sequence in the order of the document, may be empty.

    Attributes:
        links: Articles to fetch.
        articles: Articles given in full.
        documents: Further documents: parts of a sitemap index, the next page of a listing.
        problem: What of it could not be read, one sentence without a full stop; what could be
            read stands. None if all was read.
    """

    links: tuple[FoundLink, ...] = ()
    articles: tuple[FullArticle, ...] = ()
    documents: tuple[Document, ...] = ()
    problem: str | None = None
