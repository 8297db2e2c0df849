"""What part of a page an element is, by its tag and by what websites call it.

Facts are in ``data/page_regions.toml``. Whether an element that is called a sidebar really is one
depends on what it holds, which ``lines`` looks at.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import digits
from typing import Literal

RegionName = Literal["main", "aside", "caption", "hidden"]

_PART = re.compile(r"[^-_\s]+")
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class _Facts:
    """The tables of ``page_regions.toml``."""

    tags: frozenset[str]
    hidden_tags: frozenset[str]
    words: frozenset[str]
    phrases: tuple[str, ...]
    meaningless_prefixes: tuple[str, ...]
    own_names: tuple[str, ...]
    caption_tags: frozenset[str]
    caption_words: frozenset[str]
    caption_phrases: tuple[str, ...]
    container_tags: frozenset[str]
    container_words: frozenset[str]


@lru_cache(maxsize=8192)
def region_of(tag: str, names: str) -> RegionName:
    """Return what an element is called.

    Args:
        tag: Its tag in lower case.
        names: Its ``class`` and ``id``, separated by spaces.
    """
    facts = _facts()
    if tag in facts.hidden_tags:
        return "hidden"
    if tag in facts.caption_tags or _is_called(names, facts.caption_words, facts.caption_phrases):
        return "caption"
    if any(name.startswith(facts.own_names) for name in names.lower().split()):
        return "main"
    if tag in facts.tags or _is_called(names, facts.words, facts.phrases):
        return "aside"
    return "main"


@lru_cache(maxsize=8192)
def is_container(tag: str, names: str) -> bool:
    """Return whether an element is called one that holds an article together with its date."""
    facts = _facts()
    return tag in facts.container_tags or _is_called(names, facts.container_words, ())


def _is_called(names: str, words: frozenset[str], phrases: tuple[str, ...]) -> bool:
    """Return whether one of the names of an element has such a part."""
    for name in names[:_LONGEST_NAME].lower().split():
        if _PART.match(name) and name.startswith(_facts().meaningless_prefixes):
            continue
        if words.intersection([name, *(part.rstrip(digits) for part in _PART.findall(name))]):
            return True
        if any(phrase in name.replace("_", "-") for phrase in phrases):
            return True
    return False


@lru_cache(maxsize=1)
def _facts() -> _Facts:
    """Read ``page_regions.toml``."""
    text = files("harvest").joinpath("data", "page_regions.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    return _Facts(
        tags=frozenset(table["tags"]),
        hidden_tags=frozenset(table["hidden_tags"]),
        words=frozenset(table["words"]),
        phrases=tuple(table["phrases"]),
        meaningless_prefixes=tuple(f"{p}{j}" for p in table["meaningless_prefixes"] for j in "-_"),
        own_names=tuple(table["own_names"]),
        caption_tags=frozenset(table["caption_tags"]),
        caption_words=frozenset(table["caption_words"]),
        caption_phrases=tuple(table["caption_phrases"]),
        container_tags=frozenset(table["container_tags"]),
        container_words=frozenset(table["container_words"]),
    )
