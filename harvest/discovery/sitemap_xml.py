"""The entries of a sitemap or an index of sitemaps, read as a stream: no tree is ever built.

Follows sitemaps.org and Google's news extension; pictures, videos and translations are passed over.
What the values mean is the business of ``sitemaps``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from corpus.errors import GaliError
from harvest.discovery.limits import SITEMAP_DEPTH, SITEMAP_ELEMENTS, SITEMAP_ENTRIES
from harvest.discovery.xml_text import iter_sound

ROOTS = frozenset({"urlset", "sitemapindex"})
"""Outermost elements of sitemaps."""

_ENTRIES = frozenset({"url", "sitemap"})
_FIELDS = {
    ("loc",): "url",
    ("lastmod",): "modified",
    ("news", "title"): "title",
    ("news", "publication_date"): "published",
}
_LONGEST_VALUE = 8_192


@dataclass(slots=True, kw_only=True)
class SitemapEntry:
    """One entry, its values as written; empty where they are missing.

    Attributes:
        url: Address of a page or of a further sitemap.
        modified: When it was last changed.
        title: Headline, of news.
        published: When it appeared, of news.
    """

    url: str = ""
    modified: str = ""
    title: str = ""
    published: str = ""


@dataclass(slots=True)
class SitemapXml:
    """What an XML document holds if it is read as a sitemap.

    Attributes:
        root: Name of the outermost element, without prefix; empty if there is none. If it is none
            of `ROOTS`, nothing else was read.
        entries: The entries that have an address.
        problem: Why reading stopped before the end; None if it did not.
    """

    root: str = ""
    entries: list[SitemapEntry] = field(default_factory=list)
    problem: str | None = None


def read_sitemap_xml(pieces: Iterable[str]) -> SitemapXml:
    """Return the entries of a sitemap.

    Args:
        pieces: The document; may raise GaliError where it cannot be read on.
    """
    builder = _Builder()
    parser = etree.XMLParser(
        target=builder,
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    found = builder.found
    try:
        for piece in iter_sound(pieces):
            parser.feed(piece.encode())
            if builder.is_over:
                return found
        parser.close()
    except GaliError as error:
        found.problem = error.what
    except etree.LxmlError:
        found.problem = "it is no proper XML"
    if not builder.is_complete:
        found.problem = found.problem or "it breaks off before its end"
    return found


class _Builder:
    """What the parser tells the elements to; collects entries and says when it is enough."""

    def __init__(self) -> None:
        self.found = SitemapXml()
        self.is_over = False
        self.is_complete = False
        self._path: list[str] = []
        self._elements = 0
        self._entry = SitemapEntry()
        self._pieces: list[str] | None = None
        self._size = 0

    def start(self, tag: str, _attributes: object) -> None:
        """Take in the beginning of an element."""
        if self.is_over:
            return
        name = tag.rpartition("}")[2].rpartition(":")[2].lower()
        self._path.append(name)
        self._elements += 1
        if len(self._path) == 1:
            self.found.root = name
            self.is_over = name not in ROOTS
        elif len(self._path) == 2:
            self._entry = SitemapEntry()
        if tuple(self._path[2:]) in _FIELDS:
            self._pieces, self._size = [], 0
        self._check_size()

    def data(self, text: str) -> None:
        """Take in characters."""
        if self._pieces is not None and self._size < _LONGEST_VALUE:
            self._pieces.append(text)
            self._size += len(text)

    def end(self, _tag: str) -> None:
        """Take in the end of an element."""
        if self.is_over or not self._path:
            return
        name = _FIELDS.get(tuple(self._path[2:]))
        if name is not None and self._pieces is not None:
            setattr(self._entry, name, "".join(self._pieces).strip())
            self._pieces = None
        if len(self._path) == 2 and self._path[1] in _ENTRIES and self._entry.url:
            self.found.entries.append(self._entry)
        self._path.pop()
        self.is_complete = not self._path

    def close(self) -> None:
        """Do nothing; the parser wants to be able to say that it has ended."""

    def _check_size(self) -> None:
        """Stop at what no sitemap has."""
        if len(self.found.entries) >= SITEMAP_ENTRIES:
            self._stop(f"only the first {SITEMAP_ENTRIES:,} entries were read")
        elif self._elements > SITEMAP_ELEMENTS:
            self._stop(f"only the first {SITEMAP_ELEMENTS:,} elements were read")
        elif len(self._path) > SITEMAP_DEPTH:
            self._stop(f"it nests elements more than {SITEMAP_DEPTH} deep")

    def _stop(self, problem: str) -> None:
        """Read no further."""
        self.is_over, self.found.problem = True, problem
