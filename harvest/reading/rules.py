"""What is known of one outlet's pages, as far as reading them is concerned; only the record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRules:
    """Where an outlet's pages hold what; general rules find what these do not.

    Attributes:
        title: CSS selector of the headline; None leaves it to the general rules, as below.
        text: Selector of the element that holds the body, or of its paragraphs.
        published: Selector of the element that shows the date.
        author: Selector of the element that shows who wrote it.
        remove: Selectors of elements that are no part of the article; may be empty.
        byline_labels: Words of the outlet's own before a reporter's name; may be empty.
    """

    title: str | None = None
    text: str | None = None
    published: str | None = None
    author: str | None = None
    remove: tuple[str, ...] = ()
    byline_labels: tuple[str, ...] = ()
