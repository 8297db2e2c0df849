"""Trains the classifiers from all that is there to learn from, and writes them with their cards."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from corpus.records import Extraction
from gali.classifier_examples import relevance_examples, sector_examples
from gali.classifying import Deciders
from models.artifact import write_artifact
from models.card import CardSection, CardText, render_card
from models.gold import GoldArticle, group_of
from models.labelled import LabelledArticle, LabelledMention
from models.linear import LinearModel
from models.relevance_training import fit_relevance, train_relevance
from models.sector_training import fit_sector, train_sector, without_same
from models.trees import fold_of

_SECTOR_CARD = CardText(
    title="Sector of an innovation",
    purpose="Tells in which of 19 sectors an innovation works: by what the citizen gets, then by "
    "its owner. For overviews, filters and a first sorting of a review queue; no basis for a "
    "decision about a body or a person.",
    method="A multinomial logistic regression over words of name, expansion and context, letters "
    "of the name, words and types of the owners, and the scores of hand-written rules. "
    "Probabilities are calibrated by temperature on outlets that it had not seen.",
    limits=(
        "The words of the rules were gathered while some of the annotated articles were read; "
        "expect a little less on others. `gali train sector --compare` shows it without them.",
        "Bare names without owner or expansion are decided by the words around them, and often "
        "wrongly.",
        "Governance (`tata_kelola`), digital government and villages overlap by nature.",
        "The articles are Indonesian news of public bodies; other languages were not tried.",
    ),
)
_RELEVANCE_CARD = CardText(
    title="Relevance of an article",
    purpose="Tells how likely a news article is about innovations of public bodies: an innovation "
    "with a name, an award, a replication or a count. For what a crawl keeps and what a reader "
    "sees first.",
    method="Logistic regressions: of the words of title and lead, of the words of the whole text, "
    "and of the latter's verdict together with what the extractor found. The last one decides. "
    "Thresholds: `recall_098` loses at most one in fifty relevant articles, `precision_095` lets "
    "in at most one other in twenty, `even` is for being right.",
    limits=(
        "Tested on articles that were gathered for their being near the border; in a crawl of "
        "everything, most others are easier.",
        "Talk about innovation policy without any named innovation is the hardest kind.",
        "The thresholds were chosen on the same held-out answers by which recall and precision "
        "are told; expect a little less.",
    ),
)


def train_sector_files(
    gold: Sequence[GoldArticle], folder: Path, extra: Sequence[LabelledMention] = ()
) -> list[Path]:
    """Train the sector classifier, write it with its card, and return the files.

    Args:
        gold: Annotated articles.
        folder: Where to write.
        extra: Further examples, such as corrections by people.

    Raises:
        GaliError: If scikit-learn is not installed, or there is nothing to learn from.
    """
    gold = _in_order(gold)
    examples = sector_examples(gold)
    trained = train_sector(examples, extra)
    data = _data([*examples, *extra], gold)
    model = _with_facts(trained.model, data)
    card = render_card(
        _SECTOR_CARD, [CardSection(model=model, figures=trained.figures, points={})], data
    )
    return [*write_artifact(model, folder, "sector"), _write_card(folder / "sector.md", card)]


def train_relevance_files(
    gold: Sequence[GoldArticle], found: Mapping[str, Extraction], folder: Path
) -> list[Path]:
    """Train the models of relevance, write them with their card, and return the files.

    Args:
        gold: Annotated articles.
        found: What an extractor that had not seen it found in each of them, by its id.
        folder: Where to write.

    Raises:
        GaliError: If scikit-learn is not installed, or there is nothing to learn from.
    """
    gold = _in_order(gold)
    examples = relevance_examples(gold)
    data = _data(examples, gold)
    extractions = [found[entry.annotation.id] for entry in gold]
    paths, sections = [], []
    for one in train_relevance(examples, [*extractions, *[None] * (len(examples) - len(gold))]):
        model = _with_facts(one.model, data)
        paths += write_artifact(model, folder, model.name.partition("@")[0])
        sections.append(CardSection(model=model, figures=one.figures, points=one.points))
    card = render_card(_RELEVANCE_CARD, sections, data)
    return [*paths, _write_card(folder / "relevance.md", card)]


def iter_deciders_unseen(
    articles: Sequence[GoldArticle], found: Sequence[Extraction], n_folds: int
) -> Iterator[tuple[GoldArticle, Extraction, Deciders]]:
    """Yield each article with its extraction and with classifiers that learnt from other outlets.

    Args:
        articles: Annotated articles.
        found: What was found in each of them.
        n_folds: How many parts the outlets are divided into.
    """
    sectors, texts = sector_examples(articles), relevance_examples(articles)
    extractions = [*found, *[None] * (len(texts) - len(found))]
    for fold in range(n_folds):
        entries = [
            (entry, extraction)
            for entry, extraction in zip(articles, found, strict=True)
            if fold_of(group_of(entry), n_folds) == fold
        ]
        if not entries:
            continue
        asked = [e for e in sectors if e.group and fold_of(e.group, n_folds) == fold]
        learnt = [e for e in sectors if not (e.group and fold_of(e.group, n_folds) == fold)]
        deciders = Deciders(
            sector=fit_sector(without_same(learnt, asked)),
            relevance=fit_relevance(
                *_others(texts, extractions, fold, n_folds),
            ),
        )
        yield from ((entry, extraction, deciders) for entry, extraction in entries)


def _others(
    texts: Sequence[LabelledArticle],
    found: Sequence[Extraction | None],
    fold: int,
    n_folds: int,
) -> tuple[list[LabelledArticle], list[Extraction | None]]:
    """Return the articles that are not tested in a part, with what was found in them."""
    kept = [
        (text, one)
        for text, one in zip(texts, found, strict=True)
        if not (text.group and fold_of(text.group, n_folds) == fold)
    ]
    return [text for text, _ in kept], [one for _, one in kept]


def _in_order(gold: Sequence[GoldArticle]) -> list[GoldArticle]:
    """Return articles by id, so that the same ones give the same files in whatever order."""
    return sorted(gold, key=lambda entry: entry.annotation.id)


def _data(
    examples: Sequence[LabelledMention | LabelledArticle], gold: Sequence[GoldArticle]
) -> dict[str, object]:
    """Return what tells the data apart: numbers, a digest, the day of the newest article."""
    counts = Counter(example.source for example in examples)
    days = [entry.article.published for entry in gold if entry.article.published]
    return {
        **{f"Examples, {source}": n for source, n in sorted(counts.items())},
        "Outlets": len({example.group for example in examples} - {None}),
        "Newest annotated article": max(days).isoformat() if days else "unknown",
        "SHA-256 of the examples": _digest(examples),
        "Trained with": f"scikit-learn {version('scikit-learn')}, numpy {version('numpy')}",
    }


def _digest(examples: Iterable[object]) -> str:
    """Return a digest of examples in their order."""
    digest = hashlib.sha256()
    for example in examples:
        digest.update(repr(example).encode())
    return digest.hexdigest()


def _with_facts(model: LinearModel, data: dict[str, object]) -> LinearModel:
    """Return a model that tells what it learnt from."""
    return replace(model, facts={"learnt_from": data})


def _write_card(path: Path, card: str) -> Path:
    """Write a card and return its file."""
    path.write_text(card, encoding="utf-8")
    return path
