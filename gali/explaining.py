"""Explanations of extractions for people and as plain values; made by ``extract.explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from gali.plain_values import plain_value
from gali.terminal import clean_line, console_for
from gali.wording import region_name

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extract.contributions import Contribution
    from extract.explain import Explanation, InnovationExplanation, NameDecision

_MOST_FEATURES = 4
_STYLES = {"kept": "bold green", "joined": "green", "overlapped": "yellow"}
_LEAST_SHOWN = 0.005


def explanation_record(explanation: Explanation) -> dict[str, object]:
    """Return an explanation as plain values for JSON, all features included."""
    article = explanation.article
    return {
        "id": article.external_id or article.id,
        "title": article.title,
        "passed_by": explanation.passed_by,
        "names": plain_value(explanation.names),
        "innovations": plain_value(explanation.innovations),
        "bodies": plain_value(explanation.bodies),
    }


def write_explanations(explanations: Iterable[Explanation], stream: TextIO) -> int:
    """Write explanations for people and return how many there were."""
    console, n_articles = console_for(stream), 0
    for explanation in explanations:
        n_articles += 1
        for part in _parts(explanation):
            console.print(part)
    return n_articles


def _parts(explanation: Explanation) -> Iterator[RenderableType]:
    """Yield what is printed of one article."""
    from rich.text import Text

    article = explanation.article
    yield Text(clean_line(article.title or article.external_id or article.id), style="bold")
    if explanation.passed_by:
        yield Text("Passed by: it holds none of the words that news of innovations holds.\n")
        return
    if not explanation.names:
        yield Text("Nothing in it looks like the name of an innovation.\n")
        return
    yield _table_of_names(explanation.names)
    for innovation in explanation.innovations:
        yield _why(innovation)


def _table_of_names(names: Sequence[NameDecision]) -> RenderableType:
    """Return a table of all names that were proposed."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", expand=True)
    table.add_column("Proposed", ratio=4, overflow="fold")
    table.add_column("By", ratio=2, overflow="fold")
    table.add_column("Why (log-odds)", ratio=6, overflow="fold")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Decision", ratio=3, overflow="fold")
    for decision in names:
        table.add_row(
            Text(clean_line(decision.name)),
            ", ".join(decision.finders),
            Text(_features(decision.contributions)),
            _score(decision),
            Text(_decision(decision), style=_STYLES.get(decision.decision, "dim")),
        )
    return table


def _score(decision: NameDecision) -> str:
    """Return the probability, or the sum of the signs of what was hopeless."""
    if decision.probability is None:
        return f"signs {decision.points:+.1f}"
    relation = "<" if decision.probability < decision.threshold else "≥"
    return f"{decision.probability:.2f} {relation} {decision.threshold:.2f}"


def _decision(decision: NameDecision) -> str:
    """Return what became of a name in words."""
    if decision.into is None:
        return decision.decision
    joint = "to" if decision.decision == "joined" else "by"
    return f"{decision.decision} {joint} {clean_line(decision.into)}"


def _features(contributions: Sequence[Contribution]) -> str:
    """Return the weightiest features in words."""
    shown = [c for c in contributions[:_MOST_FEATURES] if abs(c.log_odds) >= _LEAST_SHOWN]
    return " · ".join(f"{c.feature}={c.value:.3g} {c.log_odds:+.2f}" for c in shown)


def _why(innovation: InnovationExplanation) -> RenderableType:
    """Return the lines on the owners and the region of an innovation."""
    from rich.text import Text

    text = Text(f"{clean_line(innovation.name)}\n", style="bold")
    others = [name for name in innovation.names if name != innovation.name]
    if others:
        text.append(f"  also as {clean_line('; '.join(others))}\n", style="not bold")
    for owner in innovation.owners:
        chosen = "owner" if owner.chosen else "no owner"
        score = f"{owner.probability:.2f} against {owner.threshold:.2f}"
        words = f"  {chosen}: {clean_line(owner.owner)} ({score}; {_features(owner.contributions)})"
        text.append(f"{words}\n", style="not bold" if owner.chosen else "not bold dim")
    region = region_name(innovation.region) or "none"
    text.append(f"  region: {region}: {innovation.region_why}\n", style="not bold")
    return text
