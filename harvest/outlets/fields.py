"""Single values of an outlet's file, each checked where it is read.

Knows what a value may look like, not what an outlet is; that is ``manifest``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from corpus.errors import GaliError
from corpus.vocabulary import regions
from harvest.outlets.hosts import canonical_host, is_bare_host, is_shared
from harvest.problems import printable

Choice = TypeVar("Choice", bound=str)

QUERY = "{query}"
_LONGEST_LINE = 300
_MOST_LINES = 50
_MOST_SECONDS = 3600.0
_PATH = re.compile(r"/[\w\-.~!$&'()*+,;=:@%/?{}\[\]]*", re.ASCII)
_ADDRESS = re.compile(r"https?://(?P<host>[a-z0-9.-]{1,253})(?::\d{1,5})?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}")


class InvalidSourceError(GaliError):
    """A file that describes an outlet breaks a rule."""


class Table:
    """A table of a TOML file whose values are checked as they are read.

    Args:
        values: What the file holds.
        origin: What to call the file in errors.
        path: Name of the table in it with a final dot; empty for the whole file.
    """

    def __init__(self, values: Mapping[str, object], origin: str, path: str = "") -> None:
        self._values = values
        self._origin = origin
        self._path = path

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def error(self, key: str, what: str, mend: str | None = None) -> InvalidSourceError:
        """Return the error that tells what is wrong with a key."""
        where = f"{self._origin}, {self._path}{printable(key, 80)}"
        return InvalidSourceError(what, where=where, mend=mend)

    def insist_on_keys(self, *, required: Sequence[str] = (), optional: Sequence[str] = ()) -> None:
        """Complain of keys that do not exist, then of those that are missing.

        Raises:
            InvalidSourceError: If there are any; a misspelt key is told what it is near to.
        """
        allowed = (*required, *optional)
        for key in self._values:
            if key not in allowed:
                raise self.error(key, "there is no such key", _near(key, allowed))
        for key in required:
            if key not in self._values:
                raise self.error(key, "is missing")

    def table(self, key: str) -> Table:
        """Return a table inside this one; an empty one if it is not there."""
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "must be a table", f"Write it as [{self._path}{key}].")
        return Table(value, self._origin, f"{self._path}{key}.")

    def line(self, key: str) -> str:
        """Return a text of one line that says something."""
        return self._checked_line(key, self._values[key])

    def lines(self, key: str) -> tuple[str, ...]:
        """Return a list of such texts, each of them once; empty if the key is not there."""
        values = self._values.get(key, [])
        if not isinstance(values, list) or len(values) > _MOST_LINES:
            raise self.error(key, f"must be a list of at most {_MOST_LINES} texts")
        lines = tuple(self._checked_line(key, value) for value in values)
        if len(set(lines)) < len(lines):
            raise self.error(key, "names something twice")
        return lines

    def selector(self, key: str) -> str | None:
        """Return a CSS selector; None if the key is not there."""
        return self._checked_selector(key, self.line(key)) if key in self else None

    def selectors(self, key: str) -> tuple[str, ...]:
        """Return a list of CSS selectors; empty if the key is not there."""
        return tuple(self._checked_selector(key, line) for line in self.lines(key))

    def paths(self, key: str) -> tuple[str, ...]:
        """Return a list of paths on the outlet's host; empty if the key is not there."""
        return tuple(self._checked_path(key, line) for line in self.lines(key))

    def search_path(self, key: str) -> str | None:
        """Return the path of a search, with ``{query}`` in it once; None if it is not there."""
        if key not in self:
            return None
        path = self._checked_path(key, self.line(key))
        if path.count(QUERY) != 1:
            raise self.error(key, f"must hold {QUERY} once, where the words are to stand")
        return path

    def choice(self, key: str, allowed: Sequence[Choice]) -> Choice:
        """Return one of several words."""
        value = self.line(key)
        for word in allowed:
            if word == value:
                return word
        raise self.error(key, f"must not be {printable(value, 60)!r}", _near(value, allowed))

    def switch(self, key: str) -> bool:
        """Return true or false."""
        value = self._values[key]
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false, without quotation marks")
        return value

    def seconds(self, key: str) -> float:
        """Return a number of seconds from 0 to an hour."""
        value = self._values[key]
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        # What is no number at all (nan) is in no range either.
        if is_number and 0 <= (seconds := float(str(value))) <= _MOST_SECONDS:
            return seconds
        raise self.error(key, f"must be a number of seconds from 0 to {_MOST_SECONDS:.0f}")

    def whole_number(self, key: str, most: int) -> int:
        """Return a whole number from 1 to the most."""
        value = self._values[key]
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        raise self.error(key, f"must be a whole number from 1 to {most}")

    def address(self, key: str, domain: str) -> str:
        """Return where the site of a domain begins: scheme and host, perhaps a port, no path."""
        value = self.line(key)
        found = _ADDRESS.fullmatch(value)
        host = found["host"] if found else ""
        if host != domain and not host.endswith(f".{domain}"):
            raise self.error(
                key,
                f"{printable(value, 80)!r} is no address of {domain}",
                f"Write scheme and host alone, such as http://www.{domain}.",
            )
        return value

    def language(self, key: str) -> str:
        """Return a code of ISO 639-1."""
        value = self.line(key)
        if not _LANGUAGE.fullmatch(value):
            raise self.error(key, "must be a code of two letters", 'Indonesian is "id".')
        return value

    def region(self, key: str) -> str | None:
        """Return a Kemendagri code; None if the key is not there."""
        if key not in self:
            return None
        if not isinstance(self._values[key], str):
            raise self.error(key, "must be a text", 'Write it in quotation marks: "33.02".')
        value = self.line(key)
        if value not in regions():
            raise self.error(key, f"no region has the code {printable(value, 60)!r}", _codes(value))
        return value

    def domain(self, key: str) -> str:
        """Return a bare host that can be one outlet's own."""
        value = self.line(key)
        if not is_bare_host(value):
            raise self.error(
                key,
                f"{printable(value, 80)!r} is no bare host",
                "Write it in lower case without https://, port and path, such as kabar.example; "
                "letters beyond ASCII as xn--….",
            )
        if is_shared(value):
            raise self.error(key, f"under {value} strangers publish; it is nobody's own")
        if canonical_host(value) != value:
            raise self.error(key, f"{value} has a prefix", f'Write "{canonical_host(value)}".')
        return value

    def _checked_line(self, key: str, value: object) -> str:
        """Return a text if it is one line that says something."""
        if not isinstance(value, str):
            raise self.error(key, "must be a text in quotation marks")
        if value != value.strip() or not value or not value.isprintable():
            raise self.error(key, "must be one line without spaces around it, and not empty")
        if len(value) > _LONGEST_LINE:
            raise self.error(key, f"is longer than {_LONGEST_LINE} characters")
        return value

    def _checked_selector(self, key: str, line: str) -> str:
        """Return a text if it is a selector that the reader of pages understands."""
        # Here: few outlets have any.
        from selectolax.lexbor import LexborHTMLParser, SelectolaxError

        try:
            LexborHTMLParser("<p>").css(line)
        except SelectolaxError as error:
            raise self.error(
                key,
                f"{printable(line, 80)!r} is no CSS selector",
                "Write it as in a style sheet, such as div.entry-content, without ::text.",
            ) from error
        return line

    def _checked_path(self, key: str, line: str) -> str:
        """Return a text if it is a path on the outlet's own host."""
        if not _PATH.fullmatch(line) or line.startswith("//"):
            raise self.error(
                key,
                f"{printable(line, 80)!r} is no path on the outlet's host",
                "Start it with one slash, such as /feed/.",
            )
        return line


def _near(word: str, allowed: Sequence[str]) -> str:
    """Return what was probably meant, or else what there is."""
    near = get_close_matches(word.lower(), allowed, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(allowed)}."


def _codes(value: str) -> str:
    """Return the codes that somebody may have meant who wrote a name or a wrong code."""
    known = regions()
    names = {region.plain_name.lower(): region for region in known.values()}
    near_names = get_close_matches(value.lower(), names, n=1, cutoff=0.8)
    if near_names:
        same = [r for r in known.values() if r.plain_name.lower() == near_names[0]]
    else:
        same = [known[code] for code in get_close_matches(value, known, n=3)]
    listed = ", ".join(f'"{region.code}" ({region.official_name})' for region in same)
    return f"Did you mean {listed}?" if same else 'Codes look like "33" or "33.02".'
