"""Tasks for Label Studio come back as what they were, whatever characters the text has."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import InvalidGoldError
from corpus.identity import make_article
from corpus.records import Article, Evidence, Extraction, Mention
from models.annotated import Span
from models.annotated_files import read_annotated
from models.gold import gold_record, parse_annotation
from models.labelstudio import labelling_config, make_task

ARTICLE = make_article(
    title="Banyumas punya 🎉 Gesit",
    text="Dinas Kesehatan meluncurkan 😀 Gesit (Gerakan Sisir Anak Stunting).\n"
    "Menurut Dinkes, Gesit dan Pak Raja milik Dinas Kesehatan.",
    url="https://kabar.example/gesit",
)


def evidence(quote: str, role: str, *, nth: int = 0) -> Evidence:
    start = -1
    for _ in range(nth + 1):
        start = ARTICLE.text.index(quote, start + 1)
    return Evidence(start=start, end=start + len(quote), quote=quote, field="text", role=role)


EXTRACTION = Extraction(
    article_id=ARTICLE.id,
    extractor="gali@1",
    relevant=True,
    innovations=(
        Mention(
            local_id="i1",
            name="Gesit",
            surfaces=("Gesit",),
            expansion="Gerakan Sisir Anak Stunting",
            owners=("Dinas Kesehatan",),
            owner_types=("dinas-kesehatan",),
            region="33.02",
            sector="kesehatan",
            evidence=(
                evidence("Gesit", "name"),
                evidence("Gerakan Sisir Anak Stunting", "expansion"),
                evidence("Dinkes", "owner"),
            ),
            found_by="x@1",
            confidence=0.9,
        ),
        Mention(
            local_id="i2",
            name="Pak Raja",
            surfaces=("Pak Raja",),
            owners=("Dinas Kesehatan",),
            owner_types=("dinas-kesehatan",),
            evidence=(evidence("Pak Raja", "name"), evidence("Dinkes", "owner")),
            found_by="x@1",
            confidence=0.9,
        ),
    ),
)


def task(**changes: Any) -> dict[str, Any]:
    """The article as a task whose prediction a person took over."""
    made: dict[str, Any] = make_task(
        ARTICLE, EXTRACTION, {"weight": 2.5, "stratum": {"year": "2021"}}
    )
    done = {"was_cancelled": False, "result": made["predictions"][0]["result"]}
    return {**made, "annotations": [done], **changes}


def write(tmp_path: Path, tasks: object) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def as_browser(text: str, value: dict[str, Any]) -> str:
    """The words that a browser shows between two offsets, which count UTF-16 units."""
    return text.encode("utf-16-le")[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")


def test_a_task_comes_back_as_what_was_found(tmp_path: Path) -> None:
    found = read_annotated(write(tmp_path, [task()]))[ARTICLE.id]
    record = {**gold_record(ARTICLE, EXTRACTION), "id": ARTICLE.id}
    expected = parse_annotation(record)
    told = [
        (i.name, i.surfaces, i.expansion, i.owners, i.region, i.sector)
        for i in found.annotation.innovations
    ]
    assert told == [
        (i.name, i.surfaces, i.expansion, i.owners, i.region, i.sector)
        for i in expected.innovations
    ]
    assert found.annotation.relevant
    assert (found.weight, found.stratum) == (2.5, "[('year', '2021')]")


def test_offsets_are_those_of_a_browser() -> None:
    made = task()
    text = made["data"]["text"]
    regions = [one for one in made["predictions"][0]["result"] if one["type"] == "labels"]
    assert len(regions) == 5
    for region in regions:
        assert as_browser(text, region["value"]) == region["value"]["text"]


def test_offsets_in_code_points_are_understood_too(tmp_path: Path) -> None:
    made = task()
    text = made["data"]["text"]
    start = text.index("Gesit")
    value = {"start": start, "end": start + 5, "text": "Gesit", "labels": ["Name"]}
    result = [{"id": "a", "from_name": "label", "type": "labels", "value": value}]
    made["annotations"] = [{"result": result}]
    found = read_annotated(write(tmp_path, [made]))[ARTICLE.id]
    assert found.spans == (Span(start, start + 5, "name"),)


def test_what_a_person_changed_counts(tmp_path: Path) -> None:
    made = task()
    text = made["data"]["text"]
    result = made["annotations"][0]["result"]
    result[:] = [one for one in result if not str(one.get("id", "")).startswith("i2")]
    result[:] = [one for one in result if not str(one.get("from_id", "")).startswith("i2")]
    for one in result:
        if one.get("from_name") == "sector":
            one["value"]["choices"] = ["sosial"]
        if one.get("from_name") == "relevant":
            one["value"]["choices"] = ["not relevant"]
    cancelled = {"was_cancelled": True, "result": []}
    made["annotations"] = [made["annotations"][0], cancelled]
    found = read_annotated(write(tmp_path, [made]))[ARTICLE.id]
    assert [(i.name, i.sector) for i in found.annotation.innovations] == [("Gesit", "sosial")]
    assert not found.annotation.relevant
    assert found.text == text


def test_an_owner_without_a_relation_belongs_to_the_nearest_name(tmp_path: Path) -> None:
    made = task()
    result = made["annotations"][0]["result"]
    result[:] = [one for one in result if one["type"] != "relation"]
    found = read_annotated(write(tmp_path, [made]))[ARTICLE.id]
    owners = {i.name: i.owners for i in found.annotation.innovations}
    assert owners["Pak Raja"] == ("Dinas Kesehatan",)


BAD: dict[str, Any] = {
    "nobody annotated it": {"annotations": []},
    "no data": {"data": {}},
    "JSON-MIN": {"data": None, "label": [{"start": 1}]},
    "annotations of another kind": {"annotations": [{"result": [{"id": 1, "type": "labels"}]}]},
    "offsets beyond the text": {
        "annotations": [
            {
                "result": [
                    {
                        "id": "a",
                        "type": "labels",
                        "value": {"start": 5, "end": 10**9, "labels": ["Name"]},
                    }
                ]
            }
        ]
    },
    "a label that does not exist": {
        "annotations": [
            {
                "result": [
                    {"id": "a", "type": "labels", "value": {"start": 0, "end": 2, "labels": ["X"]}}
                ]
            }
        ]
    },
    "a weight that is none": {
        "data": {**task()["data"], "sampling": {"weight": -1}},
    },
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_annotated_task_is_refused_with_its_place(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path, [task(), task(**BAD[kind])])
    with pytest.raises(InvalidGoldError) as caught:
        read_annotated(path)
    assert "task 2" in str(caught.value)


def test_the_same_article_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidGoldError, match="comes twice"):
        read_annotated(write(tmp_path, [task(), task()]))


def test_the_interface_knows_what_tasks_use() -> None:
    root = ET.fromstring(labelling_config())
    names = {node.get("name") for node in root.iter() if node.get("name")}
    labels = {node.get("value") for node in root.iter("Label")}
    choices = {node.get("value") for node in root.iter("Choice")}
    relations = {node.get("value") for node in root.iter("Relation")}
    for one in task()["predictions"][0]["result"]:
        if one["type"] == "relation":
            assert set(one["labels"]) <= relations
            continue
        assert one["from_name"] in names
        assert set(one["value"].get("labels", ())) <= labels
        assert set(one["value"].get("choices", ())) <= choices


def test_words_of_a_hostile_title_stay_data() -> None:
    hostile: Article = make_article(title='<View> "&', text="<script>alert(1)</script>")
    empty = Extraction(article_id=hostile.id, extractor="x@1", relevant=False)
    made: dict[str, Any] = make_task(hostile, empty, {})
    assert made["data"]["text"] == '<View> "&\n\n<script>alert(1)</script>'
