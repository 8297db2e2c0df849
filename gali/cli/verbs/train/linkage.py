"""``gali train linkage``: learns when two mentions are of one innovation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb, quiet_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.linkage.pairs import LabelledPair


@click.command(
    "linkage",
    cls=Verb,
    section=TEND,
    examples=["gali train linkage", "gali train linkage --evaluate"],
    epilog="Figures come from cases that the model had not seen.",
)
@click.argument(
    "pairs", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--evaluate", is_flag=True, help="Only measure: print figures, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Figures as one JSON object.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write the model.  [default: where gali reads it]",
)
@quiet_option
@pass_session
def command(
    session: Session, pairs: Path | None, evaluate: bool, as_json: bool, out: Path | None
) -> None:
    """Train the model of linkage on the labelled pairs of PAIRS.

    PAIRS is a CSV file with the columns of models/data/linkage_pairs.csv, which is read without
    it.  The same pairs give the same file, byte for byte.
    """
    from models.linkage.pairs import read_pairs
    from models.linkage.training import model_file, train_linkage_record

    labelled = read_pairs(pairs)
    if evaluate or as_json:
        _evaluate(session, labelled, as_json)
        return
    record = train_linkage_record(labelled)
    path = out or model_file()
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    click.echo(path)


def _evaluate(session: Session, pairs: Sequence[LabelledPair], as_json: bool) -> None:
    """Print how good linkage is on cases that it has not learnt from."""
    from gali.output import Column, write_rows
    from models.linkage.evaluation import cross_validate, evaluate_model
    from models.linkage.training import train_linkage

    kept_out = [pair for pair in pairs if pair.is_test]
    found = {"cross-validated": cross_validate(pairs)}
    if kept_out:
        found["never learnt from"] = evaluate_model(kept_out, train_linkage(pairs))
    rows = [
        {
            "cases": cases,
            "what": what,
            "precision": round(score.precision, 3),
            "recall": round(score.recall, 3),
            "f1": round(score.f1, 3),
            "n": score.n,
        }
        for cases, evaluation in found.items()
        for what, score in (
            ("pairs by themselves", evaluation.pairs),
            ("pairs in groups", evaluation.grouped_pairs),
            ("groups (B-cubed)", evaluation.b_cubed),
        )
    ]
    if as_json:
        click.echo(json.dumps(rows))
        return
    titles = {"cases": "Cases", "what": "What", "precision": "P", "recall": "R", "f1": "F1"}
    columns = [
        Column(key=key, title=title, align_right=number > 1)
        for number, (key, title) in enumerate((titles | {"n": "n"}).items())
    ]
    write_rows(rows, columns, "table", sys.stdout)
    session.note(f"{len(pairs)} labelled pairs of {len({p.case for p in pairs})} cases.")
