"""The cue words by which news introduces innovations, read from ``data/cues.toml``.

Only look-ups live here: what a cue proves is weighed where candidates are made.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpus.identity import squeeze
from corpus.vocabulary import known_innovations
from extract.language import Word

_LOOK_ALIKES = str.maketrans("l10", "iio")


# Without any of these words or signs, in lower case, no innovation is ever introduced.
GATE = re.compile(
    r"inova|terobosan|aplikasi|program|gerakan|layanan|[\"“‘’'(]|nama|sebut|judul|punya|milik|akronim"
    r"|singkat|kepanjangan|kependekan|alias|\batau\b|luncur|launching|bentuk|gagas|cipta|hadir"
    r"|usung|meraih|masuk"
)
# A sentence that opens so may go on with an enumeration begun before.
CONTINUES = re.compile(
    r"\W*(?:di ?antara|antara lain|yakni|yaitu|seperti|misal|kemudian|selanjutnya|lalu|serta"
    r"|terakhir|disusul|berikut|sementara|sedangkan|ada (?:juga|pula))",
    re.IGNORECASE,
)
_STRENGTHS = {"strong": 3, "medium": 2, "weak": 1}


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    """Return the file of cue words."""
    return tomllib.loads(files("extract").joinpath("data", "cues.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def cue_words(section: str) -> frozenset[str]:
    """Return the words of one list of ``cues.toml``, lower case."""
    return frozenset(_table()["words"][section].split())


@lru_cache(maxsize=8)
def _phrases_by_first_word(section: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases of one list of ``cues.toml`` by first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _table()["phrases"][section].split(","):
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in found.items()}


@lru_cache(maxsize=1)
def neighbour_kinds() -> dict[str, tuple[str, ...]]:
    """Return the kinds of words that stand beside a name, by word in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in _table()["neighbours"].items():
        for word in words.split():
            found[word] = (*found.get(word, ()), kind)
    return found


@lru_cache(maxsize=1)
def heads() -> dict[str, int]:
    """Return how strongly each head word announces a name: 3 strong, 2 medium, 1 weak."""
    table = _table()["heads"]
    return {word: n for kind, n in _STRENGTHS.items() for word in table[kind].split()}


@lru_cache(maxsize=65536)
def head_strength(folded: str) -> int:
    """Return 3, 2 or 1 for a head word, also with ``-nya``; 0 for any other word."""
    return heads().get(folded, 0) or heads().get(folded.removesuffix("nya"), 0)


@lru_cache(maxsize=65536)
def may_be_cue(folded: str) -> bool:
    """Return whether a word is a head word or begins a naming phrase."""
    return head_strength(folded) > 0 or folded in _phrases_by_first_word("naming")


@lru_cache(maxsize=1)
def national_systems() -> frozenset[str]:
    """Return names of systems, contests, slogans and terms that are no innovations.

    Squeezed and made alike by ``look_alike``.
    """
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


@lru_cache(maxsize=1)
def general_terms() -> frozenset[str]:
    """Return squeezed abbreviations and terms of everyday administration, bodies and places."""
    path = files("extract").joinpath("data", "general_terms.csv")
    return frozenset(
        squeeze(row["name"]) for row in csv.DictReader(path.read_text("utf-8").splitlines())
    )


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """Return the squeezed names of innovations that public documents tell of."""
    return frozenset(map(squeeze, known_spellings()))


@lru_cache(maxsize=1)
def known_spellings() -> frozenset[str]:
    """Return the names of innovations that public documents tell of, as written there."""
    return frozenset(known.name for known in known_innovations())


def look_alike(squeezed: str) -> str:
    """Return a squeezed name with letters that scanning confuses made equal (``SlNOVlK``)."""
    return squeezed.translate(_LOOK_ALIKES)


def longest_phrase(section: str, words: Sequence[Word], index: int) -> int:
    """Return how many words at ``index`` make the longest phrase of a list; 0 for none."""
    if index >= len(words):
        return 0
    for phrase in _phrases_by_first_word(section).get(words[index].folded, ()):
        window = words[index : index + len(phrase)]
        if tuple(word.folded for word in window) == phrase:
            return len(phrase)
    return 0
