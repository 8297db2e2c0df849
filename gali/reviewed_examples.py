"""What people decided as examples to learn from, beside the annotated articles.

Only what people really said is an answer: a name that they accepted or rejected, a sector or an
owner that they set or confirmed. What is disputed teaches nothing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.identity import squeeze
from corpus.reader import find_article, read_extractions, read_innovations
from corpus.records import Article, Innovation, Mention
from corpus.reviews.application import group_by_innovation
from corpus.reviews.standing import keep_standing
from corpus.reviews.verdicts import STATUS, Verdict, judge
from extract.examples import NameQuestion, OwnerQuestion, read_questions
from gali.classifying import surroundings
from gali.reviewing.applying import read_log
from gali.training import Examples
from models.labelled import LabelledMention
from models.trees import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedMention:
    """A mention of an innovation that people judged, with what they said of it.

    Attributes:
        article: The article.
        mention: The mention as it was extracted.
        verdict: What people said together of its innovation.
    """

    article: Article
    mention: Mention
    verdict: Verdict

    @property
    def is_innovation(self) -> bool | None:
        """Whether people say that it is an innovation; None if they disagree."""
        if STATUS in self.verdict.disputed:
            return None
        return self.verdict.status == "diperiksa"

    def said(self, field: str) -> str | None:
        """Return the value that people gave or confirmed; None if none, or if it is disputed."""
        if field not in self.verdict.values or field in self.verdict.disputed:
            return None
        value = self.verdict.values[field][0]
        return None if value is None else str(value)


def read_reviewed_mentions(conn: sqlite3.Connection) -> list[ReviewedMention]:
    """Return the mentions of all innovations on which people decided, by article and place.

    Raises:
        DatabaseRefusedError: If the review log is damaged or no review log.
    """
    groups = group_by_innovation(conn, keep_standing(read_log(conn)))
    innovations = read_innovations(conn, sorted(groups))
    found = [
        ReviewedMention(article=article, mention=mention, verdict=judge(groups[innovation.id]))
        for innovation in innovations
        for article, mention in _iter_mentions(conn, innovation)
    ]
    return sorted(found, key=lambda one: (one.article.id, one.mention.evidence[0].start))


def sector_examples(reviewed: Sequence[ReviewedMention]) -> list[LabelledMention]:
    """Return the mentions whose sector people set or confirmed, as the sector model learns them."""
    return [
        LabelledMention(
            mention=replace(one.mention, sector=None),
            context=surroundings(one.article, one.mention.evidence),
            sector=sector,
            source="reviewed",
            group=_group(one.article),
        )
        for one in reviewed
        if one.is_innovation and (sector := one.said("sector")) is not None
    ]


def name_examples(reviewed: Sequence[ReviewedMention]) -> list[Examples]:
    """Return what people taught of names and owners, one entry an article.

    The extractor is asked again; of its questions only those count that people have answered.
    """
    by_article: dict[str, list[ReviewedMention]] = defaultdict(list)
    for one in reviewed:
        by_article[one.article.id].append(one)
    return [_examples(told[0].article, told) for told in by_article.values()]


def _examples(article: Article, told: Sequence[ReviewedMention]) -> Examples:
    """Return the examples of one article."""
    answers = _name_answers(told)
    owners = {
        squeeze(name): owner
        for one in told
        if one.is_innovation and (owner := one.said("owner")) is not None
        for name in one.mention.surfaces
    }
    names, bodies = read_questions(article, lambda name: answers.get(squeeze(name), False))
    asked = [question for question in names if squeeze(question.name) in answers]
    return Examples(
        wordings=[question.wording for question in asked],
        names=[_name_example(question, answers, _group(article)) for question in asked],
        owners=list(_owner_examples(bodies, owners, _group(article))),
    )


def _name_answers(told: Sequence[ReviewedMention]) -> dict[str, bool]:
    """Return of each squeezed name whether it is an innovation; what is both is left out."""
    said: dict[str, set[bool]] = defaultdict(set)
    for one in told:
        if one.is_innovation is not None:
            for name in one.mention.surfaces:
                said[squeeze(name)].add(one.is_innovation)
    return {name: answers.pop() for name, answers in said.items() if len(answers) == 1}


def _name_example(question: NameQuestion, answers: Mapping[str, bool], group: str) -> Example:
    """Return a question on a name with its answer."""
    answer = answers[squeeze(question.name)]
    return Example(features=question.features, answer=answer, group=group)


def _owner_examples(
    questions: Sequence[OwnerQuestion], owners: Mapping[str, str], group: str
) -> Iterator[Example]:
    """Yield the questions on owners that people have answered.

    Where one name is a part of the other, they may mean the same body, so nothing is learnt.
    """
    for question in questions:
        right = next((owners[squeeze(n)] for n in question.names if squeeze(n) in owners), None)
        if right is None:
            continue
        asked, told = squeeze(question.owner), squeeze(right)
        if asked == told or not (asked in told or told in asked):
            yield Example(features=question.features, answer=asked == told, group=group)


def _iter_mentions(
    conn: sqlite3.Connection, innovation: Innovation
) -> Iterator[tuple[Article, Mention]]:
    """Yield the articles that tell of an innovation, with the mentions of it."""
    local_ids: dict[str, set[str]] = defaultdict(set)
    for ref in innovation.mentions:
        local_ids[ref.article_id].add(ref.local_id)
    extractions = read_extractions(conn, sorted(local_ids))
    for article_id, extraction in extractions.items():
        article = find_article(conn, article_id)
        assert article is not None
        for mention in extraction.innovations:
            if mention.local_id in local_ids[article_id]:
                yield article, mention


def _group(article: Article) -> str:
    """Return what keeps examples together in a cross-validation."""
    return article.outlet or article.id
