"""Tinjau: what waits for a person's eyes, least certain first, each with the sentence behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dossier import ArticleInfo
from corpus.extraction_reader import read_extractions
from corpus.filters import SearchFilters
from corpus.pages.leading_quotes import read_leading_quotes
from corpus.reader import read_innovations
from corpus.records import Award, Innovation, Replication
from corpus.reviews.decisions import SubjectKind
from corpus.reviews.queue import QueueEntry, list_queue
from corpus.vocabulary import sectors
from gali.reviewing.drafts import parse_fact_id
from gali.web.asking import Ask
from gali.web.page import Page
from gali.web.quotes import Piece, quote_pieces
from gali.web.reviews.drafting import seen_of
from gali.web.views.review_log import read_last

N_ROWS = 10
KINDS: dict[str, SubjectKind] = {
    "inovasi": "innovation",
    "penghargaan": "award",
    "replikasi": "replication",
}
FILTERS = ("daerah", "sektor", "opd", "tahun", "media")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something to decide on.

    Attributes:
        entry: What it is.
        quote: The sentence that proves it, in pieces; may be empty.
        article: Where that stands.
        found_by: Rule or model that found it; None if the sentence is gone.
        innovation: The innovation, for entries of that kind; else None.
        fact: The award or replication, for these; else None.
        seen: What stands for all that the reviewer sees; empty for awards and replications.
    """

    entry: QueueEntry
    quote: tuple[Piece, ...]
    article: ArticleInfo
    found_by: str | None = None
    innovation: Innovation | None = None
    fact: Award | Replication | None = None
    seen: str = ""


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return a page of the queue."""
    kind = KINDS[ask.choice("jenis", tuple(KINDS))]
    is_disputed = ask.choice("beda", ("", "ya")) == "ya"
    offset = ask.offset()
    page = list_queue(conn, kind, _filters(ask), N_ROWS, offset, disputed=is_disputed)
    read = _innovations if kind == "innovation" else _facts
    waiting = list(read(conn, page.outcomes))
    return Page(
        template="review_queue.html",
        title=ask.words("review.title"),
        values={
            "kind": kind,
            "kinds": tuple(KINDS),
            "total": page.total,
            "waiting": waiting,
            "sectors": tuple(sectors()),
            "is_narrowed": any(ask.text(name) for name in FILTERS),
            "is_disputed": is_disputed,
            "first": offset + 1,
            "next": ask.next_cursor(page.total, len(waiting)),
            "previous": ask.previous_cursor(N_ROWS),
            "last": read_last(conn, ask),
            "back": ask.here(kursor=ask.text("kursor")).removeprefix(ask.prefix),
        },
    )


def _filters(ask: Ask) -> SearchFilters:
    """Return what the queue is narrowed to."""
    first, last = ask.years("tahun")
    return SearchFilters(
        region=ask.region("daerah"),
        sector=ask.choice("sektor", ("", *sectors())) or None,
        owner=ask.text("opd") or None,
        year_from=first,
        year_to=last,
        outlet=ask.text("media") or None,
    )


def _innovations(conn: sqlite3.Connection, entries: Sequence[QueueEntry]) -> Iterator[Waiting]:
    """Yield innovations with the quote of their surest mention."""
    ids = [entry.id for entry in entries]
    innovations = {one.id: one for one in read_innovations(conn, ids)}
    quotes = read_leading_quotes(conn, ids)
    for entry in entries:
        innovation, quote = innovations[entry.id], quotes.get(entry.id)
        yield Waiting(
            entry=entry,
            quote=quote_pieces(quote.evidence) if quote else (),
            article=quote.article if quote else _article_of(entry),
            innovation=innovation,
            seen=seen_of(innovation),
        )


def _facts(conn: sqlite3.Connection, entries: Sequence[QueueEntry]) -> Iterator[Waiting]:
    """Yield awards or replications with their sentences."""
    extractions = read_extractions(conn, sorted({entry.article_id for entry in entries}))
    for entry in entries:
        parsed = parse_fact_id(entry.id)
        assert parsed is not None
        _, kind, position = parsed
        extraction = extractions[entry.article_id]
        facts: tuple[Award | Replication, ...] = (
            extraction.awards if kind == "award" else extraction.replications
        )
        fact = facts[position]
        yield Waiting(
            entry=entry,
            quote=quote_pieces(
                fact.evidence, entry.name, fact.rank if isinstance(fact, Award) else None
            ),
            article=_article_of(entry),
            found_by=fact.found_by,
            fact=fact,
        )


def _article_of(entry: QueueEntry) -> ArticleInfo:
    """Return what is known of the article of an entry."""
    return ArticleInfo(
        id=entry.article_id, title=entry.title, outlet=None, url=entry.url, published=None
    )
