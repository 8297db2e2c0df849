"""``gali export``: the corpus, or what a search finds, in files that can be passed on and cited."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.selecting import (
    bring_stems_up_to_date,
    filter_options,
    filters_from,
    stem_option,
)
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Day, ExitCode, Verb, database_option, quiet_option
from gali.terminal import clean_line

if TYPE_CHECKING:
    import sqlite3

    from corpus.export.dataset import DatasetFacts
    from corpus.export.scope import Scope
    from corpus.filters import SearchFilters

FORMATS = ("csv", "jsonl", "parquet", "xlsx", "annotations", "warc", "postgres")


@click.command(
    "export",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali export csv dataset/",
        "gali export xlsx inovasi.xlsx --region jateng --year 2023",
        "gali export parquet stunting/ stunting --without-text --license CC-BY-4.0",
        "gali export postgres for-postgres/",
    ],
    epilog="FORMAT: csv (Frictionless Data Package), jsonl, parquet (with Croissant), xlsx (for "
    "people, in Indonesian), annotations (W3C Web Annotations), warc (the pages), postgres.  "
    "Exit code 3 if nothing is found.",
)
@click.argument("export_format", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("target", metavar="DIR|FILE", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1)
@click.option("--articles", is_flag=True, help="Choose articles instead of innovations.")
@filter_options
@click.option("--status", help="otomatis, diperiksa or ditolak.")
@stem_option
@click.option("--without-text", is_flag=True, help="Leave out the texts of the articles.")
@click.option("--title", help="Title of the dataset, for the citation.")
@click.option("--creator", "creators", multiple=True, metavar="NAME", help="Who made it; repeat.")
@click.option("--license", "license_id", metavar="SPDX", help="Its licence, such as CC-BY-4.0.")
@click.option("--released", type=Day(), metavar="DATE", help="Day of its release.")
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    export_format: str,
    target: Path,
    query: tuple[str, ...],
    articles: bool,
    without_text: bool,
    title: str | None,
    creators: tuple[str, ...],
    license_id: str | None,
    released: datetime | None,
    stem: bool,
    **filters: str | None,
) -> None:
    """Write the corpus into files that can be passed on and cited.

    Without words and filters all of it; with them what gali search finds with the same ones, and
    what belongs to it.  Every export tells its version, which stands for its content, what made
    it, how to cite it and what each column means.  The same corpus gives the same bytes.
    """
    from corpus.export.dataset import DEFAULT_TITLE, Citation, ExportRequest
    from gali.exporting import EXPORTERS
    from gali.versions import read_versions

    if without_text and export_format == "warc":
        raise click.UsageError("warc is the pages themselves: there is nothing without their text.")
    if stem:
        bring_stems_up_to_date(session)
    citation = Citation(
        title=title or DEFAULT_TITLE,
        creators=creators,
        license=license_id,
        released=released.date() if released else None,
    )
    versions = read_versions()
    with session.read_corpus() as conn:
        scope = _scope_of(conn, " ".join(query), filters_from(**filters), articles, stem=stem)
        if _is_empty(conn, scope, export_format):
            session.note("Nothing found; nothing was written.")
            ctx.exit(ExitCode.NOTHING_FOUND)
        request = ExportRequest(
            scope=scope,
            without_text=without_text,
            citation=citation,
            program=f"gali {versions['gali']}",
            vocabularies=versions["data"],
        )
        facts = EXPORTERS[export_format](conn, target, request)
    click.echo(clean_line(str(target)))
    session.note(_told(facts))


def _scope_of(
    conn: sqlite3.Connection, text: str, filters: SearchFilters, articles: bool, *, stem: bool
) -> Scope:
    """Return what is to be exported: all, or what a search finds."""
    from corpus.export.scope import WHOLE_CORPUS, scope_of_articles, scope_of_innovations
    from corpus.filters import SearchFilters

    if articles:
        return scope_of_articles(conn, text, filters, stem=stem)
    if text.strip() or filters != SearchFilters():
        return scope_of_innovations(conn, text, filters, stem=stem)
    return WHOLE_CORPUS


def _is_empty(conn: sqlite3.Connection, scope: Scope, export_format: str) -> bool:
    """Return whether there is nothing to export."""
    from corpus.export.pages import read_origins

    if export_format == "warc":
        return not read_origins(conn, scope)
    if scope.subject == "corpus":
        return conn.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None
    return not (scope.innovation_ids or scope.article_ids)


def _told(facts: DatasetFacts) -> str:
    """Return what was exported, in one line."""
    from gali.wording import plural

    counts = {one.table.name: one.n_rows for one in facts.summaries}
    nouns = {"innovations": "innovation", "articles": "article", "pages": "page"}
    parts = [plural(counts[name], noun) for name, noun in nouns.items() if name in counts]
    return f"{', '.join(parts)}; version {facts.version}."
