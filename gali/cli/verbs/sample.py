"""``gali sample``: articles drawn for people to annotate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from gali.cli.selecting import filter_options, filters_from
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, ExitCode, Verb, database_option, quiet_option

if TYPE_CHECKING:
    import sqlite3

    from corpus.sampling import Sample


@click.command(
    "sample",
    cls=Verb,
    section=TEND,
    examples=[
        "gali sample 200 --stratify sector,province --seed 1 --format labelstudio -o tasks.json "
        "--config labels.xml",
        "gali sample 100 --only relevant --year 2021.. --format jsonl -o sample.jsonl",
    ],
    epilog="The same seed and the same articles give the same sample.  `gali evaluate --sample` "
    "reads the annotated sample back.",
)
@click.argument("n", type=click.IntRange(1, 1_000_000))
@click.argument("query", nargs=-1)
@click.option(
    "--stratify",
    metavar="TRAITS",
    default="",
    help="Divide articles by these, with commas: sector, region, province, outlet, year, relevant.",
)
@click.option(
    "--allocation",
    type=click.Choice(["proportional", "equal"]),
    default="proportional",
    show_default=True,
    help="How many of each stratum are drawn.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Another one, another sample.")
@click.option(
    "--only", type=click.Choice(["relevant", "irrelevant"]), help="By what the extractor says."
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["labelstudio", "jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="Tasks with pre-annotations, lines of the codebook's shape, or a list.",
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write Label Studio's labelling interface (XML) here.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@filter_options
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    n: int,
    query: tuple[str, ...],
    stratify: str,
    allocation: Any,
    seed: int,
    only: Any,
    output_format: str,
    config: Path | None,
    output: Path | None,
    **filters: Any,
) -> None:
    """Draw N articles for people to annotate.

    All, or those that QUERY and filters find.  Copies, and articles that were not extracted, are
    left out.  Each drawn article bears the weight by which it stands for others, so that figures
    of the sample become estimates for all.
    """
    from corpus.sampling import draw_sample
    from corpus.selection import select_articles
    from gali.output import open_output

    traits: Any = [trait.strip() for trait in stratify.split(",") if trait.strip()]
    with session.read_corpus() as conn:
        selection = select_articles(conn, " ".join(query), filters_from(**filters))
        sample = draw_sample(
            conn, selection, n, stratify=traits, allocation=allocation, seed=seed, only=only
        )
        if not sample.article_ids:
            session.note("No article passes; nothing was drawn.")
            ctx.exit(ExitCode.NOTHING_FOUND)
        with open_output(output) as stream:
            _write(conn, sample, output_format, traits, stream)
    if config is not None:
        from models.labelstudio import labelling_config

        config.write_text(labelling_config(), encoding="utf-8", newline="\n")
    _tell(session, sample)


def _write(
    conn: sqlite3.Connection, sample: Sample, output_format: str, traits: list[str], stream: TextIO
) -> None:
    """Write the drawn articles."""
    from gali.annotating import iter_lines, iter_rows, iter_tasks
    from gali.output import Column, write_json_lines, write_rows

    if output_format == "labelstudio":
        tasks = list(iter_tasks(conn, sample))
        stream.write(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    elif output_format == "jsonl":
        write_json_lines(iter_lines(conn, sample), stream)
    else:
        keys = [
            *("article_id", "title", "url", "outlet", "published"),
            *(f"stratum_{trait}" for trait in traits),
            *("weight", "n_stratum", "n_sampled", "relevant", "innovations"),
        ]
        columns = [Column(key=key, title=key) for key in keys]
        write_rows(iter_rows(conn, sample), columns, "csv", stream)


def _tell(session: Session, sample: Sample) -> None:
    """Say how many articles were drawn, and what they do not stand for."""
    from gali.wording import plural

    drawn, strata = plural(len(sample.article_ids), "article"), len(sample.strata)
    total = sum(stratum.n_articles for stratum in sample.strata)
    divided = f" in {strata} strata" if strata > 1 else ""
    session.note(f"{drawn} of {total:,}{divided}, seed {sample.seed}.")
    left_out = [stratum for stratum in sample.strata if not stratum.n_sampled]
    if left_out:
        n_left = sum(stratum.n_articles for stratum in left_out)
        session.note(
            f"From {len(left_out)} strata nothing was drawn: estimates say nothing of their "
            f"{plural(n_left, 'article')}. Draw more, or stratify by less."
        )
