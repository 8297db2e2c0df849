"""Records to rows and back: how each kind of value is stored.

Days as ``2020-08-28``, times as ``2020-08-28T01:02:03.000000Z`` (so that text order is time
order), sequences as JSON lists. No SQL is run here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from itertools import islice
from typing import TypeVar

from corpus.connection import is_refusal
from corpus.errors import InvalidRecordError
from corpus.records import Article, Innovation, MentionRef

SqlValue = str | int | float | bytes | None
T = TypeVar("T")
_STORED_AS_THEY_ARE = (str, int, float, bytes)

ARTICLE_COLUMNS = tuple(field.name for field in fields(Article))
INNOVATION_COLUMNS = tuple(field.name for field in fields(Innovation) if field.name != "mentions")


def to_sql(value: object) -> SqlValue:
    """Return a field of a record as SQLite stores it.

    Raises:
        ValueError: If a time bears no time zone, or a list holds what JSON cannot.
        TypeError: If the value is of a kind that no record holds.
    """
    if value is None or isinstance(value, _STORED_AS_THEY_ARE):
        return value
    if isinstance(value, datetime):
        return _time_to_sql(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    raise TypeError(f"cannot store {type(value).__name__}")


def article_values(article: Article) -> tuple[SqlValue, ...]:
    """Return the values of an article in the order of ``ARTICLE_COLUMNS``."""
    return tuple(to_sql(getattr(article, name)) for name in ARTICLE_COLUMNS)


def article_from_row(row: sqlite3.Row) -> Article:
    """Return the article of a row that has at least ``ARTICLE_COLUMNS``."""
    values = {name: row[name] for name in ARTICLE_COLUMNS}
    values["published"] = day_from_sql(values["published"])
    values["fetched_at"] = time_from_sql(values["fetched_at"])
    return Article(**values)


def innovation_values(innovation: Innovation) -> tuple[SqlValue, ...]:
    """Return the values of an innovation in the order of ``INNOVATION_COLUMNS``."""
    return tuple(to_sql(getattr(innovation, name)) for name in INNOVATION_COLUMNS)


def innovation_from_row(row: sqlite3.Row, mentions: Sequence[MentionRef]) -> Innovation:
    """Return the innovation of a row that has at least ``INNOVATION_COLUMNS``."""
    values = {name: row[name] for name in INNOVATION_COLUMNS}
    values["other_names"] = tuple(json.loads(values["other_names"]))
    values["first_seen"] = day_from_sql(values["first_seen"])
    values["last_seen"] = day_from_sql(values["last_seen"])
    return Innovation(mentions=tuple(mentions), **values)


def day_from_sql(value: str | None) -> date | None:
    """Return a stored day."""
    return date.fromisoformat(value) if value is not None else None


def time_from_sql(value: str | None) -> datetime | None:
    """Return a stored time, UTC."""
    return datetime.fromisoformat(value) if value is not None else None


def insert_statement(table: str, columns: Sequence[str]) -> str:
    """Return an INSERT with one placeholder a column; names come from our own schema only."""
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608


def iter_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of ``size`` items; the last one may be shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


@contextmanager
def insisting_on_records(where: str) -> Iterator[None]:
    """Turn what SQLite or Python say about an unfit value into an error that names the record.

    Raises:
        InvalidRecordError: If a value breaks a rule of the database.
    """
    try:
        yield
    except (sqlite3.Error, ValueError, OverflowError) as error:
        if isinstance(error, sqlite3.Error) and is_refusal(error):
            raise
        raise InvalidRecordError(
            f"the record breaks a rule of the database: {error}",
            where=where,
            mend="See the rules in corpus/records/ and the codes in corpus/data/.",
        ) from error


def _time_to_sql(value: datetime) -> str:
    """Return a time in UTC with a fixed width."""
    if value.tzinfo is None:
        raise ValueError(f"{value} bears no time zone")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
