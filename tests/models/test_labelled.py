"""The texts that classifiers learn from: enough of each kind, whole, and none twice."""

from __future__ import annotations

from collections import Counter

from corpus.identity import squeeze
from corpus.vocabulary import body_types, sectors
from gali.classifier_examples import relevance_examples, sector_examples
from gali.training import bundled_gold
from models.gold import read_gold
from models.labelled import read_written_articles, read_written_mentions


def test_every_sector_has_sixty_descriptions_or_more() -> None:
    counts = Counter(example.sector for example in read_written_mentions())
    assert set(counts) == set(sectors())
    assert min(counts.values()) >= 60


def test_descriptions_are_whole_and_different() -> None:
    written = read_written_mentions()
    assert len({example.context for example in written}) == len(written)
    assert len({squeeze(example.mention.name) for example in written}) == len(written)
    assert all(len(example.context.split()) >= 5 for example in written)
    types = {t for example in written for t in example.mention.owner_types if t}
    assert types <= set(body_types())


def test_no_annotated_innovation_is_among_the_written_ones() -> None:
    gold = read_gold(bundled_gold())
    annotated = {
        squeeze(surface)
        for entry in gold
        for innovation in entry.annotation.innovations
        for surface in innovation.surfaces
    }
    assert not annotated & {squeeze(e.mention.name) for e in read_written_mentions()}


def test_there_is_news_of_other_kinds_and_of_this_one() -> None:
    kinds = Counter(example.relevant for example in read_written_articles())
    assert kinds[False] >= 150
    assert kinds[True] >= 50


def test_annotated_articles_become_examples_with_their_outlets() -> None:
    gold = read_gold(bundled_gold())[:30]
    innovations = [i for entry in gold for i in entry.annotation.innovations]
    examples = [e for e in sector_examples(gold) if e.source == "annotated"]
    assert [e.sector for e in examples] == [i.sector for i in innovations]
    assert all(e.group and e.context for e in examples)
    articles = relevance_examples(gold)
    assert [a.relevant for a in articles[:30]] == [e.annotation.relevant for e in gold]
    assert {a.group for a in articles[30:]} == {None}
