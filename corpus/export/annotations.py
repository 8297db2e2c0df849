"""Evidence as W3C Web Annotations: each stretch of an article that proves a fact.

Standard: https://www.w3.org/TR/annotation-model/. The first target of an annotation is the
article's text as the corpus keeps it, in which offsets count (code points); the second is the page
on the web, in which the quoted words are to be looked for.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus.export.dataset import DatasetFacts, ExportRequest, read_facts
from corpus.export.package import (
    finish_package,
    new_folder,
    reading,
    summarise_tables,
)
from corpus.export.scope import condition_of
from corpus.export.tables import exported_tables

FILE = "annotations.jsonld"
_CONTEXT_CHARACTERS = 32
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"gali": "urn:gali:terms:"}]
_FACTS = {
    "mention": "mentions",
    "award": "awards",
    "replication": "replications",
    "count": "counts",
}


def export_annotations(
    conn: sqlite3.Connection, folder: Path, request: ExportRequest
) -> DatasetFacts:
    """Write a package with one annotation for each row of ``evidence``.

    Without texts, the words before and behind a quote are left out as well.

    Args:
        conn: A corpus.
        folder: Does not exist yet, or is empty.
        request: Which rows, and what is said of them.

    Raises:
        ExportRefusedError: If the folder holds something.
        OSError: If the files cannot be written; nothing is left behind.
    """
    with reading(conn), new_folder(folder) as unfinished:
        tables = exported_tables(conn, without_text=request.without_text)
        facts = read_facts(conn, request, summarise_tables(conn, tables, request))
        with (unfinished / FILE).open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_iter_lines(facts, iter_annotations(conn, request)))
        finish_package(unfinished, facts)
    return facts


def iter_annotations(
    conn: sqlite3.Connection, request: ExportRequest
) -> Iterator[dict[str, object]]:
    """Yield the annotations, by article."""
    article = None
    for row in conn.execute(_query(request), request.scope.parameters):
        if article is None or article["id"] != row["article_id"]:
            article = conn.execute(
                "SELECT id, title, text, url, language FROM articles WHERE id = ?",
                (row["article_id"],),
            ).fetchone()
        yield _annotation(row, article, with_context=not request.without_text)


def _query(request: ExportRequest) -> str:
    """Return the query for the selected evidence, each row with its fact."""
    names = ("found_by", "confidence")
    values = ", ".join(
        f"coalesce({', '.join(f'{table}.{name}' for table in _FACTS.values())}) AS {name}"
        for name in names
    )
    joins = " ".join(
        f"LEFT JOIN {table} ON t.fact_kind = '{kind}' AND {table}.article_id = t.article_id "
        f"AND {table}.position = t.fact_position"
        for kind, table in _FACTS.items()
    )
    return (
        f"SELECT t.*, {values}, mentions.innovation_id, x.extractor "  # noqa: S608 -- our own names
        f"FROM evidence AS t JOIN extractions AS x USING (article_id) {joins} "
        f"WHERE {condition_of('evidence', request.scope)} "
        "ORDER BY t.article_id, t.fact_kind, t.fact_position, t.position"
    )


def _annotation(row: sqlite3.Row, article: sqlite3.Row, *, with_context: bool) -> dict[str, object]:
    """Return one annotation."""
    fact = f"{row['article_id']}:{row['fact_kind']}:{row['fact_position']}"
    return {
        "id": f"urn:gali:annotation:{fact}:{row['position']}",
        "type": "Annotation",
        "motivation": "identifying",
        "creator": {"type": "Software", "name": row["extractor"]},
        "gali:rule": row["found_by"],
        "gali:confidence": row["confidence"],
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": row["role"]},
            {"source": f"urn:gali:fact:{fact}", "purpose": "identifying"},
            *_innovation(row["innovation_id"]),
        ],
        "target": _targets(row, article, with_context=with_context),
    }


def _innovation(innovation_id: str | None) -> list[dict[str, object]]:
    """Return the body that names an innovation; none if the fact is not linked to one."""
    if innovation_id is None:
        return []
    return [{"source": f"urn:gali:innovation:{innovation_id}", "purpose": "linking"}]


def _targets(
    row: sqlite3.Row, article: sqlite3.Row, *, with_context: bool
) -> list[dict[str, object]]:
    """Return where the words stand: in the stored text, and on the web if it has an address."""
    whole, start, end = article[row["field"]], row["start"], row["end"]
    quote = {"type": "TextQuoteSelector", "exact": row["quote"]}
    if with_context:
        quote["prefix"] = whole[max(start - _CONTEXT_CHARACTERS, 0) : start]
        quote["suffix"] = whole[end : end + _CONTEXT_CHARACTERS]
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    stored: dict[str, object] = {
        "source": {
            "id": f"urn:gali:article:{article['id']}:{row['field']}",
            "type": "Text",
            "format": "text/plain",
            "language": article["language"],
            "gali:sha256": hashlib.sha256(whole.encode()).hexdigest(),
        },
        "selector": [position, quote],
    }
    on_the_web: dict[str, object] = {"source": article["url"], "selector": quote}
    return [stored, on_the_web] if article["url"] else [stored]


def _iter_lines(facts: DatasetFacts, annotations: Iterator[dict[str, object]]) -> Iterator[str]:
    """Yield the lines of one JSON-LD document with one annotation a line."""
    head = {
        "@context": _CONTEXT,
        "id": f"urn:gali:dataset:{facts.digest}",
        "type": "AnnotationCollection",
        "label": facts.request.citation.title,
        "total": facts.n_rows("evidence"),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1]
    yield ', "first": {"type": "AnnotationPage", "startIndex": 0, "items": ['
    for place, annotation in enumerate(annotations):
        yield f"{',' * bool(place)}\n{json.dumps(annotation, ensure_ascii=False)}"
    yield "\n]}}\n"
