"""Which of the user's columns holds which of our fields.

Common names are in ``data/columns.toml``. Reading rows is the business of ``tables``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from corpus.errors import UnreadableFileError
from corpus.identity import squeeze
from harvest.options import COLUMNS, Column
from harvest.problems import printable

_SHOWN = 30
_LONGEST_NAME = 100
# Fields that make the identity of an article: two candidates are a question, not a choice.
_DECISIVE = ("title", "text")


def find_columns(names: Iterable[str], mapping: Mapping[str, str]) -> dict[Column, str]:
    """Return the user's column for each of our fields that has one.

    Args:
        names: The columns or keys that are there.
        mapping: Our field → the user's column, as the user said; wins over common names.

    Raises:
        UnreadableFileError: If a column that the user named is missing, or if several columns
            could be the title or the text and none has our own name.
    """
    names = list(names)
    found: dict[Column, str] = {}
    for column in COLUMNS:
        name = _named(column, names, mapping[column]) if column in mapping else None
        name = name or _recognised(column, names)
        if name is not None:
            found[column] = name
    return found


def missing_text(names: Iterable[str]) -> UnreadableFileError:
    """Return the complaint that no column holds the text."""
    return UnreadableFileError(
        f"no column holds the text; there are: {_listed(names)}",
        mend="Say which one it is, for example: --column text=isi --column title=judul; "
        "a file whose first line is no header needs one",
    )


def _named(column: Column, names: list[str], wanted: str) -> str:
    """Return the column that the user named for a field."""
    if wanted in names:
        return wanted
    alike = [name for name in names if squeeze(name) == squeeze(wanted) != ""]
    if len(alike) == 1:
        return alike[0]
    raise UnreadableFileError(
        f"no column {printable(wanted)!r} for {column}; there are: {_listed(names)}",
        mend=f"Name one of them: --column {column}=…",
    )


def _recognised(column: Column, names: list[str]) -> str | None:
    """Return the column that bears the surest common name of a field, or None."""
    by_name = {_squeezed(name): name for name in reversed(names) if len(name) <= _LONGEST_NAME}
    found = [by_name[alias] for alias in _aliases()[column] if alias in by_name]
    if len(found) > 1 and column in _DECISIVE and squeeze(found[0]) != column:
        raise UnreadableFileError(
            f"several columns could be the {column}: {_listed(found)}",
            mend=f"Say which one it is, for example: --column {column}={printable(found[0])}",
        )
    return found[0] if found else None


def _listed(names: Iterable[str]) -> str:
    """Return names for a message, not more than can be read."""
    shown = [printable(name, 40) for name in names]
    more = f", … ({len(shown)} in all)" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


# Each JSONL record brings its keys anew; they are nearly always the same few.
_squeezed = lru_cache(maxsize=256)(squeeze)


@lru_cache(maxsize=1)
def _aliases() -> dict[Column, list[str]]:
    """Read the common names of each field, squeezed."""
    table = tomllib.loads(files("harvest").joinpath("data", "columns.toml").read_text("utf-8"))
    return {column: [squeeze(alias) for alias in table[column]] for column in COLUMNS}
