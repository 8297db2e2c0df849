"""Which kinds of documents are worth fetching: decided by what the server declares.

Whether the bytes are what they are said to be is found out by those who read them.
"""

from __future__ import annotations

from typing import Literal

from harvest.fetching.failures import FetchError
from harvest.problems import printable

MediaKind = Literal["html", "xml", "json", "text", "gzip"]

PAGES: frozenset[MediaKind] = frozenset({"html", "xml", "json", "text"})
"""What is fetched unless the caller says otherwise; ``gzip`` is for packed sitemaps."""

_KINDS: dict[str, MediaKind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/xml": "xml",
    "application/xml": "xml",
    "application/json": "json",
    "text/json": "json",
    "text/plain": "text",
    "application/gzip": "gzip",
    "application/x-gzip": "gzip",
}
_LONGEST_SHOWN = 60


def find_kind(content_type: str | None) -> MediaKind | None:
    """Return the kind of a declared media type; None if it is none of ours or not declared."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type.startswith("application/") and media_type not in _KINDS:
        _, _, suffix = media_type.rpartition("+")
        return "xml" if suffix == "xml" else "json" if suffix == "json" else None
    return _KINDS.get(media_type)


def insist_on_kind(content_type: str | None, accepted: frozenset[MediaKind]) -> None:
    """Refuse what is no document of the accepted kinds; undeclared ones are let in.

    Raises:
        FetchError: ``wrong_type``.
    """
    if content_type is None:
        return
    if find_kind(content_type) not in accepted:
        shown = printable(content_type, _LONGEST_SHOWN) or "nothing"
        raise FetchError("wrong_type", f"the server declares it as {shown}")
