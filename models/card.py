"""Model cards: what a trained model is, from what it learnt, how good it is, and where it fails.

After Mitchell et al. (2019). Made of the model's own facts, so that the same data give the same
card; nothing in it tells when or where it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.figures import Figures
from models.linear import LinearModel


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """What people say of a model.

    Attributes:
        title: Headline of the card.
        purpose: What it is for, and what it is not for.
        method: How it decides.
        limits: Known weaknesses, one sentence each.
    """

    title: str
    purpose: str
    method: str
    limits: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSection:
    """One model of a card with its figures.

    Attributes:
        model: The model.
        figures: Cross-validated by outlet; None if it could not be tested.
        points: Recall and precision at its thresholds, by name; empty if it has none.
    """

    model: LinearModel
    figures: Figures | None
    points: Mapping[str, tuple[float, float]]


def render_card(text: CardText, sections: Sequence[CardSection], data: Mapping[str, object]) -> str:
    """Return a card in Markdown.

    Args:
        text: What people say of the model.
        sections: Its models.
        data: What it learnt from: names and plain values.
    """
    lines = [f"# {text.title}", "", text.purpose, "", "## How it decides", "", text.method, ""]
    lines += ["## What it learnt from", "", *(f"- {key}: {value}" for key, value in data.items())]
    lines += ["- Licence: Apache-2.0 (program and weights); texts as in `LICENSE-data.md`", ""]
    for section in sections:
        lines += [*_section(section), ""]
    lines += ["## Limits", "", *(f"- {limit}" for limit in text.limits)]
    return "\n".join(lines) + "\n"


def _section(section: CardSection) -> Iterable[str]:
    """Yield the lines on one model."""
    model, figures = section.model, section.figures
    n_features, n_labels = model.weights.shape
    yield f"## `{model.name}`"
    yield ""
    yield f"{n_features:,} features, {n_labels} labels, temperature {model.temperature}."
    if figures is None:
        yield "Not tested: too few examples come from different outlets."
        return
    yield ""
    yield (
        f"Cross-validated by outlet on {figures.n} examples: accuracy {figures.accuracy:.3f}, "
        f"macro-F1 {figures.macro_f1:.3f}, expected calibration error "
        f"{figures.calibration_error:.3f}."
    )
    for threshold, (share, right) in figures.sure.items():
        yield (
            f"Below a probability of {threshold} it gives no answer. It gives one to {share:.1%} "
            f"of the examples; {right:.1%} of these are right."
        )
    yield from _points(section)
    yield from ("", "| label | examples | precision | recall | F1 |", "|---|---|---|---|---|")
    for label, one in figures.by_label.items():
        row = (one.precision, one.recall, one.f1)
        yield f"| {label} | {one.n} | " + " | ".join(f"{value:.2f}" for value in row) + " |"


def _points(section: CardSection) -> Iterable[str]:
    """Yield the lines on operating points."""
    if not section.points:
        return
    yield from ("", "| threshold | probability | recall | precision |", "|---|---|---|---|")
    for name, (recall, precision) in section.points.items():
        yield f"| {name} | {section.model.thresholds[name]} | {recall:.3f} | {precision:.3f} |"
