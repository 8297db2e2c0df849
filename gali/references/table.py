"""A list of innovations read from a table: which column is which, and what each row says.

Bytes become characters, and lines rows, in ``harvest``; names of regions and sectors become codes
in ``corpus.filters``. A row without a name is no entry; a value that means nothing, or several
things, is left out and told.
"""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from corpus.errors import InvalidQueryError, UnreadableFileError
from corpus.filters import resolve_region, resolve_sector
from corpus.identity import fold, normalise_text
from corpus.references.records import ReferenceEntry
from harvest.charset import iter_lines
from harvest.problems import Problem, printable
from harvest.tables import BadRecord, read_rows

FIELDS = ("name", "expansion", "owner", "region", "sector", "year", "award", "source_url")
MAX_BYTES = 100_000_000
_LONGEST_VALUE = 1000
# Fewer words are a name of their own, not what a name in brackets stands for.
_FEWEST_WORDS = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKET = re.compile(r"(.+?)\s*\(([^()]+)\)?\s*")


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """What a file held.

    Attributes:
        digest: SHA-256 of the file, hexadecimal.
        columns: The column of each field that has one.
        entries: Its innovations, in order.
        problems: Rows that are no entry, and values that were left out (``kept``).
    """

    digest: str
    columns: Mapping[str, str]
    entries: tuple[ReferenceEntry, ...]
    problems: tuple[Problem, ...]


def read_reference_table(
    path: Path, mapping: Mapping[str, str], *, encoding: str | None = None
) -> ReferenceTable:
    """Read a list from a CSV file with a header.

    Args:
        path: The file; any delimiter and encoding that ``gali import`` knows.
        mapping: Our field → the list's column; common headings are known without it.
        encoding: Of the file; None finds it out.

    Raises:
        UnreadableFileError: If the file is too large or empty, a column that was named is not
            there, or none holds the names.
        OSError: If the file cannot be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFileError(
            f"the list is larger than {MAX_BYTES // 1_000_000} MB",
            where=str(path),
            mend="Divide it into several lists.",
        )
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        header, rows = _read_rows(stream, encoding, str(path))
        columns = find_columns(header, mapping, where=str(path))
        entries, problems = _read_entries(rows, columns, str(path))
    return ReferenceTable(digest, columns, tuple(entries), tuple(problems))


def _read_rows(
    stream: io.BufferedReader, encoding: str | None, where: str
) -> tuple[list[str], Iterator[tuple[str, dict[str, str] | BadRecord]]]:
    """Return the header and the rows of a list; an error tells the file."""
    try:
        return read_rows(iter_lines(stream, forced=encoding))
    except UnreadableFileError as error:
        raise UnreadableFileError(error.what, where=where, mend=error.mend) from error


def _read_entries(
    rows: Iterable[tuple[str, dict[str, str] | BadRecord]], columns: Mapping[str, str], origin: str
) -> tuple[list[ReferenceEntry], list[Problem]]:
    """Return the entries of some rows, and what is wrong with rows and values."""
    entries: list[ReferenceEntry] = []
    problems: list[Problem] = []
    for place, row in rows:
        if isinstance(row, BadRecord):
            problems.append(row.problem(origin))
            continue
        reader = _RowReader({field: row[name] for field, name in columns.items()})
        entry = reader.entry()
        problems += [Problem(origin, place, *told) for told in reader.complaints]
        if entry is not None:
            entries.append(entry)
    return entries, problems


def find_columns(header: list[str], mapping: Mapping[str, str], *, where: str) -> dict[str, str]:
    """Return the list's column for each of our fields that has one.

    Raises:
        UnreadableFileError: If a field or a column that was named does not exist, or no column
            holds the names.
    """
    for field, name in mapping.items():
        if field not in FIELDS or name not in header:
            what = f"there is no field {field!r}" if field not in FIELDS else f"no column {name!r}"
            listed = ", ".join(FIELDS if field not in FIELDS else map(printable, header))
            raise UnreadableFileError(what, where=where, mend=f"There are: {listed}.")
    folded = {fold(name): name for name in reversed(header)}
    columns = dict(mapping)
    for field in FIELDS:
        known = (folded[heading] for heading in _headings()[field] if heading in folded)
        found = next((name for name in known if name not in columns.values()), None)
        if field not in columns and found is not None:
            columns[field] = found
    if "name" not in columns:
        raise UnreadableFileError(
            f"no column holds the names; there are: {', '.join(map(printable, header))}",
            where=where,
            mend="Say which one it is, for example: --column name=judul",
        )
    return columns


def split_name(name: str) -> tuple[str, str | None]:
    """Return a name, and what it stands for if that is in brackets behind it, or it itself is.

    ``E-SURAT (TATA PERSURATAN DIGITAL )`` and ``TATA PERSURATAN DIGITAL (E-SURAT)`` give the same.
    Brackets that hold several words, but fewer than stand before them, are a gloss and left out.
    """
    found = _BRACKET.fullmatch(name)
    outer, inner = (found[1].strip(), found[2].strip()) if found else (name, "")
    n_outer, n_inner = len(outer.split()), len(inner.split())
    if n_inner == 1 and n_outer >= _FEWEST_WORDS:
        return inner, outer
    return (outer, inner) if n_inner > n_outer else (outer or name, None)


class _RowReader:
    """Reads the cells of one row, and gathers what is wrong with them.

    Args:
        cells: Texts by field.
    """

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.complaints: list[tuple[str, str | None, bool]] = []
        self._cells = cells

    def entry(self) -> ReferenceEntry | None:
        """Return the entry; None if the row has no name."""
        as_written = self._text("name")
        if not as_written:
            self.complaints.append(("the row has no name", None, False))
            return None
        expansion = self._text("expansion")
        name, in_brackets = (as_written, None) if expansion else split_name(as_written)
        return ReferenceEntry(
            name=name,
            as_written=as_written,
            expansion=expansion or in_brackets,
            owner=self._text("owner"),
            region=self._region(),
            sector=self._sector(),
            year=self._year(),
            award=self._text("award"),
            source_url=self._text("source_url"),
        )

    def _text(self, field: str) -> str | None:
        """Return a cell on one line, bounded; None if it is empty."""
        text = " ".join(normalise_text(self._cells.get(field, "")).split())
        return text[:_LONGEST_VALUE] or None

    def _region(self) -> str | None:
        """Return the code of the region, if the cell means one."""
        text = self._text("region")
        if text is None or fold(text) in _no_region() or not fold(text):
            return None
        try:
            return resolve_region(text)[0]
        except InvalidQueryError as error:
            self._leave_out(error)
            return None

    def _sector(self) -> str | None:
        """Return the code of the sector, if the cell means one."""
        text = self._text("sector")
        try:
            return resolve_sector(text) if text else None
        except InvalidQueryError as error:
            self._leave_out(error)
            return None

    def _year(self) -> int | None:
        """Return the last year that the cell names."""
        text = self._text("year")
        years = _YEAR.findall(text or "")
        if text and not years:
            self.complaints.append((f"{printable(text)!r} is no year and is left out", None, True))
        return int(years[-1]) if years else None

    def _leave_out(self, error: InvalidQueryError) -> None:
        """Note that a value was left out."""
        self.complaints.append((f"{error.what}; the value is left out", error.mend, True))


@lru_cache(maxsize=1)
def _facts() -> Mapping[str, object]:
    """Return the headings and words that lists use."""
    text = files("gali").joinpath("references", "columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _headings() -> Mapping[str, list[str]]:
    """Return the common headings of each field."""
    return _facts()  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _no_region() -> frozenset[str]:
    """Return what lists write where there is no region."""
    words: Mapping[str, list[str]] = _facts()["words"]  # type: ignore[assignment]
    return frozenset(fold(word) for word in words["no_region"])


def read_mapping(path: Path) -> Iterator[tuple[str, str]]:
    """Yield field and column of each line of a TOML file such as ``name = "Judul"``.

    Raises:
        UnreadableFileError: If it is no TOML, or a value is no text.
        OSError: If the file cannot be read.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            f"no TOML: {error}",
            where=str(path),
            mend='Write lines such as: name = "Judul Inovasi"',
        ) from error
    for field, name in found.items():
        if not isinstance(name, str):
            raise UnreadableFileError(
                f"the column of {field!r} is no text",
                where=str(path),
                mend='Write lines such as: name = "Judul Inovasi"',
            )
        yield field, name
