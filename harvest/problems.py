"""What could not be read, and why: a record beside the articles, so that the others go on.

Only the record; deciding that something is a problem is the business of the rooms that read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or one record or detail in it, that could not be read.

    Attributes:
        origin: The file as the user named it, or ``archive.zip!member``; ``-`` is standard input.
        place: Where in it (``line 12``, ``row 3, line 4``); None where it concerns the whole.
        reason: What is wrong, one sentence without a full stop.
        mend: What the user can do about it; None if nothing is known to help.
        kept: Whether the article itself was read and only a detail of it is lost.
    """

    origin: str
    place: str | None
    reason: str
    mend: str | None = None
    kept: bool = False

    def __str__(self) -> str:
        """Return the problem on one or two lines: where and what, then how to mend it."""
        where = f"{self.origin}, {self.place}" if self.place else self.origin
        return f"{where}: {self.reason}\n  {self.mend}" if self.mend else f"{where}: {self.reason}"


def printable(text: str, limit: int = 200) -> str:
    """Return a foreign text as one safe line: no control characters, not longer than ``limit``.

    Names of files and members and words of a user's data may hold escape codes that a terminal
    would obey, or bytes that are no characters at all.
    """
    shown = "".join(
        c if c.isprintable() else " " if c.isspace() else "�" for c in text[: limit + 1]
    )
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
