"""What is told of a file of data in a package."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.export.description import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file that holds one table.

    Attributes:
        table: The table.
        path: Where it is in its package, with ``/``.
        suffix: How its name ends, without the dot.
        media_type: Its media type.
        n_bytes: Its size.
        sha256: SHA-256 of its bytes, hexadecimal.
    """

    table: Table
    path: str
    suffix: str
    media_type: str
    n_bytes: int
    sha256: str
