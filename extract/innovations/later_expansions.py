"""Expansions that a later sentence gives: ``aplikasi SALPA. Nama itu akronim dari Sistem …``.

The finders look at one sentence; here the name is looked for in the sentences before, and the
letters decide which one is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extract.innovations.acronyms import align, n_letters, words_of
from extract.innovations.candidates import Candidate
from extract.reading import Reading

_GIVES = re.compile(
    r"\b(?:akronim|singkatan|kepanjangan|kependekan)(?: kata)?(?: dari|nya adalah)? [\"“‘']?$",
    re.IGNORECASE,
)
_LEAST_FIT = 0.55
_LEAST_WORDS = 3
_REACH = 400
_MOST_NAMES = 40
_LOOK_BACK = 40


def add_later_expansions(reading: Reading, candidates: Sequence[Candidate]) -> None:
    """Give candidates without expansion one that a sentence after them gives.

    Args:
        reading: The article.
        candidates: All candidates; a long form that words such as ``akronim dari`` announce becomes
            the expansion of the nearest name before it whose letters fit.
    """
    named = sorted((c for c in candidates if c.field == "text"), key=lambda c: c.start)
    starts = [candidate.start for candidate in named]
    for long in named:
        if len(words_of(long.name)) < _LEAST_WORDS:
            continue
        before = reading.article.text[max(0, long.start - _LOOK_BACK) : long.start]
        if not _GIVES.search(before):
            continue
        first = bisect_left(starts, long.start - _REACH)
        last = bisect_left(starts, long.start)
        short = _best_fit(named[max(first, last - _MOST_NAMES) : last], long)
        if short is not None:
            short.expansion = (long.start, long.end)
            short.signs["alias"] = 1.8


def _best_fit(names: Sequence[Candidate], long: Candidate) -> Candidate | None:
    """Return the name without expansion whose letters a long form explains best; None if none."""
    best, best_fit = None, _LEAST_FIT
    for name in names:
        if name.expansion is not None or name.end > long.start:
            continue
        if n_letters(name.name) * 2 > n_letters(long.name):
            continue
        fit = align(name.name, long.name).score
        if fit >= best_fit:
            best, best_fit = name, fit
    return best
