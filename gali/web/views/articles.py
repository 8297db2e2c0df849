"""Artikel: the text as it was printed, the words that tell facts marked, the facts beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus.errors import InvalidQueryError
from corpus.extraction_reader import read_extractions
from corpus.reader import find_article
from corpus.records import Article, Award, Count, Evidence, Extraction, Mention, Replication
from gali.article_page.facts import Fact, facts_of
from gali.article_page.marks import marked_paragraphs
from gali.extraction import Extracted
from gali.web.asking import Ask
from gali.web.page import Page, UnknownPageError
from gali.web.plain_text import shown, visible

# Longer than any article is; what is longer is no article, and would only burden the browser.
MOST_CHARACTERS = 200_000
MOST_FACTS = 300


@dataclass(frozen=True, slots=True)
class Card:
    """A fact beside the text: the record, how it is marked there, the innovation it belongs to."""

    mark: Fact
    fact: Mention | Award | Replication | Count
    innovation_id: str | None


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return an article with its facts.

    Raises:
        UnknownPageError: If there is none of that id.
    """
    article = _find(conn, ask.places["id"])
    extraction = read_extractions(conn, [article.id]).get(article.id) or Extraction(
        article_id=article.id, extractor="", relevant=False
    )
    printed, kept = _bounded(article, extraction)
    result = Extracted(article=printed, extraction=kept)
    marks = facts_of(result, "f")
    marked = marked_paragraphs(result, marks)
    return Page(
        template="article.html",
        title=article.title or ask.words("article.untitled"),
        values={
            "article": article,
            "extraction": extraction,
            "headline": _markup(marked.title),
            "paragraphs": [_markup(paragraph) for paragraph in marked.paragraphs],
            "cards": list(_cards(conn, kept, marks)),
            "is_cut": len(printed.text) < len(article.text),
        },
    )


def _markup(html: str) -> Markup:
    """Return HTML of ours as such; what is of the article was escaped where it was marked."""
    return Markup(visible(html))  # noqa: S704


def _find(conn: sqlite3.Connection, article_id: str) -> Article:
    """Return the article of an id."""
    try:
        article = find_article(conn, article_id)
    except InvalidQueryError as error:
        raise UnknownPageError(article_id) from error
    if article is None or article.id != article_id:
        raise UnknownPageError(article_id)
    return article


def _bounded(article: Article, extraction: Extraction) -> tuple[Article, Extraction]:
    """Return as much of an article as is shown, and the facts that are told there."""
    text = article.text[:MOST_CHARACTERS]
    printed = replace(article, text=text, title=article.title[:MOST_CHARACTERS])

    def is_shown(evidence: tuple[Evidence, ...]) -> bool:
        return all(span.end <= MOST_CHARACTERS for span in evidence)

    kept = replace(
        extraction,
        innovations=tuple(m for m in extraction.innovations if is_shown(m.evidence))[:MOST_FACTS],
        awards=tuple(a for a in extraction.awards if is_shown(a.evidence))[:MOST_FACTS],
        replications=tuple(r for r in extraction.replications if is_shown(r.evidence))[:MOST_FACTS],
        counts=tuple(c for c in extraction.counts if is_shown(c.evidence))[:MOST_FACTS],
    )
    return printed, kept


def _cards(conn: sqlite3.Connection, extraction: Extraction, marks: list[Fact]) -> Iterator[Card]:
    """Yield the facts with their marks, in the same order."""
    linked = {
        row["local_id"]: row["innovation_id"]
        for row in conn.execute(
            "SELECT local_id, innovation_id FROM mentions WHERE article_id = ?",
            (extraction.article_id,),
        )
    }
    facts: tuple[Mention | Award | Replication | Count, ...] = (
        *extraction.innovations,
        *extraction.awards,
        *extraction.replications,
        *extraction.counts,
    )
    for mark, fact in zip(marks, facts, strict=True):
        local_id = fact.local_id if isinstance(fact, Mention) else getattr(fact, "innovation", None)
        yield Card(replace(mark, title=shown(mark.title)), fact, linked.get(local_id))
