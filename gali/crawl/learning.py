"""What a crawl learns of an outlet: which sections pay, and which kinds of pages never do."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from corpus.crawl.records import NewTarget
from corpus.crawl.yields import SectionYields
from corpus.records import Article
from gali.crawl.visiting import Visit
from harvest.discovery.relevance import is_relevant_text, section_of, smoothed_rate
from harvest.discovery.traps import template_of
from harvest.outlets.manifest import SourceManifest

_BARREN_READS = 30
"""Pages of one template without any article after which it is taken for a trap."""


class Learner:
    """Counts what pages gave; sections in the corpus, templates for this crawl.

    Args:
        conn: A corpus that can be written.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._yields = SectionYields(conn)
        self._n_barren: Counter[str] = Counter()
        self._fruitful: set[str] = set()

    def learn(self, visit: Visit, articles: Iterable[Article], source: SourceManifest) -> None:
        """Count what a visit gave.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        for article in articles:
            self._yields.add(
                source.slug,
                section_of(article.url or visit.target.url),
                is_relevant=is_relevant_text(article.title, article.text),
            )
        if visit.target.kind == "article" and visit.pages:
            template = _template(visit.target.host, visit.target.url)
            if visit.articles:
                self._fruitful.add(template)
            else:
                self._n_barren[template] += 1

    def rates(self, source: SourceManifest) -> dict[str, float]:
        """Return the share of articles that told of innovations, by section of an outlet."""
        return {
            section: smoothed_rate(paid.n_read, paid.n_relevant)
            for section, paid in self._yields.of_source(source.slug).items()
        }

    def is_barren(self, link: NewTarget) -> bool:
        """Return whether pages made like this one were read often and never held an article."""
        template = _template(link.host, link.url)
        return template not in self._fruitful and self._n_barren[template] >= _BARREN_READS


def _template(host: str, url: str) -> str:
    """Return by what pages are alike."""
    return f"{host}{template_of(url)}"
