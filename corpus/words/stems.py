"""The forms of a word: ``pelayanan`` stands also for ``layanan``, ``melayani``, ``dilayani``.

Words of the articles are kept with their stems, each type of word once, so that a query can name
all forms of a word; the full-text index itself keeps words as they are written. Stems are made by
PySastrawi (the algorithm of Nazief and Adriani with later rules), except for the words of
``data/stem_exceptions.csv``, whose stems would mislead.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

from corpus.connection import transaction
from corpus.query import FormsOf

MAX_FORMS = 64
# Shorter words have no affixes, longer ones are no words.
_SHORTEST, _LONGEST = 4, 30
_CLITICS = ("nya", "ku", "mu", "lah", "kah", "pun")
_ALL_WORDS = "SELECT term FROM articles_fts_words"
_NEW_WORDS = f"{_ALL_WORDS} WHERE term NOT IN (SELECT word FROM word_stems)"  # noqa: S608
_OTHER_STEMMER = "SELECT 1 FROM stemming WHERE stemmer <> ?"
_FORMS = """
SELECT s.word FROM word_stems AS s WHERE s.stem = ?
ORDER BY (SELECT w.doc FROM articles_fts_words AS w WHERE w.term = s.word) DESC, s.word LIMIT ?
"""


def stem_of(word: str) -> str:
    """Return the stem of a word; the word itself, in lower case, where it has no affix."""
    word = word.lower()
    exception = _exceptions().get(_without_clitic(word))
    if exception is not None:
        return exception
    return _stemmer()(word) if _may_have_affix(word) else word


def make_forms_of(conn: sqlite3.Connection) -> FormsOf:
    """Return what gives the forms of a word in a corpus, the word itself first.

    At most ``MAX_FORMS`` of them, those that are in most articles.
    """

    def forms_of(word: str) -> Sequence[str]:
        folded = word.lower()
        found = conn.execute(_FORMS, (stem_of(folded), MAX_FORMS)).fetchall()
        return tuple(dict.fromkeys((folded, *(row[0] for row in found))))[:MAX_FORMS]

    return forms_of


def n_unstemmed(conn: sqlite3.Connection) -> int:
    """Return how many articles came in since words were stemmed; all if that was otherwise."""
    query = "SELECT count(*) FROM articles WHERE article_key > ?"
    return int(conn.execute(query, (_last_article(conn),)).fetchone()[0])


def refresh_stems(conn: sqlite3.Connection) -> int:
    """Stem the words that came in since last time; return how many.

    Takes a second for each 100,000 articles to see which words are new, and another for each
    4,000 new words; nobody is kept from writing meanwhile. If the stemmer or our exceptions
    changed, all words are stemmed anew.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    latest = conn.execute("SELECT coalesce(max(article_key), 0) FROM articles").fetchone()[0]
    is_outdated = bool(conn.execute(_OTHER_STEMMER, (_stemmer_name(),)).fetchone())
    words = conn.execute(_ALL_WORDS if is_outdated else _NEW_WORDS).fetchall()
    stems = [(word, stem_of(word)) for (word,) in words if _may_have_affix(word)]
    with transaction(conn):
        if is_outdated:
            conn.execute("DELETE FROM word_stems")
        conn.executemany("INSERT OR REPLACE INTO word_stems (word, stem) VALUES (?, ?)", stems)
        conn.execute("DELETE FROM stemming")
        conn.execute("INSERT INTO stemming VALUES (?, ?)", (_stemmer_name(), latest))
    return len(stems)


def _last_article(conn: sqlite3.Connection) -> int:
    """Return the latest article whose words were stemmed as they would be now; 0 for none."""
    query = "SELECT article_key FROM stemming WHERE stemmer = ?"
    row = conn.execute(query, (_stemmer_name(),)).fetchone()
    return int(row[0]) if row else 0


def _may_have_affix(word: str) -> bool:
    """Return whether a word is one that the stemmer knows what to do with."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha()


def _without_clitic(word: str) -> str:
    """Return a word without a particle or pronoun at its end, if it is an exception then."""
    shortened = (word.removesuffix(clitic) for clitic in _CLITICS)
    return next((short for short in shortened if short in _exceptions()), word)


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    """Return the stemmer; imported here, because only searches that widen words need its list."""
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    stem: Callable[[str], str] = StemmerFactory().create_stemmer().stem
    return stem


@lru_cache(maxsize=1)
def _stemmer_name() -> str:
    """Return what stems, and which exceptions it heeds."""
    exceptions = hashlib.sha256(repr(sorted(_exceptions().items())).encode()).hexdigest()[:8]
    return f"PySastrawi {version('PySastrawi')}, exceptions {exceptions}"


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    """Return the stems of words for which the stemmer's would mislead."""
    text = files("corpus").joinpath("data", "stem_exceptions.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["word"]: row["stem"] for row in rows}
