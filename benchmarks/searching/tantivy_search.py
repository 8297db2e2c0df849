"""The same articles in tantivy-py, an index in Rust: ``pip install tantivy``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

Document = tuple[int, str, str]


class TantivySearch:
    """An index of titles and texts; raises ImportError where tantivy-py is not installed."""

    name = "tantivy-py"

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", stored=True)
        for field in ("title", "text"):
            builder.add_text_field(field, stored=True)
        folder.mkdir()
        self._index = tantivy.Index(builder.build(), path=str(folder))

    def build(self, documents: Iterable[Document]) -> None:
        """Index all documents with two threads."""
        writer = self._index.writer(heap_size=256 * 2**20, num_threads=2)
        for key, title, text in documents:
            writer.add_document(self._tantivy.Document(key=key, title=title, text=text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: str, n_hits: int) -> object:
        """Return the best hits with snippets; a query as gali reads it."""
        fields, boosts = ["title", "text"], {"title": 10.0}
        if query.endswith("*"):
            pattern = f"{re.escape(query[:-1])}.*"
            parsed = self._tantivy.Query.regex_query(self._index.schema, "text", pattern)
        else:
            parsed = self._index.parse_query(query, fields, boosts, conjunction_by_default=True)
        found = self._searcher.search(parsed, n_hits, count=True)
        snippets = self._tantivy.SnippetGenerator.create(
            self._searcher, parsed, self._index.schema, "text"
        )
        documents = [self._searcher.doc(address) for _, address in found.hits]
        return [snippets.snippet_from_doc(document).to_html() for document in documents]
