"""Each piece of evidence is an annotation whose words stand where it says."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.export.annotations import FILE, export_annotations
from corpus.export.dataset import ExportRequest
from corpus.export.scope import scope_of_innovations
from corpus.filters import SearchFilters

RequestOf = Callable[..., ExportRequest]
KEYS = "article_id, fact_kind, fact_position, position"


def written(folder: Path) -> Any:
    return json.loads((folder / FILE).read_text(encoding="utf-8"))


def test_annotations_come_back_as_the_evidence_of_the_corpus(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    export_annotations(rich, tmp_path / "out", request_of())
    collection = written(tmp_path / "out")
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    found = []
    for one in collection["first"]["items"]:
        article, kind, fact, place = one["id"].removeprefix("urn:gali:annotation:").split(":")
        stored = one["target"][0]
        position, quote = stored["selector"]
        field = stored["source"]["id"].rpartition(":")[2]
        span = (position["start"], position["end"], quote["exact"], one["body"][0]["value"])
        found.append((article, kind, int(fact), int(place), field, *span))
    query = f'SELECT {KEYS}, field, start, "end", quote, role FROM evidence ORDER BY {KEYS}'
    assert found == [tuple(row) for row in rich.execute(query)]
    assert collection["total"] == len(found)


def test_words_stand_in_the_text_between_what_is_around_them(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    export_annotations(rich, tmp_path / "out", request_of())
    texts = {row["id"]: row for row in rich.execute("SELECT id, title, text, url FROM articles")}
    for one in written(tmp_path / "out")["first"]["items"]:
        stored, *on_the_web = one["target"]
        _, _, _, article, field = stored["source"]["id"].split(":")
        whole = texts[article][field]
        position, quote = stored["selector"]
        start, end = position["start"], position["end"]
        assert whole[start:end] == quote["exact"]
        assert quote["prefix"] == whole[max(0, start - 32) : start]
        assert quote["suffix"] == whole[end : end + 32]
        assert stored["source"]["gali:sha256"] == hashlib.sha256(whole.encode()).hexdigest()
        url = texts[article]["url"]
        assert [target["source"] for target in on_the_web] == ([url] if url else [])


def test_facts_are_named_with_their_rule_and_innovation(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    chosen = scope_of_innovations(rich, "gesit", SearchFilters())
    export_annotations(rich, tmp_path / "out", request_of(scope=chosen))
    items = written(tmp_path / "out")["first"]["items"]
    rules = {one["id"].split(":")[4]: (one["gali:rule"], one["gali:confidence"]) for one in items}
    assert rules == {
        "mention": ("cues@1", 0.9),
        "award": ("awards@1", 0.8),
        "replication": ("replications@1", 0.7),
    }
    (mention,) = (one for one in items if ":mention:" in one["id"])
    assert mention["body"][2] == {
        "source": f"urn:gali:innovation:{chosen.innovation_ids[0]}",
        "purpose": "linking",
    }


def test_without_text_nothing_around_the_words_is_told(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    export_annotations(rich, tmp_path / "out", request_of(without_text=True))
    text = (tmp_path / "out" / FILE).read_text(encoding="utf-8")
    assert '"exact"' in text
    assert '"prefix"' not in text
    assert '"suffix"' not in text


def test_a_corpus_without_evidence_is_an_empty_collection(
    conn: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    export_annotations(conn, tmp_path / "out", request_of())
    collection = written(tmp_path / "out")
    assert (collection["total"], collection["first"]["items"]) == (0, [])


@pytest.mark.parametrize("key", ["type", "target", "body"])
def test_every_annotation_has_what_the_standard_demands(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf, key: str
) -> None:
    export_annotations(rich, tmp_path / "out", request_of())
    assert all(key in one for one in written(tmp_path / "out")["first"]["items"])
