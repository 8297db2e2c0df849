"""How well a crawl did: the articles that it made next to what the sites hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sites.messages import Truth

from corpus.identity import canonical_url, fold

_INVITATION = re.compile(r"(?:baca|simak|lihat)\s+juga", re.IGNORECASE)


class Found(Protocol):
    """An article as a crawl made it; `corpus.records.Article` is one."""

    @property
    def url(self) -> str | None:
        """Address."""

    @property
    def title(self) -> str:
        """Headline."""

    @property
    def text(self) -> str:
        """Body."""

    @property
    def published(self) -> date | None:
        """Day of publication."""

    @property
    def author(self) -> str | None:
        """Who wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well articles agree with the truth; shares are of the articles that were found.

    Attributes:
        n_wanted: Articles that there are.
        n_found: Of these, those that were found.
        n_duplicates: Articles beyond the first for the same truth, at another address or not.
        n_strangers: Articles that are none of the truth: menus, lists, logins, and what has
            been withdrawn.
        title: Share with the right headline.
        published: Share with the right day.
        author: Share with the right author, or rightly none.
        body_f1: Mean F1 of the words of the bodies.
        n_leftovers: Articles whose body invites to read something else, as the truth does not.
    """

    n_wanted: int
    n_found: int
    n_duplicates: int
    n_strangers: int
    title: float
    published: float
    author: float
    body_f1: float
    n_leftovers: int

    @property
    def found(self) -> float:
        """Share of the wanted articles that were found."""
        return self.n_found / self.n_wanted if self.n_wanted else 1.0


def score(articles: Iterable[Found], truth: Sequence[Truth]) -> Score:
    """Return how well articles agree with the truth.

    An article belongs to the truth of its address, else to the one with its headline and nearly
    its words.

    Args:
        articles: What was made; those that are marked as copies left out.
        truth: What there is.
    """
    by_url = {one.canonical_url: one for one in truth}
    by_title = {fold(one.title): one for one in truth}
    pairs: dict[str, tuple[Found, Truth]] = {}
    n_duplicates = n_strangers = 0
    for article in articles:
        wanted = by_url.get(canonical_url(article.url or "")) or by_title.get(fold(article.title))
        if wanted is None or not _is_of(article, wanted):
            n_strangers += 1
        elif wanted.canonical_url in pairs:
            n_duplicates += 1
        else:
            pairs[wanted.canonical_url] = (article, wanted)
    return _score(list(pairs.values()), len(truth), n_duplicates, n_strangers)


def word_f1(found: str, wanted: str) -> float:
    """Return the balanced share of words that two texts have in common, 0 to 1."""
    ours, theirs = Counter(found.split()), Counter(wanted.split())
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def has_leftovers(text: str, wanted: str) -> bool:
    """Return whether a text invites to read something else more often than the truth does."""
    return len(_INVITATION.findall(text)) > len(_INVITATION.findall(wanted))


def _is_of(article: Found, truth: Truth) -> bool:
    """Return whether an article is that of a truth: by address, or by its words."""
    if canonical_url(article.url or "") == truth.canonical_url:
        return True
    return word_f1(article.text, truth.text) > 0.5


def _score(
    pairs: Sequence[tuple[Found, Truth]], n_wanted: int, n_duplicates: int, n_strangers: int
) -> Score:
    """Return the figures for articles with their truths."""

    def share(rights: Iterable[float]) -> float:
        return sum(rights) / len(pairs) if pairs else 0.0

    return Score(
        n_wanted=n_wanted,
        n_found=len(pairs),
        n_duplicates=n_duplicates,
        n_strangers=n_strangers,
        title=share(one.title == wanted.title for one, wanted in pairs),
        published=share(one.published == wanted.published for one, wanted in pairs),
        author=share(one.author == wanted.author for one, wanted in pairs),
        body_f1=share(word_f1(one.text, wanted.text) for one, wanted in pairs),
        n_leftovers=sum(has_leftovers(one.text, wanted.text) for one, wanted in pairs),
    )
