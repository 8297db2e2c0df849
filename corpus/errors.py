"""The errors that gali raises on purpose: each says what happened, where, and how to mend it.

Nothing here knows how an error is shown; the command line prints ``str(error)``.
"""

from __future__ import annotations


class GaliError(Exception):
    """A failure that a user can understand and mend.

    Args:
        what: What went wrong, one sentence without a full stop.
        where: File, line, URL or record, if known.
        mend: What the user can do about it, if known.
    """

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(what)

    def __str__(self) -> str:
        """Return the error on one to three lines: where and what, then how to mend it."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.mend}" if self.mend else head


class UnreadableFileError(GaliError):
    """A file, or one record in it, cannot be read as an article."""


class InvalidRecordError(GaliError):
    """A record breaks one of its invariants (empty id, span out of its text, …)."""


class DatabaseRefusedError(GaliError):
    """The file is no gali database, is newer than this program, or is damaged."""


class InvalidQueryError(GaliError):
    """A filter of a query names something that does not exist."""


class InvalidGoldError(GaliError):
    """A line of an annotated file does not follow the codebook."""


class InvalidModelError(GaliError):
    """A file holds no trained model, or one of another schema or version, or is damaged."""
