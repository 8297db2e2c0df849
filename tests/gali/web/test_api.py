"""Beside each page there is the same as JSON, as the OpenAPI document says."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from gali.web.api.answers import ANSWERS

openapi_spec_validator = pytest.importorskip("openapi_spec_validator")
jsonschema = pytest.importorskip("jsonschema")


def _one(db: Path, query: str) -> str:
    with closing(sqlite3.connect(db)) as conn:
        return str(conn.execute(query).fetchone()[0])


@pytest.fixture(scope="module")
def document(session_client: TestClient) -> dict[str, Any]:
    """The OpenAPI document."""
    return dict(session_client.get("/openapi.json").json())


def _answer(client: TestClient, document: dict[str, Any], path: str, address: str) -> Any:
    """Ask for an address and check the answer against what the document says of its path."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    content = document["paths"][path]["get"]["responses"]["200"]["content"]
    schema = content[answer.headers["content-type"]]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": document["components"]}).validate(
        answer.json()
    )
    return answer.json()


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    openapi_spec_validator.validate(document)
    assert set(document["paths"]) == {f"{path}.json" for path in ANSWERS}


def test_every_answer_is_what_the_document_says(
    client: TestClient, web_db: Path, document: dict[str, Any]
) -> None:
    places = {
        "/inovasi/{id}": [
            _one(
                web_db,
                "SELECT innovation_id FROM mentions JOIN awards USING (article_id, local_id)",
            ),
            _one(
                web_db,
                "SELECT innovation_id FROM mentions JOIN replications USING (article_id, local_id)",
            ),
        ],
        "/daerah/{code}": ["33", "33.02"],
        "/sektor/{code}": ["kesehatan"],
        "/opd/{id}": ["puskesmas"],
        "/artikel/{id}": [_one(web_db, "SELECT article_id FROM replications")],
    }
    for path in ANSWERS:
        for place in places.get(path, [""]):
            address = re.sub(r"{\w+}", place, path)
            _answer(client, document, f"{path}.json", f"{address}.json")


def test_a_search_says_what_its_page_shows(client: TestClient, document: dict[str, Any]) -> None:
    found = _answer(client, document, "/cari.json", "/cari.json?q=sirup")
    assert [one["name"] for one in found["innovations"]] == ["Sirup"]
    assert "Siaga Ibu Rutin Periksa" in found["innovations"][0]["quote"]
    page = found["innovations"][0]["page"]
    assert client.get(page.removeprefix("http://localhost")).status_code == 200
    articles = _answer(client, document, "/cari.json", "/cari.json?q=sirup&jenis=artikel")
    assert articles["innovations"] == []
    assert articles["total"] == len(articles["articles"]) == 2


def test_a_list_goes_on_until_its_end(client: TestClient, document: dict[str, Any]) -> None:
    address, seen = "/penghargaan.json", []
    while address:
        found = _answer(client, document, "/penghargaan.json", address)
        seen += [
            (one["proof"]["article_id"], one["winner"], one["rank"]) for one in found["awards"]
        ]
        address = (found["next"] or "").removeprefix("http://localhost")
    assert len(seen) == found["total"] > 25


def test_what_a_program_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/daerah.json")
    again = client.get("/daerah.json", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/daerah").headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/inovasi/tidakada.json", 404),
        ("/cari.json?daerah=atlantis", 400),
        ("/cari.json?kursor=k99999999", 400),
        ("/daerah/99.json", 404),
    ],
)
def test_failures_are_told_to_programs_as_well(
    client: TestClient, document: dict[str, Any], address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    schema = document["components"]["schemas"]["Problem"]
    jsonschema.Draft202012Validator(schema).validate(answer.json())


def test_the_text_of_articles_is_not_given_away(client: TestClient, web_db: Path) -> None:
    article = _one(web_db, "SELECT id FROM articles WHERE external_id = 'lain'")
    told = client.get(f"/artikel/{article}.json").json()
    assert "text" not in told["article"]
    assert told["mentions"][0]["evidence"][0]["quote"] == "Sirup"


def test_the_feed_names_its_own_address(client: TestClient) -> None:
    feed = client.get("/cari.feed.json?q=anak").json()
    assert feed["feed_url"] == "http://localhost/cari.feed.json?q=anak"
    assert feed["home_page_url"] == "http://localhost/cari?q=anak"
