"""Records as rows of Arrow tables, and back again.

Field names stay; tuples are lists, days are days, times are UTC. Rows that come back were perhaps
written by a stranger: they are checked against the records' types and invariants.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.errors import InvalidRecordError

if TYPE_CHECKING:
    import pyarrow

Record = TypeVar("Record")


def arrow_schema(record_class: type) -> pyarrow.Schema:
    """Return the columns of a table of such records, in the order of their fields.

    Raises:
        TypeError: If a field is of a type that no column can hold.
    """
    import pyarrow

    return pyarrow.schema(list(_iter_fields(record_class)))


def to_rows(records: Iterable[object]) -> list[dict[str, Any]]:
    """Return records as rows for ``pyarrow.Table.from_pylist``."""
    return [asdict(record) for record in records]  # type: ignore[call-overload]


def iter_records(rows: Iterable[object], record_class: type[Record]) -> Iterator[Record]:
    """Yield the records of some rows.

    Raises:
        InvalidRecordError: If a row has not the fields of the record, or breaks its rules.
    """
    from pydantic import TypeAdapter, ValidationError

    adapter = TypeAdapter(record_class)
    for row in rows:
        try:
            yield adapter.validate_python(row)
        except (ValidationError, InvalidRecordError) as error:
            reason = "; ".join(_reasons(error))
            raise InvalidRecordError(f"this is no {record_class.__name__}: {reason}") from error


def _iter_fields(record_class: type) -> Iterator[pyarrow.Field]:
    """Yield an Arrow field for each field of a record."""
    import pyarrow

    hints = typing.get_type_hints(record_class)
    for field in fields(record_class):
        inner, is_optional = _without_none(hints[field.name])
        yield pyarrow.field(field.name, _arrow_type(inner), nullable=is_optional)


def _arrow_type(hint: Any) -> pyarrow.DataType:
    """Return the Arrow type of a field's type."""
    import pyarrow

    simple = {
        str: pyarrow.string(),
        bytes: pyarrow.binary(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
        date: pyarrow.date32(),
        datetime: pyarrow.timestamp("us", tz="UTC"),
    }
    if hint in simple:
        return simple[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return pyarrow.struct(list(_iter_fields(hint)))
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return pyarrow.string()
    if origin is tuple:
        inner, is_optional = _without_none(typing.get_args(hint)[0])
        return pyarrow.list_(pyarrow.field("element", _arrow_type(inner), nullable=is_optional))
    raise TypeError(f"no column can hold {hint}")


def _without_none(hint: Any) -> tuple[Any, bool]:
    """Return a type without None, and whether None was among it."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint, False
    (inner,) = [part for part in typing.get_args(hint) if part is not type(None)]
    return inner, True


def _reasons(error: Exception) -> list[str]:
    """Return what is wrong with a row, a few words a fault."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        return [str(error)]
    return [
        f"{'.'.join(map(str, fault['loc'])) or 'row'}: {fault['msg']}"
        for fault in error.errors(include_url=False)[:3]
    ]
