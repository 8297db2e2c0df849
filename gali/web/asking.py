"""A request as views see it: bounded parameters, the language, and addresses of other pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TypeVar
from urllib.parse import quote, urlencode

from corpus import vocabulary
from corpus.errors import InvalidQueryError
from corpus.filters import resolve_region, resolve_years
from corpus.spellings import find_regions
from gali.web.language import Words
from gali.web.memory import Recollection
from gali.web.page import BadRequestError
from gali.web.reviews.reviewers import ReviewMode

MOST_CHARACTERS = 1000
MOST_PARAMETERS = 30
LAST_OFFSET = 10_000
_CURSOR_MARK = "k"
# What is asked of one page and does not hold for those that it leads to.
_OF_ONE_PAGE = {"kursor", "lang", "saringan", "putusan"}
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request for a page.

    Attributes:
        path: Path without the prefix and without ``.csv`` and the like.
        params: First value of each parameter, not empty, control characters left out.
        places: Values of the places in the path, such as the id of an innovation.
        words: The words of the language.
        prefix: What stands before every path of ours.
        origin: Scheme and host under which the reader sees us.
        version: Version of the corpus.
        recollection: What was found before and need not be found again.
        reviewer: Who asks, if they may decide on findings; else empty.
        review_mode: What is asked of those who want to decide.
    """

    path: str
    params: Mapping[str, str]
    places: Mapping[str, str]
    words: Words
    prefix: str
    origin: str
    version: str
    recollection: Recollection
    reviewer: str = ""
    review_mode: ReviewMode = "closed"

    def recall(
        self, conn: Connection, key: Hashable, find: Callable[[Connection], Answer]
    ) -> Answer:
        """Return what was found before of the corpus, else find it."""
        return self.recollection.recall(conn, key, find)

    def text(self, name: str) -> str:
        """Return the value of a parameter; empty if it was not given."""
        return self.params.get(name, "")

    def choice(self, name: str, options: tuple[str, ...]) -> str:
        """Return a parameter that has one of some values; the first if it was not given.

        Raises:
            BadRequestError: If it has another one.
        """
        value = self.text(name) or options[0]
        if value not in options:
            proposals = tuple((option, option) for option in options if option)
            raise BadRequestError("error.choice", proposals, name=name, value=value)
        return value

    def region(self, name: str) -> str | None:
        """Return the code of the region that a parameter names; None if it was not given.

        Raises:
            BadRequestError: If it names none, or may name several.
        """
        value = self.text(name)
        if not value:
            return None
        try:
            return resolve_region(value)[0]
        except InvalidQueryError as error:
            regions = vocabulary.regions()
            meant = tuple((code, regions[code].official_name) for code in find_regions(value))
            key = "error.several_regions" if meant else "error.no_region"
            raise BadRequestError(key, meant, name=name, value=value) from error

    def years(self, name: str) -> tuple[int | None, int | None]:
        """Return the first and last year that a parameter names; None for an open end.

        Raises:
            BadRequestError: If it names no year.
        """
        value = self.text(name)
        try:
            return resolve_years(value) if value else (None, None)
        except InvalidQueryError as error:
            raise BadRequestError("error.no_year", name=name, value=value) from error

    def offset(self) -> int:
        """Return how many rows the cursor passes over.

        Raises:
            BadRequestError: If it is no cursor of ours.
        """
        cursor = self.text("kursor")
        digits = cursor.removeprefix(_CURSOR_MARK)
        is_cursor = cursor.startswith(_CURSOR_MARK) and digits.isascii() and digits.isdecimal()
        if not cursor:
            return 0
        if not is_cursor or len(digits) > len(str(LAST_OFFSET)) or int(digits) > LAST_OFFSET:
            raise BadRequestError("error.cursor")
        return int(digits)

    def next_cursor(self, total: int, shown: int) -> str | None:
        """Return the cursor of the page after this one; None if this is the last."""
        reached = self.offset() + shown
        return f"{_CURSOR_MARK}{reached}" if shown and reached < min(total, LAST_OFFSET) else None

    def previous_cursor(self, n_rows: int) -> str | None:
        """Return the cursor of the page before this one; empty for the first, None on the first."""
        if not self.offset():
            return None
        before = max(self.offset() - n_rows, 0)
        return f"{_CURSOR_MARK}{before}" if before else ""

    def href(self, path: str, /, **params: object) -> str:
        """Return the address of a page of ours; empty parameters are left out."""
        given = {name: str(value) for name, value in params.items() if value not in (None, "")}
        query = f"?{urlencode(given, quote_via=quote)}" if given else ""
        return f"{self.prefix}{quote(path)}{query}"

    def here(self, suffix: str = "", /, **changes: object) -> str:
        """Return the address of this page with other parameters; the cursor starts anew."""
        kept = {name: value for name, value in self.params.items() if name not in _OF_ONE_PAGE}
        return self.href(f"{self.path}{suffix}", **(kept | changes))

    def absolute(self, address: str) -> str:
        """Return an address of ours with scheme and host."""
        return f"{self.origin}{address}"
