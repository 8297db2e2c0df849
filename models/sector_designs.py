"""Other ways to classify by sector, to see what the one that is shipped is worth.

Each is a ``Scorer``; all are tested on the same innovations with the same calibration.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.vocabulary import sectors
from models.figures import Figures, measure
from models.fitting import fit_linear
from models.labelled import LabelledMention
from models.sector_features import NO_OWNER, OWNER_TYPE, OWNER_WORD, RULES
from models.sector_rules import score_sectors
from models.sector_training import (
    SETTINGS,
    features_of,
    hold_out,
    spread_scores,
)

_BYTES_A_WEIGHT = 2
Features = dict[str, float]


@dataclass(slots=True)
class Cost:
    """What a design costs: weights to keep, and examples answered in how many seconds."""

    n_weights: int = 0
    n_answered: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignFigures:
    """What one design reached.

    Attributes:
        name: What it is.
        figures: Cross-validated.
        n_kilobytes: Size of its weights in half precision.
        n_per_second: Innovations that it classifies in a second on this machine.
    """

    name: str
    figures: Figures
    n_kilobytes: float
    n_per_second: float


def iter_designs(examples: Sequence[LabelledMention]) -> Iterator[DesignFigures]:
    """Yield what each design reaches in a cross-validation by outlet.

    Args:
        examples: All examples, whatever their source.

    Raises:
        GaliError: If scikit-learn is not installed.
    """
    for name, make, left_out in _DESIGNS:
        cost = Cost()
        chosen = [example for example in examples if example.source not in left_out]
        held = hold_out(chosen, make(cost))
        yield DesignFigures(
            name=name,
            figures=measure(held),
            n_kilobytes=cost.n_weights * _BYTES_A_WEIGHT / 1000,
            n_per_second=cost.n_answered / max(cost.seconds, 1e-9),
        )


def _by_rules(cost: Cost) -> Callable[..., Any]:
    """Return the scorer of the rules alone."""

    def score(_learnt: object, asked: Sequence[LabelledMention]) -> Any:
        def answer() -> Any:
            found = [score_sectors(e.mention, e.context) for e in asked]
            return np.array([[row[code] for code in sorted(sectors())] for row in found])

        return _timed(cost, 0, len(asked), answer)

    return score


def _by_features(keeps: Callable[[str], bool]) -> Callable[[Cost], Callable[..., Any]]:
    """Return a maker of scorers that learn as the shipped one does, from some features."""

    def make(cost: Cost) -> Callable[..., Any]:
        def select(example: LabelledMention) -> Features:
            return {name: v for name, v in features_of(example).items() if keeps(name)}

        def score(learnt: Sequence[LabelledMention], asked: Sequence[LabelledMention]) -> Any:
            rows = [select(example) for example in learnt]
            model = fit_linear("design", rows, [e.sector for e in learnt], SETTINGS)

            def answer() -> Any:
                return np.array([model.scores(select(example)) for example in asked])

            scores = _timed(cost, model.weights.size, len(asked), answer)
            return spread_scores(scores, model.labels)

        return score

    return make


def _by_texts(make_steps: Callable[[], Sequence[Any]]) -> Callable[[Cost], Callable[..., Any]]:
    """Return a maker of scorers of the library's own steps over one text an example."""

    def make(cost: Cost) -> Callable[..., Any]:
        def score(learnt: Sequence[LabelledMention], asked: Sequence[LabelledMention]) -> Any:
            from sklearn.pipeline import make_pipeline
            from threadpoolctl import threadpool_limits

            steps = make_pipeline(*make_steps())
            with threadpool_limits(1):
                steps.fit([_text(e) for e in learnt], [e.sector for e in learnt])

            def answer() -> Any:
                texts = [_text(example) for example in asked]
                if hasattr(steps, "decision_function"):
                    return steps.decision_function(texts)
                return steps.predict_log_proba(texts)

            n_weights = len(steps[0].vocabulary_) * len(steps.classes_)
            return spread_scores(_timed(cost, n_weights, len(asked), answer), steps.classes_)

        return score

    return make


def _timed(cost: Cost, n_weights: int, n_asked: int, answer: Callable[[], Any]) -> Any:
    """Return an answer and add what it cost."""
    begun = time.perf_counter()
    scores = answer()
    cost.seconds += time.perf_counter() - begun
    cost.n_answered += n_asked
    cost.n_weights = max(cost.n_weights, n_weights)
    return scores


def _text(example: LabelledMention) -> str:
    """Return all words of an example as one text."""
    mention = example.mention
    own = (*mention.surfaces, mention.expansion or "", mention.description or "", *mention.owners)
    return ". ".join((*own, example.context))


def _naive_bayes() -> Sequence[Any]:
    """Return counts of words and a multinomial naive Bayes."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    return CountVectorizer(min_df=2), MultinomialNB(alpha=0.1)


def _word_logistic() -> Sequence[Any]:
    """Return TF-IDF of words and pairs of words and a logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    return words, LogisticRegression(C=20, max_iter=1000)


def _letter_svm() -> Sequence[Any]:
    """Return TF-IDF of letters within words and a linear support vector machine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
    return letters, LinearSVC(C=1, random_state=0)


def _is_of_owner(name: str) -> bool:
    """Return whether a feature tells of the owner."""
    return name.startswith((OWNER_TYPE, OWNER_WORD, NO_OWNER))


def _is_no_rule(name: str) -> bool:
    """Return whether a feature does not come from the rules."""
    return not name.startswith(f"{RULES}:")


def _shipped(cost: Cost) -> Callable[..., Any]:
    """Return the scorer that is shipped."""
    return _by_features(lambda _name: True)(cost)


_DESIGNS: tuple[tuple[str, Callable[[Cost], Callable[..., Any]], frozenset[str]], ...] = (
    ("owner alone, logistic", _by_features(_is_of_owner), frozenset()),
    ("rules alone", _by_rules, frozenset()),
    ("words, naive Bayes", _by_texts(_naive_bayes), frozenset()),
    ("words TF-IDF, logistic", _by_texts(_word_logistic), frozenset()),
    ("letters TF-IDF, linear SVM", _by_texts(_letter_svm), frozenset()),
    ("words, letters, owner, logistic", _by_features(_is_no_rule), frozenset()),
    ("shipped: the same with rules", _shipped, frozenset()),
    ("shipped, without listed innovations", _shipped, frozenset({"listed"})),
    ("shipped, without written texts", _shipped, frozenset({"written"})),
)
