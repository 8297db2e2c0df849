"""``CITATION.cff``: how to cite a dataset (Citation File Format 1.2.0).

The file is YAML, of which quoted strings of JSON are a part.
"""

from __future__ import annotations

import json

from corpus.export.dataset import DatasetFacts


def citation_cff(facts: DatasetFacts) -> str:
    """Return the citation of a dataset as a file's content."""
    citation = facts.request.citation
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": citation.title,
        "version": facts.version,
        "abstract": facts.description,
        "license": citation.license,
        "date-released": citation.released.isoformat() if citation.released else None,
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in told.items() if value]
    lines += ["authors:", *(f"  - name: {_quoted(name)}" for name in facts.creators)]
    lines += ["identifiers:", "  - type: other", f"    value: {_quoted(f'sha256:{facts.digest}')}"]
    lines += ['    description: "Digest of the content, equal in all formats."']
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """Return a value as YAML reads it."""
    return json.dumps(value, ensure_ascii=False)
