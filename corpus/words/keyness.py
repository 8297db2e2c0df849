"""Keywords: words that one part of the corpus has more often than another.

Log-likelihood tells how sure the difference is (Dunning 1993; Rayson and Garside 2000), log ratio
how large it is (Hardie 2014): 1 is twice as often, 2 four times.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import InvalidQueryError
from corpus.selection import Selection, select_articles
from corpus.words.counts import WordCounts, count_words

# Chance alone brings as much once in 10,000 words.
SURE_LOG_LIKELIHOOD = 15.13
# What stands for a word that the other part does not have (Hardie 2014).
_NEVER = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A word that is typical of a part of the corpus.

    Attributes:
        word: As the full-text index has it: lower case, no diacritics.
        n: Its occurrences in the part.
        n_other: Those in the other part.
        n_articles: Articles of the part that have it.
        per_million: Occurrences in a million words of the part.
        per_million_other: The same for the other part.
        log_likelihood: How sure the difference is; from 15.13 on chance is at most 1 in 10,000.
        log_ratio: Binary logarithm of the ratio of both frequencies.
    """

    word: str
    n: int
    n_other: int
    n_articles: int
    per_million: float
    per_million_other: float
    log_likelihood: float
    log_ratio: float


def find_keywords(
    conn: sqlite3.Connection,
    part: Selection,
    other: Selection | None = None,
    *,
    least_count: int = 5,
    least_articles: int = 2,
    least_log_likelihood: float = SURE_LOG_LIKELIHOOD,
) -> list[Keyword]:
    """Return the words that a part of the corpus has more often than another, surest first.

    Numbers and single letters are left out.

    Args:
        conn: A corpus.
        part: Articles.
        other: Articles to compare with; None for all others.
        least_count: Occurrences in the part that a word needs.
        least_articles: Articles of the part that must have it; what one article alone repeats is
            typical of that article.
        least_log_likelihood: How sure the difference must be.

    Returns:
        Keywords; empty if the part has no articles.

    Raises:
        InvalidQueryError: If there is nothing to compare with.
    """
    counts = count_words(conn, part)
    if not counts.n_articles:
        return []
    if other is None:
        others = count_words(conn, select_articles(conn)).without(counts)
    else:
        others = count_words(conn, other)
    if not others.n_words:
        raise InvalidQueryError(
            "there are no articles to compare with",
            mend="Choose a smaller part, or another one to compare with.",
        )
    keywords = (
        keyword
        for keyword in _iter_keywords(counts, others, least_count)
        if keyword.log_ratio > 0
        and keyword.log_likelihood >= least_log_likelihood
        and keyword.n_articles >= least_articles
    )
    return sorted(keywords, key=lambda keyword: (-keyword.log_likelihood, keyword.word))


def log_likelihood(n: int, n_words: int, n_other: int, n_words_other: int) -> float:
    """Return Dunning's G² of a word in two texts, as Rayson and Garside compute it.

    Args:
        n: Occurrences in the one text.
        n_words: All words of that text, at least 1.
        n_other: Occurrences in the other text.
        n_words_other: All words of that, at least 1.
    """
    share = (n + n_other) / (n_words + n_words_other)
    observed_and_expected = ((n, share * n_words), (n_other, share * n_words_other))
    return 2 * sum(seen * math.log(seen / due) for seen, due in observed_and_expected if seen)


def log_ratio(n: int, n_words: int, n_other: int, n_words_other: int) -> float:
    """Return the binary logarithm of the ratio of two relative frequencies; see above."""
    return math.log2(((n or _NEVER) / n_words) / ((n_other or _NEVER) / n_words_other))


def _iter_keywords(counts: WordCounts, others: WordCounts, least_count: int) -> Iterator[Keyword]:
    """Yield all words that are frequent enough, with what tells how key they are."""
    n_words, n_words_other = counts.n_words, others.n_words
    for word, n in counts.occurrences.items():
        if n < least_count or len(word) < 2 or not word.isalpha():
            continue
        n_other = others.occurrences.get(word, 0)
        four = (n, n_words, n_other, n_words_other)
        yield Keyword(
            word=word,
            n=n,
            n_other=n_other,
            n_articles=counts.articles[word],
            per_million=1e6 * n / n_words,
            per_million_other=1e6 * n_other / n_words_other,
            log_likelihood=log_likelihood(*four),
            log_ratio=log_ratio(*four),
        )
