"""``gali stats``: what the corpus holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Verb, database_option, quiet_option

if TYPE_CHECKING:
    from corpus.statistics import CorpusStatistics


@click.command(
    "stats",
    cls=Verb,
    section=LOOK,
    examples=["gali stats", "gali stats --format json"],
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "jsonl"]),
    help="[default: table on a terminal, else jsonl]",
)
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="Bars of each chart."
)
@database_option
@quiet_option
@pass_session
def command(session: Session, /, output_format: str | None, limit: int) -> None:
    """Count what the corpus holds.

    Innovations by sector, region and year, awards, replications, articles by outlet.
    """
    from corpus.statistics import corpus_statistics
    from gali.output import choose_format
    from gali.plain_values import plain_value

    with session.read_corpus() as conn:
        statistics = corpus_statistics(conn)
    chosen = choose_format(output_format)
    if chosen == "table":
        _print_charts(statistics, limit)
    else:
        indent = 2 if chosen == "json" else None
        click.echo(json.dumps(plain_value(statistics), ensure_ascii=False, indent=indent))


def _print_charts(statistics: CorpusStatistics, limit: int) -> None:
    """Print totals and charts for people."""
    from gali.charts import bars, by_sector_in_english
    from gali.terminal import console_for
    from gali.wording import totals_words

    console = console_for()
    console.print(totals_words(statistics))
    charts = {
        "Innovations by sector": by_sector_in_english(statistics.innovations_by_sector),
        "Innovations by region": statistics.innovations_by_region,
        "Innovations by year": statistics.innovations_by_year,
        "Awards by rank": statistics.awards_by_rank,
        "Replications between regions": statistics.replication_flows,
        "Articles by outlet": statistics.articles_by_outlet,
    }
    for title, tallies in charts.items():
        if tallies:
            console.print(f"\n{title}", style="bold")
            # Years stand in their order, not by size: all of them, or the chart would mislead.
            n_bars = len(tallies) if title == "Innovations by year" else limit
            console.print(bars(tallies, limit=n_bars))
