"""Words of a part are counted as the index counts those of the whole."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter

import pytest

from corpus.filters import SearchFilters
from corpus.selection import select_articles
from corpus.words.counts import count_words

FILTERS = {
    "all": SearchFilters(),
    "most": SearchFilters(year_from=2020),
    "some": SearchFilters(region="33.02"),
    "one": SearchFilters(region="35.78"),
    "none": SearchFilters(region="11"),
}


@pytest.mark.parametrize("part", FILTERS)
def test_counts_are_those_of_a_naive_count(counted: sqlite3.Connection, part: str) -> None:
    selection = select_articles(counted, "", FILTERS[part])
    counts = count_words(counted, selection)
    texts = [
        f"{row['title']} {row['text']}".lower().replace("é", "e")
        for row in counted.execute(
            f"SELECT title, text FROM articles WHERE article_key IN ({selection.keys})",
            selection.parameters,
        )
    ]
    words = [re.findall(r"\w+", text) for text in texts]
    assert counts.n_articles == len(texts)
    assert dict(counts.occurrences) == dict(Counter(word for text in words for word in text))
    assert dict(counts.articles) == dict(Counter(word for text in words for word in set(text)))
    assert counts.n_words == sum(map(len, words))
