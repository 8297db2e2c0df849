"""Concordances: every occurrence of a word with what stands before and after it (KWIC)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from corpus.dossier import ArticleInfo
from corpus.filters import SearchFilters
from corpus.records import Field
from corpus.selection import ANY
from corpus.words.occurrences import Occurrence, iter_occurrences, select_word

KwicSort = Literal["date", "left", "right"]
MAX_SORTED_LINES = 100_000
_MAX_WIDTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class KwicLine:
    """One line of a concordance; ``text[start:end] == keyword`` in the article's field.

    Attributes:
        article: What is shown of the article.
        field: Which of its two texts.
        start: First code point of the keyword.
        end: One past its last code point.
        left: What stands before it, whole words, line breaks as spaces.
        keyword: The word as written.
        right: What stands after it.
    """

    article: ArticleInfo
    field: Field
    start: int
    end: int
    left: str
    keyword: str
    right: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lines of a concordance, and how many articles have the word at all."""

    n_articles: int
    lines: tuple[KwicLine, ...]


def read_concordance(
    conn: sqlite3.Connection,
    word: str,
    filters: SearchFilters = ANY,
    limit: int | None = 20,
    *,
    width: int = 50,
    sort: KwicSort = "date",
    stem: bool = False,
) -> Concordance:
    """Return the occurrences of a word or phrase in context.

    Args:
        conn: A corpus.
        word: Several words are a phrase; a star at the end lets the last one go on.
        filters: What must hold of the articles besides.
        limit: Lines; None for all.
        width: Characters on either side, at most.
        sort: ``date`` of the article; or ``right`` or ``left`` for the words that follow or go
            before, nearest first. For these the first ``MAX_SORTED_LINES`` are sorted.
        stem: Whether a single word stands for all its forms.

    Raises:
        InvalidQueryError: If there is no word, or a filter means nothing.
    """
    selection = select_word(conn, word, filters, stem=stem)
    bounded_width = min(max(width, 0), _MAX_WIDTH)
    lines = (_line(place, bounded_width) for place in iter_occurrences(conn, selection))
    wanted = None if limit is None else max(limit, 0)
    if sort == "date":
        chosen = list(islice(lines, wanted))
    else:
        key = _right_key if sort == "right" else _left_key
        chosen = sorted(islice(lines, MAX_SORTED_LINES), key=key)[:wanted]
    return Concordance(selection.count(conn), tuple(chosen))


def _line(place: Occurrence, width: int) -> KwicLine:
    """Return an occurrence with whole words on either side."""
    before = place.text[max(place.start - width - 1, 0) : place.start]
    after = place.text[place.end : place.end + width + 1]
    if len(before) > width:
        before = before[1:] if before[0].isspace() else before.partition(" ")[2]
    if len(after) > width:
        after = after[:-1] if after[-1].isspace() else after.rpartition(" ")[0]
    return KwicLine(
        article=place.article,
        field=place.field,
        start=place.start,
        end=place.end,
        left=_on_one_line(before),
        keyword=place.text[place.start : place.end],
        right=_on_one_line(after),
    )


def _on_one_line(text: str) -> str:
    """Return a text with spaces for line breaks and tabs, its length unchanged."""
    return "".join(" " if character.isspace() else character for character in text)


def _right_key(line: KwicLine) -> tuple[str, str, int]:
    """Return by what lines are sorted by the words that follow."""
    return line.right.casefold().lstrip(), line.article.id, line.start


def _left_key(line: KwicLine) -> tuple[list[str], str, int]:
    """Return by what lines are sorted by the words that go before, nearest first."""
    return line.left.casefold().split()[::-1], line.article.id, line.start
