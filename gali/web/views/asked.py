"""What a search page is asked for: subject, words, filters, order; and what that finds."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus.filters import SearchFilters
from corpus.search import ArticleHit, InnovationHit, SearchPage, search_articles, search_innovations
from corpus.selection import Selection, select_articles, select_innovations
from corpus.subjects import Sort
from gali.web.asking import Ask

INNOVATIONS, ARTICLES = "inovasi", "artikel"
SORTS: dict[str, Sort] = {
    "": "relevance",
    "terbaru": "newest",
    "terlama": "oldest",
    "nama": "name",
    "daerah": "region",
    "yakin": "confidence",
}
ARTICLE_SORTS = ("", "terbaru", "terlama")
FILTERS = ("daerah", "sektor", "opd", "penghargaan", "tahun", "media", "status")
_STATUSES = ("", "otomatis", "diperiksa", "ditolak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is searched for.

    Attributes:
        is_article: Whether articles are, instead of innovations.
        text: A query (see ``corpus.query``); may be empty.
        filters: What must hold besides.
        sort: Order of the hits.
        stem: Whether a word stands for all its forms.
    """

    is_article: bool
    text: str
    filters: SearchFilters
    sort: Sort
    stem: bool

    def select(self, conn: sqlite3.Connection) -> Selection:
        """Return the rows that are found."""
        select = select_articles if self.is_article else select_innovations
        return select(conn, self.text, self.filters, stem=self.stem)

    def find_articles(
        self, conn: sqlite3.Connection, limit: int, offset: int = 0, sort: Sort | None = None
    ) -> SearchPage[ArticleHit]:
        """Return a page of the articles."""
        return search_articles(
            conn, self.text, self.filters, limit, offset, sort=sort or self.sort, stem=self.stem
        )

    def find_innovations(
        self, conn: sqlite3.Connection, limit: int, offset: int = 0, sort: Sort | None = None
    ) -> SearchPage[InnovationHit]:
        """Return a page of the innovations."""
        return search_innovations(
            conn, self.text, self.filters, limit, offset, sort=sort or self.sort, stem=self.stem
        )


def read_asked(ask: Ask) -> Asked:
    """Return what the parameters of a request ask for.

    Raises:
        BadRequestError: If a parameter makes no sense.
    """
    first, last = ask.years("tahun")
    is_article = ask.choice("jenis", (INNOVATIONS, ARTICLES)) == ARTICLES
    sorts = ARTICLE_SORTS if is_article else tuple(SORTS)
    sort = SORTS[ask.choice("urut", sorts)]
    if sort == "relevance" and not ask.text("q"):
        sort = "newest"
    return Asked(
        is_article=is_article,
        text=ask.text("q"),
        filters=SearchFilters(
            region=ask.region("daerah"),
            sector=ask.text("sektor") or None,
            owner=ask.text("opd") or None,
            award=ask.text("penghargaan") or None,
            year_from=first,
            year_to=last,
            outlet=ask.text("media") or None,
            status=ask.choice("status", _STATUSES) or None,
        ),
        sort=sort,
        stem=ask.text("bentuk") == "semua",
    )
