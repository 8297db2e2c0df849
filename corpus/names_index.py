"""Names that are nearly the same: finds *Sirup* for ``Syrup``, *Fish-Go* for ``fishgo``.

The trigrams of a name select candidates in the corpus, so that not all names need be compared; how
alike two names are is the share of letters that they have in common in order (rapidfuzz).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import islice

from rapidfuzz import fuzz

from corpus.identity import fold, squeeze
from corpus.query import bounded

LEAST_LIKENESS = 70.0
MAX_CHARACTERS = 100
_N_LETTERS = 3
_MAX_CANDIDATES = 500
# A name that only holds the words is less like them than one that consists of them.
_SHARE_OF_PART = 0.9
_SHORTEST_PART = 4
_CANDIDATES = """
SELECT i.innovation_key, i.name, i.other_names, i.expansion
FROM innovations_fts_trigrams AS t JOIN innovations AS i ON i.innovation_key = t.rowid
WHERE innovations_fts_trigrams MATCH ?
ORDER BY bm25(innovations_fts_trigrams), i.innovation_key LIMIT ?
"""


def score_names(conn: sqlite3.Connection, text: str) -> dict[int, float]:
    """Return how alike the names of innovations are to a text.

    Args:
        conn: A corpus.
        text: A name as somebody remembers it; its first ``MAX_CHARACTERS`` count.

    Returns:
        The likeness, ``LEAST_LIKENESS`` to 100, by the key of the innovation, the most alike
        first; empty if the text has fewer than three letters or digits.
    """
    wanted = squeeze(bounded(text)[:MAX_CHARACTERS])
    match = _trigrams_of(bounded(text)[:MAX_CHARACTERS])
    if match is None:
        return {}
    rows = conn.execute(_CANDIDATES, (match, _MAX_CANDIDATES)).fetchall()
    scores = {
        row["innovation_key"]: max(_likeness(wanted, squeeze(name)) for name in _names_of(row))
        for row in rows
    }
    alike = (item for item in scores.items() if item[1] >= LEAST_LIKENESS)
    return dict(sorted(alike, key=lambda item: (-item[1], item[0])))


def read_names_like(conn: sqlite3.Connection, text: str, limit: int = 3) -> list[str]:
    """Return the names of innovations that are most like a text; empty if none is like it.

    Args:
        conn: A corpus.
        text: A name as somebody remembers it.
        limit: At most so many.
    """
    find = "SELECT name FROM innovations WHERE innovation_key = ?"
    names = (conn.execute(find, (key,)).fetchone()["name"] for key in score_names(conn, text))
    return list(islice(dict.fromkeys(names), limit))


def _trigrams_of(text: str) -> str | None:
    """Return an expression for rows that have any trigram of a text; None if it has none.

    Both of the text as it is and of it without spaces, because names are written either way.
    """
    trigrams = {
        form[start : start + _N_LETTERS]
        for form in (fold(text), squeeze(text))
        for start in range(len(form) - _N_LETTERS + 1)
    }
    return " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams)) or None


def _names_of(row: sqlite3.Row) -> Iterator[str]:
    """Yield all names of an innovation, the written-out one among them."""
    yield row["name"]
    yield from json.loads(row["other_names"])
    if row["expansion"]:
        yield row["expansion"]


def _likeness(wanted: str, name: str) -> float:
    """Return how alike two squeezed names are, 0 to 100."""
    likeness = fuzz.ratio(wanted, name)
    if _SHORTEST_PART <= len(wanted) < len(name):
        likeness = max(likeness, _SHARE_OF_PART * fuzz.partial_ratio(wanted, name))
    return likeness
