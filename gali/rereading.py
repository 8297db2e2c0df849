"""Reads stored pages again with the rules of today, without the network.

A page that reads otherwise gives a new article, which takes the place of the old one; an article
that only gets another date or author is corrected. A few origins are settled in one transaction
and noted, so the work may be interrupted and goes on from there.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpus.connection import transaction
from corpus.errors import InvalidRecordError
from corpus.reader import find_page
from corpus.records import Article, Page
from corpus.versions import (
    UnreadOrigin,
    correct_article,
    count_unread,
    forget_readings,
    has_article,
    iter_origins,
    iter_unread,
    iter_versions,
    note_reading,
    read_articles_of,
    replace_articles,
)
from gali.pipeline import import_articles
from gali.progress import Watch, unwatched
from harvest.outlets.catalogue import SourceIndex
from harvest.outlets.manifest import SourceManifest
from harvest.page_articles import NoArticle, lists_articles, read_page_articles
from harvest.problems import Problem
from harvest.reading.reader import HtmlReader

# A batch is what a killed run may lose; a transaction for each would double the time.
_ORIGINS_IN_A_BATCH = 20
_LIBRARIES = ("trafilatura", "htmldate")
_RULE_FILES = (".py", ".toml")
_NO_RULES = frozenset({"sources", "fetching", "crawling", "warc"})


@dataclass(slots=True, kw_only=True)
class RereadReport:
    """What reading stored pages again did.

    Attributes:
        n_origins: Origins whose pages were read; an article's further pages go with its first.
        n_same: Articles that read as before.
        n_corrected: Articles that got another date or author.
        n_changed: Articles that read otherwise, so that new ones took their place.
        n_new: Articles in pages that gave none before.
        n_gone: Articles that their page does not give any more; they stay.
        problems: What could not be read, and (``kept``) which articles are gone.
    """

    n_origins: int = 0
    n_same: int = 0
    n_corrected: int = 0
    n_changed: int = 0
    n_new: int = 0
    n_gone: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What the pages of an origin give now.

    Attributes:
        origin: Where the pages came from.
        articles: By their address if the pages list many, else under the empty word.
        parts: Origins of the further pages of the article.
        lists: Whether the pages list many articles.
        problems: What could not be read.
        reason: Why the latest page without an article gives none.
    """

    origin: str
    articles: dict[str, Article] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    lists: bool = False
    problems: list[Problem] = field(default_factory=list)
    reason: str = "it gives it no more"

    @property
    def origins(self) -> set[str]:
        """The origin and those of the article's further pages."""
        return {self.origin, *self.parts}

    def key(self, article: Article) -> str:
        """Return by what an article is known among those of the origin."""
        return article.canonical_url or "" if self.lists else ""


def reread_pages(
    conn: sqlite3.Connection,
    *,
    sources: Iterable[SourceManifest],
    only: SourceManifest | None = None,
    again: bool = False,
    rules: str | None = None,
    watch: Watch = unwatched,
) -> RereadReport:
    """Read the stored pages that the rules of today have not read yet.

    Args:
        conn: A corpus that can be written.
        sources: The outlets that are known.
        only: Read the pages of this outlet alone; None reads all.
        again: Whether to read also those that these rules have read.
        rules: Name of the rules; None takes `reading_rules`.
        watch: Told of each origin.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    known = tuple(sources)
    rules = rules or reading_rules()
    if again:
        index = SourceIndex(known)
        forget_readings(conn, _origins_of(conn, index, only) if only else None)
    with HtmlReader() as reader:
        rereader = _Rereader(conn, reader, known, rules)
        total = None if only else lambda: count_unread(conn, rules)
        try:
            for unread in watch(rereader.iter_unread(only), "Reading", total):
                rereader.reread(unread)
        finally:
            rereader.settle()
    return rereader.report


def reading_rules() -> str:
    """Return a name of the rules by which pages are read now: a digest of what they are made of.

    Selectors of single outlets are no part of it.
    """
    digest = hashlib.sha256()
    for path in _iter_rule_files(files("harvest")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    digest.update(libraries.encode())
    return f"rules-{digest.hexdigest()[:16]}"


class _Rereader:
    """Reads the pages of one origin after the other and settles what they give."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        reader: HtmlReader,
        sources: tuple[SourceManifest, ...],
        rules: str,
    ) -> None:
        """Take the corpus, the process that reads, the known outlets, and the rules' name."""
        self.report = RereadReport()
        self._conn = conn
        self._reader = reader
        self._sources = sources
        self._index = SourceIndex(sources)
        self._rules = rules
        self._readings: list[_Reading] = []

    def iter_unread(self, only: SourceManifest | None) -> Iterator[UnreadOrigin]:
        """Yield the origins to read, those of one outlet or all."""
        for unread in iter_unread(self._conn, self._rules):
            is_read = any(unread.origin in one.origins for one in self._readings)
            if not is_read and (only is None or self._index.of_url(unread.origin) is only):
                yield unread

    def reread(self, unread: UnreadOrigin) -> None:
        """Read the pages of an origin; settle what was read when a batch is full."""
        reading = self._read(unread.part_of or unread.origin)
        if unread.part_of:
            reading.parts.add(unread.origin)
        self._readings.append(reading)
        if len(self._readings) >= _ORIGINS_IN_A_BATCH:
            self.settle()

    def settle(self) -> None:
        """Write what was read, all or nothing."""
        readings, self._readings = self._readings, []
        with transaction(self._conn):
            for reading in readings:
                self._settle(reading)
                note_reading(self._conn, reading.origin, self._rules, parts=reading.parts)
        self.report.n_origins += len(readings)
        for reading in readings:
            self.report.problems += reading.problems

    def _read(self, origin: str) -> _Reading:
        """Return what the pages of an origin give, what is newer before what is older."""
        reading = _Reading(origin=origin)
        try:
            for page in iter_versions(self._conn, origin):
                reading.lists |= lists_articles(page)
                self._read_page(page, reading)
                if reading.articles and not reading.lists:
                    break
        except InvalidRecordError as error:
            reading.problems.append(Problem(origin, None, error.what))
        reading.parts.discard(origin)
        return reading

    def _read_page(self, page: Page, reading: _Reading) -> None:
        """Add what one page gives."""

        def find_part(url: str) -> Page | None:
            part = find_page(self._conn, url)
            if part is not None:
                reading.parts.add(part.origin)
            return part

        source = self._index.of_url(page.url)
        for found in read_page_articles(page, self._reader, source, fetch_page=find_part):
            if isinstance(found, Article):
                reading.articles.setdefault(reading.key(found), found)
            elif isinstance(found, NoArticle):
                reading.reason = found.reason
            elif not found.kept:
                reading.problems.append(found)

    def _settle(self, reading: _Reading) -> None:
        """Write the articles of an origin, and let them take the place of others."""
        before = [
            article
            for place in sorted(reading.origins)
            for article in read_articles_of(self._conn, place)
        ]
        articles = list(reading.articles.values())
        known = {one.id for one in articles if has_article(self._conn, one.id)}
        imported = import_articles(self._conn, articles, sources=self._sources)
        reading.problems += [problem for problem in imported.problems if not problem.kept]
        for key, article in reading.articles.items():
            others = {one.id for one in before if reading.key(one) == key} - {article.id}
            replace_articles(self._conn, sorted(others), article.id)
            is_corrected = article.id in known and correct_article(self._conn, article)
            self._count(is_known=article.id in known, others=others, is_corrected=is_corrected)
        if not reading.problems:
            gone = [one for one in before if reading.key(one) not in reading.articles]
            self.report.n_gone += len(gone)
            reading.problems += [_gone(one, reading.reason) for one in gone]

    def _count(self, *, is_known: bool, others: set[str], is_corrected: bool) -> None:
        """Count what became of one article."""
        if others:
            self.report.n_changed += 1
        elif not is_known:
            self.report.n_new += 1
        elif is_corrected:
            self.report.n_corrected += 1
        else:
            self.report.n_same += 1


def _origins_of(
    conn: sqlite3.Connection, index: SourceIndex, only: SourceManifest
) -> Iterator[str]:
    """Yield the origins whose pages are of one outlet."""
    return (origin for origin in iter_origins(conn) if index.of_url(origin) is only)


def _gone(article: Article, reason: str) -> Problem:
    """Return the notice that a page gives an article no more."""
    words = f"article {article.id} stays, but the page is not read for it any more: {reason}"
    return Problem(article.origin or article.id, None, words, kept=True)


def _iter_rule_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the files of a folder, and of those below it, that decide how pages are read."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and path.name not in _NO_RULES:
            yield from _iter_rule_files(path)
        elif path.name.endswith(_RULE_FILES):
            yield path
