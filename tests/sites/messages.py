"""What is asked of a site and what it answers; only the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asks.

    Attributes:
        host: Name in the ``Host`` header, without the port.
        target: Path and query as asked.
        headers: Header fields with names in lower case.
    """

    host: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path alone."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query; the last of several values under a name counts."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a site answers.

    Attributes:
        body: Bytes, unpacked.
        status: HTTP status.
        content_type: Header of that name.
        modified: When the content last changed; None sends no ``Last-Modified``.
        version: What changes with the content; None sends no ``ETag``.
        headers: Further header fields.
    """

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    modified: datetime | None = None
    version: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is to be read from one article page.

    Attributes:
        url: Its address as the site links it.
        canonical_url: The same in the form that identifies an article.
        title: Headline.
        published: Day of publication where the outlet is.
        author: Who wrote it; None where no person is named.
        paragraphs: Body.
        is_relevant: Whether it tells of an innovation.
    """

    url: str
    canonical_url: str
    title: str
    published: date
    author: str | None
    paragraphs: tuple[str, ...]
    is_relevant: bool

    @property
    def text(self) -> str:
        """The body as one text."""
        return "\n".join(self.paragraphs)
