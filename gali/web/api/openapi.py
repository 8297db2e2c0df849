"""The OpenAPI document of the pages' JSON: paths and parameters, and records by their fields."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import gali
from gali.web.api.answers import ANSWERS
from gali.web.api.records import Problem
from gali.web.api.schema import Schema, schema_of
from gali.web.asking import LAST_OFFSET, MOST_CHARACTERS

_PROBLEMS = {
    "400": "A parameter makes no sense",
    "404": "There is no such thing",
    "503": "It took too long, or the corpus cannot be read just now",
}
_DOCUMENT = "application/problem+json"


def describe_api(address: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document.

    Args:
        address: Where the pages are, without a slash at the end.
    """
    told = tomllib.loads(files("gali.web").joinpath("data", "api.toml").read_text("utf-8"))
    schemas: dict[str, Schema] = {}
    paths = {
        f"{path}.json": {
            "get": {
                "operationId": _operation_id(path),
                "summary": told["operations"][path]["summary"],
                "parameters": [
                    *map(_place, re.findall(r"{(\w+)}", path)),
                    *(_parameter(one, told) for one in told["operations"][path]["parameters"]),
                ],
                "responses": _responses(schema_of(answer.record, schemas), schemas),
            }
        }
        for path, answer in ANSWERS.items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": told["title"],
            "version": gali.__version__,
            "description": told["description"],
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address or "/"}],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _responses(answer: Schema, schemas: dict[str, Schema]) -> dict[str, Any]:
    """Return what may be answered."""
    problem = {_DOCUMENT: {"schema": schema_of(Problem, schemas)}}
    return {
        "200": {
            "description": "The same as the page shows",
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {"application/json": {"schema": answer}},
        },
        "304": {"description": "Nothing changed since the ETag in If-None-Match"},
        **{
            status: {"description": words, "content": problem}
            for status, words in _PROBLEMS.items()
        },
    }


def _parameter(name: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter of a query."""
    schema: Schema = {"type": "string", "maxLength": MOST_CHARACTERS}
    if name == "kursor":
        schema["maxLength"] = 1 + len(str(LAST_OFFSET))
    return {"name": name, "in": "query", "description": told["parameters"][name], "schema": schema}


def _place(name: str) -> dict[str, Any]:
    """Return a parameter of a path."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _operation_id(path: str) -> str:
    """Return a name for what a path does."""
    words = re.findall(r"\w+", path)
    return "_".join(["read", *words])
