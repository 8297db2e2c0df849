"""Reading JSON that a stranger's interface gives: bounded, and without trust in its shape."""

from __future__ import annotations

import json
import re

from corpus.errors import UnreadableFileError
from harvest.charset import decode
from harvest.limits import MAX_DOCUMENT

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def parse_json(body: bytes) -> object:
    """Return the data of a JSON document.

    Raises:
        UnreadableFileError: If it is larger than `MAX_DOCUMENT`, no JSON, or nested too deeply.
    """
    if len(body) > MAX_DOCUMENT:
        raise UnreadableFileError(f"it is larger than {MAX_DOCUMENT // 1_000_000} MB")
    text = decode(body).text.lstrip()
    if text.startswith("<"):
        raise UnreadableFileError("it is a web page or XML, not JSON")
    try:
        data: object = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"it is no proper JSON ({type(error).__name__})") from error
    return data


def value_in(data: object, *path: str | int) -> object:
    """Return what stands at a path of keys and positions; None if there is no such place."""
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def text_in(data: object, *path: str | int) -> str:
    """Return the text that stands at a path; empty if there is none.

    Lone surrogates, which no file can hold, become U+FFFD.
    """
    found = value_in(data, *path)
    return _SURROGATE.sub("\ufffd", found) if isinstance(found, str) else ""


def items_in(data: object, *path: str | int, most: int) -> list[object]:
    """Return the first elements of the list that stands at a path; empty if there is none."""
    found = value_in(data, *path)
    return found[:most] if isinstance(found, list) else []
