"""The words that tell an innovation's sector, found in a text.

The words are data (``data/sector_words.toml``). What they weigh is the business of ``sector``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from corpus.identity import fold
from corpus.vocabulary import sectors

Strength = Literal["strong", "weak"]
# Prefixes of Indonesian words, behind which a stem may stand: *ber*wisata, *pe*langgan.
_PREFIXES = tuple("ber ter di ke se per pem pen peng pe mem men meng me".split())
_SUFFIX = re.compile(r"(?:nya|ku|mu|an|i)?\b")
_WORD = re.compile(r"\w+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Too many other words begin with the letters of a shorter stem: *sapi* in *sapili*.
_SHORTEST_OPEN = 5
_KEY = 2
_LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class SectorWord:
    """A telling word in a text.

    Attributes:
        sector: Code of the sector that it speaks for.
        word: The whole words of the text in which the entry was found, folded.
        strength: ``strong`` or ``weak``.
    """

    sector: str
    word: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the data file, and whether it must be a whole word."""

    sector: str
    stem: str
    strength: Strength
    whole: bool

    def stands_at(self, text: str, position: int, *, behind_prefix: bool) -> bool:
        """Return whether the entry's letters stand at a position as its kind demands."""
        stem = self.stem
        if not text.startswith(stem, position):
            return False
        end = position + len(stem)
        if self.whole:
            return not behind_prefix and (end == len(text) or text[end] == " ")
        if len(stem) < _SHORTEST_OPEN:
            return not behind_prefix and _SUFFIX.match(text, end) is not None
        return True


@lru_cache(maxsize=512)
def find_sector_words(text: str) -> tuple[SectorWord, ...]:
    """Return the telling words of a text in order, each entry once; of nested ones the longest.

    Args:
        text: Any text; of a very long one only the beginning is read.
    """
    folded = fold(_CAMEL.sub(" ", text[:_LONGEST_TEXT]))
    found: dict[_Entry, SectorWord] = {}
    for match in _WORD.finditer(folded):
        start = match.start()
        for entry, end in _entries_at(folded, start):
            word = folded[start:end] + folded[end:].partition(" ")[0]
            found.setdefault(entry, SectorWord(entry.sector, word, entry.strength))
    return tuple(found.values())


def _entries_at(text: str, start: int) -> Iterator[tuple[_Entry, int]]:
    """Yield the longest entry of each sector at a word or behind its prefix, with its end."""
    longest: dict[str, tuple[_Entry, int]] = {}
    positions = [start, *(start + len(p) for p in _PREFIXES if text.startswith(p, start))]
    for position in positions:
        for entry in _index().get(text[position : position + _KEY], ()):
            known = longest.get(entry.sector)
            if known and len(entry.stem) <= len(known[0].stem):
                continue
            if entry.stands_at(text, position, behind_prefix=position > start):
                longest[entry.sector] = (entry, position + len(entry.stem))
    yield from longest.values()


@lru_cache(maxsize=1)
def _index() -> Mapping[str, Sequence[_Entry]]:
    """Return the entries of the data file by their first letters.

    Raises:
        ValueError: If the file knows a sector that ``sectors.csv`` does not.
    """
    text = files("models").joinpath("data", "sector_words.toml").read_text(encoding="utf-8")
    data: dict[str, dict[Strength, list[str]]] = tomllib.loads(text)
    unknown = set(data) - set(sectors())
    if unknown:
        raise ValueError(f"sector_words.toml: unknown sectors {sorted(unknown)}")
    index: dict[str, list[_Entry]] = defaultdict(list)
    for sector, words in data.items():
        for strength, entries in words.items():
            for entry in entries:
                stem = entry.removesuffix(".")
                index[stem[:_KEY]].append(_Entry(sector, stem, strength, stem != entry))
    return index
