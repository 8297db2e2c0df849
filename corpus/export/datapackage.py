"""``datapackage.json``: tables described as a Frictionless Data Package, version 2.

Standard: https://datapackage.org/standard/data-package/ (2.0). Written by us because the reference
library does not write version 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.export.dataset import NAME, DatasetFacts
from corpus.export.description import Column, Kind, Table
from corpus.export.files import DataFile

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: dict[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "boolean": "boolean",
    "day": "date",
    "time": "datetime",
    "json": "array",
}


def data_package(facts: DatasetFacts, files: Sequence[DataFile]) -> dict[str, object]:
    """Return the description of a package as JSON holds it.

    Args:
        facts: What the package holds.
        files: One for each of its tables.
    """
    citation = facts.request.citation
    package: dict[str, object] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": NAME,
        "title": citation.title,
        "description": facts.description,
        "version": facts.version,
        "contributors": [{"title": name, "roles": ["creator"]} for name in facts.creators],
        "resources": [_resource(file) for file in files],
    }
    if citation.license:
        package["licenses"] = [{"name": citation.license}]
    if citation.released:
        package["created"] = f"{citation.released.isoformat()}T00:00:00Z"
    return package


def _resource(file: DataFile) -> dict[str, object]:
    """Return the description of one table."""
    table = file.table
    foreign_keys = _foreign_keys(table)
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": file.path,
        "description": table.description,
        "format": file.suffix,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.n_bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"uniqueKeys": [list(key) for key in table.unique]} if table.unique else {}),
            **({"foreignKeys": foreign_keys} if foreign_keys else {}),
        },
    }


def _field(column: Column) -> dict[str, object]:
    """Return the description of one column."""
    limits = {
        "required": column.required or None,
        "enum": list(column.values) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "minLength": 1 if column.is_never_empty else None,
    }
    constraints = {name: value for name, value in limits.items() if value is not None}
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.description,
    }
    if constraints:
        field["constraints"] = constraints
    if column.required and column.kind == "text":
        field["missingValues"] = []  # empty text is a value here
    return field


def _foreign_keys(table: Table) -> list[dict[str, object]]:
    """Return where the columns of a table point to; no resource is the table itself.

    Pairs of which one may be missing are left out: the standard does not say that they then point
    nowhere, as SQL does.
    """
    required = {column.name for column in table.columns if column.required}
    return [
        {
            "fields": list(one.columns),
            "reference": {
                **({"resource": one.table.replace("_", "-")} if one.table != table.name else {}),
                "fields": list(one.target),
            },
        }
        for one in table.references
        if len(one.columns) == 1 or required.issuperset(one.columns)
    ]
