"""What a fetch gives: the page, and what a later fetch wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.records import Page

_LONGEST_VALIDATOR = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What lets a server say that a page has not changed.

    Attributes:
        etag: ``ETag`` as received; None if there was none.
        last_modified: ``Last-Modified`` as received; None if there was none.
    """

    etag: str | None = None
    last_modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """Return the header fields of a conditional request; what no header can hold is left."""
        fields = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in fields.items() if value and _can_be_sent(value)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """What came of a fetch that did not fail.

    Attributes:
        page: The page; None if the server says that it has not changed (304).
        url: Address that answered.
        status: HTTP status: 200, 203 or 304.
        headers: Header fields worth keeping, names in lower case.
        redirects: Addresses that sent us on, in order, the one asked for first; may be empty.
        validators: For the next fetch of the page.
        wire_bytes: Bytes received for all answers of this fetch, heads included.
        seconds: How long it took, waiting for turns included.
    """

    page: Page | None
    url: str
    status: int
    headers: Mapping[str, str]
    redirects: tuple[str, ...]
    validators: Validators
    wire_bytes: int
    seconds: float


def _can_be_sent(value: str) -> bool:
    """Return whether a value of a server can be sent back to it."""
    return len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
