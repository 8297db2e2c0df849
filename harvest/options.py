"""How a user wants files to be read: what they are, which column is which, what ids they get.

Only the choices and their checks; reading is the business of ``files`` and its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from corpus.errors import InvalidRecordError

Kind = Literal["text", "html", "jsonl", "csv"]
IdFrom = Literal["name", "position", "none"]
Column = Literal["title", "text", "published", "outlet", "url", "id", "author"]

KINDS: tuple[Kind, ...] = get_args(Kind)
COLUMNS: tuple[Column, ...] = get_args(Column)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """The choices for one run of ``harvest.files.read_inputs``.

    Attributes:
        kind: What every file is; None decides by name and content. Archives are opened anyway.
        columns: Our field (one of `COLUMNS`) → the user's column or key; those left out are
            recognised by common names (``judul``, ``isi``, ``tanggal``, …).
        id_from: Where ``external_id`` comes from when the record has no id of its own: the
            file's ``name`` without its suffix, its ``position`` in the run, or nowhere.
        id_prefix: Put before the position: ``seed`` gives ``seed-000``; None gives ``000``.
        outlet: Newspaper of the articles that do not name theirs.
        encoding: Character encoding of all files; None finds it out for each.

    Raises:
        InvalidRecordError: If a field, kind, ``id_from`` or encoding is unknown.
    """

    kind: Kind | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    id_from: IdFrom = "none"
    id_prefix: str | None = None
    outlet: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        """Check that the choices exist."""
        _one_of("kind", self.kind, (None, *KINDS))
        _one_of("id_from", self.id_from, get_args(IdFrom))
        for name in self.columns:
            _one_of("column", name, COLUMNS)
        if self.encoding is not None:
            _check_encoding(self.encoding)


def _one_of(what: str, value: str | None, allowed: tuple[str | None, ...]) -> None:
    """Complain of a choice that is not offered."""
    if value not in allowed:
        names = ", ".join(name for name in allowed if name)
        raise InvalidRecordError(f"unknown {what} {value!r}", mend=f"Choose one of: {names}")


def _check_encoding(name: str) -> None:
    """Complain of a name that is no character encoding of Python."""
    try:
        b"a".decode(name, "replace")
    except (LookupError, ValueError) as error:
        raise InvalidRecordError(
            f"unknown encoding {name!r}", mend="Examples: utf-8, cp1252, utf-16"
        ) from error
