"""CSV and JSONL to drafts, one record at a time, so that a bad one does not stop the others.

Which column is which is decided in ``columns``, bytes become characters in ``charset``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from corpus.errors import UnreadableFileError
from harvest.columns import find_columns, missing_text
from harvest.drafts import Draft
from harvest.limits import MAX_CELL_CHARACTERS, MAX_JSON_ARRAY
from harvest.options import Column
from harvest.problems import Problem

_DELIMITERS = ",;\t|"
_ADVICE = (
    "Put cells that hold the delimiter, quotation marks or line breaks between quotation marks, "
    'and double those inside: "Inovasi ""Sate Bebek"" …"'
)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that is no article, and where it stands.

    Attributes:
        place: Its id, or its line; None if neither can be told.
        reason: Why it is none.
        mend: What the user can do; None if nothing can be advised.
    """

    place: str | None
    reason: str
    mend: str | None = None

    def problem(self, origin: str) -> Problem:
        """Return it as a problem of a file."""
        return Problem(origin, self.place, self.reason, self.mend)


def read_csv(lines: Iterable[str], mapping: Mapping[str, str]) -> Iterator[Draft | BadRecord]:
    """Yield a draft for each row of a CSV with a header, or why it is none.

    The delimiter is the one of comma, semicolon, tab and bar that splits the header most.

    Args:
        lines: The file's lines, each with its line end.
        mapping: Our field → the user's column; common names are recognised without it.

    Raises:
        UnreadableFileError: If the header does not tell which column holds the text.
    """
    header, rows = read_rows(lines)
    columns = find_columns(header, mapping)
    if "text" not in columns:
        raise missing_text(header)
    for place, cells in rows:
        if isinstance(cells, BadRecord):
            yield cells
        else:
            yield make_draft({field: cells[name] for field, name in columns.items()}, place)


def read_rows(
    lines: Iterable[str],
) -> tuple[list[str], Iterator[tuple[str, dict[str, str] | BadRecord]]]:
    """Return the header of a CSV, and its rows with their places: cells by column, or why not.

    The delimiter is found out as in ``read_csv``; empty rows are left out.

    Raises:
        UnreadableFileError: If the file is empty.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL_CHARACTERS))
    lines = iter(lines)
    header, delimiter, skipped = _read_header(lines)

    def rows() -> Iterator[tuple[str, dict[str, str] | BadRecord]]:
        for row, place in _rows(lines, delimiter, skipped, len(header)):
            if isinstance(row, str):
                yield place, BadRecord(place, row, _ADVICE)
            elif any(cell.strip() for cell in row):
                # Reversed, so that the first of two columns with one name counts.
                yield place, dict(zip(reversed(header), reversed(row), strict=True))

    return header, rows()


def read_jsonl(lines: Iterable[str], mapping: Mapping[str, str]) -> Iterator[Draft | BadRecord]:
    """Yield a draft for each line of JSON objects, or why it is none; one JSON array does too.

    Args:
        lines: The file's lines.
        mapping: Our field → the user's key; common names are recognised without it.

    Raises:
        UnreadableFileError: If a JSON array is broken or larger than `MAX_JSON_ARRAY`.
    """
    lines = iter(lines)
    is_first = True
    for number, line in enumerate(lines, start=1):
        opening = line.strip()
        if is_first and (opening == "{" or opening.startswith("[")):
            yield from _read_whole(chain((line,), lines), mapping)
        elif opening:
            is_first = False
            yield _parse(opening, f"line {number}", mapping)


def _read_header(lines: Iterator[str]) -> tuple[list[str], str, int]:
    """Return the names of the columns, the delimiter, and the number of lines used up."""
    skipped = 0
    for line in lines:
        skipped += 1
        if line.lower().startswith("sep=") and len(line.strip()) == 5:
            continue  # a hint that spreadsheets write; the header says the same
        if line.strip():
            widest = max(_DELIMITERS, key=lambda mark: len(_split(line, mark)))
            return [name.strip() for name in _split(line, widest)], widest, skipped
    raise UnreadableFileError("the file is empty", mend="Give a CSV with a header line")


def _split(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(
    lines: Iterator[str], delimiter: str, skipped: int, width: int
) -> Iterator[tuple[list[str] | str, str]]:
    """Yield each row, or the reason why there is none, with its place.

    Reading ends at a cell that is too long: what follows it cannot be told apart from it.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number, start = 0, skipped + 1
    while True:
        number += 1
        place = f"row {number}, line {start}"
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _explain(error, last=skipped + reader.line_num), place
            if "limit" in str(error):
                return
        else:
            if row:
                yield _fitted(row, width), place
            else:
                number -= 1
        start = skipped + reader.line_num + 1


def _explain(error: csv.Error, last: int) -> str:
    """Return in plain words why a row cannot be read."""
    message = str(error)
    if "limit" in message:
        return f"a cell is longer than {MAX_CELL_CHARACTERS} characters; nothing after it was read"
    if "unexpected end" in message:
        return f"a quotation mark is opened and never closed; all up to line {last} is lost"
    return f"the row is no proper CSV ({message})"


def _fitted(row: list[str], width: int) -> list[str] | str:
    """Return a row with as many cells as the header, or why it has not."""
    spare = row[width:]
    if len(row) < width or any(cell.strip() for cell in spare):
        return f"the row has {len(row)} cells, the header {width}"
    return row[:width]


def _read_whole(lines: Iterable[str], mapping: Mapping[str, str]) -> Iterator[Draft | BadRecord]:
    """Yield the records of a file that is one JSON array or one object over many lines."""
    pieces: list[str] = []
    size = 0
    for line in lines:
        size += len(line)
        if size > MAX_JSON_ARRAY:
            raise UnreadableFileError(
                f"the JSON array is larger than {MAX_JSON_ARRAY // 1_000_000} MB",
                mend="Write one object on each line (JSONL), for example with: jq -c '.[]' FILE",
            )
        pieces.append(line)
    records = _loads("".join(pieces))
    if isinstance(records, BadRecord):
        raise UnreadableFileError(records.reason, mend="Mend the JSON, or write it as JSONL")
    for number, record in enumerate(records if isinstance(records, list) else [records], start=1):
        yield _from_object(record, f"record {number}", mapping)


def _parse(line: str, place: str, mapping: Mapping[str, str]) -> Draft | BadRecord:
    """Return the draft of one line of JSON, or why it is none."""
    record = _loads(line)
    if isinstance(record, BadRecord):
        return replace(record, place=place)
    return _from_object(record, place, mapping)


def _loads(text: str) -> object:
    """Return parsed JSON, or why it cannot be parsed."""
    try:
        parsed: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}" if "\n" in text else error.colno
        return BadRecord(None, f"no valid JSON: {error.msg} at {where}")
    except (ValueError, RecursionError) as error:
        return BadRecord(None, f"no JSON that can be read: {type(error).__name__}")
    return parsed


def _from_object(record: object, place: str, mapping: Mapping[str, str]) -> Draft | BadRecord:
    """Return the draft of a JSON object, or why it is none."""
    if not isinstance(record, dict):
        return BadRecord(place, "this is no JSON object", "Write {…} with title and text")
    try:
        columns = find_columns(record, mapping)
        if "text" not in columns:
            raise missing_text(record)
    except UnreadableFileError as error:
        return BadRecord(place, error.what, error.mend)
    for field in ("title", "text"):
        value = record[columns[field]] if field in columns else None
        if not isinstance(value, str | None):
            return BadRecord(place, f"{field} is no text but {_type_name(value)}")
    return make_draft({field: record[name] for field, name in columns.items()}, place)


def make_draft(cells: Mapping[Column, object], place: str) -> Draft:
    """Return the draft of a record's fields; those of a wrong type are reported as lost."""
    lost: list[str] = []
    texts = {field: _cell(field, value, lost) for field, value in cells.items()}
    return Draft(
        title=texts.get("title") or "",
        text=texts.get("text") or "",
        place=place,
        published=texts.get("published"),
        url=texts.get("url"),
        outlet=texts.get("outlet"),
        author=texts.get("author"),
        id=texts.get("id"),
        lost=tuple(lost),
    )


def _cell(field: Column, value: object, lost: list[str]) -> str | None:
    """Return the text of a cell; numbers are written out, lists of texts joined."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    lost.append(f"{field} is no text but {_type_name(value)}; the article was kept without it")
    return None


def _type_name(value: object) -> str:
    """Return what a JSON value is called."""
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "an object")
