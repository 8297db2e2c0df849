"""Whole numbers in Indonesian text, in digits and in words.

Vague words (``belasan``, ``ratusan``), decimals, percentages, money and ordinals with ``ke-``
are no numbers here. What a number counts is not judged.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

NumeralForm = Literal["digits", "words", "collective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A whole number in a text.

    Attributes:
        start: First code point.
        end: One past the last; a repetition in brackets, as in ``36 (tiga puluh enam)``, is in.
        value: The number, 1 or more.
        form: ``digits``, ``words``, or ``collective`` (``kedua inovasi itu``, ``ke-11 karya``),
            which after a noun is an ordinal instead.
    """

    start: int
    end: int
    value: int
    form: NumeralForm


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, int]]:
    """Return each number word with its kind and value."""
    text = files("extract").joinpath("data", "number_words.csv").read_text(encoding="utf-8")
    return {
        row["word"]: (row["kind"], int(row["value"])) for row in csv.DictReader(text.splitlines())
    }


def _pattern() -> re.Pattern[str]:
    """Return one expression for digits with or without a scale word, and for runs of words."""
    words = "|".join(sorted(_words(), key=len, reverse=True))
    return re.compile(
        rf"(?P<collective>\bke-?)?(?:"
        r"(?P<digits>(?<![\w.,/+:-])(?:\d{1,3}(?:[.,]\d{3}){1,2}|\d{1,7})|(?<=\bke-)\d{1,4})"
        r"(?![\w%/:]|[.,]\d|-an\b|\s{0,3}(?:%|persen\b))"
        r"(?:\s+(?P<scale>ribu|juta)\b)?"
        rf"|(?P<words>(?:(?<=ke)|\b)(?:{words})(?:\s+(?:{words}))*)\b(?!-))",
        re.IGNORECASE,
    )


_NUMERAL = _pattern()
# Every number holds one of these in lower case; most sentences hold none.
_GATE = re.compile("|".join([r"\d", *_words()]))
_REPEATED = re.compile(r"\s{0,3}\(\s{0,3}([^()\n]{1,40}?)\)")
_NOT_A_NUMBER_BEFORE = re.compile(r"(?:\bRp\.?|\bUSD|\$|\bTop|\bNo\.?|\bNomor)\s*$", re.IGNORECASE)


def parse_numeral(words: str) -> int | None:
    """Return the number that digits or words tell; None if they tell none."""
    plain = words.strip().replace(".", "").replace(",", "")
    if plain.isdecimal():
        return int(plain)
    total = section = digit = 0
    for word in words.lower().split():
        kind, value = _words().get(word, ("", 0))
        if kind == "digit" and not digit:
            digit = value
        elif kind == "whole" and not digit:
            section += value
        elif kind == "teen" and digit:
            section, digit = section + value + digit, 0
        elif kind == "times" and digit:
            section, digit = section + value * digit, 0
        elif kind == "scale" and section + digit:
            total, section, digit = total + value * (section + digit), 0, 0
        elif kind == "thousand" and not section + digit:
            total += value
        else:
            return None
    return total + section + digit or None


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield the whole numbers in a text, in order, without overlaps."""
    if not _GATE.search(text.lower()):
        return
    end = 0
    for match in _NUMERAL.finditer(text):
        if match.start() < end or _NOT_A_NUMBER_BEFORE.search(
            text, max(0, match.start() - 8), match.start()
        ):
            continue
        value = parse_numeral(match["digits"] or match["words"])
        if value:
            value *= {"ribu": 1_000, "juta": 1_000_000}.get((match["scale"] or "").lower(), 1)
            end = _end_with_repetition(text, match.end(), value)
            yield Numeral(start=match.start(), end=end, value=value, form=_form(match))


def _form(match: re.Match[str]) -> NumeralForm:
    """Return how a number is written."""
    if match["collective"]:
        return "collective"
    return "digits" if match["digits"] else "words"


def _end_with_repetition(text: str, end: int, value: int) -> int:
    """Return the end of a number, past a bracket that tells the same number again."""
    match = _REPEATED.match(text, end)
    return match.end() if match and parse_numeral(match.group(1)) == value else end
