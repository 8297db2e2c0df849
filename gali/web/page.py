"""What a view returns, and the two ways in which it can fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import GaliError


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a page shows as rows, to be taken away as CSV or XLSX.

    Attributes:
        name: Name of the file, without its suffix.
        columns: Headings, in the language of the page.
        rows: A value for each heading.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | int | float | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One finding in a feed.

    Attributes:
        id: What stays the same whenever it is shown.
        path: Path of its page.
        title: In one line.
        text: In some sentences, without markup.
        day: When it was first told; None if unknown.
    """

    id: str
    path: str
    title: str
    text: str
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page before it is laid out.

    Attributes:
        template: File in ``templates``.
        title: Title of the page, without the name of the site.
        values: What the template shows.
        status: HTTP status.
    """

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


class UnknownPageError(GaliError):
    """There is no such innovation, region or article.

    Args:
        looked_for: The words that may find what was meant.
    """

    def __init__(self, looked_for: str) -> None:
        super().__init__(f"there is no {looked_for!r}")
        self.looked_for = looked_for


class BadRequestError(GaliError):
    """A parameter makes no sense.

    Args:
        key: Phrase of the catalogue that says what to mend.
        values: What the phrase names.
        proposals: Values that may be meant, with their names.
    """

    def __init__(
        self, key: str, proposals: Sequence[tuple[str, str]] = (), **values: object
    ) -> None:
        super().__init__(key)
        self.key = key
        self.proposals = tuple(proposals)
        self.values = values


class MovedPageError(Exception):
    """A page stands elsewhere now.

    Args:
        path: Where.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path
