"""gali digs public-service innovations out of Indonesian regional news.

The public API; everything is imported on first use::

    import gali

    extraction = gali.extract(text, title="…")
    for extraction in gali.extract_many(articles, jobs=2): ...
    with contextlib.closing(gali.open_corpus("corpus.db")) as conn: ...

``gali.extract`` returns a ``gali.Extraction``; the other records have their names here too.
In a spaCy pipeline the extractor is ``nlp.add_pipe("gali")`` (see ``docs/spacy.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.errors import GaliError
    from corpus.identity import make_article
    from corpus.records import (
        Article,
        Award,
        Count,
        Evidence,
        Extraction,
        Innovation,
        Mention,
        MentionRef,
        Page,
        Prediction,
        Replication,
        Source,
    )
    from corpus.schema import open_corpus
    from gali.extraction import extract, extract_many

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Award",
    "Count",
    "Evidence",
    "Extraction",
    "GaliError",
    "Innovation",
    "Mention",
    "MentionRef",
    "Page",
    "Prediction",
    "Replication",
    "Source",
    "extract",
    "extract_many",
    "make_article",
    "open_corpus",
]

_HOMES = {
    "GaliError": "corpus.errors",
    "extract": "gali.extraction",
    "extract_many": "gali.extraction",
    "make_article": "corpus.identity",
    "open_corpus": "corpus.schema",
}


def __getattr__(name: str) -> object:
    """Import a public name from its home on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'gali' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES.get(name, "corpus.records")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return [*__all__, "__version__"]
