"""``croissant.json``: tables described for machine learning (Croissant 1.0, JSON-LD).

Standard: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html. Which column refers to
which is left out, because its tools would join the tables; the codebook tells it.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.export.dataset import NAME, DatasetFacts
from corpus.export.description import Column, Kind
from corpus.export.files import DataFile

_TYPES: dict[Kind, str] = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "real": "sc:Float",
    "boolean": "sc:Boolean",
    "day": "sc:Date",
    "time": "sc:DateTime",
    "json": "sc:Text",
}
_TERMS = (
    "annotation arrayShape citeAs column containedIn data dataBiases dataCollection "
    "equivalentProperty examples excludes extract field fileProperty fileObject fileSet format "
    "includes isArray isLiveDataset jsonPath key md5 parentField path personalSensitiveInformation "
    "readLines recordSet references regex repeated replace samplingRate separator source subField "
    "transform unArchive"
)
_CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{term: f"cr:{term}" for term in _TERMS.split()},
    "cr": "http://mlcommons.org/croissant/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}


def croissant(facts: DatasetFacts, files: Sequence[DataFile]) -> dict[str, object]:
    """Return the description of a package as JSON holds it.

    Args:
        facts: What the package holds.
        files: One for each of its tables.
    """
    citation = facts.request.citation
    told = {
        "license": citation.license,
        "datePublished": citation.released.isoformat() if citation.released else None,
        "temporalCoverage": _period(facts),
    }
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "alternateName": citation.title,
        "description": facts.description,
        "version": facts.version,
        "inLanguage": "id",
        "creator": [{"@type": "sc:Organization", "name": name} for name in facts.creators],
        "citeAs": f"{'; '.join(facts.creators)}: {citation.title}, version {facts.version}.",
        **{name: value for name, value in told.items() if value},
        "distribution": [_file_object(file) for file in files],
        "recordSet": [_record_set(file) for file in files],
    }


def _period(facts: DatasetFacts) -> str | None:
    """Return the days of publication between which the articles lie; None without any."""
    if facts.first_published is None:
        return None
    return f"{facts.first_published}/{facts.last_published}"


def _file_object(file: DataFile) -> dict[str, object]:
    """Return the description of a file."""
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.table.description,
        "contentUrl": file.path,
        "contentSize": f"{file.n_bytes} B",
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }


def _record_set(file: DataFile) -> dict[str, object]:
    """Return the description of a table."""
    table = file.table
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(file, column) for column in table.columns],
    }


def _field(file: DataFile, column: Column) -> dict[str, object]:
    """Return the description of a column."""
    name = f"{file.table.name}/{column.name}"
    return {
        "@type": "cr:Field",
        "@id": name,
        "name": name,
        "description": column.description,
        "dataType": _TYPES[column.kind],
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
    }
