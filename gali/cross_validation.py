"""What gali says of annotated articles with models that learnt from other outlets alone.

Honest figures come from here: a model that had seen an outlet's other articles would flatter. How
answers are scored is the business of ``models.evaluate``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.records import Extraction
from extract.article import extract_article
from gali.classifying import classify
from gali.training import parse_models, read_examples, train_models
from gali.training_classifiers import iter_deciders_unseen
from models.gold import Annotation, GoldArticle, gold_record, group_of, parse_annotation
from models.trees import fold_of

N_FOLDS = 10
"""Parts that the outlets are divided into, unless something else is asked for."""


def iter_extracted_unseen(
    articles: Sequence[GoldArticle], n_folds: int = N_FOLDS, without: Sequence[str] = ()
) -> Iterator[tuple[str, Extraction]]:
    """Yield what is found in each article by models trained on other outlets, with the id.

    Args:
        articles: Annotated articles.
        n_folds: How many parts the outlets are divided into.
        without: Beginnings of names of features to do without.
    """
    examples = [read_examples(entry) for entry in articles]
    folds = [fold_of(group_of(entry), n_folds) for entry in articles]
    for fold in range(n_folds):
        held = [entry for entry, f in zip(articles, folds, strict=True) if f == fold]
        if not held:
            continue
        rest = (e for e, f in zip(examples, folds, strict=True) if f != fold)
        models = parse_models(train_models(rest, without))
        for entry in held:
            yield entry.annotation.id, extract_article(entry.article, models)


def iter_cross_validated(
    articles: Sequence[GoldArticle], n_folds: int = N_FOLDS, without: Sequence[str] = ()
) -> Iterator[Annotation]:
    """Yield what gali says of each article with models trained on other outlets.

    Extractor and classifiers alike; the classifiers follow when all articles are extracted.

    Args:
        articles: Annotated articles.
        n_folds: How many parts the outlets are divided into.
        without: Beginnings of names of features of the extractor to do without.
    """
    found = dict(iter_extracted_unseen(articles, n_folds, without))
    ordered = [found[entry.annotation.id] for entry in articles]
    for entry, extraction, deciders in iter_deciders_unseen(articles, ordered, n_folds):
        classified = classify(entry.article, extraction, deciders)
        yield parse_annotation(gold_record(entry.article, classified.extraction))
