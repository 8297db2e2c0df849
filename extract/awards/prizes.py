"""Prizes in money or funds, as an article writes them: ``DAK sebesar Rp 8 miliar``."""

from __future__ import annotations

import re

_AMOUNT = r"Rp\.?\s?\d[\d.,]*(?:,-)?(?:\s?(?:ribu|juta|miliar|milyar|triliun)\b)?"
_FUND = (
    r"(?:(?:DAK|DID|uang\s+(?:pembinaan|tunai)|dana\s+(?:pembinaan|insentif\s+daerah|stimulan)"
    r"|insentif\s+fiskal)\b(?:\s?\([^()]{2,20}\))?\s?)"
)
_PRIZE = re.compile(
    rf"(?:{_FUND}(?:sebesar|senilai|sejumlah|berkisar)?\s?)?"
    rf"{_AMOUNT}(?:\s(?:hingga|sampai|-)\s{_AMOUNT})?",
    re.IGNORECASE,
)


def find_prize(words: str) -> str | None:
    """Return the first sum of money in some words, with the fund it comes from; else None."""
    match = _PRIZE.search(words)
    return match.group().rstrip(" .,") if match else None
