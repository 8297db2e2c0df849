"""Words of the pages in Bahasa Indonesia and English: one catalogue a language in ``words/``.

A phrase has a key such as ``home.lead``; where a number decides between singular and plural, the
English catalogue has a second phrase under the same key with ``_one``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("id", "en")
_THOUSANDS = {"id": ".", "en": ","}
_DECIMALS = {"id": ",", "en": "."}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Attributes:
        code: ISO 639-1 code.
        phrases: Phrases by key, with ``{names}`` in braces.
    """

    code: str
    phrases: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase with its values filled in.

        Raises:
            KeyError: If there is no such phrase.
        """
        phrase = self.phrases[key]
        if values.get("n") == 1:
            phrase = self.phrases.get(f"{key}_one", phrase)
        filled = {name: self._filled(value) for name, value in values.items()}
        return phrase.format_map(filled) if values else phrase

    def get(self, key: str, otherwise: str) -> str:
        """Return a phrase; another text if there is none."""
        return self.phrases.get(key, otherwise)

    def number(self, n: float, digits: int = 0) -> str:
        """Return a number as it is written: ``1.234,5`` in Indonesian."""
        whole = f"{n:,.{digits}f}"
        signs = {",": _THOUSANDS[self.code], ".": _DECIMALS[self.code]}
        return "".join(signs.get(character, character) for character in whole)

    def day(self, day: date | None) -> str:
        """Return a day in words, such as ``3 Maret 2021``; empty for None."""
        return f"{day.day} {self.phrases[f'months.{day.month}']} {day.year}" if day else ""

    def percent(self, share: float) -> str:
        """Return a share of 1 in percent."""
        return (
            f"{self.number(share * 100)}%" if self.code == "en" else f"{self.number(share * 100)} %"
        )

    def _filled(self, value: object) -> object:
        """Return a value as it stands in a phrase; whole numbers get their separators."""
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return self.number(value) if is_number and isinstance(value, int) else value


@cache
def load_words(code: str) -> Words:
    """Return the words of one of ``LANGUAGES``."""
    text = files("gali.web").joinpath("words", f"{code}.toml").read_text(encoding="utf-8")
    return Words(code, dict(_flattened(tomllib.loads(text))))


def _flattened(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the phrases of nested tables with their whole keys."""
    for name, value in tables.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
