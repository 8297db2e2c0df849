"""The words of ``data/listing_links.toml``: how lists of articles show what their links are."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def listing_facts(table: str) -> dict[str, frozenset[str]]:
    """Return a table of the file: sets of words by their names.

    Raises:
        KeyError: If there is no such table.
    """
    text = files("harvest").joinpath("data", "listing_links.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text)[table].items()}
