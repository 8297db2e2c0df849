"""Which outlet an article is of: one host for all its spellings, and the known outlets met.

The outlet only names the newspaper. Where an innovation is run must be told by the article, so the
outlet's region goes into the corpus beside the articles and never to the extractor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.records import Article, Source
from harvest.outlets.catalogue import SourceIndex
from harvest.outlets.hosts import canonical_host, host_of_name, host_of_url
from harvest.outlets.manifest import SourceManifest


class OutletRegister:
    """Settles the outlets of articles and keeps account of the known ones among them.

    Args:
        sources: The outlets that are known.
    """

    def __init__(self, sources: Iterable[SourceManifest]) -> None:
        self._index = SourceIndex(sources)
        self._told: set[str] = set()

    def settle(self, article: Article) -> Article:
        """Return an article with its outlet's canonical host.

        That is the domain of the known outlet, else the host without ``www.`` and the like; the
        host is the one given as the outlet, else that of the address. A name in words, which a
        user gave, stays as it is.
        """
        given = host_of_name(article.outlet)
        host = given or host_of_url(article.url)
        if host is None or (article.outlet and given is None):
            return article
        source = self._index.of_host(host)
        return replace(article, outlet=source.domain if source else canonical_host(host))

    def new_sources(self, articles: Iterable[Article]) -> list[Source]:
        """Return the known outlets of articles that were not returned before."""
        found: list[Source] = []
        for article in articles:
            host = host_of_name(article.outlet) or host_of_url(article.url)
            source = self._index.of_host(host)
            if source and source.slug not in self._told:
                self._told.add(source.slug)
                found.append(source.source)
        return found
