"""Reads any document that lists articles: the one door to this room for documents at hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from corpus.records import Page
from harvest.charset import decode_html
from harvest.discovery.blogger import parse_posts as parse_blogger_posts
from harvest.discovery.feeds import parse_feed
from harvest.discovery.listings import parse_listing
from harvest.discovery.record import DocumentKind, Listing
from harvest.discovery.sitemaps import parse_sitemap
from harvest.discovery.wordpress import parse_posts as parse_wordpress_posts
from harvest.fetching.media_types import MediaKind
from harvest.written_dates import WESTERN_TIME

_WEB_PAGE: frozenset[MediaKind] = frozenset({"html"})
_ACCEPTED: Mapping[DocumentKind, frozenset[MediaKind]] = {
    "listing": _WEB_PAGE,
    "search": _WEB_PAGE,
    "feed": frozenset({"xml", "html", "text", "json"}),
    "sitemap": frozenset({"xml", "html", "text", "gzip"}),
    "wordpress": frozenset({"json"}),
    "blogger": frozenset({"json", "xml", "html", "text"}),
}


def accepted_media(kind: DocumentKind) -> frozenset[MediaKind]:
    """Return what a document of a kind may be declared as; servers are careless with feeds."""
    return _ACCEPTED[kind]


def parse_document(
    kind: DocumentKind,
    page: Page,
    *,
    domain: str,
    now: datetime,
    zone: tzinfo = WESTERN_TIME,
    since: datetime | None = None,
) -> Listing:
    """Return what a fetched document lists.

    Args:
        kind: How it is to be read.
        page: The document with the address that answered.
        domain: The outlet's; links to others are left out.
        now: The time of day; what lies later is not believed.
        zone: The time that the outlet keeps.
        since: What is older is left out where the document tells; None for all.
    """
    url = page.url or page.origin
    if kind == "feed":
        return parse_feed(page.body, url, content_type=page.content_type, now=now, zone=zone)
    if kind == "sitemap":
        return parse_sitemap(page.body, url, now=now, since=since, zone=zone)
    if kind == "wordpress":
        return parse_wordpress_posts(page.body, url, now=now, zone=zone)
    if kind == "blogger":
        return parse_blogger_posts(page.body, url, now=now, zone=zone)
    return parse_listing(_text(page), url, domain=domain)


def _text(page: Page) -> str:
    """Return a web page as characters."""
    return decode_html(page.body, content_type=page.content_type).text
