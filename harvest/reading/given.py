"""Articles that a site's interface gives in full, read as its pages are.

The body that an interface gives is a stranger's HTML with the same invitations, captions and
share lists as a page, so it is made a page and goes the same way. Headline, day and author are
the interface's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, tzinfo
from html import escape

from selectolax.lexbor import LexborHTMLParser

from harvest.discovery.record import FullArticle
from harvest.reading.guard import check_page
from harvest.reading.page_reader import PageReader
from harvest.reading.page_type import PageType
from harvest.reading.record import PageReading
from harvest.reading.rules import ReadingRules
from harvest.written_dates import WESTERN_TIME, parse_date

_BODY_ID = "given-body"
_TITLE_ID = "given-title"
_UNREAD = ("script", "style", "link", "meta", "base", "title", "template", "plaintext", "noscript")


def read_given(
    reader: PageReader,
    article: FullArticle,
    *,
    found_from: str,
    today: date | None = None,
    fetched_at: datetime | None = None,
    zone: tzinfo = WESTERN_TIME,
    rules: ReadingRules | None = None,
) -> PageReading:
    """Return the reading of an article that an interface gives in full.

    Args:
        reader: Reads web pages.
        article: As the interface gives it.
        found_from: What to call the interface as the place of the date: ``wordpress-api`` or
            ``blogger-api``.
        today: The latest believable day of publication, plus one for time zones; None takes
            the day of fetching, else the clock's.
        fetched_at: When it was fetched, with a time zone; None if unknown.
        zone: The time that the outlet keeps.
        rules: What is known of the outlet's pages: what it removes, and words of bylines; its
            other selectors are for its pages. None if nothing is.

    Returns:
        The reading, always of an article; without a text if the body holds none. The day is the
        interface's if it can be right, else that of the text. The author is who the text
        names as its writer, else whom the interface names, if that is a person.

    Raises:
        UnreadableFileError: If the body is refused for its size or not read in time.
    """
    if today is None and fetched_at is not None:
        today = fetched_at.astimezone(zone).date()
    reading = reader.read_page(
        page_of(article),
        url=article.url,
        today=today,
        fetched_at=fetched_at,
        zone=zone,
        rules=_rules_for_given(rules or ReadingRules()),
    )
    day = parse_date(article.published.isoformat(), today=today) if article.published else None
    return replace(
        reading,
        page_type=PageType("article"),
        title=article.title or reading.title,
        published=day or reading.published,
        published_from=found_from if day else reading.published_from,
        next_page_url=None,
        whole_url=None,
    )


def page_of(article: FullArticle) -> str:
    """Return an article as the smallest page that the reader understands.

    The body cannot leave its place in the page, whatever tags it opens or closes, and its own
    scripts and declarations are gone.

    Args:
        article: As the interface gives it.

    Raises:
        UnreadableFileError: If the body is refused unread for its size.
    """
    author = escape(article.author or "", quote=True)
    day = article.published.isoformat() if article.published else ""
    title = escape(article.title)
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        f"<title>{title}</title>"
        f'<meta name="author" content="{author}">'
        '<script type="application/ld+json">{"@type":"NewsArticle"}</script>'
        f'<meta property="article:published_time" content="{day}">'
        f'</head><body><article><h1 id="{_TITLE_ID}">{title}</h1>'
        f'<div id="{_BODY_ID}" class="entry-content">{_balanced(article.html)}</div>'
        "</article></body></html>"
    )


def _balanced(html: str) -> str:
    """Return a fragment of HTML in which every element ends, without what is not read.

    Raises:
        UnreadableFileError: If it is refused unread for its size.
    """
    check_page(html)
    tree = LexborHTMLParser(html)
    tree.strip_tags(list(_UNREAD))
    return (tree.body.inner_html or "") if tree.body is not None else ""


def _rules_for_given(rules: ReadingRules) -> ReadingRules:
    """Return the rules of an outlet with the places of headline and body in `page_of`."""
    return replace(rules, title=f"#{_TITLE_ID}", text=f"#{_BODY_ID}", published=None, author=None)
