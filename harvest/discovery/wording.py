"""Headlines and names of authors that interfaces and feeds give, made plain."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from selectolax.lexbor import LexborHTMLParser

from corpus.identity import fold
from harvest.discovery.links import one_line

_LONGEST_MARKUP = 4_000


def plain_title(markup: str) -> str:
    """Return a headline that may hold tags and references such as ``&#8220;`` as plain text.

    Returns:
        One line; empty if there are no words.
    """
    markup = markup[:_LONGEST_MARKUP]
    if "<" in markup or "&" in markup:
        body = LexborHTMLParser(_storable(markup)).body
        markup = body.text() if body is not None else ""
    return one_line(markup)


def given_author(name: str) -> str | None:
    """Return the name of an author; None if it is one that software puts where nobody is named."""
    name = plain_title(name)
    return name if name and name.casefold() not in _placeholders() and fold(name) else None


def _storable(text: str) -> str:
    """Return a text without lone surrogates, which no parser takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _placeholders() -> frozenset[str]:
    """Read ``given_authors.toml``."""
    text = files("harvest").joinpath("data", "given_authors.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["placeholders"])
