"""Innovations as lists show them: each with the sentence that proves it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.pages.leading_quotes import LeadingQuote, read_leading_quotes
from corpus.records import Innovation
from corpus.search import InnovationHit
from gali.web.quotes import Piece, quote_pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedInnovation:
    """An innovation in a list.

    Attributes:
        innovation: The innovation.
        n_articles: How many articles tell of it.
        snippet: The field in which the words of a search were found, marked; may be empty.
        quote: The sentence that proves it, in pieces; may be empty.
        source: Where that sentence stands; None without one.
    """

    innovation: Innovation
    n_articles: int
    snippet: str
    quote: tuple[Piece, ...]
    source: LeadingQuote | None


def with_quotes(
    conn: sqlite3.Connection, hits: Iterable[InnovationHit]
) -> tuple[ListedInnovation, ...]:
    """Return the hits of one page, each with its leading quote."""
    listed = list(hits)
    quotes = read_leading_quotes(conn, [hit.innovation.id for hit in listed])
    found = []
    for hit in listed:
        quote = quotes.get(hit.innovation.id)
        found.append(
            ListedInnovation(
                innovation=hit.innovation,
                n_articles=hit.n_articles,
                snippet=hit.snippet,
                quote=quote_pieces(quote.evidence) if quote else (),
                source=quote,
            )
        )
    return tuple(found)
