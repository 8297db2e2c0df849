"""What was read in a page; only the record."""

from __future__ import annotations

from dataclasses import dataclass

from harvest.reading.page_type import PageType
from harvest.written_dates import WrittenDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What was read in a page.

    Attributes:
        page_type: Whether it is an article, and why not.
        title: Headline; empty if none was found.
        text: Body, paragraphs separated by newlines; empty if there is no article.
        published: Date of publication; None if unknown.
        published_from: Where it was found (see `harvest.reading.published.Published`).
        author: Who wrote it; None if no person is named.
        url: Address that the page gives as its own, else the one it was fetched from.
        outlet: Host of that address; the website's name where there is none.
        next_page_url: Address of the article's next page; None if this is the last.
        whole_url: Address of a page that shows the whole of an article which this one shows in
            part; None if it links to none.
    """

    page_type: PageType
    title: str = ""
    text: str = ""
    published: WrittenDate | None = None
    published_from: str | None = None
    author: str | None = None
    url: str | None = None
    outlet: str | None = None
    next_page_url: str | None = None
    whole_url: str | None = None
