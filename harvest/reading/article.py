"""A page to its article: the one door to this room for pages that are at hand.

Runs in the calling process and may take as long as a hostile page makes it; ``reader`` does the
same in a process with limits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harvest.reading.boilerplate import clean_body, is_invitation, prune
from harvest.reading.byline import Labels, find_author
from harvest.reading.guard import check_page
from harvest.reading.headline import find_headline, without_site
from harvest.reading.lines import ancestors, read_lines
from harvest.reading.metadata import Metadata, host_of, read_metadata
from harvest.reading.page_type import PageType, decide_page_type, read_features
from harvest.reading.paging import find_next_page, find_whole_page, read_links
from harvest.reading.published import PageClock, find_publication
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.reading.selected import Selected, select
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
    rules: ReadingRules | None = None,
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
        rules: What is known of the outlet's pages; None leaves it to the general rules.

    Returns:
        The reading; without a text if the page is no article or none was found in it.

    Raises:
        UnreadableFileError: If the page is refused unread for its size.
    """
    check_page(html)
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return PageReading(page_type=PageType("article"), url=url)
    rules = rules or ReadingRules()
    metadata = read_metadata(tree, url)
    selected = select(tree, rules)
    zones = _zones_of(tree, tree.body, metadata, selected)
    page = PageReading(
        page_type=decide_page_type(read_features(tree, metadata, zones, url)),
        title=zones.title,
        url=metadata.url,
        outlet=host_of(metadata.url) or metadata.site,
    )
    if page.page_type.kind != "article":
        return page
    author = find_author(metadata, zones, selected=selected.authors, labels=rules.byline_labels)
    links = read_links(tree)
    text = _text_of(tree, html, zones, selected.body, rules.byline_labels)
    clock = _clock(today, fetched_at, zone)
    published = find_publication(metadata, zones, text, html, clock, selected.dates)
    own = url or metadata.url
    return replace(
        page,
        text=text,
        published=published.written if published else None,
        published_from=published.found_from if published else None,
        author=author,
        next_page_url=find_next_page(links, own),
        whole_url=find_whole_page(links, own),
    )


def _clock(today: date | None, fetched_at: datetime | None, zone: tzinfo) -> PageClock:
    """Return what is known about time; nothing was published after the page was fetched."""
    if today is None and fetched_at is not None:
        today = fetched_at.astimezone(zone).date()
    return PageClock(today=today, fetched_at=fetched_at, zone=zone)


def _zones_of(
    tree: LexborHTMLParser, body: LexborNode, metadata: Metadata, selected: Selected
) -> Zones:
    """Return the lines of a page around its headline and body."""
    title, headline = without_site(selected.title, metadata), selected.headline
    if not title:
        title, headline = find_headline(tree, metadata)
    shown = (*selected.body, headline) if headline is not None else selected.body
    return find_zones(read_lines(body, shown), headline, title, selected.body)


def _text_of(
    tree: LexborHTMLParser,
    html: str,
    zones: Zones,
    selected: Sequence[LexborNode],
    labels: Labels,
) -> str:
    """Return the body of a page's article; the tree's boilerplate is gone afterwards.

    The body is what the outlet's selector finds, else what trafilatura finds, else the
    paragraphs after the headline.
    """
    paragraphs = "\n".join(line.prose for line in zones.body if not is_invitation(line))
    is_in_table = _is_in_table(zones)
    prune(zones, labels)
    own = "\n".join(_shown_in(node) for node in selected)
    if text := _long_enough(clean_body(own, zones.title, labels)):
        return text
    pruned = tree.html or ""
    return (
        _body_of(_without_tables(pruned) if is_in_table else pruned, zones.title, labels)
        or _body_of(html, zones.title, labels)
        or _long_enough(clean_body(paragraphs, zones.title, labels))
    )


def _shown_in(node: LexborNode) -> str:
    """Return what an element shows outside of its sidebars, a line each."""
    lines = [line for line in read_lines(node) if line.region == "main"]
    return "\n".join(f"- {line.prose}" if line.block.tag == "li" else line.prose for line in lines)


def _is_in_table(zones: Zones) -> bool:
    """Return whether the article stands in the cell of a table that arranges the whole page."""
    first = zones.headline or next((line.block for line in zones.body), None)
    return any(outer.tag == "table" for outer in ancestors(first))


def _without_tables(html: str) -> str:
    """Return a page with plain blocks in place of tables and their cells."""
    return _TABLE_TAG.sub(r"<\1div", html)


def _body_of(html: str, title: str, labels: Labels) -> str:
    """Return the body that trafilatura finds, cleaned; empty if there is none."""
    import trafilatura  # here: its import takes 0.3 s

    page = trafilatura.bare_extraction(html, include_comments=False)
    text = page.text if page is not None and not isinstance(page, dict) else None
    return _long_enough(clean_body(text, title, labels)) if text else ""


def _long_enough(text: str) -> str:
    """Return a text, or an empty one if it is too short for an article."""
    return text if len(text.strip()) >= _LEAST_TEXT else ""
