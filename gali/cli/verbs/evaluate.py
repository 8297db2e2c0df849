"""``gali evaluate``: how well the extractor does on annotated articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, ExitCode, Verb, database_option, jobs_option, quiet_option

if TYPE_CHECKING:
    from gali.output import Row
    from models.evaluate import Evaluation
    from models.gold import Annotation, GoldArticle
    from models.tally import Tally

_MOST_OUTLETS = 20
_FIELD_TITLES = {"field": "Field", "p": "P", "r": "R", "f1": "F1", "n": "n"}
_SLICE_TITLES = {
    "names": "Names",
    "name_recall": "R",
    "name_f1": "F1",
    "expansions": "Expansions",
    "expansion_f1": "F1",
    "owners": "Owners",
    "owner_f1": "F1",
}


@click.command(
    "evaluate",
    cls=Verb,
    section=TEND,
    examples=[
        "gali evaluate annotated.jsonl --errors 5",
        "gali evaluate annotated.jsonl --by pattern",
        "gali evaluate annotated.jsonl --predictions found.jsonl --json",
        "gali evaluate annotated.jsonl --cross-validate",
        "gali evaluate --annotators ani.jsonl budi.jsonl",
        "gali evaluate --sample annotated-sample.jsonl --db news.db",
    ],
)
@click.argument(
    "gold", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--annotators",
    nargs=2,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Instead: how far two people agree on the articles that both annotated.",
)
@click.option(
    "--sample",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Instead: estimate how good the corpus is from an annotated `gali sample` of it.",
)
@click.option(
    "--predictions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score these lines (`gali extract --format gold`) instead of running the extractor.",
)
@click.option(
    "--cross-validate",
    is_flag=True,
    help="For each article, train the models on the articles of other outlets first.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="FEATURE",
    help="With --cross-validate: do without features whose names begin so; may be repeated.",
)
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show N a field.")
@click.option(
    "--by",
    type=click.Choice(["field", "outlet", "pattern"]),
    default="field",
    show_default=True,
    help="What to break the figures down by.",
)
@click.option("--json", "as_json", is_flag=True, help="Figures as one JSON object.")
@jobs_option
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    gold: Path | None,
    annotators: tuple[Path, Path] | None,
    sample: Path | None,
    predictions: Path | None,
    cross_validate: bool,
    without: tuple[str, ...],
    errors: int,
    by: str,
    as_json: bool,
) -> None:
    """Measure the extractor on the annotated articles of GOLD.

    GOLD holds one article a line in the codebook's shape.  Prints precision, recall and F1 by
    field as the codebook defines them.  An article on which the extractor fails counts as one
    in which it found nothing.  The shipped models learned from the bundled articles: on these,
    only --cross-validate tells what to expect of others.

    --annotators and --sample read the codebook's JSON Lines and exports of Label Studio; their
    figures have 95 % intervals, for which articles are drawn anew.
    """
    from gali.cli.annotators import tell_agreement, tell_quality

    if sum(given is not None for given in (gold, annotators, sample)) != 1:
        raise click.UsageError("Name one of: GOLD, --annotators A B, --sample FILE.")
    if annotators is not None:
        ctx.exit(tell_agreement(session, *annotators, as_json=as_json))
    if sample is not None:
        ctx.exit(tell_quality(session, sample, as_json=as_json))
    assert gold is not None
    from models.evaluate import evaluate
    from models.gold import read_annotations, read_gold

    articles = read_gold(gold)
    crashes: list[str] = []
    if predictions:
        predicted = read_annotations(predictions)
    elif cross_validate:
        predicted = _cross_validate(session, articles, without)
    else:
        predicted = _predict(session, articles, crashes)
    evaluation = evaluate((entry.annotation for entry in articles), predicted)
    slices = _slices(by, articles, predicted)
    if as_json:
        click.echo(json.dumps(_json_figures(evaluation, by, slices), ensure_ascii=False))
    else:
        _print_tables(session, evaluation, by, slices, len(articles))
    own = None if predictions or cross_validate else articles
    _print_errors(evaluation, errors, own)
    for crash in crashes:
        click.echo(f"failed on {crash}", err=True)
    ctx.exit(ExitCode.DONE_IN_PART if crashes else ExitCode.DONE)


def _predict(
    session: Session, articles: Sequence[GoldArticle], crashes: list[str]
) -> dict[str, Annotation]:
    """Return what the extractor says about each article; failures are added to ``crashes``."""
    from gali.extraction import Crash, iter_extracted
    from models.gold import gold_record, parse_annotation

    predicted = {}
    texts = (entry.article for entry in articles)
    results = iter_extracted(texts, session.settings.jobs)
    for result in session.watch(results, "Extracting", lambda: len(articles)):
        if isinstance(result, Crash):
            crashes.append(f"{result.article.external_id}: {result.reason}")
            continue
        annotation = parse_annotation(gold_record(result.article, result.extraction))
        predicted[annotation.id] = annotation
    return predicted


def _cross_validate(
    session: Session, articles: Sequence[GoldArticle], without: Sequence[str]
) -> dict[str, Annotation]:
    """Return what models that were trained on other outlets make of each article."""
    from gali.cross_validation import iter_cross_validated

    found = iter_cross_validated(articles, without=without)
    watched = session.watch(found, "Training and extracting", lambda: len(articles))
    return {annotation.id: annotation for annotation in watched}


def _slices(
    by: str, articles: Sequence[GoldArticle], predicted: dict[str, Annotation]
) -> list[Row]:
    """Return the figures by slice as rows; none if they are wanted by field."""
    from models.slices import evaluate_by_outlet, evaluate_by_pattern

    if by == "pattern":
        patterns = evaluate_by_pattern(articles, predicted).items()
        return [_slice_row(by, name, p.names, p.expansions, p.owners) for name, p in patterns]
    if by == "outlet":
        outlets = evaluate_by_outlet(articles, predicted).items()
        return [_outlet_row(name, evaluation) for name, evaluation in outlets]
    return []


def _outlet_row(name: str, evaluation: Evaluation) -> Row:
    """Return the figures of one outlet."""
    tallies = evaluation.tallies
    row = _slice_row(
        "outlet",
        name,
        tallies["name_strict"],
        tallies["expansion_pairs"],
        tallies["owner_pairs"],
    )
    return {**row, "articles": evaluation.n_articles}


def _slice_row(by: str, name: str, names: Tally, expansions: Tally, owners: Tally) -> Row:
    """Return the figures of one slice; a figure for which there is nothing to find is None."""
    return {
        by: name,
        "names": names.n_gold,
        "name_recall": _figure(names.recall, names.n_gold),
        "name_f1": _figure(names.f1, names.n_gold),
        "expansions": expansions.n_gold,
        "expansion_f1": _figure(expansions.f1, expansions.n_gold),
        "owners": owners.n_gold,
        "owner_f1": _figure(owners.f1, owners.n_gold),
    }


def _figure(value: float, n_gold: int) -> float | None:
    """Return a figure rounded to three places; None if it stands on nothing."""
    return round(value, 3) if n_gold else None


def _json_figures(evaluation: Evaluation, by: str, slices: list[Row]) -> dict[str, object]:
    """Return all figures for ``--json``."""
    from models.evaluate import figures

    return figures(evaluation) | ({f"by_{by}": slices} if slices else {})


def _print_tables(
    session: Session, evaluation: Evaluation, by: str, slices: list[Row], n_articles: int
) -> None:
    """Print the figures for people."""
    from gali.output import Column, write_rows

    if by == "field":
        rows, titles = list(_field_rows(evaluation)), _FIELD_TITLES
    else:
        rows = [_shown(row) for row in slices[:_MOST_OUTLETS]]
        titles = {by: by.capitalize(), **_SLICE_TITLES}
        if len(slices) > len(rows):
            session.note(f"{len(slices) - len(rows)} more with fewer articles: see --json.")
    columns = [
        Column(key=key, title=title, align_right=number > 0)
        for number, (key, title) in enumerate(titles.items())
    ]
    write_rows(rows, columns, "table", sys.stdout)
    session.note(f"{n_articles} articles, {evaluation.n_missing} without a prediction.")


def _shown(row: Row) -> Row:
    """Return a row with figures as they are printed."""
    return {key: f"{v:.3f}" if isinstance(v, float) else v for key, v in row.items()}


def _field_rows(evaluation: Evaluation) -> Iterator[Row]:
    """Yield a row for each field: precision, recall and F1, or the share of right answers."""
    for key, tally in evaluation.tallies.items():
        yield {
            "field": key.replace("_", " "),
            "p": f"{tally.precision:.3f}",
            "r": f"{tally.recall:.3f}",
            "f1": f"{tally.f1:.3f}",
            "n": tally.n_gold,
        }
    for key, accuracy in evaluation.accuracies.items():
        share = accuracy.share
        shown = "–" if share is None else f"{share:.3f}"
        yield {"field": f"{key.replace('_', ' ')} (share right)", "f1": shown, "n": accuracy.total}


def _print_errors(
    evaluation: Evaluation, n_errors: int, articles: Sequence[GoldArticle] | None
) -> None:
    """Print the first errors of each field to standard error.

    Args:
        evaluation: The figures.
        n_errors: How many of each field.
        articles: What the shipped extractor was run on, to tell at which stage it lost a name or
            an owner; None where others made the predictions.
    """
    from gali.lost_stages import find_stages
    from gali.terminal import clean_line

    shown = {key: errors[:n_errors] for key, errors in evaluation.errors.items()}
    told = [*shown.get("name_strict", ()), *shown.get("owner_pairs", ())]
    stages = find_stages(articles, told) if articles and told else {}
    for key, errors in shown.items():
        for error in errors:
            stage = f"  [{clean_line(stages[error])}]" if error in stages else ""
            click.echo(f"  {key}  {clean_line(error)}{stage}", err=True)
