"""The cue words by which news introduces innovations, read from ``data/cues.toml``.

Only look-ups live here: what a cue proves is weighed where candidates are made.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from corpus.identity import squeeze
from extract.language import Word

_LOOK_ALIKES = str.maketrans("l10", "iio")


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words, lower case; multi-word cues are tuples of words.

    Attributes:
        heads: Head word to strength: 3 strong, 2 medium, 1 weak.
        gate: Finds, in a text, any word without which no innovation is ever introduced.
    """

    heads: dict[str, int]
    naming: frozenset[tuple[str, ...]]
    between: frozenset[str]
    enumerators: frozenset[tuple[str, ...]]
    continuers: frozenset[tuple[str, ...]]
    launching: frozenset[str]
    joiners: frozenset[str]
    never_first: frozenset[str]
    generic: frozenset[str]
    contests: frozenset[str]
    institutions: frozenset[tuple[str, ...]]
    outsiders: re.Pattern[str]
    gate: re.Pattern[str]


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Return the cue words; the same object every time."""
    table = tomllib.loads(files("extract").joinpath("data", "cues.toml").read_text("utf-8"))
    heads = dict.fromkeys(table["heads"]["strong"], 3)
    heads |= dict.fromkeys(table["heads"]["medium"], 2)
    heads |= dict.fromkeys(table["heads"]["weak"], 1)
    return Cues(
        heads=heads,
        naming=_phrases(table["naming"]["words"]),
        between=frozenset(table["between"]["words"]),
        enumerators=_phrases(table["enumerators"]["words"]),
        continuers=_phrases(table["continuers"]["words"]),
        launching=frozenset(table["launching"]["words"]),
        joiners=frozenset(table["joiners"]["words"]),
        never_first=frozenset(table["never_first"]["words"]),
        generic=frozenset(table["generic"]["words"]),
        contests=frozenset(table["contests"]["words"]),
        institutions=_phrases(table["institutions"]["words"]),
        outsiders=re.compile(rf"\b(?:{'|'.join(table['outsiders']['words'])})\b", re.IGNORECASE),
        gate=re.compile(
            r"inova|terobosan|aplikasi|program|gerakan|layanan|[\"“‘’'(]|nama|disebut|judul|akronim"
            r"|singkat|kepanjangan|kependekan|alias|\batau\b|luncur|launching|bentuk|gagas|cipta|hadir|usung|meraih|masuk",
            re.IGNORECASE,
        ),
    )


def head_strength(folded: str) -> int:
    """Return 3, 2 or 1 for a head word, also with ``-nya``; 0 for any other word."""
    heads = load_cues().heads
    return heads.get(folded, 0) or heads.get(folded.removesuffix("nya"), 0)


@lru_cache(maxsize=1)
def national_systems() -> frozenset[str]:
    """Return squeezed look-alike names of systems, contests, slogans and terms that are no innovations."""
    folder = files("extract").joinpath("data")
    names: list[str] = []
    for file_name, columns, kinds in (
        ("national_systems.csv", ("name",), None),
        ("context_abbreviations.csv", ("short", "long"), None),
        ("trigger_words.csv", ("word",), "negative_cue"),
    ):
        for row in csv.DictReader(folder.joinpath(file_name).read_text("utf-8").splitlines()):
            if kinds is None or row["category"] == kinds:
                names += [row[column] for column in columns]
    return frozenset(look_alike(squeeze(name)) for name in names if name)


def look_alike(squeezed: str) -> str:
    """Return a squeezed name with letters that scanning confuses made equal (``SlNOVlK``)."""
    return squeezed.translate(_LOOK_ALIKES)


def longest_phrase(phrases: frozenset[tuple[str, ...]], words: Sequence[Word], index: int) -> int:
    """Return how many words at ``index`` make the longest of some phrases; 0 for none."""
    for length in (4, 3, 2, 1):
        window = words[index : index + length]
        if len(window) == length and tuple(w.folded for w in window) in phrases:
            return length
    return 0


def _phrases(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return phrases as tuples of words."""
    return frozenset(tuple(word.split()) for word in words)
