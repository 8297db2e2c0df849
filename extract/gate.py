"""Whether an article may tell of innovations at all: a search for letters in the raw text.

Most news tells of none, and is passed by at the cost of a few substring searches, before anything
is cut into sentences or words.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from corpus.records import Article


# The extraction asks first, then the relevance model, of one article after the other.
@lru_cache(maxsize=1)
def may_tell(article: Article) -> bool:
    """Return whether title and text hold a stem without which nothing is found, or two weak ones.

    Which stems these are stands in ``data/gate.toml``.
    """
    words = "\n".join((article.title, article.text)).lower()
    strong, weak = _stems()
    return any(stem in words for stem in strong) or sum(stem in words for stem in weak) > 1


@lru_cache(maxsize=1)
def _stems() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the strong and the weak stems, in lower case."""
    text = files("extract").joinpath("data", "gate.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return tuple(table["strong"]), tuple(table["weak"])
