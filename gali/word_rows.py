"""What is found about words as rows of data, and how it looks in a table."""

from __future__ import annotations

from rich.text import Text

from corpus.words.collocations import Collocation
from corpus.words.keyness import Keyword
from corpus.words.kwic import KwicLine
from corpus.words.spread import WordGroup
from gali.marking import FOUND, plain
from gali.output import Column, Row
from gali.plain_values import plain_value
from gali.terminal import clean

KWIC_KEYS = (
    *("article_id", "field", "start", "end", "left", "keyword", "right"),
    *("title", "outlet", "published", "url"),
)
KEYWORD_KEYS = (
    *("word", "n", "n_other", "n_articles", "per_million", "per_million_other"),
    *("log_likelihood", "log_ratio"),
)
COLLOCATION_KEYS = (
    *("word", "n", "n_left", "n_right", "n_total"),
    *("log_dice", "mutual_information", "log_likelihood"),
)
GROUP_KEYS = (
    *("key", "label", "n", "per_million", "n_words_all"),
    *("n_articles", "n_articles_all", "share_of_articles"),
)


def kwic_row(line: KwicLine) -> Row:
    """Return a line of a concordance as a row."""
    return {
        "article_id": line.article.id,
        "field": line.field,
        "start": line.start,
        "end": line.end,
        "left": line.left,
        "keyword": line.keyword,
        "right": line.right,
        "title": line.article.title,
        "outlet": line.article.outlet,
        "published": plain_value(line.article.published),
        "url": line.article.url,
    }


def keyword_row(keyword: Keyword) -> Row:
    """Return a keyword as a row, figures rounded."""
    return {key: _rounded(getattr(keyword, key)) for key in KEYWORD_KEYS}


def collocation_row(collocation: Collocation) -> Row:
    """Return a collocation as a row, figures rounded."""
    return {key: _rounded(getattr(collocation, key)) for key in COLLOCATION_KEYS}


def group_row(group: WordGroup) -> Row:
    """Return a group of articles as a row, figures rounded."""
    row = {key: _rounded(getattr(group, key)) for key in GROUP_KEYS}
    return row | {"share_of_articles": round(group.share_of_articles, 4)}


def kwic_columns() -> list[Column]:
    """Return the columns of a concordance: the keywords stand below each other."""
    return [
        Column(key="left", title="", weight=5, align_right=True, render=_left),
        Column(key="keyword", title="Word", render=_keyword),
        Column(key="right", title="", weight=5, render=_right),
        Column(key="published", title="Published"),
        Column(key="article_id", title="Article", render=_short_id),
    ]


def keyword_columns() -> list[Column]:
    """Return the columns of a table of keywords."""
    return [
        Column(key="word", title="Word"),
        _figure("log_likelihood", "Log-likelihood"),
        _figure("log_ratio", "Log ratio"),
        _figure("n", "Here"),
        _figure("n_other", "Elsewhere"),
        _figure("per_million", "Per million"),
        _figure("per_million_other", "Elsewhere"),
        _figure("n_articles", "Articles"),
    ]


def collocation_columns() -> list[Column]:
    """Return the columns of a table of collocations."""
    return [
        Column(key="word", title="Word"),
        _figure("log_dice", "logDice"),
        _figure("n", "Near"),
        _figure("n_left", "Before"),
        _figure("n_right", "After"),
        _figure("n_total", "In all"),
        _figure("mutual_information", "MI"),
        _figure("log_likelihood", "Log-likelihood"),
    ]


def group_columns(title: str) -> list[Column]:
    """Return the columns of a table of groups; their kind is the title of the first."""
    return [
        Column(key="label", title=title),
        _figure("n", "Occurrences"),
        _figure("per_million", "Per million"),
        _figure("n_articles", "Articles with it"),
        _figure("n_articles_all", "All articles"),
    ]


def _rounded(value: object) -> object:
    """Return a figure with two digits after the point; anything else as it is."""
    return round(value, 2) if isinstance(value, float) else value


def _figure(key: str, title: str) -> Column:
    """Return a column of numbers."""
    return Column(key=key, title=title, align_right=True)


def _left(row: Row) -> Text:
    """Return what goes before the keyword."""
    return _context(str(row["left"]), "dim")


def _right(row: Row) -> Text:
    """Return what follows the keyword."""
    return _context(str(row["right"]), "dim")


def _keyword(row: Row) -> Text:
    """Return the keyword as what was found."""
    return _context(str(row["keyword"]), FOUND)


def _context(text: str, style: str) -> Text:
    """Return a part of a line."""
    return Text(clean(text.strip()), style=style)


def _short_id(row: Row) -> Text:
    """Return the beginning of an id; it is enough for ``gali show``."""
    return plain(str(row["article_id"])[:9], "dim")
