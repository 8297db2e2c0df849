"""RSS and Atom feeds to the articles they name and the feed that goes on with older ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from corpus.errors import UnreadableFileError
from harvest.discovery.feed_document import FeedDocument, FeedEntry, parse_feed_document
from harvest.discovery.record import Document, FoundLink, Listing
from harvest.discovery.site_links import (
    query_number,
    resolve_link,
    resolve_own_link,
    with_query_number,
)
from harvest.discovery.times import parse_moment
from harvest.written_dates import WESTERN_TIME

_PAGE_KEY = "paged"


def parse_feed(
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    now: datetime,
    zone: tzinfo = WESTERN_TIME,
) -> Listing:
    """Return what an RSS or Atom feed lists.

    Args:
        body: The document as fetched; may be packed with gzip.
        url: Its address.
        content_type: As the server declares it, a hint at the encoding; None if it does not.
        now: The time of day, with a time zone; what lies later is not believed.
        zone: The time that is meant where none is written.

    Returns:
        Its articles, each once, on whatever site they are; and the feed with older ones, if it
        names it (RFC 5005) or is WordPress's, which counts its feeds like pages. Never raises for
        what the document holds.
    """
    try:
        feed = parse_feed_document(body, url, content_type=content_type)
    except UnreadableFileError as error:
        return Listing(problem=f"the feed cannot be read: {error.what}")
    return Listing(
        links=_links(feed.entries, url, now, zone),
        documents=_next_document(feed, url),
        problem=f"the feed was read in part: {feed.problem}" if feed.problem else None,
    )


def _links(
    entries: Iterable[FeedEntry], url: str, now: datetime, zone: tzinfo
) -> tuple[FoundLink, ...]:
    """Return the entries that have an address, each once."""
    found: dict[str, FoundLink] = {}
    for entry in entries:
        link = resolve_link(entry.url, url)
        if link is not None and link not in found:
            found[link] = FoundLink(
                url=link,
                title=entry.title,
                published=parse_moment(entry.published, now=now, zone=zone),
                modified=parse_moment(entry.updated, now=now, zone=zone),
            )
    return tuple(found.values())


def _next_document(feed: FeedDocument, url: str) -> tuple[Document, ...]:
    """Return the feed that goes on with older articles; empty if none is known."""
    next_url = resolve_own_link(feed.next_url, url)
    if next_url is None and feed.entries and "wordpress" in feed.generator.lower():
        next_url = with_query_number(url, _PAGE_KEY, query_number(url, _PAGE_KEY, 1) + 1)
    if next_url is None or next_url == url:
        return ()
    return (Document(url=next_url, kind="feed", is_next=True),)
