"""A page to its article: the one door to this room for pages that are at hand.

Runs in the calling process and may take as long as a hostile page makes it; ``reader`` does the
same in a process with limits.
"""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from selectolax.lexbor import LexborHTMLParser

from harvest.reading.boilerplate import clean_body, is_invitation, prune
from harvest.reading.byline import find_author
from harvest.reading.guard import check_page
from harvest.reading.headline import find_headline
from harvest.reading.lines import ancestors, read_lines
from harvest.reading.metadata import host_of, read_metadata
from harvest.reading.page_type import PageType, decide_page_type, read_features
from harvest.reading.paging import find_next_page, read_links
from harvest.reading.published import PageClock, find_publication
from harvest.reading.record import PageReading
from harvest.reading.zones import Zones, find_zones
from harvest.written_dates import WESTERN_TIME

_TABLE_TAG = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th|caption)\b", re.IGNORECASE)
_LEAST_TEXT = 60
"""Characters; less than that is a menu, a notice or a caption."""


def read_article(
    html: str,
    *,
    url: str | None = None,
    today: date | None = None,
    fetched_at: datetime | None = None,
    zone: tzinfo = WESTERN_TIME,
) -> PageReading:
    """Return the article of a page with what the page tells of it.

    Args:
        html: The page as characters.
        url: The address it was fetched from; None if unknown.
        today: The latest believable day of publication, plus one for time zones; None takes
            the day of fetching, else the clock's.
        fetched_at: When it was fetched, with a time zone; None if unknown, and then dates like
            ``3 jam yang lalu`` are not found.
        zone: The time that the outlet keeps.

    Returns:
        The reading; without a text if the page is no article or none was found in it.

    Raises:
        UnreadableFileError: If the page is refused unread for its size.
    """
    check_page(html)
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return PageReading(page_type=PageType("article"), url=url)
    metadata = read_metadata(tree, url)
    title, headline = find_headline(tree, metadata)
    lines = read_lines(tree.body, headline)
    zones = find_zones(lines, headline, title)
    outlet = host_of(metadata.url) or metadata.site
    page_type = decide_page_type(read_features(tree, metadata, zones, url))
    if page_type.kind != "article":
        return PageReading(page_type=page_type, title=zones.title, url=metadata.url, outlet=outlet)
    author = find_author(metadata, zones)
    links = read_links(tree)
    text = _text_of(tree, html, zones)
    if today is None and fetched_at is not None:
        today = fetched_at.astimezone(zone).date()
    clock = PageClock(today=today, fetched_at=fetched_at, zone=zone)
    published = find_publication(metadata, zones, text, html, clock)
    return PageReading(
        page_type=page_type,
        title=zones.title,
        text=text,
        published=published.written if published else None,
        published_from=published.found_from if published else None,
        author=author,
        url=metadata.url,
        outlet=outlet,
        next_page_url=find_next_page(links, url or metadata.url),
    )


def _text_of(tree: LexborHTMLParser, html: str, zones: Zones) -> str:
    """Return the body of a page's article; the tree's boilerplate is gone afterwards.

    Where trafilatura finds nothing, the paragraphs after the headline are taken.
    """
    paragraphs = "\n".join(line.text for line in zones.body if not is_invitation(line))
    is_in_table = _is_in_table(zones)
    prune(zones)
    pruned = tree.html or ""
    return (
        _body_of(_without_tables(pruned) if is_in_table else pruned, zones.title)
        or _body_of(html, zones.title)
        or _long_enough(clean_body(paragraphs, zones.title))
    )


def _is_in_table(zones: Zones) -> bool:
    """Return whether the article stands in the cell of a table that arranges the whole page."""
    first = zones.headline or next((line.block for line in zones.body), None)
    return any(outer.tag == "table" for outer in ancestors(first))


def _without_tables(html: str) -> str:
    """Return a page with plain blocks in place of tables and their cells."""
    return _TABLE_TAG.sub(r"<\1div", html)


def _body_of(html: str, title: str) -> str:
    """Return the body that trafilatura finds, cleaned; empty if there is none."""
    import trafilatura  # here: its import takes 0.3 s

    page = trafilatura.bare_extraction(html, include_comments=False)
    text = page.text if page is not None and not isinstance(page, dict) else None
    return _long_enough(clean_body(text, title)) if text else ""


def _long_enough(text: str) -> str:
    """Return a text, or an empty one if it is too short for an article."""
    return text if len(text.strip()) >= _LEAST_TEXT else ""
