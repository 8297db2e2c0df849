"""``gali extract``: from files straight to what they tell; no database is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gali.cli.inputs import (
    FILES_HELP,
    input_options,
    insist_on_files,
    iter_inputs,
    tell_crashes,
    tell_problems,
)
from gali.cli.session import Session, pass_session
from gali.cli.shards import extract_shards, shard_options
from gali.cli.verb import BUILD, ExitCode, Verb, jobs_option, quiet_option

if TYPE_CHECKING:
    from corpus.records import Article
    from gali.extraction import Crash, Extracted
    from gali.output import Column, Row
    from harvest.problems import Problem


@click.command(
    "extract",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali extract article.txt",
        "gali extract news.csv --column text=isi --column title=judul --format gold -o found.jsonl",
        "gali extract seeds/*.txt --format gold --id-from position --id-prefix seed",
        "gali extract article.txt --format html -o article.html",
        "cat news.jsonl | gali extract - --format jsonl",
        "gali extract article.txt --explain",
        "gali extract --shards news/*.warc.gz --out shards/ --jobs 8",
    ],
    epilog=f"FILES: {FILES_HELP}",
)
@input_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "jsonl", "json", "gold", "html"]),
    help="table: one innovation a line; jsonl: one article a line with all evidence; json: the "
    "same as one array; gold: one article a line in the codebook's shape; html: a web page with "
    "all facts marked in the text.  [default: table on a terminal, else jsonl]",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Instead of what was found, show how it was decided: every name that was proposed, by "
    "which finders, what speaks for and against it, its score, and why this owner and region.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@shard_options
@jobs_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    files: tuple[str, ...],
    output_format: str | None,
    output: Path | None,
    is_sharded: bool,
    out: Path | None,
    relevant_only: bool,
    explain: bool,
    **reading: Any,
) -> None:
    """Extract innovations from FILES without a database.

    Prints what each article tells: innovations, awards, replications and counts.
    """
    from gali.extraction import iter_extracted
    from gali.output import choose_format, open_output

    insist_on_files(files)
    if is_sharded:
        ctx.exit(
            extract_shards(session, files, out=out, relevant_only=relevant_only, reading=reading)
        )
    problems: list[Problem] = []
    crashes: list[Crash] = []
    articles = _articles(iter_inputs(files, sources=session.sources, **reading), problems)
    if explain and output_format in {"gold", "html"}:
        raise click.UsageError(f"--explain has no --format {output_format}: table, jsonl or json.")
    with open_output(output) as stream:
        chosen = output_format or choose_format(None, stream)
        if explain:
            n_articles = _write_explanations(session.watch(articles, "Explaining"), chosen, stream)
        else:
            results = session.watch(iter_extracted(articles, session.settings.jobs), "Extracting")
            n_articles = _write(_successes(results, crashes), chosen, stream)
    tell_problems(problems)
    tell_crashes(crashes)
    ctx.exit(_exit_code(n_articles, problems, crashes))


def _articles(found: Iterable[Article | Problem], problems: list[Problem]) -> Iterator[Article]:
    """Yield the articles and put the problems aside."""
    from corpus.records import Article

    for entry in found:
        if isinstance(entry, Article):
            yield entry
        else:
            problems.append(entry)


def _successes(results: Iterable[Extracted | Crash], crashes: list[Crash]) -> Iterator[Extracted]:
    """Yield the results and put the failures aside."""
    from gali.extraction import Extracted

    for result in results:
        if isinstance(result, Extracted):
            yield result
        else:
            crashes.append(result)


def _write(results: Iterator[Extracted], output_format: str, stream: Any) -> int:
    """Write the results and return how many articles there were."""
    from gali.output import write_json_lines, write_rows

    if output_format == "table":
        listed = list(results)
        rows = [row for result in listed for row in _innovation_rows(result)]
        write_rows(rows, _columns(), "table", stream)
        return len(listed)
    if output_format == "html":
        from gali.article_page import write_page

        return write_page(results, stream)
    if output_format == "json":
        return write_rows(map(_full_record, results), (), "json", stream)
    make = _gold_record if output_format == "gold" else _full_record
    return write_json_lines(map(make, results), stream)


def _write_explanations(articles: Iterable[Article], output_format: str, stream: Any) -> int:
    """Write how each article is decided and return how many there were."""
    from extract.explain import explain_article
    from gali.explaining import explanation_record, write_explanations
    from gali.output import write_rows

    explanations = map(explain_article, articles)
    if output_format == "table":
        return write_explanations(explanations, stream)
    return write_rows(map(explanation_record, explanations), (), output_format, stream)


def _gold_record(result: Extracted) -> Row:
    """Return an article in the codebook's shape."""
    from models.gold import gold_record

    return gold_record(result.article, result.extraction)


def _full_record(result: Extracted) -> Row:
    """Return an article with all that was found in it, evidence and reasons included."""
    from gali.plain_values import plain_value

    article = result.article
    return {
        "id": article.external_id or article.id,
        "article_id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "extraction": plain_value(result.extraction),
        "sectors": plain_value(result.sectors),
        "relevance": plain_value(result.relevance),
    }


def _innovation_rows(result: Extracted) -> Iterator[Row]:
    """Yield a row for each innovation of an article."""
    from gali.wording import short_region_name

    for mention in result.extraction.innovations:
        yield {
            "article": result.article.external_id or result.article.title or result.article.id,
            "name": mention.name,
            "expansion": mention.expansion or mention.description,
            "owner": "; ".join(mention.owners),
            "region": short_region_name(mention.region),
            "sector": mention.sector,
        }


def _columns() -> list[Column]:
    """Return the columns of the table."""
    from gali.output import Column

    return [
        Column(key="name", title="Innovation", weight=4),
        Column(key="expansion", title="Stands for", weight=5),
        Column(key="owner", title="Owner", weight=4),
        Column(key="region", title="Region", weight=3),
        Column(key="sector", title="Sector", weight=3, one_line=True),
        Column(key="article", title="Article", weight=3, one_line=True),
    ]


def _exit_code(n_articles: int, problems: list[Problem], crashes: list[Crash]) -> ExitCode:
    """Return how the run ended: all, part or nothing could be read and extracted."""
    n_failed = len(crashes) + sum(not problem.kept for problem in problems)
    if not n_failed:
        return ExitCode.DONE
    return ExitCode.DONE_IN_PART if n_articles else ExitCode.FAILED
