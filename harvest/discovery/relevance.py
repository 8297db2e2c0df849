"""A cheap judge of what a crawl should fetch first: links by their words and by their section.

Words and weights are in ``data/relevance.toml``. Nothing is left out by it, only put off; what an
article really tells is found by the extraction.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from corpus.identity import fold
from harvest.discovery.address import parse_address, stem, words_of
from harvest.discovery.record import FoundLink
from harvest.discovery.traps import template_of

_BIAS = -1.5
_RATE_WEIGHT = 0.7
# The Beta prior of a section's rate: one relevant article in ten, as sure as after five.
_PRIOR_RELEVANT, _PRIOR_OTHER = 0.5, 4.5
_LEAST_RATE = 0.005
_MOST_LINK_WORDS = 60
_MOST_TEXT_WORDS = 300
_LONGEST_LEAD = 6000
_RELEVANT = 5.0
_LONGEST_SECTION = 120
_SECTION_STEPS = 2


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Weights of phrases, and how many words the phrases that begin with a word may have."""

    weights: dict[str, float]
    incidental: frozenset[str]
    lengths: dict[str, tuple[int, ...]]


def score_link(link: FoundLink, section_rate: float | None = None) -> float:
    """Return how much a link promises an article about innovations, from 0 to 1.

    Args:
        link: Its title and the slug of its address are read; each word counts once.
        section_rate: Share of relevant articles in its section, see `section_of` and
            `smoothed_rate`; None where nothing was learnt.

    Returns:
        Higher is better; about 0.2 where no word tells anything.
    """
    title = fold(link.title).split()[:_MOST_LINK_WORDS]
    phrases = {*_phrases(title), *_phrases(_slug(link.url))}
    weights = _lexicon().weights
    score = _BIAS + sum(weights[phrase] for phrase in phrases)
    if section_rate is not None:
        prior = _PRIOR_RELEVANT / (_PRIOR_RELEVANT + _PRIOR_OTHER)
        score += _RATE_WEIGHT * (_logit(section_rate) - _logit(prior))
    return 1 / (1 + math.exp(-score))


def score_text(title: str, text: str) -> float:
    """Return the weight of the words of an article: all of its title, telling ones of its lead."""
    lexicon = _lexicon()
    heading = set(_phrases(fold(title).split()[:_MOST_LINK_WORDS]))
    lead = Counter(_phrases(fold(text[:_LONGEST_LEAD]).split()[:_MOST_TEXT_WORDS]))
    return sum(lexicon.weights[phrase] for phrase in heading) + sum(
        lexicon.weights[phrase] * math.log2(1 + count)
        for phrase, count in lead.items()
        if phrase not in lexicon.incidental
    )


def is_relevant_text(title: str, text: str) -> bool:
    """Return whether an article that was read probably tells of innovations of public bodies."""
    return score_text(title, text) >= _RELEVANT


def section_of(url: str) -> str:
    """Return the section of a site for which a rate is learnt: ``kabar.example/daerah``.

    Returns:
        The host and up to two steps of the path that are words; where there are none, the
        template of the address. At most 120 characters; empty for what is no web address.
    """
    address = parse_address(url)
    if address is None:
        return ""
    template = template_of(url)
    path, _, query = template.partition("?")
    steps = [step for step in path.split("/")[1:-1] if step not in ("*", "#")]
    section = "/".join(["", *steps[:_SECTION_STEPS]]) if steps else path
    return f"{address.host}{section}{f'?{query}' if query and not steps else ''}"[:_LONGEST_SECTION]


def smoothed_rate(n_read: int, n_relevant: int) -> float:
    """Return the share of relevant articles in a section, drawn to one in ten where few were read.

    Args:
        n_read: Articles of the section that were read.
        n_relevant: Those of them that were relevant.
    """
    return (n_relevant + _PRIOR_RELEVANT) / (n_read + _PRIOR_RELEVANT + _PRIOR_OTHER)


def usual_words() -> tuple[str, ...]:
    """Return the words for which a site's own search is asked where a crawl gives none."""
    return tuple(_table()["search"]["words"])


def _logit(rate: float) -> float:
    """Return the log-odds of a share, which is kept away from 0 and 1."""
    kept = min(max(rate, _LEAST_RATE), 1 - _LEAST_RATE)
    return math.log(kept / (1 - kept))


def _slug(url: str) -> list[str]:
    """Return the words of the longest step of a path."""
    address = parse_address(url)
    steps = address.steps if address is not None else ()
    return words_of(stem(max(steps, key=len, default="")))[:_MOST_LINK_WORDS]


def _phrases(words: list[str]) -> Iterator[str]:
    """Yield the phrases of the lexicon that words hold, each as often as it occurs."""
    lexicon = _lexicon()
    for n, word in enumerate(words):
        for length in lexicon.lengths.get(word, ()):
            phrase = " ".join(words[n : n + length])
            if phrase in lexicon.weights:
                yield phrase


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    """Return the words and weights of ``relevance.toml``."""
    groups = [table for name, table in _table().items() if name != "search"]
    weights = {word: float(table["weight"]) for table in groups for word in table["words"]}
    incidental = {word for name in ("weak", "against") for word in _table()[name]["words"]}
    return _Lexicon(weights, frozenset(incidental), _lengths(weights))


def _lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of words that phrases have, by their first word."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        words = phrase.split()
        lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found)) for word, found in lengths.items()}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    """Read ``relevance.toml``."""
    text = files("harvest").joinpath("data", "relevance.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
