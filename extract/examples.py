"""What the models of names and owners are asked about an article, for those who train them.

The same descriptions that decide at run time are handed out without a decision, so that whoever
knows the right answers can learn from them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.records import Article
from extract.innovations.choice import (
    HOPELESS,
    find_candidates,
    group_by_name,
    keep_best,
    make_passages,
)
from extract.innovations.coreference import join_same
from extract.innovations.mentions import places_of
from extract.innovations.ownership import describe_owners
from extract.reading import read_article


@dataclass(frozen=True, slots=True, kw_only=True)
class NameQuestion:
    """Is this the name of an innovation?

    Attributes:
        name: The name as written.
        features: What is known of it.
        wording: Pieces of its spelling and of the words around it, by kind.
    """

    name: str
    features: dict[str, float]
    wording: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerQuestion:
    """Does this body own the innovation that has these names?

    Attributes:
        names: Names and written-out forms of the innovation.
        owner: The body's name in its longest form.
        features: What is known of both.
    """

    names: tuple[str, ...]
    owner: str
    features: dict[str, float]


def read_questions(
    article: Article, is_innovation: Callable[[str], bool]
) -> tuple[list[NameQuestion], list[OwnerQuestion]]:
    """Return what the models are asked about an article.

    Args:
        article: The article.
        is_innovation: Whether a name is known to be that of an innovation; owners are asked for
            these alone.
    """
    reading = read_article(article)
    passages = make_passages(reading)
    groups = group_by_name(reading, find_candidates(reading, passages), HOPELESS)
    names = [
        NameQuestion(name=group.name, features=group.features, wording=group.wording)
        for group in groups
    ]
    right = keep_best([group for group in groups if is_innovation(group.name)])
    joined = join_same(reading, [group.candidates for group in right])
    places = [places_of(reading, group) for group in joined]
    pairs = describe_owners(reading, passages, joined, places, even_outdone=True)
    owners = [
        OwnerQuestion(
            names=tuple(dict.fromkeys(c.name for c in group)), owner=owner.form, features=features
        )
        for group, described in zip(joined, pairs, strict=True)
        for owner, features in described
    ]
    return names, owners
