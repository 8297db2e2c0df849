"""What stands around the paragraphs of an article: neighbours, invitations, captions, counters.

Which of them a page has is chosen here, the same each time; how they look is the style's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Literal

from sites.newsroom import Post

InsertKind = Literal["invitation", "inline", "list", "advertisement", "caption"]

_INVITATIONS = (
    "Baca juga:", "Baca Juga :", "BACA JUGA:", "Simak juga:", "Lihat juga:", "Baca Juga:"
)  # fmt: skip
_ADVERTISEMENTS = ("ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT", "Iklan")
_LEAST_FOR_INLINE = 60


@dataclass(frozen=True, slots=True)
class Insert:
    """Something between two paragraphs that is no part of the article.

    Attributes:
        kind: ``inline`` stands at the end of the paragraph itself; ``list`` has several links.
        words: Invitation, caption or advertisement.
        posts: What it leads to; may be empty.
    """

    kind: InsertKind
    words: str
    posts: tuple[Post, ...] = ()


class Surroundings:
    """The noise of one article's page.

    Args:
        post: The article.
        posts: All of the outlet, newest first.
        kinds: What the style puts between paragraphs.
    """

    def __init__(
        self, post: Post, posts: Sequence[Post], kinds: Sequence[InsertKind] = ("invitation",)
    ) -> None:
        self._post = post
        self._posts = posts
        self._kinds = kinds
        self._random = Random(post.number)
        self.n_views = self._random.randint(12, 9800)
        self.has_photo = self._random.random() < 0.8
        self.n_comments = self._random.choice((0, 0, 1, 2))

    @cached_property
    def latest(self) -> list[Post]:
        """The newest of the outlet but this one."""
        return [one for one in self._posts[:6] if one.number != self._post.number][:5]

    @cached_property
    def popular(self) -> list[Post]:
        """Others that many read."""
        return self._others(5, "popular")

    @cached_property
    def related(self) -> list[Post]:
        """Others that are said to be of the same kind."""
        return self._others(3, "related")

    @cached_property
    def inserts(self) -> dict[int, Insert]:
        """What follows some of the paragraphs, by the paragraph's position."""
        random = Random(f"{self._post.number} inserts")
        count = len(self._post.paragraphs)
        places = random.sample(range(count - 1), k=min(count - 1, random.randint(1, 3)))
        return {place: self._insert(random, place) for place in places}

    def _insert(self, random: Random, place: int) -> Insert:
        """Return something to put behind a paragraph."""
        kind = random.choice(self._kinds)
        if kind == "inline" and len(self._post.paragraphs[place]) < _LEAST_FOR_INLINE:
            kind = "invitation"
        if kind == "advertisement":
            return Insert(kind, random.choice(_ADVERTISEMENTS))
        if kind == "caption":
            return Insert(kind, self._post.story.caption)
        posts = self._others(3 if kind == "list" else 1, f"insert {place}")
        return Insert(kind, random.choice(_INVITATIONS), tuple(posts))

    def _others(self, count: int, purpose: str) -> list[Post]:
        """Return some other posts of the outlet."""
        random = Random(f"{self._post.number} {purpose}")
        drawn = random.sample(range(len(self._posts)), k=min(count + 1, len(self._posts)))
        others = [self._posts[n] for n in drawn if self._posts[n].number != self._post.number]
        return others[:count]
