"""What an outlet has published: posts on a time line, with new, changed and withdrawn ones.

Knows nothing of websites; a style of website prints what is here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from sites.stories import Story, StoryTeller

SECTIONS = ("Daerah", "Pemerintahan", "Ekonomi", "Olahraga", "Budaya")
_SECTION_OF = {"road": 0, "market": 2, "sport": 3, "festival": 4}
_FIRST_NUMBER = 1201
_HOURS_BETWEEN = (1, 30)
_WORDS_OF_SLUG = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One article in an outlet's own database.

    Attributes:
        number: Its id there.
        slug: Its headline as a part of an address.
        story: What it tells.
        section: One of `SECTIONS`.
        author: Who is named as the writer; None where only the office or an account is.
        published: When it appeared, with the outlet's time zone.
        modified: When it was last changed.
    """

    number: int
    slug: str
    story: Story
    section: str
    author: str | None
    published: datetime
    modified: datetime

    @property
    def title(self) -> str:
        """Headline."""
        return self.story.title

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Body."""
        return self.story.paragraphs


@dataclass
class Newsroom:
    """The posts of one outlet.

    Attributes:
        teller: Where the stories come from.
        now: Tells the time, with the outlet's time zone.
        unnamed_share: How many of the posts name no writer, 0 to 1.
        posts: What can be read now, newest first.
        index: The same by slug, and by number after a ``#``.
        version: Grows with every change.
    """

    teller: StoryTeller
    now: Callable[[], datetime]
    unnamed_share: float = 0.2
    posts: list[Post] = field(default_factory=list)
    index: dict[str, Post] = field(default_factory=dict)
    version: int = 0
    _next_number: int = _FIRST_NUMBER
    _slugs: set[str] = field(default_factory=set)

    def fill(self, n_posts: int) -> None:
        """Publish so many posts in the past, the last of them some hours ago."""
        random, moment = Random(f"{self.teller.tell(0).person}/{n_posts}"), self.now()
        moments = []
        for _ in range(n_posts):
            moment -= timedelta(hours=random.randint(*_HOURS_BETWEEN), minutes=random.randrange(60))
            moments.append(moment.replace(second=random.randrange(60), microsecond=0))
        for one in reversed(moments):
            self._add(one)

    def publish(self, n_posts: int) -> list[Post]:
        """Publish so many posts now, oldest first, and return them."""
        last = self.posts[0].published if self.posts else None
        moment = self.now().replace(microsecond=0) - timedelta(seconds=n_posts)
        if last is not None:
            moment = max(moment, last)
        return [self._add(moment + timedelta(seconds=n)) for n in range(1, n_posts + 1)]

    def edit(self, post: Post) -> Post:
        """Replace a paragraph of a post, and return what it has become."""
        others = self.teller.tell(post.number * 1000 + self.version).paragraphs
        paragraphs = (*post.paragraphs[:-1], f"{others[-1]} Berita ini telah dilengkapi.")
        story = replace(post.story, paragraphs=paragraphs)
        moment = max(self.now().replace(microsecond=0), post.modified + timedelta(seconds=1))
        changed = replace(post, story=story, modified=moment)
        self.posts[self.posts.index(post)] = changed
        self._note(changed)
        return changed

    def delete(self, post: Post) -> None:
        """Withdraw a post."""
        self.posts.remove(post)
        del self.index[post.slug], self.index[f"#{post.number}"]
        self.version += 1

    def matching(self, words: str) -> list[Post]:
        """Return the posts that hold all of some words, as a site's search finds them."""
        wanted = words.lower().split()
        return [
            post
            for post in self.posts
            if all(w in f"{post.title} {' '.join(post.paragraphs)}".lower() for w in wanted)
        ]

    def tagged(self, word: str) -> list[Post]:
        """Return the posts with a word in their slug."""
        return [post for post in self.posts if word in post.slug.split("-")]

    def listed(self, section: str | None, tag: str | None) -> list[Post]:
        """Return the posts of a rubric or with a label; all of them if neither is named."""
        if section:
            return self.in_section(section)
        return self.tagged(tag) if tag else self.posts

    def in_section(self, section: str) -> list[Post]:
        """Return the posts of a rubric."""
        return [post for post in self.posts if post.section.lower() == section.lower()]

    def _add(self, moment: datetime) -> Post:
        """Put a new post on top."""
        number = self._next_number
        self._next_number += 1
        story = self.teller.tell(number - _FIRST_NUMBER)
        named = Random(f"{story.title}/{number}").random() >= self.unnamed_share
        post = Post(
            number=number,
            slug=self._free_slug(story.title),
            story=story,
            section=SECTIONS[_SECTION_OF.get(story.topic, 1)],
            author=story.person if named else None,
            published=moment,
            modified=moment,
        )
        self.posts.insert(0, post)
        self._note(post)
        return post

    def _note(self, post: Post) -> None:
        """Take note of a new or changed post."""
        self.index[post.slug] = self.index[f"#{post.number}"] = post
        self.version += 1

    def _free_slug(self, title: str) -> str:
        """Return a slug that no other post has or had."""
        slug = slug_of(title)
        spellings = (f"{slug}-{n}" if n > 1 else slug for n in count(1))
        free = next(one for one in spellings if one not in self._slugs)
        self._slugs.add(free)
        return free


def slug_of(title: str) -> str:
    """Return a headline as websites put it into addresses."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:_WORDS_OF_SLUG]) or "berita"
